package importer

import "strings"

// sizes are words behind a number that make it larger, by the zeros they stand for.
var sizes = map[string]int{
	"k": 3, "thousand": 3, "thousands": 3, "हज़ार": 3, "हजार": 3, "tausend": 3, "mil": 3,
	"lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "l": 5, "लाख": 5, "લાખ": 5,
	"m": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6,
	"cr": 7, "crs": 7, "crore": 7, "crores": 7, "करोड़": 7, "करोड": 7, "કરોડ": 7, "kr": 7,
	"bn": 9, "billion": 9, "arab": 9, "अरब": 9,
}

// cutSize takes a word of size off the end of a number.
func cutSize(s string) (rest string, zeros int) {
	end := strings.TrimSuffix(strings.TrimSuffix(s, "."), " ")
	at := len(end)
	for at > 0 && end[at-1] != ' ' && !digit(end[at-1]) {
		at--
	}
	if at == 0 || at == len(end) {
		return s, 0
	}
	zeros, found := sizes[strings.ToLower(end[at:])]
	if !found {
		return s, 0
	}
	return strings.TrimSpace(end[:at]), zeros
}

// hasSize reports whether a number is written with a letter of size, which could be a
// unit as well: 2 l, 5 m.
func hasSize(s string) bool {
	_, zeros := cutSize(foldDigits(s))
	return zeros > 0
}

// shift multiplies a plain decimal by a power of ten.
func shift(plain string, zeros int) string {
	if zeros == 0 {
		return plain
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	if len(fraction) < zeros {
		fraction += strings.Repeat("0", zeros-len(fraction))
	}
	whole, fraction = strings.TrimLeft(whole+fraction[:zeros], "0"), fraction[zeros:]
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		return whole + "." + fraction
	}
	return whole
}
