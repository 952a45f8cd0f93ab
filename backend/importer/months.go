package importer

import (
	_ "embed"
	"strings"
	"sync"
)

// monthsText has a line for each set of month names: a language and twelve names.
//
//go:embed data/months.txt
var monthsText string

var monthNames = sync.OnceValue(func() map[string]int {
	names := map[string]int{}
	for line := range strings.Lines(monthsText) {
		for i, name := range strings.Fields(line) {
			if i > 0 && name != "-" && names[normalHeader(name)] == 0 {
				names[normalHeader(name)] = i
			}
		}
	}
	return names
})

// monthOf returns the number of the month that a word names, 0 for none.
func monthOf(word string) int {
	if len(word) < 3 || len(word) > 48 {
		return 0
	}
	if ascii(word) {
		return monthNames()[strings.ToLower(word)]
	}
	return monthNames()[normalHeader(word)]
}
