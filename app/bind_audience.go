package app

// OverlapView is how the people of some rules overlap.
type OverlapView struct {
	Sets    []OverlapSet    `json:"sets"`
	Regions []OverlapRegion `json:"regions"` // the largest first, none empty
}

// OverlapSet is one of the rules compared. ID is 0 for one that is not saved.
type OverlapSet struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	People int    `json:"people"`
}

// OverlapRegion are the people in exactly some of the sets, by their places.
type OverlapRegion struct {
	In       []int `json:"in"`
	People   int   `json:"people"`
	Mailable int   `json:"mailable"`
}

// OverlapChoice is a saved segment that a rule can be compared with. Common is how
// many people of the rule it has too, -1 where it cannot be counted.
type OverlapChoice struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Common int    `json:"common"`
}

// NearGroupView are the near misses that fail one clause.
type NearGroupView struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	Text   string `json:"text"`
	People int    `json:"people"`
}

// WhyView says whether one person is in a segment at an instant, and why.
type WhyView struct {
	In    bool          `json:"in"`
	At    string        `json:"at"`
	Lanes []Explanation `json:"lanes"`
}

// PinsView are the people chosen by hand.
type PinsView struct {
	Always []PinnedView `json:"always"`
	Never  []PinnedView `json:"never"`
}

// PinnedView is a person chosen by hand; Name is "" for one who is not in the
// workspace any more.
type PinnedView struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// Overlap compares a rule ("" for none) with saved segments, five in all.
func (b *Segments) Overlap(ruleJSON string, ids []int64) (out OverlapView, err error) {
	defer guard(&err)
	return b.s.overlap(ruleJSON, ids)
}

// OverlapPeople returns the people in exactly those sets of an overlap.
func (b *Segments) OverlapPeople(ruleJSON string, ids []int64, in []int, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.overlapPeople(ruleJSON, ids, in, offset, limit)
}

// OverlapChoices lists the saved segments a rule can be compared with, those that
// share most people with it first. own is the rule's own segment, 0 for none.
func (b *Segments) OverlapChoices(ruleJSON string, own int64) (out []OverlapChoice, err error) {
	defer guard(&err)
	return b.s.overlapChoices(ruleJSON, own)
}

// RegionRule makes a rule of the people in some saved segments and not in others,
// who are in a rule ("" for none) as well, or with inside false, are not.
func (b *Segments) RegionRule(ruleJSON string, inside bool, in, out []int64) (made CombinedRule, err error) {
	defer guard(&err)
	return b.s.regionRule(ruleJSON, inside, in, out)
}

// NearMisses groups the people who fail exactly one clause by that clause.
func (b *Segments) NearMisses(ruleJSON string) (out []NearGroupView, err error) {
	defer guard(&err)
	return b.s.nearMisses(ruleJSON)
}

// NearPeople returns people of one group of near misses, by the path of its clause.
func (b *Segments) NearPeople(ruleJSON, path string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.nearPeople(ruleJSON, path, offset, limit)
}

// StatusPeople returns the people of a rule with a mail status: no_address,
// no_consent, suppressed and so on.
func (b *Segments) StatusPeople(ruleJSON, status string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.statusPeople(ruleJSON, status, offset, limit)
}

// Why says whether a person is in a segment at the end of a day ("" for now), and
// at every node of the rule why.
func (b *Segments) Why(ruleJSON string, contact int64, day string) (out WhyView, err error) {
	defer guard(&err)
	return b.s.why(ruleJSON, contact, day)
}

// Pins names the people chosen by hand in a rule.
func (b *Segments) Pins(ruleJSON string) (out PinsView, err error) {
	defer guard(&err)
	return b.s.pins(ruleJSON)
}
