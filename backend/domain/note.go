package domain

import "time"

// Note is what the user wrote down about a person.
type Note struct {
	ID        NoteID
	ContactID ContactID
	Text      string
	At        time.Time
}

// Pause holds back all mail to a person: until Until, or for good where that is
// zero. Unlike a suppression it belongs to the person, and can be lifted.
type Pause struct {
	ContactID ContactID
	Until     time.Time
	At        time.Time // since when
}

// Holds reports whether the pause is in force at an instant.
func (p Pause) Holds(at time.Time) bool { return p.Until.IsZero() || at.Before(p.Until) }
