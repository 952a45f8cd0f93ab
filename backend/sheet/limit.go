package sheet

import (
	"errors"
	"io"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Limits against files made to exhaust the computer ("zip bombs"). Real
// workbooks shrink 5 to 100 times; deflate can reach 1,000 times.
const (
	maxInflated  = 16 << 30 // bytes of one part
	freeInflated = 64 << 20 // below this the ratio does not matter
	maxRatio     = 400
	maxCells     = 1_000_000_000
	maxStructure = 16 << 20  // bytes of a part that lists sheets, relations or styles
	textCost     = 16        // bytes that a text counts besides its letters: empty ones fill a computer too
	maxTexts     = 512 << 20 // bytes of all shared texts; those behind are lost, which is told
)

var errBomb = errors.New("the file expands to more than a real workbook could")

// limited refuses to hand out more bytes than a part of packed bytes can honestly hold.
type limited struct {
	src    io.ReadCloser
	packed int64
	read   int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.src.Read(p)
	l.read += int64(n)
	if l.read > maxInflated || l.read > freeInflated && l.read/maxRatio > l.packed {
		return 0, errBomb
	}
	return n, err
}

func (l *limited) Close() error { return l.src.Close() }

// because gives a failure its technical cause without putting it into the words for the user.
func because(cause error, e *domain.Error) *domain.Error {
	e.Err = cause
	return e
}
