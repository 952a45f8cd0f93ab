package sheet

import (
	"bytes"
	"strconv"
)

// mergedKept is how many merged areas are kept: those of a header are few.
const mergedKept = 1000

// hide notes hidden columns (ECMA-376 part 1, 18.3.1.13).
func (x *xlsxRows) hide(t token) {
	from, to, hidden := 0, 0, false
	for name, value, rest := nextAttr(t.body); name != nil; name, value, rest = nextAttr(rest) {
		switch string(name) {
		case "min":
			from, _ = strconv.Atoi(string(value))
		case "max":
			to, _ = strconv.Atoi(string(value))
		case "hidden":
			hidden = isTrue(value)
		}
	}
	for column := max(from, 1); hidden && column <= min(to, lastColumn); column++ {
		if last := len(x.looks.HiddenColumns) - 1; last < 0 || x.looks.HiddenColumns[last] < column-1 { // they come in order
			x.looks.HiddenColumns = append(x.looks.HiddenColumns, column-1)
		}
	}
}

// merge notes a merged area (ECMA-376 part 1, 18.3.1.54).
func (x *xlsxRows) merge(t token) {
	for name, value, rest := nextAttr(t.body); name != nil; name, value, rest = nextAttr(rest) {
		first, last, ok := bytes.Cut(value, []byte(":"))
		if string(name) != "ref" || !ok || len(x.looks.Merged) >= mergedKept {
			continue
		}
		s := Span{columnOf(first), rowOf(first), columnOf(last), rowOf(last)}
		if s.Column >= 0 && s.Row > 0 && s.LastColumn >= s.Column && s.LastRow >= s.Row {
			x.looks.Merged = append(x.looks.Merged, s)
		}
	}
}

// rowOf reads the number of a reference like "AB12", 0 when there is none.
func rowOf(ref []byte) int {
	n, err := strconv.Atoi(string(bytes.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$")))
	if err != nil {
		return 0
	}
	return n
}
