package app

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// importWatched lists the watched files, or looks at them and imports what changed.
func importWatched(c *call) error {
	var anyway bool
	rest, err := c.parse(func(f *flag.FlagSet) { f.BoolVar(&anyway, "anyway", false, "") })
	if err != nil {
		return err
	}
	check, only := false, int64(0)
	if len(rest) > 0 && rest[0] == "check" {
		check, rest = true, rest[1:]
	}
	if len(rest) == 1 && check {
		only, err = strconv.ParseInt(rest[0], 10, 64)
	}
	if err != nil || len(rest) > 1 || len(rest) == 1 && !check || anyway && !check {
		return usagef("import watched, import watched check or import watched check ID is needed")
	}
	return c.watchDesk(func(s *session, w *workspace) error {
		if check {
			if err := c.checkWatched(s, w, only, anyway); err != nil {
				return err
			}
		}
		return c.printWatched(s, only)
	})
}

// watchDesk runs a function with the workspace opened as the window has it, but without
// its engine.
func (c *call) watchDesk(run func(s *session, w *workspace) error) error {
	return c.with(false, func(db *store.DB) error {
		s := &session{clock: c.clock, watchPace: usualPace}
		s.jobs = job.NewRunner(c.clock, func(v job.View) {
			if v.State == job.Running {
				c.progress(v.Done, v.Total, v.Title)
			}
		})
		w, err := newWorkspace(db, s)
		if err != nil {
			return err
		}
		defer w.stop()
		s.opened = w
		return run(s, w)
	})
}

// checkWatched looks at the watched file of an id, at all for 0, one after the other.
// Ctrl-C stops the import at hand, and with it the command.
func (c *call) checkWatched(s *session, w *workspace, only int64, anyway bool) error {
	files, err := w.db.WatchedFiles(c.ctx)
	if err != nil {
		return err
	}
	if only != 0 {
		one, err := w.db.WatchedFile(c.ctx, only)
		if err != nil {
			return err
		}
		files = []domain.WatchedFile{one}
	}
	for _, v := range files {
		id, err := s.checkWatched(v.ID, anyway)
		if err != nil {
			return err
		}
		if id == "" {
			continue
		}
		stop := context.AfterFunc(c.ctx, w.watching.cancel)
		view := s.jobs.Wait(id)
		stop()
		if view.State == job.Failed {
			return view.Err
		}
		if c.ctx.Err() != nil {
			return domain.Errorf(domain.Canceled, "The import was stopped. Nothing of it was kept.")
		}
	}
	return nil
}

func (c *call) printWatched(s *session, only int64) error {
	all, err := s.watched()
	if err != nil {
		return err
	}
	views := []WatchView{}
	for _, v := range all {
		if only == 0 || v.ID == only {
			views = append(views, v)
		}
	}
	return c.print(views, func(w io.Writer) {
		for _, v := range views {
			fmt.Fprintf(w, "%d  %-7s  %s, imported %s, %d rows, %d people not in it any more\n   %s\n", v.ID, v.State, v.Path, v.ImportedAt, v.Rows, v.Removed, v.Note)
		}
	})
}
