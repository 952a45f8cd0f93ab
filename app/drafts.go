package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// draftShelf keeps what is being written and not saved yet, one file for each thing,
// in a folder of this workspace beside the preferences. It is not in the workspace
// file, where a long import would make it wait.
type draftShelf struct{ folder string }

// KeptDraft is unsaved work as it was last kept, with what is saved of the thing by now.
type KeptDraft struct {
	Key  string `json:"key"` // "new", or the number of the thing
	Body string `json:"body"`
	Name string `json:"name"` // as saved, "" for new
	Rule string `json:"rule"`
}

// draftLimit is the most one draft may hold, in bytes.
const draftLimit = 8 << 20

var draftKey = regexp.MustCompile(`^(new|[1-9][0-9]{0,17})$`)

// openDraftShelf returns the shelf of one kind of thing in a workspace. The folder is made when it is first written to.
func openDraftShelf(workspaceSecret []byte, kind string) (*draftShelf, error) {
	folder, err := configFolder()
	if err != nil {
		return nil, domain.Errorf(domain.Unavailable, "KVN Mail's own folder could not be made. Check that your home folder can be written to.")
	}
	return &draftShelf{filepath.Join(folder, "drafts", journalName(workspaceSecret), kind)}, nil
}

// keep puts a draft in the place of the one before: whole, or not at all.
func (d *draftShelf) keep(key, body string) error {
	path, err := d.path(key)
	if err != nil {
		return err
	}
	if len(body) > draftLimit || !json.Valid([]byte(body)) {
		return domain.Errorf(domain.Invalid, "This is too large to be kept while it is not saved. Save it now.")
	}
	if err := os.MkdirAll(d.folder, 0o700); err != nil {
		return unkept(err)
	}
	part := path + ".part"
	if err := os.WriteFile(part, []byte(body), 0o600); err != nil {
		return unkept(err)
	}
	if err := os.Rename(part, path); err != nil {
		return unkept(err)
	}
	return nil
}

func unkept(err error) error {
	return domain.Errorf(domain.Unavailable, "Unsaved work could not be kept on the disk. Save it now, and check that the disk has room. %w", err)
}

// drop forgets a draft. One that is not there is no error.
func (d *draftShelf) drop(key string) error {
	path, err := d.path(key)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unkept(err)
	}
	return nil
}

// list returns every draft. A damaged file is left out: it is nobody's work.
func (d *draftShelf) list() ([]KeptDraft, error) {
	kept := []KeptDraft{}
	files, err := os.ReadDir(d.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err != nil {
		return kept, unkept(err)
	}
	for _, file := range files {
		key, isDraft := strings.CutSuffix(file.Name(), ".json")
		body, err := os.ReadFile(filepath.Join(d.folder, file.Name()))
		if isDraft && err == nil && draftKey.MatchString(key) && json.Valid(body) {
			kept = append(kept, KeptDraft{Key: key, Body: string(body)})
		}
	}
	return kept, nil
}

func (d *draftShelf) path(key string) (string, error) {
	if !draftKey.MatchString(key) {
		return "", domain.Errorf(domain.Invalid, "There is nothing of that number to keep a draft of.")
	}
	return filepath.Join(d.folder, key+".json"), nil
}

func (s *session) segmentDrafts() (*draftShelf, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	return openDraftShelf(w.secret, "segment")
}

// keptDrafts returns the drafts of what is still there. One of a segment that was
// deleted since is dropped.
func (s *session) keptDrafts() ([]KeptDraft, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	shelf, err := s.segmentDrafts()
	if err != nil {
		return nil, err
	}
	all, err := w.db.Segments(background())
	if err != nil {
		return nil, err
	}
	saved := map[string]domain.Segment{"new": {}}
	for _, g := range all {
		saved[strconv.FormatInt(int64(g.ID), 10)] = g
	}
	kept, err := shelf.list()
	out := []KeptDraft{}
	for _, d := range kept {
		g, there := saved[d.Key]
		if !there {
			err = errors.Join(err, shelf.drop(d.Key))
			continue
		}
		d.Name, d.Rule = g.Name, string(g.Rule)
		out = append(out, d)
	}
	return out, err
}

func (s *session) keepDraft(key, body string) error {
	shelf, err := s.segmentDrafts()
	if err != nil {
		return err
	}
	return shelf.keep(key, body)
}

func (s *session) dropDraft(key string) error {
	shelf, err := s.segmentDrafts()
	if err != nil {
		return err
	}
	return shelf.drop(key)
}
