package bench

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// ledger stands for the workspace file, so that only the work in memory is
// measured: what the file takes is measured with the file.
type ledger struct{ data int64 }

func (l *ledger) DataVersion(context.Context) (int64, error) { return l.data, nil }

func (l *ledger) Watches(context.Context) ([]domain.SegmentWatch, error) { return nil, nil }

func (l *ledger) OpenMembers(context.Context, domain.SegmentID) ([]domain.ContactID, error) {
	return nil, nil
}

func (l *ledger) RecordMembership(context.Context, domain.MembershipBatch) error { return nil }

type setClock struct{ at time.Time }

func (c *setClock) Now() time.Time { return c.at }

// segments makes saved segments of one to four conditions, and counts those.
func (b *bench) segments() (out []domain.Segment, conditions int) {
	ed := newEditor(b.o.Seed+2, 1)
	for k := range b.o.Segments {
		root := &rule.Node{Mode: rule.All}
		if k%3 == 2 {
			root.Mode = rule.Any
		}
		for range 1 + (k*7)%4 + k%2 {
			c := ed.condition()
			c.Not = ed.IntN(6) == 0
			root.Kids = append(root.Kids, c)
			conditions++
		}
		text := rule.Rule{Include: root}.JSON()
		out = append(out, domain.Segment{ID: domain.SegmentID(k + 1), Name: "Segment " + strconv.Itoa(k+1), Rule: text, Version: 1})
	}
	return out, conditions
}

// live follows many segments: whole, after one event at a time, and after many.
func (b *bench) live() error {
	saved, conditions := b.segments()
	b.report.Live.Segments, b.report.Live.Conditions = len(saved), conditions
	c := b.cat
	b.e.SetCatalog(rule.NewCatalog(c.Fields, c.EventTypes, c.Properties, saved, c.Settings))
	clock, record := &setClock{b.o.Now}, &ledger{}
	follow := segment.NewLive(b.e, record, clock)
	full := newSeries("all segments evaluated, with who entered and left")
	for range 4 {
		record.data++
		clock.at = clock.at.Add(time.Second)
		if err := full.time(func() error { return follow.Follow(b.ctx) }); err != nil {
			return err
		}
	}
	b.report.Live.Full = full.figure()
	if err := b.singleEvents(follow, record, clock); err != nil {
		return err
	}
	return b.appended(follow, record, clock)
}

// event draws one event of now.
func (b *bench) event(r *rand.Rand, at time.Time) domain.Event {
	kinds := []domain.EventTypeID{domain.EventVisited, domain.EventPurchased, domain.EventOpened, domain.EventClicked}
	e := domain.Event{ContactID: domain.ContactID(1 + r.IntN(b.o.People)), Type: kinds[r.IntN(len(kinds))], At: at}
	e.Props = []domain.PropertyValue{{ID: domain.PropDevice, Value: domain.TextValue("phone")}}
	if e.Type == domain.EventPurchased {
		e.Props = []domain.PropertyValue{
			{ID: domain.PropCategory, Value: domain.TextValue("Category " + strconv.Itoa(r.IntN(12)))},
			{ID: domain.PropAmount, Value: domain.MoneyValue(int64(10_000 + r.IntN(500_000)))},
		}
	}
	return e
}

// singleEvents times from one new event to all memberships it changes.
func (b *bench) singleEvents(follow *segment.Live, record *ledger, clock *setClock) error {
	r := rand.New(rand.NewPCG(b.o.Seed, 5))
	if err := follow.Due(b.ctx); err != nil { // looks ahead, as it does in the background
		return err
	}
	s := newSeries("one event to all memberships")
	const events = 1000
	for range events {
		clock.at = clock.at.Add(5 * time.Millisecond)
		e := b.event(r, clock.at)
		err := s.time(func() error {
			who, err := b.e.Apply(b.ctx, engine.Change{Events: []domain.Event{e}})
			if err != nil {
				return err
			}
			record.data++
			return follow.Changed(b.ctx, segment.Touched{Who: who, Kinds: []domain.EventTypeID{e.Type}})
		})
		if err != nil {
			return err
		}
	}
	b.report.Live.Event = s.figure()
	return nil
}

// appended times many events at once: taken in, written into one part, and every
// segment evaluated.
func (b *bench) appended(follow *segment.Live, record *ledger, clock *setClock) error {
	r := rand.New(rand.NewPCG(b.o.Seed, 6))
	clock.at = clock.at.Add(time.Minute)
	events := make([]domain.Event, b.o.Appended)
	for i := range events {
		events[i] = b.event(r, clock.at.Add(-time.Duration(r.IntN(60))*time.Second))
	}
	l := &b.report.Live
	l.Appended = len(events)
	steps := []struct {
		into *float64
		do   func() error
	}{
		{&l.AppendMS, func() error {
			_, err := b.e.Apply(b.ctx, engine.Change{Events: events})
			return err
		}},
		{&l.CompactMS, func() error { return b.e.Compact(b.ctx) }},
		{&l.UpdateMS, func() error {
			record.data++
			return follow.Follow(b.ctx)
		}},
	}
	for _, s := range steps {
		start := time.Now()
		if err := s.do(); err != nil {
			return err
		}
		*s.into = milliseconds(time.Since(start))
	}
	return nil
}
