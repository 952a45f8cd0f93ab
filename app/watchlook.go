package app

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/job"
)

// verdict is what is to be done about a watched file.
type verdict struct {
	found importer.Found
	due   bool               // it is to be imported
	later bool               // it is to be looked at again in a while
	state domain.WatchedFile // how it was found, where it is not to be imported
}

// judge reads a watched file and decides. With force it is imported though it lost rows
// or was held back. old is how long ago it changed; a last line that looks half
// written is believed after patience.
func judge(ctx context.Context, v domain.WatchedFile, force bool, old, patience time.Duration) (verdict, error) {
	choices, err := importer.DecodeChoices(v.Choices)
	if err != nil {
		return verdict{state: failedWatch(v, err)}, nil
	}
	known, rows := []string{v.SHA256, v.Held}, v.Rows
	if force {
		known, rows = known[:1], 0
	}
	found, err := importer.Examine(ctx, v.Path, choices, rows, known...)
	switch {
	case ctx.Err() != nil:
		return verdict{}, ctx.Err()
	case err != nil:
		return unread(v, found, err, old < patience), nil
	case found.SHA256 == v.SHA256:
		return verdict{found: found, state: domain.WatchedFile{State: domain.WatchSame}}, nil
	case found.SHA256 == v.Held && !force:
		return verdict{found: found, state: domain.WatchedFile{State: domain.WatchPaused, Why: v.Why, Details: v.Details, Held: v.Held}}, nil
	case !found.Fits():
		details := append(append(slices.Clone(found.New), ""), found.Gone...)
		return verdict{found: found, state: paused(domain.WatchWhyColumns, found.SHA256, details...)}, nil
	case found.CutOff || found.Unfinished && old < patience:
		return verdict{found: found, later: true, state: domain.WatchedFile{State: domain.WatchChanged, Why: domain.WatchWhyUnfinished}}, nil
	case importer.Shrunk(found.Rows, rows):
		return verdict{found: found, state: paused(domain.WatchWhyFewer, found.SHA256, strconv.Itoa(found.Rows), strconv.Itoa(rows))}, nil
	}
	return verdict{found: found, due: true}, nil
}

func paused(why domain.WatchReason, held string, details ...string) domain.WatchedFile {
	return domain.WatchedFile{State: domain.WatchPaused, Why: why, Details: details, Held: held}
}

func failedWatch(v domain.WatchedFile, err error) domain.WatchedFile {
	return paused(domain.WatchWhyFailed, v.Held, toBridge(err).Message)
}

// unread says what to make of a file that could not be read to its end. One that is being
// written looks damaged, empty or like no spreadsheet at all; if it looks so for long, it
// is.
func unread(v domain.WatchedFile, found importer.Found, err error, fresh bool) verdict {
	code := domain.CodeOf(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return verdict{found: found, later: true, state: gone(v)}
	case fresh && (code == domain.Corrupt || code == domain.Invalid):
		return verdict{found: found, later: true, state: domain.WatchedFile{State: domain.WatchChanged, Why: domain.WatchWhyUnfinished}}
	case code == domain.Internal || code == domain.Unavailable:
		return verdict{found: found, later: true, state: domain.WatchedFile{State: domain.WatchChanged, Why: domain.WatchWhyUnreadable}}
	}
	return verdict{found: found, state: paused(domain.WatchWhyFailed, found.SHA256, toBridge(err).Message)}
}

// gone is a watched file that is not there. Should it come back as it was, it is what it was.
func gone(v domain.WatchedFile) domain.WatchedFile {
	return domain.WatchedFile{State: domain.WatchMissing, Why: v.Why, Details: v.Details, Held: v.Held}
}

// look reads a file and does what is to be done about it; it returns the job of its
// import, "" for none.
func (wt *watcher) look(id int64, g *sighting, force bool) (string, error) {
	wt.looking.Lock()
	defer wt.looking.Unlock()
	v, err := wt.w.db.WatchedFile(wt.ctx, id)
	if err != nil {
		return "", err
	}
	wt.mu.Lock()
	under, mod := g.job, g.mod
	wt.mu.Unlock()
	if under != "" {
		return under, nil
	}
	found, err := judge(wt.ctx, v, force, time.Since(mod), wt.pace.patience)
	if err != nil {
		return "", err
	}
	if found.due && !force {
		if err := wt.spareErased(v, &found); err != nil {
			return "", err
		}
	}
	if found.due {
		return wt.again(v, g, found.found)
	}
	if found.later {
		wt.later(g)
	} else {
		wt.settle(g)
	}
	return "", wt.note(v, found.state)
}

// spareErased holds a file back whose people were erased since: whoever of them is still
// in it would come back, and be mailed, without anybody having looked.
func (wt *watcher) spareErased(v domain.WatchedFile, found *verdict) error {
	erased, err := wt.w.db.ErasedFromFile(wt.ctx, v.ID)
	if err == nil && erased > 0 {
		found.due, found.state = false, paused(domain.WatchWhyErased, found.found.SHA256, strconv.Itoa(erased))
	}
	return err
}

// again starts the import of a file that changed. It is not on the list of imports that
// are not in yet: should the program end, the file is found to be changed again.
func (wt *watcher) again(v domain.WatchedFile, g *sighting, found importer.Found) (string, error) {
	plan, err := watchedPlan(v, found)
	if err != nil {
		return "", err
	}
	plan = wt.w.equip(plan)
	name := title(titleAgain, filepath.Base(v.Path))
	if v.ImportedAt.IsZero() {
		name = title(titleImport, filepath.Base(v.Path))
	}
	wt.mu.Lock()
	defer wt.mu.Unlock()
	g.job = wt.w.session.jobs.Queue(importQueue, "import", name, func(ctx context.Context, progress job.Progress) (any, error) {
		defer func() {
			wt.mu.Lock()
			g.job = ""
			wt.mu.Unlock()
			wt.poke()
		}()
		if !wt.enter() {
			return nil, context.Canceled
		}
		defer wt.leave()
		return wt.carryOut(ctx, v, g, plan, found, progress)
	})
	return g.job, nil
}

// watchedPlan is the plan to import a file again, with the permission of its watch.
func watchedPlan(v domain.WatchedFile, found importer.Found) (importer.Plan, error) {
	permission, err := importer.DecodePermission(v.Permission)
	plan := found.Plan
	plan.Permission = permission
	return plan, err
}

// carryOut runs the import of a watched file and keeps how it went.
func (wt *watcher) carryOut(asked context.Context, v domain.WatchedFile, g *sighting, plan importer.Plan, found importer.Found, progress job.Progress) (any, error) {
	ctx, cancel := context.WithCancel(asked)
	defer cancel()
	defer context.AfterFunc(wt.ctx, cancel)()
	now, err := wt.w.db.WatchedFile(ctx, v.ID)
	if err != nil || now.SHA256 == found.SHA256 {
		return nil, context.Canceled // not watched any more, or imported by hand meanwhile
	}
	report, err := runPlan(ctx, wt.w, plan, progress)
	switch code := domain.CodeOf(err); {
	case err == nil:
		wt.settle(g)
		wt.w.reload()
		wt.w.session.announceWorkspace()
		wt.w.session.emit("watched", v.ID)
		report.Content = domain.FileContent{} // the watch has it; results are kept as long as the window is open
		return report, nil
	case wt.ctx.Err() != nil || wt.w.session.ending.Load():
		return nil, context.Canceled
	case asked.Err() != nil:
		wt.settle(g)
		return nil, errors.Join(context.Canceled, wt.note(v, paused(domain.WatchWhyStopped, found.SHA256)))
	case code == domain.Unavailable || code == domain.Corrupt || code == domain.Blocked:
		// It changed after it was judged, or the disk did not answer: it is judged anew.
		wt.later(g)
		return nil, errors.Join(context.Canceled, wt.note(v, domain.WatchedFile{State: domain.WatchChanged, Why: domain.WatchWhyUnfinished}))
	}
	wt.settle(g)
	return report, errors.Join(err, wt.note(v, paused(domain.WatchWhyFailed, found.SHA256, toBridge(err).Message)))
}
