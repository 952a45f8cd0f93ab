package conformance_test

import "testing"

// corpus keeps the pairs that once differed.
const corpus = "testdata/corpus"

// often is how often to draw something: a tenth of n where tests have to be short or are slow.
func often(n int) int {
	if testing.Short() || slow {
		return max(1, n/10)
	}
	return n
}
