package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// pasteLimit is the most that is taken from the clipboard, in bytes.
const pasteLimit = 64 << 20

// pasteKept is how long pasted cells are kept that were not imported.
const pasteKept = 24 * time.Hour

// pasteFolder is where a workspace's pasted cells are kept: beside its drafts, where
// nobody else may read.
func (w *workspace) pasteFolder() (string, error) {
	folder, err := configFolder()
	if err != nil {
		return "", domain.Errorf(domain.Unavailable, "KVN Mail's own folder could not be made. Check that your home folder can be written to.")
	}
	return filepath.Join(folder, "pasted", journalName(w.secret)), nil
}

func (w *workspace) isPasted(path string) bool {
	folder, err := w.pasteFolder()
	return err == nil && filepath.Dir(path) == folder
}

// paste keeps cells as a file, named after the moment.
func (s *session) paste(text string) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	switch {
	case strings.TrimSpace(text) == "":
		return "", domain.Errorf(domain.Invalid, "There is no text to paste. Copy the cells in your spreadsheet program first.")
	case len(text) > pasteLimit:
		return "", domain.Errorf(domain.Invalid, "This is more than can be pasted. Save it as a file and import that.")
	}
	folder, err := w.pasteFolder()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", unpasted(err)
	}
	base := filepath.Join(folder, title(titlePasted, s.clock.Now().Local().Format("2006-01-02 15.04.05")))
	path := base + ".tsv"
	for n := 2; ; n++ {
		err := writeNew(path, "\ufeff"+asTable(text))
		if !errors.Is(err, fs.ErrExist) {
			return path, unpasted(err)
		}
		path = fmt.Sprintf("%s (%d).tsv", base, n)
	}
}

func unpasted(err error) error {
	if err == nil {
		return nil
	}
	return domain.Errorf(domain.Unavailable, "The pasted cells could not be kept on the disk. Check that it has room, then paste again. %w", err)
}

// writeNew writes a file that is not there yet; only the user may read it.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// tidyPasted removes pasted cells that nobody needs any more: those that are in, and
// others after a day, unless an interrupted import wants them. It runs when a workspace
// is opened and closed, so that the rows with problems can be saved until then.
func (w *workspace) tidyPasted() error {
	folder, err := w.pasteFolder()
	if err != nil {
		return err
	}
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || len(files) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	in, wanted, err := w.pastedUse()
	if err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(folder, file.Name())
		info, failed := file.Info()
		old := failed == nil && w.session.clock.Now().Sub(info.ModTime()) >= pasteKept
		if !wanted[path] && (in[file.Name()] || old) {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}

// pastedUse returns the names of files that were imported and the paths of those that an
// import waits for.
func (w *workspace) pastedUse() (in, wanted map[string]bool, err error) {
	in, wanted = map[string]bool{}, map[string]bool{}
	waiting, err := w.db.WaitingImports(background())
	if err != nil {
		return nil, nil, err
	}
	for _, v := range waiting {
		wanted[v.Path] = true
	}
	imports, err := w.db.Imports(background())
	for _, i := range imports {
		in[i.File] = true
	}
	return in, wanted, err
}
