package importer

import (
	"strings"
	"testing"
)

// FuzzReading gives any text to all that reads values: nothing may panic, and what is
// read has to be what is kept.
func FuzzReading(f *testing.F) {
	for _, seed := range []string{"", " ", "a@x.in", "Asha <a@x.in>; b@x.in", "१,२३,४५६.५ लाख", "(₹ 1,00,000/-)", "31-Jan-26 9:05 PM", "2026年1月31日", "+91 98765 43210 / 9", "9.19E+11", "-%-", "Total", "कुल", "'+91", "--------", "\x00\xff", "T T T", "1/2/", "-()-", "{\"a\":[1,{\"b\":null}]}", "[\"a\",\"b\"]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = cleanText(text)
		if read := readEmail(text); read.address != "" {
			if clean, ok := CleanEmail(read.address); !ok || clean != read.address {
				t.Errorf("%q gives the address %q, which is cleaned to %q (%v)", text, read.address, clean, ok)
			}
			hosts{}.typo(read.address)
		}
		if number, _ := readPhone(text, "IN"); number != "" {
			if again, _ := readPhone(number, "IN"); again != number {
				t.Errorf("%q gives the phone %q, which is read as %q", text, number, again)
			}
		}
		for _, comma := range []bool{false, true} {
			if plain, _, ok := plainDecimal(text, comma); ok && !isPlain(plain) {
				t.Errorf("%q gives the number %q", text, plain)
			}
		}
		for _, order := range []dateOrder{orderAny, orderDMY, orderMDY, orderYMD} {
			if m, ok := readDate(text, order); ok && (m.at.Year() < 999 || m.at.Year() > 10_000) {
				t.Errorf("%q gives the date %v", text, m.at)
			}
		}
		c := newColumn(0)
		c.name, c.named = text, text != ""
		for _, cell := range cellsOf(strings.Split(text, " ")...) {
			c.add(cell)
		}
		c.decide()
		c.note()
		looksLikeTotal(cellsOf(text, "5"))
		headerScore(cellsOf(text, text), 2)
		fieldName(text)
		listItems(text)
		phoneLike(text)
	})
}
