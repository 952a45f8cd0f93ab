package importer

import (
	"strings"
	"time"
	"unicode/utf8"
)

// dateOrder is the order of day, month and year in a column.
type dateOrder uint8

const (
	orderAny dateOrder = iota
	orderDMY
	orderMDY
	orderYMD
)

var orderNames = map[dateOrder]string{orderDMY: "dmy", orderMDY: "mdy", orderYMD: "ymd"}

func orderOf(name string) dateOrder {
	for order, n := range orderNames {
		if n == name {
			return order
		}
	}
	return orderAny
}

// moment is a date as written. Zoned says that it names its own zone.
type moment struct {
	at      time.Time // in UTC; wall clock of nowhere unless zoned
	hasTime bool
	zoned   bool
	ordered bool // the order of day and month mattered
	short   bool // the year has two digits
}

// in returns the instant, reading an unzoned moment on the wall clock of loc.
func (m moment) in(loc *time.Location) time.Time {
	if m.zoned || loc == time.UTC {
		return m.at
	}
	y, mo, d := m.at.Date()
	return time.Date(y, mo, d, m.at.Hour(), m.at.Minute(), m.at.Second(), m.at.Nanosecond(), loc)
}

// readDate reads a date, perhaps with a time, in the column's order: ISO,
// numbers with / . or -, month names of many languages, 20240131 and 31012024.
func readDate(s string, order dateOrder) (moment, bool) {
	if len(s) < 6 || len(s) > 64 {
		return moment{}, false
	}
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		return isoDate(s)
	}
	if !mayBeNumber(s) {
		return moment{}, false
	}
	if digitsOnly(s) {
		return compactDate(s, order)
	}
	if !ascii(s) {
		s = plainDate(s)
	}
	parts, rest, ok := dateParts(s)
	if !ok {
		return moment{}, false
	}
	return arrange(parts, rest, order)
}

// compactDate reads 20240131 and 31012024: which of the two it is, its year tells.
func compactDate(s string, order dateOrder) (moment, bool) {
	if len(s) != 8 {
		return moment{}, false
	}
	if m, ok := calendar(s[:4], s[4:6], s[6:], "", false); ok && m.at.Year() >= 1900 && m.at.Year() < 2100 {
		return m, true
	}
	day, month := s[:2], s[2:4]
	if order == orderMDY {
		day, month = month, day
	}
	if year := number(s[4:]); year < 1900 || year >= 2100 {
		return moment{}, false
	}
	return calendar(s[4:], month, day, "", true)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainDate writes digits of other scripts as ASCII and the signs between East
// Asian numbers as strokes.
func plainDate(s string) string {
	return strings.TrimRight(eastAsian.Replace(foldDigits(s)), "/ ")
}

var eastAsian = strings.NewReplacer("年", "/", "月", "/", "日", " ", "년", "/", "월", "/", "일", " ")

func isoDate(s string) (moment, bool) {
	return calendar(s[:4], s[5:7], s[8:10], s[10:], false)
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// dateParts takes three numbers or words off the beginning; rest is what follows.
func dateParts(s string) (parts [3]string, rest string, ok bool) {
	n := 0
	for n < 3 {
		s = strings.TrimLeft(s, " ,/.-")
		word := firstWord(s)
		s = s[len(word):]
		switch {
		case word == "":
			return parts, "", false
		case digit(word[0]):
			parts[n], n = word, n+1
			s = cutOrdinal(s)
		case monthOf(word) > 0:
			parts[n], n = word, n+1
		case n > 0 && !fillWords[word] || n == 0 && !weekday(word):
			return parts, "", false
		}
	}
	return parts, s, true
}

// fillWords stand between day and month in Spanish and Portuguese.
var fillWords = map[string]bool{"de": true, "of": true, "del": true}

// firstWord returns the digits or the letters that s begins with.
func firstWord(s string) string {
	end := 0
	for end < len(s) && digit(s[end]) == digit(s[0]) && strings.IndexByte(" ,/.-:", s[end]) < 0 {
		end++
	}
	return s[:end]
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func cutOrdinal(s string) string {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if rest, ok := strings.CutPrefix(s, end); ok {
			return rest
		}
	}
	return s
}

func weekday(word string) bool {
	if len(word) < 3 {
		return false
	}
	return strings.Contains("mon tue wed thu fri sat sun", strings.ToLower(word[:3]))
}

func arrange(p [3]string, rest string, order dateOrder) (moment, bool) {
	for i, word := range p {
		if monthOf(word) > 0 {
			return arrangeNamed(p, i, rest)
		}
	}
	switch {
	case len(p[0]) == 4 || order == orderYMD && len(p[0]) == 2 && len(p[2]) == 2:
		return calendar(p[0], p[1], p[2], rest, false)
	case order == orderMDY:
		return calendar(p[2], p[0], p[1], rest, true)
	case order == orderYMD:
		return moment{}, false
	}
	return calendar(p[2], p[1], p[0], rest, true)
}

// arrangeNamed reads a date whose month is the word at index.
func arrangeNamed(p [3]string, index int, rest string) (moment, bool) {
	var numbers []string
	for i, word := range p {
		if i != index {
			numbers = append(numbers, word)
		}
	}
	month := twoDigits[monthOf(p[index])]
	if len(numbers[0]) == 4 {
		return calendar(numbers[0], month, numbers[1], rest, false)
	}
	return calendar(numbers[1], month, numbers[0], rest, false)
}

var twoDigits = [13]string{"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}

func calendar(year, month, day, rest string, ordered bool) (moment, bool) {
	y, m, d := number(year), number(month), number(day)
	switch {
	case len(year) == 2 && y >= 0:
		y += 2000
		if y > 2069 {
			y -= 100
		}
	case len(year) != 4:
		return moment{}, false
	}
	if y < 1000 || m < 1 || m > 12 || d < 1 || d > 31 {
		return moment{}, false
	}
	out := moment{at: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), ordered: ordered && m != d, short: len(year) == 2}
	if out.at.Day() != d {
		return moment{}, false
	}
	return addClock(out, rest)
}

// number reads up to 4 digits, -1 when there is anything else.
func number(s string) int {
	if !digitsOnly(s) || len(s) > 4 {
		return -1
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// addClock reads the time of day behind a date.
func addClock(m moment, s string) (moment, bool) {
	s = strings.TrimLeft(s, " T,")
	if s == "" {
		return m, true
	}
	clock, zone := splitZone(s)
	seconds, nanos, ok := clockSeconds(clock)
	if !ok {
		return moment{}, false
	}
	offset := 0
	if zone != "" {
		if offset, ok = zoneSeconds(zone); !ok {
			return moment{}, false
		}
		m.zoned = true
	}
	m.hasTime = true
	m.at = m.at.Add(time.Duration(seconds-offset)*time.Second + time.Duration(nanos))
	return m, true
}

func splitZone(s string) (clock, zone string) {
	if i := strings.IndexAny(s, "Z+-"); i > 0 {
		return strings.TrimSpace(s[:i]), s[i:]
	}
	for _, name := range []string{" UTC", " GMT"} {
		if rest, ok := strings.CutSuffix(s, name); ok {
			return rest, "Z"
		}
	}
	return s, ""
}

func zoneSeconds(zone string) (int, bool) {
	if zone == "Z" {
		return 0, true
	}
	digits := strings.ReplaceAll(zone[1:], ":", "")
	if len(digits) == 2 {
		digits += "00"
	}
	n := number(digits)
	if len(digits) != 4 || n < 0 || n > 1459 || n%100 > 59 {
		return 0, false
	}
	seconds := n/100*3600 + n%100*60
	if zone[0] == '-' {
		return -seconds, true
	}
	return seconds, true
}

// clockSeconds reads 8:05, 08:05:30.5 or 8:05 PM.
func clockSeconds(s string) (seconds, nanos int, ok bool) {
	half := 0
	if n := len(s); n > 2 && (s[n-1] == 'M' || s[n-1] == 'm') {
		half = map[byte]int{'A': 1, 'a': 1, 'P': 2, 'p': 2}[s[n-2]]
		s = strings.TrimSpace(s[:n-2])
	}
	hour, rest, found := strings.Cut(s, ":")
	minute, second, _ := strings.Cut(rest, ":")
	second, fraction, _ := strings.Cut(second, ".")
	if second == "" {
		second = "0"
	}
	h, m, sec := number(hour), number(minute), number(second)
	if !found || h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 || half > 0 && (h < 1 || h > 12) {
		return 0, 0, false
	}
	if half > 0 {
		h = h%12 + (half-1)*12
	}
	for i, unit := 0, 100_000_000; i < len(fraction) && i < 9; i, unit = i+1, unit/10 {
		if !digit(fraction[i]) {
			return 0, 0, false
		}
		nanos += int(fraction[i]-'0') * unit
	}
	return h*3600 + m*60 + sec, nanos, true
}
