package app

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// watch has a file imported again whenever it changes. Its content counts as imported
// where a finished import of this session brought it in.
func (s *session) watch(sel ImportSelection) (WatchView, error) {
	w, err := s.current()
	if err != nil {
		return WatchView{}, err
	}
	file, err := w.toWatch(planOf(sel))
	if err != nil {
		return WatchView{}, err
	}
	if file, err = w.db.WatchFile(background(), file); err != nil {
		return WatchView{}, err
	}
	if content, ok := s.finishedImport(w, file.Path); ok {
		if err := w.db.CatchUpWatch(background(), content); err != nil {
			return WatchView{}, err
		}
	}
	w.watching.poke()
	return w.watchView(file.ID)
}

// toWatch is the watch that a plan asks for.
func (w *workspace) toWatch(plan importer.Plan) (domain.WatchedFile, error) {
	if plan.Options.Password != "" {
		return domain.WatchedFile{}, domain.Errorf(domain.Invalid, "A file with a password cannot be watched, because KVN Mail does not keep the password. Save a copy without one and watch that.")
	}
	path, err := filepath.Abs(plan.Path)
	if err != nil || w.isPasted(path) {
		return domain.WatchedFile{}, domain.Errorf(domain.Invalid, "Pasted cells do not change any more, so there is nothing to watch. Watch the file that they come from.")
	}
	plan = w.equip(plan)
	choices, fingerprint, err := importer.Settle(background(), plan, bulkStore{w.db})
	if err != nil {
		return domain.WatchedFile{}, err
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return domain.WatchedFile{}, err
	}
	now := w.session.clock.Now()
	permission := choices.Permission
	permission.On = cmp.Or(permission.On, now.In(settings.Location()).Format(time.DateOnly))
	choices.Permission = importer.Permission{}
	file := domain.WatchedFile{Path: path, Fingerprint: fingerprint, MadeAt: now}
	if file.Permission, err = permission.Encode(); err != nil {
		return file, err
	}
	file.Choices, err = choices.Encode()
	return file, err
}

// finishedImport finds what an import of this session found in a file, if it is in
// force and the file has not changed since.
func (s *session) finishedImport(w *workspace, path string) (domain.FileContent, bool) {
	for _, v := range s.jobs.List() {
		result, err := s.jobs.Result(v.ID)
		report, ok := result.(importer.Report)
		if err != nil || !ok || report.ImportID == 0 || report.Content.Path != path {
			continue
		}
		record, err := w.db.Import(background(), report.ImportID)
		if err != nil || !record.UndoneAt.IsZero() || record.SHA256 != report.Content.SHA256 {
			return domain.FileContent{}, false
		}
		return report.Content, true // should the file have changed since, it is found to
	}
	return domain.FileContent{}, false
}

func (s *session) watched() ([]WatchView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	files, err := w.db.WatchedFiles(background())
	if err != nil {
		return nil, err
	}
	views := []WatchView{}
	for _, v := range files {
		view, err := w.viewOf(v)
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

func (w *workspace) watchView(id int64) (WatchView, error) {
	v, err := w.db.WatchedFile(background(), id)
	if err != nil {
		return WatchView{}, err
	}
	return w.viewOf(v)
}

func (w *workspace) viewOf(v domain.WatchedFile) (WatchView, error) {
	settings, err := w.db.Settings(background())
	if err != nil {
		return WatchView{}, err
	}
	removed, err := w.db.RemovedFromFile(background(), v.ID)
	if err != nil {
		return WatchView{}, err
	}
	w.watching.seen(&v)
	words := watchWords{settings.Locale, spoken.language()}
	view := WatchView{
		ID: v.ID, Path: v.Path, File: filepath.Base(v.Path), State: string(v.State), CheckedAt: stamp(v.CheckedAt), ImportedAt: stamp(v.ImportedAt),
		ImportID: int64(v.Import), Rows: v.Rows, Removed: len(removed), NewPeople: words.permission(v),
		CanImport: v.State == domain.WatchPaused && v.Why != domain.WatchWhyColumns,
	}
	view.Note = cmp.Or(words.note(v), view.NewPeople)
	return view, nil
}

// seen puts into a file what is known of it since its state was kept.
func (wt *watcher) seen(v *domain.WatchedFile) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	g := wt.files[v.ID]
	if g == nil {
		return
	}
	if v.CheckedAt.Before(g.checked) {
		v.CheckedAt = g.checked.UTC()
	}
	if v.State == domain.WatchSame && (g.job != "" || g.before && !g.settled) {
		v.State = domain.WatchChanged
	}
}

func (s *session) unwatch(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	return w.db.UnwatchFile(background(), id)
}

// checkWatched looks at a file for the user, who does not want to wait.
func (s *session) checkWatched(id int64, force bool) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	if why := w.db.ReadOnly(); why != "" {
		return "", domain.Errorf(domain.Blocked, "%s", why)
	}
	v, err := w.db.WatchedFile(background(), id)
	if err != nil {
		return "", err
	}
	g, ok := w.watching.see(v)
	if !ok {
		return "", nil
	}
	return w.watching.look(id, g, force)
}

func (s *session) removedRows(id int64, offset, limit int) (PersonPage, error) {
	w, err := s.current()
	if err != nil {
		return PersonPage{}, err
	}
	ids, err := w.db.RemovedFromFile(background(), id)
	if err != nil {
		return PersonPage{}, err
	}
	from := min(max(offset, 0), len(ids))
	to := min(from+min(max(limit, 0), pageLimit), len(ids))
	contacts, err := w.db.Contacts(background(), ids[from:to])
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{People: []PersonRow{}, Total: len(ids)}
	for _, c := range contacts {
		_, status, err := w.gate.Admit(background(), c)
		if err != nil {
			return PersonPage{}, err
		}
		page.People = append(page.People, personRow(c, status))
	}
	return page, nil
}
