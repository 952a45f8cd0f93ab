package domain

import "time"

// ActKind says how an act came about.
type ActKind string

// The kinds of acts.
const (
	ActImport ActKind = "import" // Label is the file's name
	ActSample ActKind = "sample"
	ActEdit   ActKind = "edit" // values of people were written by hand
	ActTag    ActKind = "tag"
	ActMerge  ActKind = "merge"
	ActUndo   ActKind = "undo" // took another act back, or an undo
	ActOther  ActKind = "other"
)

// Act is something that was done to people's values at once: an import, an edit,
// taking one of those back. Added counts the people it brought, Changed those who
// were here before and whose values it changed.
type Act struct {
	ID       ActID
	Kind     ActKind
	Label    string
	ImportID ImportID // of the record of an import, else 0
	Undoes   ActID    // what an undo takes back
	UndoneBy ActID    // the undo in force, 0: none
	Added    int
	Changed  int
	At       time.Time
}

// Origin says which act gave a field its present value, and by which row of its
// file (0: there is none).
type Origin struct {
	Act Act
	Row int
}

// WhyKept says why an undo left a value as it is.
type WhyKept string

// The reasons to leave a value as it is.
const (
	KeptChanged WhyKept = "changed" // something else changed it since
	KeptTaken   WhyKept = "taken"   // another person has the value by now
	KeptNeeded  WhyKept = "needed"  // nothing would be left to know the person by
)

// KeptValue is a value that an undo left as it is.
type KeptValue struct {
	ContactID ContactID
	Field     FieldID
	Why       WhyKept
}

// The reasons for which an undo of an import leaves a person whom it brought.
const (
	KeptActive   WhyKept = "active"   // something happened with them since
	KeptMailed   WhyKept = "mailed"   // they were mailed since
	KeptAnswered WhyKept = "answered" // their permission was recorded otherwise too
	KeptNoted    WhyKept = "noted"    // somebody wrote a note about them or paused mails
)

// KeptPerson is somebody whom an import brought and whom its undo leaves.
type KeptPerson struct {
	ContactID ContactID
	Why       WhyKept
}
