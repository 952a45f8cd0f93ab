// Package sqlgen turns a rule into one SQL query that gives its members. API:
//
//	SQLite.Schema(catalog) []string            the tables and indexes it asks
//	SQLite.Query(plan) (Statement, error)      the ids of the members, ascending
//	NewRows(catalog)                           contacts, events, ... as rows of those tables
//	Functions() []Function                     what SQLite itself lacks: register them first
//
// It is the third evaluator beside package rule (clear) and package engine
// (fast), and independent of both: it takes the values that a plan's leaves were
// resolved to and decides everything else in SQL. The conformance suite holds
// the three together; benchmarks use it as SQL's best form. It opens no
// database: callers send the text and the arguments.
//
// How a query is built. The main SELECT walks contacts. A condition on a field
// is a comparison of its column; one on events is "id IN" a query over an index
// range, grouped by contact, which SQLite answers once; the first, last or n-th
// event and the last mails are probes into the events of one contact, which are
// stored side by side. Saved segments and rankings are common table expressions.
//
// SQLite repeats a table expression inside wherever it is named, and gives up at
// about a thousand tables in all: seven segments that each ask twice about the
// one before are too many. No rule of a person gets near that.
//
// Truth. SQL knows three truth values and rules know two, so NOT is never
// applied to what may be NULL: every predicate is built with its own complement,
// and groups join those (De Morgan). NULL then only ever means "no".
//
// Numbers are integers throughout. An average lies in a span of integers exactly
// when its floor and its ceiling do; averages are ranked by their whole part and
// 62 further bits, which tells any two fractions of fewer than 2^31 events apart.
package sqlgen
