package domain

import "time"

// ImportMemory is what was chosen for a file, to be offered for the next one with the
// same columns. Choices are the importer's, as text.
type ImportMemory struct {
	ID          int64
	Fingerprint string // of the names of the columns, whatever their order
	Seen        string // of the names that a reading without choices finds, where they are others
	Name        string // of the file it was used for last
	Columns     int
	Choices     string
	UsedAt      time.Time
}

// WatchState says how a watched file stands to what was imported of it.
type WatchState string

// What a watched file can be. A paused one waits for the user.
const (
	WatchSame    WatchState = "same"
	WatchChanged WatchState = "changed"
	WatchMissing WatchState = "missing"
	WatchPaused  WatchState = "paused"
)

// WatchedFile is a file that is imported again whenever its content changes.
type WatchedFile struct {
	ID          int64
	Path        string
	Choices     string // the importer's, as text
	Permission  string // what new people in it agreed to: the importer's, as text
	Fingerprint string // of the names of its columns
	MadeAt      time.Time

	// What was imported last; zero before the first time.
	Import     ImportID
	SHA256     string
	Rows       int
	ImportedAt time.Time

	State     WatchState
	Why       WatchReason
	Details   []string // what the sentence of the reason names
	Held      string   // SHA-256 of the content that it is paused for
	CheckedAt time.Time
}

// WatchReason says why a watched file is not simply the same.
type WatchReason string

// The reasons. The details of Columns are the new names, "" and those that are gone; of
// Fewer the rows now and the last time; of Erased how many people; of Failed a sentence.
const (
	WatchWhyColumns    WatchReason = "columns"
	WatchWhyFewer      WatchReason = "fewer"
	WatchWhyErased     WatchReason = "erased"
	WatchWhyUnfinished WatchReason = "unfinished"
	WatchWhyUnreadable WatchReason = "unreadable"
	WatchWhyStopped    WatchReason = "stopped"
	WatchWhyFailed     WatchReason = "failed"
)

// FileContent is what one import found in a file. People are those that a list of people
// is about; for orders and other events there are none.
type FileContent struct {
	Path        string
	Kind        ImportKind
	SHA256      string
	Rows        int
	People      ContactSet
	Choices     string
	Fingerprint string
	Import      ImportID
	At          time.Time
}
