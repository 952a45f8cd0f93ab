package app

// Person is bound to the interface: one contact, looked at and changed.
type Person struct{ s *session }

// PersonView is what is known of a person.
type PersonView struct {
	Person  PersonRow     `json:"person"`
	Groups  []ValueGroup  `json:"groups"`  // values by where they came from
	Derived []PersonValue `json:"derived"` // worked out by KVN Mail
	Tags    []string      `json:"tags"`
	Blank   []BlankField  `json:"blank"` // fields they have no value in
	Mail    MailStanding  `json:"mail"`
	Added   string        `json:"added"` // "Here since 3 May 2026"
	Before  int64         `json:"before"`
	After   int64         `json:"after"` // the people beside them in the workspace, 0: none
}

// ValueGroup are the values that came in one way.
type ValueGroup struct {
	Title  string        `json:"title"`
	Values []PersonValue `json:"values"`
}

// PersonValue is one trait of a person.
type PersonValue struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Value  string `json:"value"`  // as it is shown
	Text   string `json:"text"`   // as one writes it
	Origin string `json:"origin"` // where it came from, or how it was reached
}

// BlankField is a field without a value.
type BlankField struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Type string `json:"type"`
}

// MailStanding says whether a person can be mailed now.
type MailStanding struct {
	Can         bool         `json:"can"`
	Status      string       `json:"status"`
	Headline    string       `json:"headline"`
	Reason      string       `json:"reason"`
	Todo        string       `json:"todo"`
	Paused      bool         `json:"paused"`
	PausedUntil string       `json:"pausedUntil"` // a date, 2026-05-31; "" for good
	Granted     bool         `json:"granted"`     // the permission ledger ends with a yes
	Lines       []LedgerLine `json:"lines"`       // of the permission ledger, the newest first
}

// LedgerLine is one entry of the permission ledger as a sentence.
type LedgerLine struct {
	Kind string `json:"kind"` // granted withdrawn suppressed
	Text string `json:"text"`
	At   string `json:"at"`
}

// WrittenValue is what somebody wrote into a field; blank takes its value away.
type WrittenValue struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// PersonChange is what a change of values did.
type PersonChange struct {
	Act    int64    `json:"act"`    // to undo it by; 0: nothing changed
	Kept   []string `json:"kept"`   // what an undo left as it is and why, a sentence each
	Notice string   `json:"notice"` // what to know about it, "" for nothing
}

// NoteView is what the user wrote down about a person.
type NoteView struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
	At   string `json:"at"`
}

// PauseView is a hold on all mail to a person.
type PauseView struct {
	On    bool   `json:"on"`
	Until string `json:"until"` // the last day, 2026-05-31; "" for good
}

// GivenPermission is a permission that a person gave outside of KVN Mail.
type GivenPermission struct {
	Source  string `json:"source"`
	On      string `json:"on"` // 2026-05-31
	Wording string `json:"wording"`
	Proof   string `json:"proof"`
}

// Get returns what is known of a person.
func (b *Person) Get(id int64) (out PersonView, err error) {
	defer guard(&err)
	return b.s.personView(id)
}

// SetValues writes values of a person; all of them or, where one cannot be, none.
func (b *Person) SetValues(id int64, values []WrittenValue) (out PersonChange, err error) {
	defer guard(&err)
	return b.s.setValues(id, values)
}

// SetTags replaces a person's tags.
func (b *Person) SetTags(id int64, tags []string) (out PersonChange, err error) {
	defer guard(&err)
	return b.s.setTags(id, tags)
}

// Undo takes a change of values back, except for what changed since.
func (b *Person) Undo(act int64) (out PersonChange, err error) {
	defer guard(&err)
	return b.s.undoAct(act)
}

// SaveNote stores a note; id 0 makes a new one, another id that is not there puts it back.
func (b *Person) SaveNote(person int64, note NoteView) (out NoteView, err error) {
	defer guard(&err)
	return b.s.saveNote(person, note)
}

// DeleteNote removes a note and returns it.
func (b *Person) DeleteNote(id int64) (out NoteView, err error) {
	defer guard(&err)
	return b.s.deleteNote(id)
}

// Pause holds mail to a person back or lets it go, and returns how it was before.
func (b *Person) Pause(id int64, pause PauseView) (before PauseView, err error) {
	defer guard(&err)
	return b.s.pausePerson(id, pause)
}

// Withdraw records that a person took their permission back. It cannot be undone.
func (b *Person) Withdraw(id int64, source string) (err error) {
	defer guard(&err)
	return b.s.withdrawPermission(id, source)
}

// Grant records a permission that a person gave. It cannot be undone.
func (b *Person) Grant(id int64, given GivenPermission) (err error) {
	defer guard(&err)
	return b.s.grantPermission(id, given)
}

// Erase removes a person and everything about them for good. typed repeats their
// email address or customer id, to be sure who is meant.
func (b *Person) Erase(id int64, typed string) (err error) {
	defer guard(&err)
	return b.s.erasePerson(id, typed)
}

// Export asks where to and writes everything stored about a person: kind "html",
// "csv" or "json". The path is "" when the user changed their mind.
func (b *Person) Export(id int64, kind string) (path string, err error) {
	defer guard(&err)
	return b.s.exportPerson(id, kind)
}
