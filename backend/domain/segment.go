package domain

import "time"

// Segment is a saved rule with a name. Rule is the rule's JSON (see package
// rule); Version counts saves from 1.
type Segment struct {
	ID        SegmentID
	Name      string
	Rule      []byte
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}
