// Package segment is the segment studio: everything the interface asks about
// rules, answered from one loaded engine. API (rules are JSON text, results
// mirror the bridge's shapes field by field):
//
//	New(engine, store, statuses, clock) *Studio
//	SetCatalog(rule.Catalog); SetStatuses(func(domain.ContactID) domain.MailStatus)
//	Count(ctx, rule) (RuleCount, error)        People(ctx, rule) (people, mailable int, err error)
//	Describe(rule) (RuleCount, error)          words only, for a rule that cannot be counted
//	Project(ctx, rules) ([]int, error)         Suggest(ctx, rule) ([]Suggestion, error)
//	Sample(ctx, rule, near, offset, limit) (PersonPage, error)
//	Explain(ctx, rule, contact) ([]Explanation, error)
//	Members(ctx, rule) ([]domain.ContactID, error)
//	Traits() []TraitGroup; FindTraits(search) []TraitHit; TraitFacts(ctx, key) (TraitFacts, error)
//	Values(source, search, limit) ([]ValueCount, error); EventTypes() []EventType; Fields() []Field
//	Templates() ([]template.Template, error)   Starters(ctx) ([]Starter, error)
//	Headcount(ctx, rule) (Headcount, error)    Sentence(rule) (string, error)
//	Lint(ctx, rule) ([]Finding, error)         what its maker may not have meant, and how to mend it
//	CheckSave(id, name, rule) error            Row(domain.Contact) PersonRow
//	Diff(ctx, ruleA, ruleB) (Difference, error)   DiffPeople(ctx, ruleA, ruleB, part, offset, limit)
//	Present(ids) []domain.ContactID            Tally(ids) (people, mailable int)
//	Overlap(ctx, rules) ([]Region, error)      OverlapPeople(ctx, rules, in, offset, limit)
//	Live(record) *Live                         follows the saved segments: Start, Due at Next,
//	                                           Changed, Follow after saves, Stop
//
// Live keeps who is in every saved segment on record (see type Record), with who
// entered and left, when and why. Time is looked at ahead: which contacts turn at
// which instant within the next minutes. So a membership changes at its moment,
// not at the next count, and after an absence in the order of time.
//
// Without an engine: RuleDiff says in words what changed between two rules, and
// ReadHistory who entered and left a segment lately.
//
// Chips, their hints and the facts about them come in the catalog's language; what
// they need of the data is counted once for the same data (factcache.go).
//
// A Studio lives as long as its engine: make a new one when contacts or events
// changed. "Now" is the beginning of the minute (see AsOf), so that the numbers of
// one edit agree with each other. Both numbers are always given: who matches,
// and who of them can be mailed.
package segment
