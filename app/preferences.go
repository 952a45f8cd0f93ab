package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// preferences are what the program remembers between starts, apart from any
// workspace: where the window was and which workspaces were open. They are
// conveniences: a missing or damaged file means "start fresh".
type preferences struct {
	Window   geometry    `json:"window"`
	Recent   []recentUse `json:"recent"`
	Language string      `json:"language"` // of the interface, "" until chosen
}

type geometry struct {
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

type recentUse struct {
	Path     string    `json:"path"`
	Name     string    `json:"name"`
	OpenedAt time.Time `json:"openedAt"`
}

const maxRecent = 10

// configFolder is where the program keeps its own files, made if missing.
func configFolder() (string, error) {
	base, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(base, "kvnmail")
	return folder, os.MkdirAll(folder, 0o700)
}

// workspaceFolder is where new workspaces go unless the user says otherwise.
func workspaceFolder() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(home, "KVN Mail")
	if documents := filepath.Join(home, "Documents"); isFolder(documents) {
		folder = filepath.Join(documents, "KVN Mail")
	}
	return folder, os.MkdirAll(folder, 0o700)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func loadPreferences() preferences {
	var p preferences
	folder, err := configFolder()
	if err != nil {
		return p
	}
	data, err := os.ReadFile(filepath.Join(folder, "preferences.json"))
	if err != nil || json.Unmarshal(data, &p) != nil {
		return preferences{}
	}
	return p
}

// save writes the file whole or not at all.
func (p preferences) save() error {
	folder, err := configFolder()
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	part := filepath.Join(folder, "preferences.json.part")
	if err := os.WriteFile(part, data, 0o600); err != nil {
		return err
	}
	return os.Rename(part, filepath.Join(folder, "preferences.json"))
}

// used moves a workspace to the top of the recent list.
func (p *preferences) used(path, name string, at time.Time) {
	p.Recent = slices.DeleteFunc(p.Recent, func(r recentUse) bool { return r.Path == path })
	p.Recent = slices.Insert(p.Recent, 0, recentUse{Path: path, Name: name, OpenedAt: at})
	p.Recent = p.Recent[:min(len(p.Recent), maxRecent)]
}
