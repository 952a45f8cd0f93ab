package domain

import "time"

// Clock tells the time. Everything that depends on "now" takes one, so that
// tests and "as of" questions can choose it.
type Clock interface {
	// Now returns the present instant.
	Now() time.Time
}

// SystemClock is the computer's own clock.
type SystemClock struct{}

// Now returns the present instant in UTC.
func (SystemClock) Now() time.Time { return time.Now().UTC() }
