package app

// BulkResult is what something done to many people came to.
type BulkResult struct {
	People int   `json:"people"` // whom it changed
	Act    int64 `json:"act"`    // what UndoAct takes back; 0: nothing to take back
}

// PinChange is a segment after people were put in or kept out by hand, and its
// rule before that.
type PinChange struct {
	Segment int64  `json:"segment"`
	Name    string `json:"name"`
	Before  string `json:"before"`
	People  int    `json:"people"`
}

// Tag adds a tag to everybody of a selection, or takes it away, as a job. Its
// result comes from BulkResult.
func (b *People) Tag(sel PeopleSelection, tag string, add bool) (job string, err error) {
	defer guard(&err)
	return b.s.tagPeople(sel, tag, add)
}

// Tags lists the tags there are, the most frequent first.
func (b *People) Tags() (out []ValueCount, err error) {
	defer guard(&err)
	return b.s.tags()
}

// StopMailing forbids mailing the addresses of a selection for good, as a job.
func (b *People) StopMailing(sel PeopleSelection) (job string, err error) {
	defer guard(&err)
	return b.s.stopMailing(sel)
}

// Erase removes everything about the people of a selection, as a job. It cannot be undone.
func (b *People) Erase(sel PeopleSelection) (job string, err error) {
	defer guard(&err)
	return b.s.erasePeople(sel)
}

// Export asks for a file and writes some columns of a selection to it, as a job
// of Exports; "" when canceled.
func (b *People) Export(sel PeopleSelection, columns []string, sort []TableSort) (job string, err error) {
	defer guard(&err)
	return b.s.exportPeople(sel, columns, sort)
}

// BulkResult returns what a finished job of this kind came to.
func (b *People) BulkResult(job string) (out BulkResult, err error) {
	defer guard(&err)
	return b.s.bulkResult(job)
}

// Pin puts a selection into a segment by hand, whatever its rule says, or keeps it out.
func (b *People) Pin(sel PeopleSelection, segment int64, always bool) (out PinChange, err error) {
	defer guard(&err)
	return b.s.pinPeople(sel, segment, always)
}

// TakeBack undoes an act, except where something changed since; RedoAct does it again.
func (b *People) TakeBack(act int64) (people int, err error) {
	defer guard(&err)
	return b.s.takeBackAct(act, false)
}

// RedoAct does an act again that was undone.
func (b *People) RedoAct(act int64) (people int, err error) {
	defer guard(&err)
	return b.s.takeBackAct(act, true)
}
