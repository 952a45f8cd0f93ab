// Package engine answers rules for everybody at once, from columns in memory. API:
//
//	Load(ctx, Source, rule.Catalog) (*Engine, error)
//	(*Engine) SetCatalog(rule.Catalog)                       after segments or settings changed
//	(*Engine) Evaluate(ctx, rule.Rule, asOf) (*Bitmap, error)
//	(*Engine) Nodes(ctx, rule.Rule, asOf) (*Answer, error)   members, numbers of every node, near misses
//	(*Engine) FieldValues, PropertyValues, FieldCount, EventCount, HasProperty
//	(*Engine) Contacts() int; Contact(i) domain.ContactID; Index(id) (int, bool)
//
// An Engine is a disposable index of the workspace: the database is the truth,
// and package rule's Match says what a rule means. This package must agree with
// it for every contact; testkit/conformance holds that over random rules and
// data.
//
// Contacts have dense numbers in the order of their ids. Text is coded by
// dictionaries of folded texts, everything else is an int64 column. Events lie
// in one run per type, sorted by contact, then time, with an offset for each
// contact. A condition is evaluated into a plain bitmap, over ranges of contacts
// in parallel; trees are word operations on bitmaps. Bitmaps of conditions are
// kept by (condition, instant), so that an edit costs one condition.
//
// The data of an Engine never changes: when the workspace does, load a new one.
package engine
