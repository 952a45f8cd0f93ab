// Package bench measures the live engine on a fictional list of any size, the
// same on every machine for one seed (sample.Crowd). It is what "kvnmail bench
// engine" runs:
//
//	Run(ctx, Options, progress) (Report, error)
//
// Every figure is a time as a whole program sees it, of real questions: compiled,
// answered for everybody, with all numbers. "cold" is the first run of a question
// after loading, when parts of the index that are made on first use are made;
// median and p95 are of the runs after it, with nothing kept from one run to the
// next, because the clock moves and what was kept is forgotten.
package bench
