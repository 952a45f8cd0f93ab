package app

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// importQueue is the queue of what reads a file into the workspace: one at a time.
const importQueue = "imports"

// lookThrough starts the dry run of a plan.
func (s *session) lookThrough(sel ImportSelection) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	plan := w.equip(planOf(sel))
	plan.DryRun = true
	return s.jobs.Queue(importQueue, "dry_run", title(titleLook, filepath.Base(plan.Path)), func(ctx context.Context, progress job.Progress) (any, error) {
		return runPlan(ctx, w, plan, progress)
	}), nil
}

// runPlan carries out a plan. After one that is not a dry run the caller reloads.
func runPlan(ctx context.Context, w *workspace, plan importer.Plan, progress job.Progress) (importer.Report, error) {
	if err := ctx.Err(); err != nil {
		return importer.Report{}, err
	}
	if plan.DryRun {
		return importFrugally(ctx, plan, w.db, progress)
	}
	w.stopLive() // from the moment the import is in, what the engine says is old
	report, err := importFrugally(ctx, plan, w.db, progress)
	if err != nil {
		w.followAgain()
	}
	return report, err
}

// importGC is how much garbage, in percent of what is in use, an import may leave: less
// than a third of what is usual, for a tenth of its speed.
const importGC = 30

// importFrugally carries a plan out in little memory.
func importFrugally(ctx context.Context, plan importer.Plan, db *store.DB, progress job.Progress) (importer.Report, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(importGC))
	return importer.Run(ctx, plan, bulkStore{db}, progress)
}

// startImport puts an import on the list of those that are not in yet and starts it.
func (s *session) startImport(sel ImportSelection) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	return s.queueImport(w, planOf(sel))
}

// queueImport starts an import when it is its turn. It goes on the list at once if
// nothing else is being imported, else when its turn comes: until then the writer of the
// workspace is taken.
func (s *session) queueImport(w *workspace, plan importer.Plan) (string, error) {
	if !s.jobs.Busy(importQueue) {
		if err := w.listImport(&plan); err != nil {
			return "", err
		}
	}
	return s.runQueued(w, plan), nil
}

// listImport puts a plan on the list of imports that are not in yet.
func (w *workspace) listImport(plan *importer.Plan) error {
	text, err := plan.Encode()
	if err != nil {
		return err
	}
	plan.Waiting, err = w.db.AddWaitingImport(background(), domain.WaitingImport{
		File: filepath.Base(plan.Path), Path: plan.Path, Plan: text, Locked: plan.Options.Password != "", QueuedAt: w.session.clock.Now(),
	})
	if err == nil {
		w.imports.add(plan.Waiting)
	}
	return err
}

// runQueued carries out a plan. It leaves the list when it is in, was stopped by the
// user or failed; when the program ends, it stays there.
func (s *session) runQueued(w *workspace, plan importer.Plan) string {
	plan = w.equip(plan)
	if plan.Waiting != 0 {
		w.imports.add(plan.Waiting)
	}
	return s.jobs.Queue(importQueue, "import", title(titleImport, filepath.Base(plan.Path)), func(ctx context.Context, progress job.Progress) (any, error) {
		if plan.Waiting == 0 && ctx.Err() == nil {
			if err := w.listImport(&plan); err != nil {
				return nil, err
			}
		}
		report, err := runPlan(ctx, w, plan, progress)
		w.imports.remove(plan.Waiting)
		switch {
		case err == nil:
			w.reload()
			s.announceWorkspace()
		case !s.ending.Load() && plan.Waiting != 0:
			if forgotten := w.db.ForgetWaitingImport(background(), plan.Waiting); forgotten != nil {
				return report, forgotten
			}
		}
		return report, err
	})
}

// waitingImports lists the imports that are not in yet.
func (s *session) waitingImports() ([]WaitingView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	waiting, err := w.db.WaitingImports(background())
	return each(waiting, func(v domain.WaitingImport) WaitingView {
		view := WaitingView{ID: v.ID, File: v.File, Path: v.Path, QueuedAt: stamp(v.QueuedAt), State: "interrupted", Locked: v.Locked}
		if w.imports.has(v.ID) {
			view.State = "waiting"
		}
		return view
	}), err
}

// resumeImport starts an import again that was interrupted. Nothing of it is in yet.
func (s *session) resumeImport(id int64, password string) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	waiting, err := w.db.WaitingImports(background())
	if err != nil {
		return "", err
	}
	for _, v := range waiting {
		if v.ID != id {
			continue
		}
		plan, err := importer.DecodePlan(v.Plan)
		if err != nil {
			return "", err
		}
		if w.imports.has(id) {
			return "", domain.Errorf(domain.Conflict, "This import is under way already.")
		}
		plan.Options.Password, plan.Waiting = password, id
		return s.runQueued(w, plan), nil
	}
	return "", domain.Errorf(domain.NotFound, "There is no such import waiting any more.")
}

// forgetImport takes an interrupted import off the list.
func (s *session) forgetImport(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	if w.imports.has(id) {
		return domain.Errorf(domain.Conflict, "This import is under way. Stop it instead.")
	}
	return w.db.ForgetWaitingImport(background(), id)
}

// changedMost is how many segments are named after an import.
const changedMost = 3

// segmentsChanged says which segments an import changed most, as their record tells.
// It is not settled while the members are still being worked out.
func (s *session) segmentsChanged(id int64) (ImportEffect, error) {
	w, err := s.current()
	if err != nil {
		return ImportEffect{}, err
	}
	record, err := w.db.Import(background(), domain.ImportID(id))
	if err != nil {
		return ImportEffect{}, err
	}
	settled, err := w.followed(background())
	if err != nil || !settled {
		return ImportEffect{Segments: []SegmentMoveView{}}, err
	}
	moves, err := w.movesOf(background(), record.FinishedAt)
	return ImportEffect{Settled: true, Segments: moves}, err
}

// followed reports whether the record of every segment is up to the newest data.
func (w *workspace) followed(ctx context.Context) (bool, error) {
	if w.loading() {
		return false, nil
	}
	data, err := w.db.DataVersion(ctx)
	if err != nil {
		return false, err
	}
	watches, err := w.db.Watches(ctx)
	for _, watch := range watches {
		if watch.DataVersion != data {
			return false, err
		}
	}
	return true, err
}

// movesOf counts who entered and left segments by the data that came at an instant: up
// to the next thing that was done to people.
func (w *workspace) movesOf(ctx context.Context, since time.Time) ([]SegmentMoveView, error) {
	until, err := w.nextAct(ctx, since)
	if err != nil {
		return nil, err
	}
	segments, err := w.db.Segments(ctx)
	if err != nil {
		return nil, err
	}
	moves := []SegmentMoveView{}
	for _, g := range segments {
		move := SegmentMoveView{ID: int64(g.ID), Name: g.Name}
		err := w.db.EachMove(ctx, g.ID, since, func(m domain.Membership) error {
			if m.Entered == domain.CauseData && !m.EnteredAt.Before(since) && m.EnteredAt.Before(until) {
				move.Entered++
			}
			if m.Left == domain.CauseData && !m.LeftAt.Before(since) && m.LeftAt.Before(until) {
				move.Left++
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if move.Entered+move.Left > 0 {
			moves = append(moves, move)
		}
	}
	return mostMoved(moves), nil
}

// nextAct is when people's values were changed again after an instant, or now.
func (w *workspace) nextAct(ctx context.Context, since time.Time) (time.Time, error) {
	next := w.session.clock.Now().Add(time.Second)
	acts, err := w.db.Acts(ctx, 0, 100)
	for _, a := range acts {
		if a.At.After(since) {
			next = a.At
		}
	}
	return next, err
}

func mostMoved(moves []SegmentMoveView) []SegmentMoveView {
	slices.SortStableFunc(moves, func(a, b SegmentMoveView) int { return b.Entered + b.Left - a.Entered - a.Left })
	return moves[:min(len(moves), changedMost)]
}
