package app

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/importer"
)

// asTable writes addresses that stand behind each other, as in a mail's "To", below each
// other, with their names beside them. Any other text stays as it is, also a table that
// has two addresses in every row.
func asTable(text string) string {
	var rows []address
	named, before, goesOn := false, 0, true
	for line := range strings.Lines(text) {
		pieces, open := splitList(line)
		if len(pieces) == 0 && !open {
			continue
		}
		if open || strings.Contains(line, "\t") || !goesOn && (before > 1 || len(pieces) > 1) {
			return text
		}
		for _, piece := range pieces {
			one, ok := readAddress(piece)
			if !ok {
				return text
			}
			rows, named = append(rows, one), named || one.name != ""
		}
		end := strings.TrimRight(line, " \r\n")
		before, goesOn = len(pieces), strings.HasSuffix(end, ",") || strings.HasSuffix(end, ";")
	}
	return writeAddresses(rows, named)
}

// address is one of a list.
type address struct{ name, email string }

// splitList cuts a line at commas and semicolons that stand in no quotes; open says that
// a quote does not end.
func splitList(line string) (pieces []string, open bool) {
	from := 0
	add := func(to int) {
		if piece := strings.TrimSpace(line[from:to]); piece != "" {
			pieces = append(pieces, piece)
		}
		from = to + 1
	}
	for i := range len(line) {
		switch c := line[i]; {
		case c == '"':
			open = !open
		case (c == ',' || c == ';') && !open:
			add(i)
		}
	}
	add(len(line))
	return pieces, open
}

// readAddress reads "asha@example.com" or "Asha Rao <asha@example.com>". What only looks
// like an address is one too: the import says what is wrong with it.
func readAddress(piece string) (address, bool) {
	name, email := "", piece
	if at := strings.LastIndexByte(piece, '<'); at >= 0 && strings.HasSuffix(piece, ">") {
		name, email = strings.TrimSpace(strings.ReplaceAll(piece[:at], `"`, "")), strings.TrimSpace(piece[at+1:len(piece)-1])
	}
	if clean, ok := importer.CleanEmail(email); ok {
		return address{name, clean}, true
	}
	return address{name, email}, strings.Count(email, "@") == 1 && !strings.ContainsAny(email, " \"")
}

func writeAddresses(rows []address, named bool) string {
	var b strings.Builder
	if named {
		b.WriteString("Name\tEmail\n")
	}
	for _, row := range rows {
		if named {
			b.WriteString(row.name + "\t")
		}
		b.WriteString(row.email + "\n")
	}
	return b.String()
}
