package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// decimalText turns the number of a cell into an exact plain decimal. A
// spreadsheet calculates in binary and shows 15 digits, so longer fractions
// ("2.5499999999999998") are rounded to what the user sees ("2.55"); whole
// numbers of any length stay as written. ok is false for what is no number.
func decimalText(s string) (text string, ok bool) {
	digits, plain := 0, true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
		case c == '-' && i == 0:
		default:
			plain = false
		}
	}
	if digits == 0 {
		return s, false
	}
	dot := strings.Count(s, ".")
	switch {
	case plain && dot == 0:
		return s, true
	case plain && dot == 1 && digits <= 15:
		return trimFraction(s), true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || strings.ContainsAny(s, "xX_pP") {
		return s, false
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64), true
}

func trimFraction(s string) string {
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "" || s == "-" || s == "-0" {
		return "0"
	}
	if s[0] == '.' {
		return "0" + s
	}
	return s
}

// padZeros brings back the leading zeros that a format like 00000 shows.
func padZeros(s string, width int) string {
	if len(s) >= width || strings.ContainsAny(s, ".-") {
		return s
	}
	return strings.Repeat("0", width-len(s)) + s
}

const (
	secondsPerDay = 86400
	lastSerial    = 2958466 // the day after 9999-12-31
)

// serialDate turns a spreadsheet's day number into text. In the 1900 system
// day 60 is a 29 February that never was, and days before it count from one
// day later. ok is false for numbers that are no date.
func serialDate(s string, from1904 bool) (text string, ok bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f >= lastSerial {
		return s, false
	}
	seconds := int64(math.Round(f * secondsPerDay))
	days, rest := seconds/secondsPerDay, seconds%secondsPerDay
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 60:
		return s, false
	case days > 0 && days < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	at := epoch.AddDate(0, 0, int(days)).Add(time.Duration(rest) * time.Second)
	switch {
	case days == 0 && !from1904:
		return at.Format(time.TimeOnly), true
	case rest == 0:
		return at.Format(time.DateOnly), true
	}
	return at.Format("2006-01-02T15:04:05"), true
}
