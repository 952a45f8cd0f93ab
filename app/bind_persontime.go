package app

import "time"

// TimelineQuery says which part of a person's timeline is wanted.
type TimelineQuery struct {
	Kinds  []string `json:"kinds"` // only these; none: all
	Search string   `json:"search"`
	Until  string   `json:"until"` // from the end of this day back, 2026-05-31; "" goes by Offset
	Offset int      `json:"offset"`
	Limit  int      `json:"limit"`
	Year   bool     `json:"year"` // also the days of the last year
}

// TimelinePage is a part of a person's timeline, newest first.
type TimelinePage struct {
	Items  []TimelineItem `json:"items"`
	Offset int            `json:"offset"` // of the first item among all that are wanted
	Total  int            `json:"total"`
	Kinds  []KindCount    `json:"kinds"` // of the whole timeline
	Days   []YearDay      `json:"days"`  // oldest first, today last
}

// KindCount is how much of one kind there is.
type KindCount struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// YearDay is one day of the last year.
type YearDay struct {
	Date  string `json:"date"`
	Count int    `json:"count"`
	Text  string `json:"text"` // "4 events on 3 May 2026"
}

// TimelineItem is one thing of a person's past in words.
type TimelineItem struct {
	Key     string `json:"key"` // unique within the person
	At      string `json:"at"`  // RFC 3339
	Date    string `json:"date"`
	Day     string `json:"day"`
	Time    string `json:"time"`
	Kind    string `json:"kind"` // event type key, "note" or "permission"
	Text    string `json:"text"`
	Detail  string `json:"detail"`
	Machine bool   `json:"machine"`
	Note    int64  `json:"note"`

	moment time.Time
}

// PersonSegments are the saved segments a person is in and left lately. Ready says
// whether the engine is filled; before that there are none.
type PersonSegments struct {
	Ready bool       `json:"ready"`
	In    []StayView `json:"in"`
	Left  []StayView `json:"left"`
}

// StayView is a person's stay in a segment.
type StayView struct {
	Segment int64  `json:"segment"`
	Name    string `json:"name"`
	Rule    string `json:"rule"`
	Since   string `json:"since"` // a sentence, "" where nothing is recorded yet
}

// Timeline returns a part of what happened with a person.
func (b *Person) Timeline(id int64, query TimelineQuery) (out TimelinePage, err error) {
	defer guard(&err)
	return b.s.timeline(id, query)
}

// Segments returns the saved segments a person is in.
func (b *Person) Segments(id int64) (out PersonSegments, err error) {
	defer guard(&err)
	return b.s.segmentsOf(id)
}
