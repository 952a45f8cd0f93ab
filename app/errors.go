package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// bridgeError is an error as it crosses the bridge and as the command line
// prints it: JSON with a code, the sentence for the user and fields.
type bridgeError struct {
	Code    domain.Code       `json:"code"`
	Message string            `json:"message"`
	Fields  map[string]string `json:"fields"`
}

// Error returns the JSON text.
func (e *bridgeError) Error() string {
	text, err := json.Marshal(e)
	if err != nil {
		return e.Message
	}
	return string(text)
}

const internalMessage = "Something went wrong inside KVN Mail. Nothing was lost. Please try again; if it happens again, restart KVN Mail."

// toBridge turns any error into one the interface can show. Errors that are no
// domain.Error are logged and replaced by a general sentence.
func toBridge(err error) *bridgeError {
	var b *bridgeError
	if errors.As(err, &b) {
		return b
	}
	var e *domain.Error
	if !errors.As(err, &e) {
		slog.Error("unexpected failure", "error", err)
		return &bridgeError{Code: domain.Internal, Message: spoken.sentence(internalMessage), Fields: map[string]string{}}
	}
	fields := map[string]string{}
	if e.Path != "" {
		fields["path"] = e.Path
	}
	if e.Code == domain.Internal || e.Code == domain.Corrupt {
		slog.Error("failure", "code", e.Code, "error", err)
	}
	return &bridgeError{Code: e.Code, Message: e.In(spoken.sentence), Fields: fields}
}

// guard is deferred by every bound method: it turns a panic into an error, since
// a panic would leave the interface waiting for ever, and puts every error into
// the form the interface reads.
func guard(err *error) {
	if p := recover(); p != nil {
		slog.Error("bound method panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic: %v", p)
	}
	if *err != nil {
		*err = toBridge(*err)
	}
}
