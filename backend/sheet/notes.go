package sheet

import "fmt"

// notes collects warnings, one per cause, with the first row and how many rows had it.
type notes struct {
	fixed []string
	order []string
	seen  map[string]*note
}

type note struct {
	text  string
	first int
	rows  int
}

func newNotes(fixed []string) *notes { return &notes{fixed: fixed, seen: map[string]*note{}} }

// add records a warning of the cause; row 0 means the whole file.
func (n *notes) add(cause string, row int, text string) {
	if known, ok := n.seen[cause]; ok {
		known.rows++
		return
	}
	n.order = append(n.order, cause)
	n.seen[cause] = &note{text: text, first: row, rows: 1}
}

func (n *notes) list() []string {
	out := append([]string(nil), n.fixed...)
	for _, cause := range n.order {
		switch w := n.seen[cause]; {
		case w.first == 0:
			out = append(out, w.text)
		case w.rows == 1:
			out = append(out, fmt.Sprintf("%s (row %d)", w.text, w.first))
		default:
			out = append(out, fmt.Sprintf("%s (%d times, first in row %d)", w.text, w.rows, w.first))
		}
	}
	return out
}
