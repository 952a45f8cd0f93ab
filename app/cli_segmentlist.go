package app

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/store"
)

// segmentTemplates lists the rules to begin with and counts them.
func segmentTemplates(c *call) error {
	var asOf, language string
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&asOf, "as-of", "", "")
		f.StringVar(&language, "language", "en", "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	if !slices.Contains(languages, language) {
		return usagef("--language is one of %s", strings.Join(languages, ", "))
	}
	return c.with(false, func(db *store.DB) error {
		views, err := c.templates(db, asOf, language)
		if err != nil {
			return err
		}
		return c.print(views, func(w io.Writer) { printTemplates(w, views) })
	})
}

// countedTemplate is a template with its count, -1 where something is missing.
type countedTemplate struct {
	TemplateView
	People int `json:"people"`
}

func (c *call) templates(db *store.DB, asOf, language string) ([]countedTemplate, error) {
	studio, err := c.studio(db, asOf)
	if err != nil {
		return nil, err
	}
	studio.SetCatalog(studio.Catalog().In(language))
	views, err := templateViews(studio)
	if err != nil {
		return nil, err
	}
	counts, err := countTemplates(c.ctx, studio, each(views, func(v TemplateView) string { return v.Key }))
	if err != nil {
		return nil, err
	}
	people := map[string]int{}
	for _, n := range counts {
		people[n.Key] = n.People
	}
	return each(views, func(v TemplateView) countedTemplate { return countedTemplate{v, people[v.Key]} }), nil
}

func printTemplates(w io.Writer, all []countedTemplate) {
	for _, t := range all {
		if len(t.Missing) > 0 {
			fmt.Fprintf(w, "%-28s %s: %s\n", t.Key, t.Name, strings.Join(t.Missing, " "))
			continue
		}
		fmt.Fprintf(w, "%-28s %s: %d people. %s\n", t.Key, t.Name, t.People, t.Sentence)
	}
}

func segmentDelete(c *call) error {
	var inline bool
	return c.onSegment(func(f *flag.FlagSet) { f.BoolVar(&inline, "replace", false, "") }, func(db *store.DB, g domain.Segment) error {
		if inline {
			if _, err := replaceUses(c.ctx, db, g.ID); err != nil {
				return err
			}
		}
		if err := checkUnused(c.ctx, db, g.ID); err != nil {
			return err
		}
		if err := db.DeleteSegment(c.ctx, g.ID); err != nil {
			return err
		}
		return c.print(map[string]any{"id": g.ID, "name": g.Name}, func(w io.Writer) {
			fmt.Fprintf(w, "Deleted %s. For 30 days \"segment undelete %d\" brings it back.\n", g.Name, g.ID)
		})
	})
}

func segmentUndelete(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "ID"); err != nil {
		return err
	}
	id, err := strconv.ParseInt(rest[0], 10, 64)
	if err != nil {
		return usagef("undelete takes the number of a segment")
	}
	return c.with(false, func(db *store.DB) error {
		if err := db.UndeleteSegment(c.ctx, domain.SegmentID(id)); err != nil {
			return err
		}
		g, err := db.Segment(c.ctx, domain.SegmentID(id))
		if err != nil {
			return err
		}
		return c.printSaved(g, "%s is back.\n")
	})
}

func segmentDuplicate(c *call) error {
	var name string
	return c.onSegment(func(f *flag.FlagSet) { f.StringVar(&name, "name", "", "") }, func(db *store.DB, g domain.Segment) error {
		if name == "" {
			name = g.Name + " (copy)"
		}
		saved, err := duplicateSegment(c.ctx, db, g.ID, name)
		if err != nil {
			return err
		}
		return c.printSaved(saved, "Saved as %s.\n")
	})
}

// printSaved tells of a segment; plain has a place for its name.
func (c *call) printSaved(g domain.Segment, plain string) error {
	return c.print(map[string]any{"id": g.ID, "name": g.Name, "version": g.Version, "rule": string(g.Rule)}, func(w io.Writer) { fmt.Fprintf(w, plain, g.Name) })
}

func segmentUsed(c *call) error {
	return c.onSegment(nil, func(db *store.DB, g domain.Segment) error {
		uses, err := segmentUses(c.ctx, db, g.ID)
		if err != nil {
			return err
		}
		return c.print(uses, func(w io.Writer) {
			for _, u := range append(slices.Clone(uses.Breaks), uses.Keeps...) {
				fmt.Fprintln(w, strings.Join(slices.DeleteFunc([]string{u.Kind, fmt.Sprint(u.ID), u.Name, u.State}, func(s string) bool { return s == "" }), "  "))
			}
			if len(uses.Breaks)+len(uses.Keeps) == 0 {
				fmt.Fprintf(w, "Nothing asks about %s.\n", g.Name)
			}
		})
	})
}

// faultWords say why a rule cannot stand for its segment.
var faultWords = map[rule.InlineFault]string{
	rule.InlineGone: "something it asks about is not there any more", rule.InlineFrozen: "its members are frozen",
	rule.InlinePinned: "it has people chosen by hand", rule.InlineUnfinished: "a part of it is not finished",
	rule.InlineHistory: "who entered or left it, or a ranking among it, is asked for", rule.InlineTooBig: "it would get too deep",
}

func faultSentence(fault string) string { return faultWords[rule.InlineFault(fault)] }

// combining returns the command that saves a combination of segments as a new one.
func combining(how, joint string) func(*call) error {
	return func(c *call) error {
		var name string
		var full bool
		rest, err := c.parse(func(f *flag.FlagSet) {
			f.StringVar(&name, "name", "", "")
			f.BoolVar(&full, "full", false, "")
		})
		if err != nil {
			return err
		}
		if len(rest) < 2 {
			return usagef("NAME or ID of two segments or more needed")
		}
		return c.with(false, func(db *store.DB) error { return c.combine(db, how, joint, rest, name, full) })
	}
}

func (c *call) combine(db *store.DB, how, joint string, keys []string, name string, full bool) error {
	var ids []domain.SegmentID
	var names []string
	for _, key := range keys {
		g, err := c.findSegment(db, key)
		if err != nil {
			return err
		}
		ids, names = append(ids, g.ID), append(names, g.Name)
	}
	cat, err := readCatalog(c.ctx, db, "")
	if err != nil {
		return err
	}
	made, err := combineSegments(how, ids, full, cat)
	if err != nil {
		return err
	}
	if made.Fault != "" {
		return domain.Errorf(domain.Blocked, "These rules cannot be copied: %s. Leave --full out to ask about the segments by their names.", faultSentence(made.Fault))
	}
	if name == "" {
		name = strings.Join(names, joint)
	}
	saved, err := db.SaveSegment(c.ctx, domain.Segment{Name: name, Rule: []byte(made.Rule)})
	if err != nil {
		return err
	}
	return c.printSaved(saved, "Saved as %s.\n")
}
