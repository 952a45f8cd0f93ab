package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/store"
)

// workspaceSuffix is what workspace files end in.
const workspaceSuffix = ".kvnmail"

var workspaceFilter = runtime.FileFilter{DisplayName: "KVN Mail workspace (*.kvnmail)", Pattern: "*.kvnmail"}

// state describes the open workspace. One that was closed meanwhile is asked
// again as whatever took its place.
func (s *session) state() (WorkspaceState, error) {
	for {
		s.mu.Lock()
		w, recent := s.opened, s.preferences.Recent
		s.mu.Unlock()
		st, err := describe(w, recent, s.language())
		s.mu.Lock()
		same := s.opened == w
		s.mu.Unlock()
		if same {
			return st, err
		}
	}
}

func describe(w *workspace, recent []recentUse, language string) (WorkspaceState, error) {
	st := WorkspaceState{AppVersion: Version, Language: language, Recent: []RecentWorkspace{}}
	for _, r := range recent {
		st.Recent = append(st.Recent, RecentWorkspace{Path: r.Path, Name: r.Name, OpenedAt: stamp(r.OpenedAt), Missing: !isFile(r.Path)})
	}
	if w == nil {
		st.Settings = settingsView(domain.DefaultSettings())
		return st, nil
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return st, err
	}
	st.Open, st.Path, st.Name, st.Sample = true, w.db.Path(), settings.Name, settings.Sample
	st.Notice = w.db.ReadOnly()
	st.ReadOnly = st.Notice != ""
	st.Settings = settingsView(settings)
	st.Loading = w.loading()
	st.Contacts, st.Events, err = w.size()
	return st, err
}

func settingsView(d domain.Settings) WorkspaceSettings {
	return WorkspaceSettings{Name: d.Name, TimeZone: d.TimeZone, Currency: d.Currency, Locale: d.Locale, SenderName: d.SenderName, PostalAddress: d.PostalAddress, Unsubscribe: d.Unsubscribe}
}

// announceWorkspace tells the interface that something about the workspace changed.
func (s *session) announceWorkspace() {
	if st, err := s.state(); err == nil {
		s.emit("workspace", st)
	}
}

func (s *session) create(path string) (WorkspaceState, error) {
	if path == "" {
		var err error
		if path, err = freeWorkspacePath("Customers"); err != nil {
			return WorkspaceState{}, err
		}
	}
	settings := domain.DefaultSettings()
	settings.Name = strings.TrimSuffix(filepath.Base(path), workspaceSuffix)
	db, err := store.Create(background(), path, settings)
	if err != nil {
		return WorkspaceState{}, err
	}
	return s.adopt(db)
}

// freeWorkspacePath is a file name in the user's folder that no file has yet.
func freeWorkspacePath(name string) (string, error) {
	folder, err := workspaceFolder()
	if err != nil {
		return "", domain.Errorf(domain.Unavailable, "No folder for workspaces could be made in your home folder. Choose a place yourself with New workspace.")
	}
	for n := 1; ; n++ {
		path := filepath.Join(folder, name+workspaceSuffix)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s %d%s", name, n, workspaceSuffix))
		}
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path, nil
		}
	}
}

func (s *session) createAs() (WorkspaceState, error) {
	folder, _ := workspaceFolder() // the dialog starts elsewhere if there is none
	path, err := runtime.SaveFileDialog(s.window, runtime.SaveDialogOptions{
		Title: "New workspace", DefaultDirectory: folder, DefaultFilename: "Customers.kvnmail",
		Filters: []runtime.FileFilter{workspaceFilter}, CanCreateDirectories: true,
	})
	if err != nil || path == "" {
		return s.stateAfterDialog(err)
	}
	if !strings.HasSuffix(path, workspaceSuffix) {
		path += workspaceSuffix
	}
	return s.create(path)
}

func (s *session) stateAfterDialog(err error) (WorkspaceState, error) {
	if err != nil {
		return WorkspaceState{}, domain.Errorf(domain.Unavailable, "The system's file dialog did not open. Drop the file on the window instead.")
	}
	return s.state()
}

func (s *session) open(path string) (WorkspaceState, error) {
	if path == "" {
		picked, err := runtime.OpenFileDialog(s.window, runtime.OpenDialogOptions{Title: "Open a workspace", Filters: []runtime.FileFilter{workspaceFilter}})
		if err != nil || picked == "" {
			return s.stateAfterDialog(err)
		}
		path = picked
	}
	if w, err := s.current(); err == nil && w.db.Path() == path {
		return s.state()
	}
	db, err := store.Open(background(), path)
	if err != nil {
		return WorkspaceState{}, err
	}
	return s.adopt(db)
}

// adopt makes db the open workspace and closes the one before.
func (s *session) adopt(db *store.DB) (WorkspaceState, error) {
	w, err := newWorkspace(db, s)
	if err != nil {
		db.Close()
		return WorkspaceState{}, err
	}
	settings, err := db.Settings(background())
	if err != nil {
		w.close()
		return WorkspaceState{}, err
	}
	s.updatePreferences(func(p *preferences) { p.used(db.Path(), settings.Name, s.clock.Now()) })
	s.replace(w)
	s.announceWorkspace()
	return s.state()
}

func (s *session) close() (WorkspaceState, error) {
	s.replace(nil)
	s.announceWorkspace()
	return s.state()
}

// openDropped opens whatever a start or a second start was given: a workspace
// is opened, anything else is offered to the import screen.
func (s *session) openDropped(path string) {
	if strings.HasSuffix(path, workspaceSuffix) {
		if _, err := s.open(path); err != nil {
			s.emit("trouble", toBridge(err).Message)
		}
		return
	}
	s.emit("file", path)
}

// openSample makes the fictional shop in a new file and opens it when done.
func (s *session) openSample() (string, error) {
	path, err := freeWorkspacePath("Nila Botanics sample")
	if err != nil {
		return "", err
	}
	id := s.jobs.Start("sample", "Setting up the sample shop", func(ctx context.Context, progress job.Progress) (any, error) {
		db, err := makeSample(ctx, path, sample.Options{Seed: 1, Until: yesterday(s.clock)}, func(done, total int64) {
			progress(done, total, "Making people and two years of their orders and mails")
		})
		if err != nil {
			return nil, err
		}
		_, err = s.adopt(db)
		return nil, err
	})
	return id, nil
}

// yesterday is the last whole day: the shop must have no events still to come.
func yesterday(clock domain.Clock) time.Time { return clock.Now().AddDate(0, 0, -1) }

// makeSample creates a workspace file with the fictional shop in it; nothing
// is left behind when it fails or is canceled.
func makeSample(ctx context.Context, path string, opt sample.Options, progress func(done, total int64)) (*store.DB, error) {
	settings := sample.Settings()
	db, err := store.Create(ctx, path, settings)
	if err != nil {
		return nil, err
	}
	if _, err := fillSample(ctx, db, opt, progress); err != nil {
		db.Close()
		for _, suffix := range []string{"", "-wal", "-shm"} {
			os.Remove(path + suffix)
		}
		return nil, err
	}
	return db, nil
}

// fillSample puts the fictional shop into an empty workspace.
func fillSample(ctx context.Context, db *store.DB, opt sample.Options, progress func(done, total int64)) (sample.Stats, error) {
	settings, err := db.Settings(ctx)
	if err != nil {
		return sample.Stats{}, err
	}
	secret, err := db.Secret(ctx)
	if err != nil {
		return sample.Stats{}, err
	}
	opt.Zone = settings.Location()
	opt.Hash = func(email string) [32]byte { return comply.HashAddress(secret, email) }
	var stats sample.Stats
	err = db.Bulk(ctx, func(b *store.Bulk) error {
		b.BeginAct(domain.Act{Kind: domain.ActSample, At: time.Now()})
		var err error
		stats, err = sample.Generate(ctx, opt, b, progress)
		return err
	})
	if err != nil {
		return stats, err
	}
	for _, g := range sample.Segments() {
		if _, err := db.SaveSegment(ctx, g); err != nil {
			return stats, err
		}
	}
	return stats, nil
}

func (s *session) saveSettings(in WorkspaceSettings) (WorkspaceState, error) {
	w, err := s.current()
	if err != nil {
		return WorkspaceState{}, err
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return WorkspaceState{}, err
	}
	moved := settings.TimeZone != in.TimeZone || settings.Currency != in.Currency
	settings.Name, settings.TimeZone, settings.Currency, settings.Locale = in.Name, in.TimeZone, in.Currency, in.Locale
	settings.SenderName, settings.PostalAddress, settings.Unsubscribe = in.SenderName, in.PostalAddress, in.Unsubscribe
	if err := w.db.SaveSettings(background(), settings); err != nil {
		return WorkspaceState{}, err
	}
	if moved {
		w.reload()
	}
	s.announceWorkspace()
	return s.state()
}
