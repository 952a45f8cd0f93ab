package app

// SegmentRow is a saved segment in the list. Its numbers are those of the record
// (see SegmentCount for counted ones), -1 where nothing is recorded yet.
type SegmentRow struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name"`
	Rule      string    `json:"rule"`
	Sentence  string    `json:"sentence"`
	Trouble   string    `json:"trouble"` // why it cannot be counted, "" when it can
	People    int       `json:"people"`
	From      string    `json:"from"`   // the day of the first of Sizes: 2026-05-31
	Sizes     []int     `json:"sizes"`  // how many were in it at the end of each day, today last
	UsedIn    []UseView `json:"usedIn"` // in the order of their names
	UpdatedAt string    `json:"updatedAt"`
	FrozenAt  string    `json:"frozenAt"` // since when its members are fixed, to the millisecond, "" while it is live
}

// UseView is a campaign or segment that asks about a segment.
type UseView struct {
	Kind  string `json:"kind"` // campaign segment
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	State string `json:"state"` // of a campaign: draft sending paused sent
}

// SegmentCount is a saved segment counted now, -1 where it cannot be.
type SegmentCount struct {
	ID       int64 `json:"id"`
	People   int   `json:"people"`
	Mailable int   `json:"mailable"`
}

// SegmentUses says what stands in the way of deleting a segment.
type SegmentUses struct {
	Breaks []UseView `json:"breaks"` // what would not work without it
	Keeps  []UseView `json:"keeps"`  // what was sent to it and keeps its results
	// Inline says why the segments among Breaks cannot take its own rule in its
	// place, "" when they can: gone frozen pinned unfinished history too_big.
	Inline string `json:"inline"`
}

// RestorePoint is the version a segment had before it was changed.
type RestorePoint struct {
	ID      int64 `json:"id"`
	Version int   `json:"version"`
}

// CombinedRule is a rule made of several segments. Fault says why their rules
// cannot be copied, "" when they are.
type CombinedRule struct {
	Rule  string `json:"rule"`
	Fault string `json:"fault"`
}

// TemplateView is a rule to begin with, fitted to the workspace.
type TemplateView struct {
	Key      string   `json:"key"`
	Category string   `json:"category"`
	Icon     string   `json:"icon"`
	Name     string   `json:"name"`
	Why      string   `json:"why"`
	Sentence string   `json:"sentence"`
	Rule     string   `json:"rule"`
	Missing  []string `json:"missing"` // what it needs that the workspace has not, in sentences
	Best     bool     `json:"best"`    // one of those most begin with
}

// TemplateCount is a template counted, -1 where it cannot be.
type TemplateCount struct {
	Key    string `json:"key"`
	People int    `json:"people"`
}

// Rows lists the saved segments at once, with the numbers on record.
func (b *Segments) Rows() (out []SegmentRow, err error) {
	defer guard(&err)
	return b.s.segmentRows()
}

// CountSaved counts saved segments, at most 20 at a time.
func (b *Segments) CountSaved(ids []int64) (out []SegmentCount, err error) {
	defer guard(&err)
	return b.s.countSaved(ids)
}

// Uses says who asks about a segment.
func (b *Segments) Uses(id int64) (out SegmentUses, err error) {
	defer guard(&err)
	return b.s.segmentUses(id)
}

// Rename gives a segment another name; its rule and versions stay.
func (b *Segments) Rename(id int64, name string) (err error) {
	defer guard(&err)
	return b.s.renameSegment(id, name)
}

// Duplicate saves a copy of a segment under a name and returns its number.
func (b *Segments) Duplicate(id int64, name string) (out int64, err error) {
	defer guard(&err)
	return b.s.duplicateSegment(id, name)
}

// Undelete brings a deleted segment back as it was.
func (b *Segments) Undelete(id int64) (err error) {
	defer guard(&err)
	return b.s.undeleteSegment(id)
}

// Refreeze freezes a segment with the members it had at a moment (RFC 3339).
func (b *Segments) Refreeze(id int64, at string) (err error) {
	defer guard(&err)
	return b.s.refreezeSegment(id, at)
}

// ReplaceUses puts a segment's own rule in its place in all segments that ask
// about it, and returns the versions these had before.
func (b *Segments) ReplaceUses(id int64) (out []RestorePoint, err error) {
	defer guard(&err)
	return b.s.replaceUses(id)
}

// Combine makes one rule of segments: "merge", "intersect" or "subtract" (the
// first without the others), by their names or, with full, by copies of their rules.
func (b *Segments) Combine(how string, ids []int64, full bool) (out CombinedRule, err error) {
	defer guard(&err)
	return b.s.combineSegments(how, ids, full)
}

// Templates lists the rules to begin with, without counts.
func (b *Segments) Templates() (out []TemplateView, err error) {
	defer guard(&err)
	return b.s.segmentTemplates()
}

// CountTemplates counts templates, at most 20 at a time.
func (b *Segments) CountTemplates(keys []string) (out []TemplateCount, err error) {
	defer guard(&err)
	return b.s.countTemplates(keys)
}
