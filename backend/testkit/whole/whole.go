// Package whole writes down everything that a workspace says about people, so that
// tests can ask whether two workspaces, or one at two moments, say the same.
package whole

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Workspace is what is read; the store's DB is one.
type Workspace interface {
	Fields(context.Context) ([]domain.Field, error)
	Properties(context.Context) ([]domain.Property, error)
	EventTypes(context.Context) ([]domain.EventType, error)
	EachContact(context.Context, func(domain.Contact) error) error
	EachEvent(context.Context, func(domain.Event) error) error
	EachConsentEntry(context.Context, func(domain.ConsentEntry) error) error
	CountEvents(context.Context) (int, error)
}

// Told writes a workspace down in lines, in an order that does not depend on how it is
// stored. Opt-outs are not in it: nothing takes them back.
func Told(t testing.TB, w Workspace) []string {
	t.Helper()
	ctx := t.Context()
	out := []string{}
	note := func(kind string, v any) { out = append(out, fmt.Sprintf("%s %+v", kind, v)) }
	each := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	fields, err := w.Fields(ctx)
	each(err)
	for _, f := range fields {
		note("field", f)
	}
	props, err := w.Properties(ctx)
	each(err)
	for _, p := range props {
		note("property", p)
	}
	types, err := w.EventTypes(ctx)
	each(err)
	for _, k := range types {
		note("type", k)
	}
	each(w.EachContact(ctx, func(c domain.Contact) error { note("contact", c); return nil }))
	each(w.EachConsentEntry(ctx, func(e domain.ConsentEntry) error { note("consent", e); return nil }))
	each(w.EachEvent(ctx, func(e domain.Event) error { e.ID = 0; note("event", e); return nil }))
	events, err := w.CountEvents(ctx)
	each(err)
	slices.SortFunc(out, cmp.Compare)
	return append(out, fmt.Sprint("events in all: ", events))
}

// Difference names some lines in which two workspaces differ, "" for none.
func Difference(before, after []string) string {
	if slices.Equal(before, after) {
		return ""
	}
	count := map[string]int{}
	for _, line := range before {
		count[line]++
	}
	for _, line := range after {
		count[line]--
	}
	out := []string{}
	for line, n := range count {
		switch {
		case n > 0:
			out = append(out, "gone:  "+line)
		case n < 0:
			out = append(out, "fresh: "+line)
		}
	}
	slices.Sort(out)
	return strings.Join(out[:min(len(out), 12)], "\n")
}
