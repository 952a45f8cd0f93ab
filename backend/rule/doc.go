// Package rule says what a segment rule means. API:
//
//	Parse([]byte) (Rule, error); (Rule).JSON() []byte; Schema() []byte
//	NewCatalog(fields, eventTypes, properties, segments, settings) Catalog
//	Check(Rule, Catalog) ([]Problem, []Notice) in the catalog's language too
//	(Catalog).FieldName, EventName, PropertyName; Tongue
//	Words(Rule, Catalog) Wording               clauses with tokens, and the sentence, in the
//	                                           catalog's language (Catalog.In)
//	Compile(Rule, Catalog, asOf) (*Plan, error) resolved tree, nothing left to look up
//	PersonOf(Facts) Person; NewPerson(contact, events) Person
//	Match(Rule, Person, asOf, Catalog) bool; (*Plan).Match(Person) bool
//	Explain(ctx, Rule, Person, asOf, Catalog, Crowd) ([]Explanation, error)
//	(*Plan).Ranks, RankPeople                  rankings need to know everybody: their edges
//	(*Plan).Clock() Clock                      when the answer changes although no fact does
//
// A rule is a pure function of facts and an instant. Two lanes (include and
// exclude) hold trees of groups and conditions; a condition is true or false
// for each contact, a missing value makes it false, and a negation is the exact
// complement. Muted and unfinished nodes are left out; a rule with nothing
// finished in the include lane matches nobody.
//
// Match is the clear reference: one contact at a time, straight from the facts.
// Package engine answers the same question for everybody at once and must always
// agree with it. Each condition type has a file of its own (field.go, event.go,
// ...) with its JSON, its check, its English words and its decision; its words in
// another language stand beside it (field_hi.go) and are methods of that
// language's voice (voice.go). Windows of time live in window.go and count on the
// local wall clock.
//
// Facts later than the instant do not exist. Contacts are there whenever they were
// imported: a list brought in today can be asked about last year. Fields have no
// history; a derived one (DerivedAt) has no values before it was worked out.
// People chosen by hand are in, or out, whatever the lanes say; out wins. A
// ranking cannot be decided for one person alone: until its edge is set (by a
// Crowd that knows everybody) nobody is in it.
//
// A number of different values ("distinct") over no events is missing, like an
// average of nothing; count and sum of nothing are 0.
package rule
