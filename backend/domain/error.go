package domain

import (
	"errors"
	"fmt"
)

// Code says what kind of failure an Error is; it is stable and may be matched on.
type Code string

// The codes an Error can carry.
const (
	Invalid     Code = "invalid"     // the input cannot be right as it is
	NotFound    Code = "not_found"   // the thing asked for does not exist
	Conflict    Code = "conflict"    // it clashes with something that exists
	Blocked     Code = "blocked"     // the product refuses, on purpose
	Unavailable Code = "unavailable" // a system outside did not answer; trying again may help
	Full        Code = "full"        // the disk or a limit is full
	Corrupt     Code = "corrupt"     // a file is damaged
	Canceled    Code = "canceled"    // the user stopped it
	Internal    Code = "internal"    // a fault of the product
)

// Error is a failure in words a marketer understands: what happened, what it
// means, what to do. Message holds no secret and no address. Path names the
// part of the input at fault ("/include/all/2") where there is one. Err is the
// technical cause, for logs.
type Error struct {
	Code    Code
	Message string
	Path    string
	Err     error

	format string
	args   []any
}

// Error returns the message, followed by the technical cause if there is one.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return fmt.Sprintf("%s (%v)", e.Message, e.Err)
}

// Unwrap returns the technical cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of the code with a formatted message. A %w verb sets the cause.
func Errorf(code Code, format string, args ...any) *Error {
	wrapped := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: wrapped.Error(), Err: errors.Unwrap(wrapped), format: format, args: args}
}

// In returns the message in another language. translate gives the format there for
// the format here, with the same things filled in, and "" where it has none: then
// the message stays as it is.
func (e *Error) In(translate func(format string) string) string {
	format := translate(e.format)
	if e.format == "" || format == "" {
		return e.Message
	}
	return fmt.Errorf(format, e.args...).Error()
}

// ErrorAt is Errorf for a fault at a path inside the input.
func ErrorAt(code Code, path, format string, args ...any) *Error {
	e := Errorf(code, format, args...)
	e.Path = path
	return e
}

// CodeOf returns the code of the outermost Error in err's chain, Internal for
// any other error and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
