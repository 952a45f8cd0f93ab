// Package bench measures the live engine on a fictional list of any size, the
// same on every machine for one seed. It is what "kvnmail bench engine" runs.
package bench
