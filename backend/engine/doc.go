// Package engine answers rules for everybody at once, from columns in memory. API:
//
//	Load(ctx, Source, rule.Catalog) (*Engine, error)
//	(*Engine) Apply(ctx, Change) ([]int, error)              new events, changed, new and erased contacts
//	(*Engine) Compact(ctx) error                             writes everybody into one part again
//	(*Engine) SetCatalog(rule.Catalog); SetHistory(History)  what rules can name; stays in segments
//	(*Engine) Evaluate(ctx, rule, asOf) (*Bitmap, error); Members(ctx, plan); Among(ctx, plan, numbers)
//	(*Engine) Nodes(ctx, rule, asOf) (*Answer, error)        members, numbers of every node, near misses
//	(*Engine) Failing(ctx, answer, number)                   the clause a near miss fails
//	(*Engine) Overlap(ctx, plans) (*Overlap, error)          every combination of up to five plans
//	(*Engine) Rank(ctx, plan) error                          edges of rankings; makes it a rule.Crowd
//	(*Engine) Turns(ctx, plan, from, to, among)              when time alone can change the answer
//	(*Engine) Order(ctx, keys, asOf) ([]uint32, error)       everybody sorted, by values, deeds or sets
//	(*Engine) FieldValues, PropertyValues, AddressParts, Purposes, Bases, FieldCount, EventCount, HasProperty
//	(*Engine) Deeds, FieldValue; Moment() uint64             one contact; the number of the data as it is
//
// An Engine is a disposable index of the workspace: the file is the truth, and
// package rule's Match says what a rule means. This package must agree with it
// for every contact; testkit/conformance holds that over random rules and data,
// and that an engine after any mix of changes agrees with a fresh one.
//
// # Layout
//
// Contacts have numbers in the order of their ids. Everything known about them is
// in parts: the first has everybody, later ones have whole contacts anew after
// something about them changed. A part's data never changes, so a question sees
// one moment without locks; a change makes a new state (a short list of parts,
// each with a bitmap of who still counts) and publishes it at once. Late parts of
// about one size are joined, so a contact is copied a logarithmic number of times;
// Compact, or a change of more than an eighth of everybody, writes one part.
//
// A column is an array of codes as narrow as they can be, of 1, 2, 4 or 8 bytes;
// code 0 is "missing". Texts and lists are codes of a dictionary of folded texts;
// where nearly everybody has a text of their own (email addresses), the folded
// texts lie one after the other instead. Numbers, dates and amounts are a frame
// of reference: base + (code-1) * step, so a test of a range is a range of codes.
//
// Events of one type are a run: rows sorted by contact, then time, then the order
// of adding, with an offset for each contact; instants are seconds in 4 bytes
// where no event has fractions. The permission ledger and suppressions are runs
// as well. Local hours, what became of every mail, and the parts of addresses are
// made on first use, or by Warm.
//
// # Evaluation
//
// A plan becomes a tree of kernels per part. A kernel answers one condition for a
// chunk of 4,096 contacts: it tests the rows of the chunk as whole stretches of
// memory, without a branch for each row (window by comparison, filters by a table
// over codes), sums what passes into running totals, and takes differences at the
// contacts' offsets. All cores take chunks until none is left; a canceled context
// is noticed at the next chunk. Groups are word operations on bitmaps, which stay
// in the fastest memory because a chunk of a whole rule is a few kilobytes.
//
// The numbers of every node come from one walk down the tree for each chunk: a
// node is handed two bitmaps, who would be a member if it matched and who if it
// did not. What the rule counted without the node is one of the two. That is
// linear in the number of nodes, where removing each in turn is quadratic.
//
// Rankings first reckon one number per contact, then find the last place by
// histograms over its whole parts and exact comparison within the last bucket.
// Answers to conditions that time does not move are kept until data changes.
//
// # Orders
//
// An order is made from ranks: one number for each contact that says how they
// compare in one thing. Numbers and times are ranks as they are, less the smallest;
// texts of a dictionary are compared once for each text, and texts of their own are
// divided into buckets that are sorted side by side, ASCII by the weights of its
// characters in the collation, the rest by collation keys. A radix sort over the
// ranks, the last key first, gives the order; both are kept, up to a bound, until
// data changes. At 1M contacts: cities, sums and times 20 to 60 ms, names 150 ms,
// email addresses 250 ms; a page of an order that is there takes 3 ms.
//
// # Figures
//
// On 4 cores, medians of 15 runs after the first, nothing kept between them; the
// clock moves. "kvnmail bench engine --people N --events M" measures them anew.
//
//	people, events            1M, 20M      5M, 100M
//	19 kinds of questions     1.2 ms       6.5 ms     median of the medians
//	the slowest of them       6.1 ms       31 ms      (a ranking by spend)
//	an edit, all numbers      1.4 ms       7.7 ms     up to 12 conditions; p95 5.1 and 28 ms
//	200 conditions            181 ms       965 ms     with the numbers of every node
//	200 live segments         506 ms       5.0 s      all evaluated, with who entered and left
//	one new event             0.7 ms       1.0 ms     to every membership; p99 2.1 and 2.8 ms
//	index                     274 MiB      1,374 MiB  10.1 bytes an event, 72 a contact
//
// A question allocates some dozens of pieces for its kernels and one bitmap, none
// for each contact. Reading the 20 million events once from memory would take
// about 20 ms of one core; most questions read less than a tenth of them.
package engine
