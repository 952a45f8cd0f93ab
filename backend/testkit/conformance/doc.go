// Package conformance holds every evaluator of rules to the meaning that package
// rule gives them: random workspaces, random rules, and the same people for each.
//
//	Run(t, build, Options)   build makes the evaluator under test for a workspace
//
// It is for tests only. Data is drawn to hit what goes wrong: texts that are
// equal only after folding, missing values, events of the same millisecond, on
// the edge of windows and in the future, days on which clocks change, leap days,
// hours past midnight, muted and negated nodes, and more contacts than one word
// or one chunk of a bitmap holds. Every pair has a seed that failures print.
package conformance
