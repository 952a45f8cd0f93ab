package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxCellText is the most characters that a cell of a workbook holds, in UTF-16 units.
const maxCellText = 32767

// cell writes a cell that holds something. What its kind does not allow becomes text.
func (s *sheetWriter) cell(i int, c Cell) {
	switch c.Kind {
	case Number, Money:
		s.number(i, c)
	case Date:
		s.date(i, c.Text)
	case Bool:
		if c.Text == "true" {
			s.value(i, `" t="b"><v>`, "1")
		} else {
			s.value(i, `" t="b"><v>`, "0")
		}
	case Error:
		if errorValues[c.Text] {
			s.value(i, `" t="e"><v>`, c.Text)
		} else {
			s.text(i, c.Text, "")
		}
	default:
		s.text(i, c.Text, "")
	}
}

// errorValues are the errors a cell can hold.
var errorValues = map[string]bool{"#N/A": true, "#DIV/0!": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true}

// open begins a cell up to its row number.
func (s *sheetWriter) open(i int) {
	s.buf = append(s.buf, s.column(i).start...)
	s.buf = append(s.buf, s.digits...)
}

// value writes a cell whose value needs no escaping; attributes closes the reference.
func (s *sheetWriter) value(i int, attributes, value string) {
	s.open(i)
	s.buf = append(s.buf, attributes...)
	s.buf = append(s.buf, value...)
	s.buf = append(s.buf, "</v></c>"...)
}

// text writes a text cell: by itself, not by its number in a table that all cells
// share. Such a table would have to be kept until the end by whoever writes and
// by whoever reads; measured, it makes a list of people neither smaller nor
// faster to write, and every program that reads workbooks knows both.
func (s *sheetWriter) text(i int, text string, style string) {
	s.open(i)
	s.buf = append(s.buf, style...)
	s.buf = append(s.buf, `" t="inlineStr"><is><t`...)
	if text[0] <= ' ' || text[len(text)-1] <= ' ' {
		s.buf = append(s.buf, ` xml:space="preserve"`...)
	}
	s.buf = append(s.buf, '>')
	s.buf = appendXML(s.buf, text)
	s.buf = append(s.buf, "</t></is></c>"...)
}

// maxDigits are those that a spreadsheet, which reckons in binary, keeps exactly.
const maxDigits = 15

// generalDigits is how long a whole number may be for a spreadsheet to show it
// in full without being told to.
const generalDigits = 11

func (s *sheetWriter) number(i int, c Cell) {
	digits, ok := exactDigits(c.Text)
	switch {
	case !ok || digits > maxDigits:
		s.text(i, c.Text, "")
	case c.Kind == Money:
		s.value(i, styleMoney, c.Text)
	case digits > generalDigits && isWhole(c.Text):
		s.value(i, styleWhole, c.Text)
	default:
		s.value(i, `"><v>`, c.Text)
	}
}

func isWhole(text string) bool {
	for i := range len(text) {
		if text[i] == '.' {
			return false
		}
	}
	return true
}

// exactDigits counts the digits of a plain decimal from the first that is not
// zero. ok is false for what is no plain decimal or shows zeros in front.
func exactDigits(text string) (digits int, ok bool) {
	if len(text) > 0 && text[0] == '-' {
		text = text[1:]
	}
	if text == "" || text[len(text)-1] == '.' || len(text) > 1 && text[0] == '0' && text[1] != '.' {
		return 0, false
	}
	dots := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '.' && i > 0:
			dots++
		case c < '0' || c > '9':
			return 0, false
		case digits > 0 || c > '0':
			digits++
		}
	}
	return digits, dots <= 1
}

// date writes a day, a moment or a time of day as a spreadsheet's day number.
func (s *sheetWriter) date(i int, text string) {
	days, seconds, ok := parseMoment(text)
	switch {
	case !ok:
		s.text(i, text, "")
		return
	case len(text) == len("15:04:05"):
		s.open(i)
		s.buf = append(s.buf, styleClock...)
	case len(text) == len("2006-01-02"):
		s.open(i)
		s.buf = append(s.buf, styleDay...)
	default:
		s.open(i)
		s.buf = append(s.buf, styleMoment...)
	}
	s.buf = strconv.AppendInt(s.buf, days, 10)
	s.buf = appendDayFraction(s.buf, seconds)
	s.buf = append(s.buf, "</v></c>"...)
}

// appendDayFraction writes seconds as a fraction of a day with ten decimals,
// which is finer than a second by far and with a day's five digits as much as a
// spreadsheet keeps.
func appendDayFraction(dst []byte, seconds int64) []byte {
	if seconds == 0 {
		return dst
	}
	const scale = 10_000_000_000
	fraction := (seconds*scale + secondsPerDay/2) / secondsPerDay
	dst = append(dst, '.')
	for unit := int64(scale / 10); fraction > 0; unit /= 10 {
		dst = append(dst, byte('0'+fraction/unit))
		fraction %= unit
	}
	return dst
}

// firstDay is 1 March 1900 as a day number: before it a spreadsheet counts a
// leap day that never was, so earlier days stay text.
const firstDay = 61

// parseMoment reads 2006-01-02, 2006-01-02T15:04:05 or 15:04:05 as days and
// seconds of a spreadsheet. ok is false for anything else, and for days that
// spreadsheets do not agree on.
func parseMoment(text string) (days, seconds int64, ok bool) {
	clock := text
	if len(text) >= 10 {
		if days, ok = dayNumber(text[:10]); !ok || len(text) == 10 {
			return days, 0, ok
		}
		if len(text) != 19 || text[10] != 'T' {
			return 0, 0, false
		}
		clock = text[11:]
	}
	if len(clock) != 8 || clock[2] != ':' || clock[5] != ':' {
		return 0, 0, false
	}
	h, m, sec := twoDigits(clock), twoDigits(clock[3:]), twoDigits(clock[6:])
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return 0, 0, false
	}
	return days, h*3600 + m*60 + sec, true
}

// twoDigits reads two digits, -1 for anything else.
func twoDigits(s string) int64 {
	a, b := s[0]-'0', s[1]-'0'
	if a > 9 || b > 9 {
		return -1
	}
	return int64(a)*10 + int64(b)
}

// dayNumber reads 2006-01-02 as days since 30 December 1899, by the calculation
// of days from a civil date of Howard Hinnant, "chrono-compatible low-level date
// algorithms".
func dayNumber(s string) (int64, bool) {
	if s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	century, year, month, day := twoDigits(s), twoDigits(s[2:]), twoDigits(s[5:]), twoDigits(s[8:])
	if century < 0 || year < 0 || month < 1 || month > 12 || day < 1 {
		return 0, false
	}
	y := century*100 + year
	if day > daysIn(y, month) {
		return 0, false
	}
	if month <= 2 {
		y--
	}
	era := y / 400
	yearOfEra := y - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	const toEpoch = 693899 // days from 1 March of year 0 to 30 December 1899
	n := era*146097 + dayOfEra - toEpoch
	return n, n >= firstDay
}

func daysIn(year, month int64) int64 {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// appendXML writes a text as XML that reads back as the same text. What XML
// cannot hold is written as workbooks write it, _x0007_, and a text that happens
// to look like that is escaped itself (ECMA-376 part 1, 22.4.2.4 and 22.9.2.19).
func appendXML(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	from := 0
	for i := 0; i < len(s); {
		if !special[s[i]] {
			i++
			continue
		}
		n, replacement := escaped(s[i:])
		if replacement != "" {
			dst = append(append(dst, s[from:i]...), replacement...)
			from = i + n
		}
		i += n
	}
	return append(dst, s[from:]...)
}

// special are the bytes at which something may have to be escaped; EF begins U+FFFE and U+FFFF.
var special = func() (t [256]bool) {
	for c := range t {
		t[c] = c < ' ' && c != '\t' && c != '\n' || c == '<' || c == '>' || c == '&' || c == '_' || c == 0xEF
	}
	return t
}()

// escaped returns what stands for the n bytes at the beginning of a text, "" when
// they stand for themselves.
func escaped(s string) (n int, replacement string) {
	switch c := s[0]; {
	case c == '&':
		return 1, "&amp;"
	case c == '<':
		return 1, "&lt;"
	case c == '>':
		return 1, "&gt;"
	case c == '_' && isEscape(s):
		return 1, "_x005F_"
	case c < ' ':
		return 1, "_x00" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]) + "_"
	case strings.HasPrefix(s, "\uFFFE"):
		return 3, "_xFFFE_"
	case strings.HasPrefix(s, "\uFFFF"):
		return 3, "_xFFFF_"
	}
	return 1, ""
}

// isEscape reports whether a text begins like _x0007_.
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
