package secret

import (
	"fmt"
	"io"
	"log/slog"
)

const hidden = "(hidden)"

// Secret is a password that shows itself only to who calls Reveal.
type Secret struct{ value string }

// New wraps a password.
func New(value string) Secret { return Secret{value} }

// Reveal returns the password.
func (s Secret) Reveal() string { return s.value }

// IsEmpty reports whether there is no password.
func (s Secret) IsEmpty() bool { return s.value == "" }

// String returns "(hidden)".
func (Secret) String() string { return hidden }

// GoString returns "(hidden)".
func (Secret) GoString() string { return hidden }

// Format writes "(hidden)" for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalText writes "(hidden)", also as JSON.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue logs "(hidden)".
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
