// Package conformance holds every evaluator of rules to the meaning that package
// rule gives them: random workspaces, random rules, and the same people for each.
//
//	Run(t, build, Options)    the same members as the reference, package rule
//	Laws(t, build, Options)   what is true of every rule: complement, De Morgan, ...
//
// where build makes the evaluator under test for a workspace.
//
// It is for tests only. Data is drawn to hit what goes wrong: texts that are
// equal only after folding, missing values, events of the same millisecond, on
// the edge of windows and in the future, in hours that clocks skip or show twice,
// leap days, hours past midnight, numbers as large as there are, muted and
// negated nodes, saved segments in segments, and more contacts than one word or
// one chunk of a bitmap holds. Rules are drawn from every kind of condition and
// every way of asking; a coverage test fails when one is never reached.
//
// Every pair has a seed that failures print. A pair that differed is saved in a
// corpus (testdata/corpus), which is asked first ever after: commit the file
// with the mend.
package conformance
