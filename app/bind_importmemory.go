package app

// RememberedView says whose earlier choices an Inspection offers. The answer about
// permission is never among them: it is asked for every import. Permission is that of
// the time, for its words to start from; its source, wording and language stand in the
// choices already.
type RememberedView struct {
	Name       string           `json:"name"` // of the file they were used for last
	UsedAt     string           `json:"usedAt"`
	Same       bool             `json:"same"` // the columns are the same; else nearly
	New        []string         `json:"new"`  // columns that the choices say nothing of
	Gone       []string         `json:"gone"` // columns that they used and the file does not have
	Permission PermissionChoice `json:"permission"`
}

// MappingView is what is remembered for one kind of file.
type MappingView struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Columns int    `json:"columns"`
	UsedAt  string `json:"usedAt"`
}

// WatchView is a file that is imported again whenever its content changes, as long as the
// workspace is open. New people in it get the permission that was answered when it was
// given to be watched, with the date of that answer; NewPeople says so in a sentence.
// Nothing is deleted: people who are not in the file any more are counted in Removed.
type WatchView struct {
	ID         int64  `json:"id"`
	Path       string `json:"path"`
	File       string `json:"file"`  // name without folder
	State      string `json:"state"` // "same", "changed", "missing", or "paused": it waits for the user
	CheckedAt  string `json:"checkedAt"`
	ImportedAt string `json:"importedAt"` // "": not yet
	ImportID   int64  `json:"importId"`   // of the last import, 0 for none
	Rows       int    `json:"rows"`       // of the last import
	Removed    int    `json:"removed"`
	Note       string `json:"note"` // why it is not the same, else NewPeople
	NewPeople  string `json:"newPeople"`
	// CanImport says that ImportWatched brings a paused file in as it is. Where the columns
	// changed it does not: the file has to be looked at as any other.
	CanImport bool `json:"canImport"`
}

// Mappings lists what is remembered of earlier imports, the one used last first.
func (b *Imports) Mappings() (out []MappingView, err error) {
	defer guard(&err)
	return b.s.mappings()
}

// ForgetMapping forgets what was chosen for one kind of file.
func (b *Imports) ForgetMapping(id int64) (err error) {
	defer guard(&err)
	return b.s.forgetMapping(id)
}

// Paste keeps cells from the clipboard as a file of the program and returns its path, to
// be inspected like any other. The file goes when it is not needed any more.
func (b *Imports) Paste(text string) (path string, err error) {
	defer guard(&err)
	return b.s.paste(text)
}

// Watch has a file imported again whenever it changes, with these choices and this answer
// about permission. A file that is watched already goes on with them.
func (b *Imports) Watch(sel ImportSelection) (out WatchView, err error) {
	defer guard(&err)
	return b.s.watch(sel)
}

// Watched lists the watched files.
func (b *Imports) Watched() (out []WatchView, err error) {
	defer guard(&err)
	return b.s.watched()
}

// Unwatch ends the watching of a file. What was imported stays.
func (b *Imports) Unwatch(id int64) (err error) {
	defer guard(&err)
	return b.s.unwatch(id)
}

// CheckWatched looks at a watched file now. It returns the job of its import, "" where
// there is nothing to import or the file is paused: Watched says why.
func (b *Imports) CheckWatched(id int64) (job string, err error) {
	defer guard(&err)
	return b.s.checkWatched(id, false)
}

// ImportWatched is CheckWatched for a file that waits for the user: it is imported though
// it lost many rows, or its import was stopped or failed.
func (b *Imports) ImportWatched(id int64) (job string, err error) {
	defer guard(&err)
	return b.s.checkWatched(id, true)
}

// RemovedRows pages through the people who were in a watched file and are not in it any
// more.
func (b *Imports) RemovedRows(id int64, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.removedRows(id, offset, limit)
}
