package app

import (
	"flag"
	"fmt"
	"io"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// onSegment runs a command whose one argument is a segment's name or number.
func (c *call) onSegment(define func(f *flag.FlagSet), run func(db *store.DB, g domain.Segment) error) error {
	rest, err := c.parse(define)
	if err != nil {
		return err
	}
	if err := exactly(rest, "NAME or ID"); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		g, err := c.findSegment(db, rest[0])
		if err != nil {
			return err
		}
		return run(db, g)
	})
}

// findSegment finds a segment by its whole name, else by its number. A name that
// several have is a conflict.
func (c *call) findSegment(db *store.DB, key string) (found domain.Segment, err error) {
	all, err := db.Segments(c.ctx)
	if err != nil {
		return found, err
	}
	named := 0
	for _, g := range all {
		if g.Name == key {
			found = g
			named++
		}
	}
	if named == 1 {
		return found, nil
	}
	if named > 1 {
		return found, domain.Errorf(domain.Conflict, "%d segments have this name. Say which by its number: see \"segment list\".", named)
	}
	if id, err := strconv.ParseInt(key, 10, 64); err == nil {
		return db.Segment(c.ctx, domain.SegmentID(id))
	}
	return found, domain.Errorf(domain.NotFound, "There is no segment of this name. See \"segment list\" for those there are.")
}

func segmentVersions(c *call) error {
	return c.onSegment(nil, func(db *store.DB, g domain.Segment) error {
		views, err := versionViews(c.ctx, db, g.ID, "")
		if err != nil {
			return err
		}
		return c.print(views, func(w io.Writer) {
			for _, v := range views {
				fmt.Fprintf(w, "%d  %s  %s: %s\n", v.Version, v.SavedAt, v.Name, v.Sentence)
			}
		})
	})
}

func segmentRestore(c *call) error {
	var version int
	return c.onSegment(func(f *flag.FlagSet) { f.IntVar(&version, "version", 0, "") }, func(db *store.DB, g domain.Segment) error {
		if version == 0 {
			return usagef("--version N is needed")
		}
		saved, err := restoreSegment(c.ctx, db, g.ID, version)
		if err != nil {
			return err
		}
		return c.print(map[string]any{"id": saved.ID, "name": saved.Name, "version": saved.Version}, func(w io.Writer) {
			fmt.Fprintf(w, "Version %d of %s is back, as version %d.\n", version, saved.Name, saved.Version)
		})
	})
}

func segmentFreeze(c *call) error {
	return c.onSegment(nil, func(db *store.DB, g domain.Segment) error {
		studio, err := c.studio(db, "")
		if err != nil {
			return err
		}
		people, err := freezeSegment(c.ctx, db, studio, g.ID, c.clock.Now())
		if err != nil {
			return err
		}
		if g, err = db.Segment(c.ctx, g.ID); err != nil {
			return err
		}
		return c.print(map[string]any{"id": g.ID, "name": g.Name, "frozenAt": stamp(g.FrozenAt), "people": people}, func(w io.Writer) {
			fmt.Fprintf(w, "%s keeps the %d people who are in it now.\n", g.Name, people)
		})
	})
}

func segmentThaw(c *call) error {
	return c.onSegment(nil, func(db *store.DB, g domain.Segment) error {
		if err := db.ThawSegment(c.ctx, g.ID); err != nil {
			return err
		}
		return c.print(map[string]any{"id": g.ID, "name": g.Name}, func(w io.Writer) {
			fmt.Fprintf(w, "People enter and leave %s again.\n", g.Name)
		})
	})
}

func segmentHistory(c *call) error {
	return c.onSegment(nil, func(db *store.DB, g domain.Segment) error {
		view, err := historyView(c.ctx, db, g.ID, c.clock.Now())
		if err != nil {
			return err
		}
		result := map[string]any{"id": g.ID, "name": g.Name, "members": view.Members, "evaluatedAt": view.EvaluatedAt, "days": view.Days, "changes": view.Changes}
		return c.print(result, func(w io.Writer) { printHistory(w, g.Name, view) })
	})
}

func printHistory(w io.Writer, name string, h HistoryView) {
	if h.EvaluatedAt == "" {
		fmt.Fprintf(w, "Nothing is recorded of %s yet.\n", name)
		return
	}
	fmt.Fprintf(w, "%s: %d people at %s.\n", name, h.Members, h.EvaluatedAt)
	for _, d := range h.Days {
		if d.Entered > 0 || d.Left > 0 {
			fmt.Fprintf(w, "  %s  %d entered, %d left\n", d.Date, d.Entered, d.Left)
		}
	}
	for _, m := range h.Changes {
		verb := "left"
		if m.Entered {
			verb = "entered"
		}
		fmt.Fprintf(w, "  %s  %s %s (%s)\n", m.At, m.Name, verb, m.Cause)
	}
}
