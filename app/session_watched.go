package app

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// What a watched file's note says, where it is not the same.
const (
	noteColumns    = "The columns changed. New: %s. Gone: %s. Look at it once and import it."
	noteColumnsNew = "The columns changed. New: %s. Look at it once and import it."
	noteColumnsOld = "The columns changed. Gone: %s. Look at it once and import it."
	noteFewer      = "Far fewer rows than the last time: %s, not %s. Look at it once, and import it if that is right."
	noteErased     = "People of this file were erased since its last import, or the import was taken back: %s. Whoever of them is still in the file comes back with its next import. Look at it once, and import it if that is right."
	noteMissing    = "The file is not there. Once it is back, KVN Mail goes on by itself."
	noteUnfinished = "The file is still being written, or its end is missing. KVN Mail tries again by itself."
	noteUnreadable = "The file cannot be opened at the moment, perhaps because another program holds it. KVN Mail tries again by itself."
	noteStopped    = "You stopped the import. Import the file when you are ready."

	noteNobody   = "New people in this file are not mailed: no permission was given for them on %s."
	noteConsent  = "New people in this file count as having agreed on %s (%s)."
	noteCustomer = "New people in this file count as customers since %s (%s)."
)

// watchNotes are those that a language has to have.
var watchNotes = []string{noteColumns, noteColumnsNew, noteColumnsOld, noteFewer, noteErased, noteMissing, noteUnfinished, noteUnreadable, noteStopped, noteNobody, noteConsent, noteCustomer}

// watchWords say how a watched file stands.
type watchWords struct{ locale, language string }

// note is why a file is not the same, "" where it is.
func (ww watchWords) note(v domain.WatchedFile) string {
	switch {
	case v.State == domain.WatchSame:
		return ""
	case v.State == domain.WatchMissing:
		return title(noteMissing)
	}
	switch v.Why {
	case domain.WatchWhyColumns:
		return ww.columns(v.Details)
	case domain.WatchWhyFewer:
		return title(noteFewer, ww.number(v.Details, 0), ww.number(v.Details, 1))
	case domain.WatchWhyErased:
		return title(noteErased, ww.number(v.Details, 0))
	case domain.WatchWhyUnfinished:
		return title(noteUnfinished)
	case domain.WatchWhyUnreadable:
		return title(noteUnreadable)
	case domain.WatchWhyStopped:
		return title(noteStopped)
	case domain.WatchWhyFailed:
		return strings.Join(v.Details, " ")
	}
	return ""
}

// columns names what is new and what is gone; "" stands between the two.
func (ww watchWords) columns(details []string) string {
	quoted := each(details, func(name string) string {
		if name == "" {
			return ""
		}
		return "“" + name + "”"
	})
	between := slices.Index(quoted, "")
	if between < 0 {
		return ""
	}
	fresh, old := strings.Join(quoted[:between], ", "), strings.Join(quoted[between+1:], ", ")
	switch {
	case old == "":
		return title(noteColumnsNew, fresh)
	case fresh == "":
		return title(noteColumnsOld, old)
	}
	return title(noteColumns, fresh, old)
}

func (ww watchWords) number(details []string, at int) string {
	if at >= len(details) {
		return ""
	}
	n, err := strconv.Atoi(details[at])
	if err != nil {
		return details[at]
	}
	return domain.FormatCount(n, ww.locale)
}

// permission says what new people of a file get.
func (ww watchWords) permission(v domain.WatchedFile) string {
	p, err := importer.DecodePermission(v.Permission)
	if err != nil {
		return ""
	}
	on := p.On
	if day, err := time.Parse(time.DateOnly, p.On); err == nil {
		on = domain.FormatDay(day, ww.language)
	}
	source := cmp.Or(p.Source, filepath.Base(v.Path))
	switch p.Answer {
	case importer.PermissionConsent:
		return title(noteConsent, on, source)
	case importer.PermissionCustomer:
		return title(noteCustomer, on, source)
	}
	return title(noteNobody, on)
}
