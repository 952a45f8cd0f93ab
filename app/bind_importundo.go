package app

// WaitingView is an import that is not in yet. State is "waiting" while it has a job,
// "interrupted" when the program ended before it was in; nothing of it is in then.
type WaitingView struct {
	ID       int64  `json:"id"`
	File     string `json:"file"`
	Path     string `json:"path"`
	QueuedAt string `json:"queuedAt"`
	State    string `json:"state"`
	Locked   bool   `json:"locked"` // the file wants its password again
}

// ImportEffect is what an import did to segments: those that it changed most, at most
// three. Settled is false while that is being worked out.
type ImportEffect struct {
	Settled  bool              `json:"settled"`
	Segments []SegmentMoveView `json:"segments"`
}

// SegmentMoveView counts who entered and left a segment.
type SegmentMoveView struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Entered int    `json:"entered"`
	Left    int    `json:"left"`
}

// UndoneView is what taking an import back did, and what it left as it is.
type UndoneView struct {
	PeopleRemoved      int        `json:"peopleRemoved"`
	ValuesRestored     int        `json:"valuesRestored"`
	EventsRemoved      int        `json:"eventsRemoved"`
	EventsRestored     int        `json:"eventsRestored"`
	PermissionsRemoved int        `json:"permissionsRemoved"`
	OptOutsKept        int        `json:"optOutsKept"` // addresses that the file closed stay closed
	KeptCount          int        `json:"keptCount"`
	Kept               []KeptView `json:"kept"` // the first 200
	KeptFields         []string   `json:"keptFields"`
}

// KeptView is something that an undo left as it is. ContactID is 0 where it is about nobody.
type KeptView struct {
	ContactID int64  `json:"contactId"`
	Who       string `json:"who"`
	What      string `json:"what"` // the name of a field, "" for the whole person
	Why       string `json:"why"`
}

// Waiting lists imports that were asked for and are not in yet.
func (b *Imports) Waiting() (out []WaitingView, err error) {
	defer guard(&err)
	return b.s.waitingImports()
}

// Resume starts an interrupted import again from its beginning, as a job. The password
// is for a locked file.
func (b *Imports) Resume(id int64, password string) (job string, err error) {
	defer guard(&err)
	return b.s.resumeImport(id, password)
}

// Forget takes an interrupted import off the list.
func (b *Imports) Forget(id int64) (err error) {
	defer guard(&err)
	return b.s.forgetImport(id)
}

// SegmentsChanged says which segments an import changed most.
func (b *Imports) SegmentsChanged(importID int64) (out ImportEffect, err error) {
	defer guard(&err)
	return b.s.segmentsChanged(importID)
}

// Undo takes an import back, as a job. Its account comes from UndoReport(job).
func (b *Imports) Undo(importID int64) (job string, err error) {
	defer guard(&err)
	return b.s.undoImport(importID)
}

// UndoReport returns what a finished undo did.
func (b *Imports) UndoReport(job string) (out UndoneView, err error) {
	defer guard(&err)
	return b.s.undoReport(job)
}
