package domain

import "time"

// Segment is a saved rule with a name. Rule is the rule's JSON (see package
// rule); Version counts saves from 1. FrozenAt, where set, is when its members
// were fixed: since then nobody enters or leaves.
type Segment struct {
	ID        SegmentID
	Name      string
	Rule      []byte
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
	FrozenAt  time.Time
}

// SegmentVersion is one saved state of a segment's rule.
type SegmentVersion struct {
	SegmentID SegmentID
	Version   int
	Name      string
	Rule      []byte
	SavedAt   time.Time
}

// Cause says why somebody entered or left a segment.
type Cause string

// The causes of a change of membership.
const (
	CauseRule  Cause = "rule"  // the rule was saved or restored, or a segment it asks about was
	CauseData  Cause = "data"  // the person or what they did changed
	CauseClock Cause = "clock" // time passed
)

// Membership is one stay of a contact in a segment, from EnteredAt up to, but
// without, LeftAt (zero: still in it).
type Membership struct {
	SegmentID SegmentID
	ContactID ContactID
	EnteredAt time.Time
	Entered   Cause
	LeftAt    time.Time
	Left      Cause
}

// MembershipChange is one contact entering (or leaving) a segment at an instant.
type MembershipChange struct {
	SegmentID SegmentID
	ContactID ContactID
	Entered   bool
	At        time.Time
	Cause     Cause
}

// SegmentMove counts who entered and left a segment within half an hour from From.
type SegmentMove struct {
	SegmentID SegmentID
	From      time.Time
	Entered   int
	Left      int
}

// SegmentWatch says up to which instant, by which version of the rule and of
// the workspace's data, the recorded membership of a segment is true. Version 0
// means by no rule: the members were fixed when the segment was frozen, or
// (EvaluatedAt zero) nothing is recorded yet.
type SegmentWatch struct {
	SegmentID   SegmentID
	EvaluatedAt time.Time
	Version     int
	DataVersion int64
}

// WatchMove moves a segment's watch on. From is the watch that the changes were
// worked out from, with a zero EvaluatedAt for a segment never recorded.
type WatchMove struct {
	From SegmentWatch
	To   SegmentWatch
}

// MembershipBatch is what one evaluation found: a move for every segment it
// looked at, and all who entered or left those, each segment's in the order of
// time and none earlier than its From or later than its To.
type MembershipBatch struct {
	Moves   []WatchMove
	Changes []MembershipChange
}
