//go:build race

package conformance_test

// slow says that the race detector watches.
const slow = true
