package app

// Segments is bound to the interface: the studio and saved segments. Rules
// cross the bridge as their JSON text.
type Segments struct{ s *session }

// TraitGroup is one group of the traits pane.
type TraitGroup struct {
	Key    string  `json:"key"` // who, bought, reads, browsed, device, predictions, lists
	Label  string  `json:"label"`
	Traits []Trait `json:"traits"`
}

// Trait is one chip: something a rule can be about.
type Trait struct {
	Key     string `json:"key"`
	Label   string `json:"label"`
	Hint    string `json:"hint"`
	Icon    string `json:"icon"`    // Lucide name, kebab-case
	Default string `json:"default"` // JSON of the condition a drop of this chip makes (no id)
}

// TraitFacts are the hover facts of a trait.
type TraitFacts struct {
	People  int          `json:"people"` // how many have a value (or did it)
	Of      int          `json:"of"`
	Missing int          `json:"missing"`
	Text    string       `json:"text"` // the first two as a sentence
	Top     []ValueCount `json:"top"`
}

// ValueCount is one value and how many people have it.
type ValueCount struct {
	Value  string `json:"value"`
	People int    `json:"people"`
}

// RuleCount is the answer to one edit.
type RuleCount struct {
	People     int          `json:"people"`
	Contacts   int          `json:"contacts"`
	Mailable   int          `json:"mailable"`
	NoAddress  int          `json:"noAddress"`
	NoConsent  int          `json:"noConsent"`
	Suppressed int          `json:"suppressed"`
	Paused     int          `json:"paused"`
	NearMisses int          `json:"nearMisses"`
	Nodes      []NodeCount  `json:"nodes"`
	Clauses    []Clause     `json:"clauses"` // one for each condition, in tree order
	Sentence   []Phrase     `json:"sentence"`
	Unfinished []PathNotice `json:"unfinished"` // nodes left out of the count and why
	Ms         float64      `json:"ms"`         // time to count, without the bridge
	// Broken says that it cannot be counted, because something it names is gone:
	// then there are words, what is wrong under Unfinished, and no numbers.
	Broken bool `json:"broken,omitempty"`
}

// NodeCount are the numbers of one node. Before and Left are people before and
// after it within its group, Adds is what it brings that no earlier sibling did
// (or takes out, in the leave-out lane), Without is the audience if it were removed.
type NodeCount struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Alone   int    `json:"alone"`
	Before  int    `json:"before"`
	Left    int    `json:"left"`
	Adds    int    `json:"adds"`
	Without int    `json:"without"`
}

// Clause is one condition in words, cut into tokens.
type Clause struct {
	ID       string  `json:"id"`
	Path     string  `json:"path"`
	Trait    string  `json:"trait"` // trait key, for icon and colour
	Category string  `json:"category"`
	Icon     string  `json:"icon"`
	Text     string  `json:"text"`
	Tokens   []Token `json:"tokens"`
}

// Token is a piece of a clause. Edit names the editor it opens, "" for plain
// words; package rule lists them.
type Token struct {
	Text string `json:"text"`
	Edit string `json:"edit"`
}

// Phrase is a piece of the sentence; NodeID is set where it is a clause. Kind is
// "" for joining words, "clause", or "but" for the words that leave out.
type Phrase struct {
	Text     string `json:"text"`
	NodeID   string `json:"nodeId"`
	Category string `json:"category"`
	Kind     string `json:"kind"`
}

// PathNotice is a sentence about one node.
type PathNotice struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Suggestion is a clause that would narrow the audience.
type Suggestion struct {
	Text   string `json:"text"`
	Node   string `json:"node"` // JSON of the condition
	People int    `json:"people"`
}

// PersonRow is a person as lists show them.
type PersonRow struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Email    string `json:"email"`
	Initials string `json:"initials"`
	Summary  string `json:"summary"` // "Mumbai · 3 orders, last 96 days ago"
	Mailable bool   `json:"mailable"`
	Why      string `json:"why"` // why not mailable, or what a near miss fails
}

// PersonPage is a page of people.
type PersonPage struct {
	People []PersonRow `json:"people"`
	Total  int         `json:"total"`
}

// Explanation is a rule with the verdict of one person at every node.
type Explanation struct {
	ID       string        `json:"id"`
	Path     string        `json:"path"`
	Mode     string        `json:"mode"` // all any none for groups, "" for conditions
	Lane     string        `json:"lane"` // "include" or "exclude" on the two top nodes
	Text     string        `json:"text"`
	Match    bool          `json:"match"`
	Muted    bool          `json:"muted"`
	Facts    string        `json:"facts"` // what decided it
	Children []Explanation `json:"children"`
}

// SegmentView is a saved segment in a list or the studio.
type SegmentView struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	Rule      string `json:"rule"`
	Sentence  string `json:"sentence"`
	People    int    `json:"people"`
	Mailable  int    `json:"mailable"`
	UsedIn    string `json:"usedIn"`
	UpdatedAt string `json:"updatedAt"`
	FrozenAt  string `json:"frozenAt,omitempty"` // since when its members are fixed
}

// Starter is a rule to begin with, with its live count.
type Starter struct {
	Name     string `json:"name"`
	Sentence string `json:"sentence"`
	Rule     string `json:"rule"`
	People   int    `json:"people"`
}

// Traits returns the traits pane for the open workspace.
func (b *Segments) Traits() (out []TraitGroup, err error) {
	defer guard(&err)
	return b.s.traits()
}

// TraitFacts returns the hover facts of a trait.
func (b *Segments) TraitFacts(key string) (out TraitFacts, err error) {
	defer guard(&err)
	return b.s.traitFacts(key)
}

// Values lists the values of "field:city" or "event:purchased.category", the most
// frequent first, those containing search only.
func (b *Segments) Values(source, search string, limit int) (out []ValueCount, err error) {
	defer guard(&err)
	return b.s.values(source, search, limit)
}

// Properties lists the event types and their properties with types, for the
// where editor: key "purchased", properties "amount:money".
func (b *Segments) Properties() (out []EventTypeView, err error) {
	defer guard(&err)
	return b.s.eventTypes()
}

// EventTypeView is an event type with the properties its events have.
type EventTypeView struct {
	Key        string         `json:"key"`
	Name       string         `json:"name"`
	Events     int            `json:"events"`
	Properties []PropertyView `json:"properties"`
}

// PropertyView is one property of an event type; "hour" and "weekday" are always there.
type PropertyView struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Type string `json:"type"`
}

// Count counts a rule and describes every node of it.
func (b *Segments) Count(ruleJSON string) (out RuleCount, err error) {
	defer guard(&err)
	return b.s.countRule(ruleJSON)
}

// Project counts rules that a drag would lead to: people for each, in order.
func (b *Segments) Project(rules []string) (out []int, err error) {
	defer guard(&err)
	return b.s.project(rules)
}

// Suggest offers up to three clauses that would narrow the rule.
func (b *Segments) Suggest(ruleJSON string) (out []Suggestion, err error) {
	defer guard(&err)
	return b.s.suggest(ruleJSON)
}

// Sample returns people of the rule, or its near misses.
func (b *Segments) Sample(ruleJSON string, near bool, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.sampleOf(ruleJSON, near, offset, limit)
}

// Explain says for one person why each node matches or not.
func (b *Segments) Explain(ruleJSON string, contact int64) (out []Explanation, err error) {
	defer guard(&err)
	return b.s.explain(ruleJSON, contact)
}

// Starters returns rules to begin with.
func (b *Segments) Starters() (out []Starter, err error) {
	defer guard(&err)
	return b.s.starters()
}

// List returns the saved segments with their counts.
func (b *Segments) List() (out []SegmentView, err error) {
	defer guard(&err)
	return b.s.listSegments()
}

// Get returns one saved segment.
func (b *Segments) Get(id int64) (out SegmentView, err error) {
	defer guard(&err)
	return b.s.getSegment(id)
}

// Save stores a segment; id 0 makes a new one.
func (b *Segments) Save(id int64, name, ruleJSON string) (out SegmentView, err error) {
	defer guard(&err)
	return b.s.saveSegment(id, name, ruleJSON)
}

// Delete removes a segment that nothing uses.
func (b *Segments) Delete(id int64) (err error) {
	defer guard(&err)
	return b.s.deleteSegment(id)
}

// VersionView is one saved state of a segment's rule.
type VersionView struct {
	Version  int    `json:"version"`
	Name     string `json:"name"`
	Rule     string `json:"rule"`
	Sentence string `json:"sentence"`
	SavedAt  string `json:"savedAt"`
}

// DiffView is how the people of two rules differ, and what changed in words from
// the first to the second.
type DiffView struct {
	OnlyA   int              `json:"onlyA"`
	OnlyB   int              `json:"onlyB"`
	Both    int              `json:"both"`
	Changes []RuleChangeView `json:"changes"`
}

// RuleChangeView is one thing that differs between two rules.
type RuleChangeView struct {
	Kind   string `json:"kind"` // added removed changed moved muted unmuted mode
	Lane   string `json:"lane"` // include or exclude
	ID     string `json:"id"`   // the node's
	Before string `json:"before"`
	After  string `json:"after"`
	Text   string `json:"text"` // the whole change as a sentence
}

// HistoryView is what happened in a segment lately. EvaluatedAt is how far the
// record goes, "" when nothing is recorded yet.
type HistoryView struct {
	Members     int        `json:"members"` // in it by the record
	EvaluatedAt string     `json:"evaluatedAt"`
	Days        []DayView  `json:"days"`    // oldest first, today last, in the workspace's zone
	Changes     []MoveView `json:"changes"` // the newest first
}

// DayView counts who entered and left a segment on one day. Size is how many were in
// it at the end of the day, -1 before its record begins.
type DayView struct {
	Date    string `json:"date"` // 2026-05-31
	Size    int    `json:"size"`
	Entered int    `json:"entered"`
	Left    int    `json:"left"`
}

// MoveView is one person entering or leaving.
type MoveView struct {
	ID      int64  `json:"id"` // of the person
	Name    string `json:"name"`
	Entered bool   `json:"entered"`
	At      string `json:"at"`
	Cause   string `json:"cause"` // rule data clock
}

// Versions lists every saved state of a segment, newest first.
func (b *Segments) Versions(id int64) (out []VersionView, err error) {
	defer guard(&err)
	return b.s.segmentVersions(id)
}

// Restore saves the rule of an earlier version as a new version.
func (b *Segments) Restore(id int64, version int) (out SegmentView, err error) {
	defer guard(&err)
	return b.s.restoreSegment(id, version)
}

// Diff compares the people of two rules as of now, and the rules in words.
func (b *Segments) Diff(ruleA, ruleB string) (out DiffView, err error) {
	defer guard(&err)
	return b.s.diffRules(ruleA, ruleB)
}

// DiffPeople returns people of one part of a difference: "only_a", "only_b" or "both".
func (b *Segments) DiffPeople(ruleA, ruleB, part string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.diffPeople(ruleA, ruleB, part, offset, limit)
}

// Freeze fixes a segment's members as they are now.
func (b *Segments) Freeze(id int64) (out SegmentView, err error) {
	defer guard(&err)
	return b.s.freezeSegment(id)
}

// Thaw lets people enter and leave a frozen segment again.
func (b *Segments) Thaw(id int64) (out SegmentView, err error) {
	defer guard(&err)
	return b.s.thawSegment(id)
}

// History returns who entered and left a segment in the last 90 days.
func (b *Segments) History(id int64) (out HistoryView, err error) {
	defer guard(&err)
	return b.s.segmentHistory(id)
}
