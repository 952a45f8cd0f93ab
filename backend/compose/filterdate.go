package compose

import (
	"fmt"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// filterDate writes a date by a strftime pattern. A text that is a date
// (2026-01-31) is read as one; anything else stays as it is.
func filterDate(e *environment, in domain.Value, args []domain.Value) domain.Value {
	pattern := "%-d %B %Y"
	if len(args) > 0 && args[0].Type == domain.Text {
		pattern = args[0].Text
	}
	switch in.Type {
	case domain.Date, domain.Time:
		return textValue(formatDate(e.local(in), pattern))
	case domain.Text:
		if t, err := time.Parse(time.DateOnly, strings.TrimSpace(in.Text)); err == nil {
			return textValue(formatDate(t, pattern))
		}
	}
	return in
}

// formatDate writes t by the strftime letters that suit a mail. An unknown
// letter is written as it stands.
func formatDate(t time.Time, pattern string) string {
	var out strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			out.WriteByte(pattern[i])
			continue
		}
		i++
		plain := pattern[i] == '-' && i+1 < len(pattern)
		if plain {
			i++
		}
		out.WriteString(datePart(t, pattern[i], plain))
	}
	return out.String()
}

func datePart(t time.Time, letter byte, plain bool) string {
	pad := func(n int) string {
		if plain {
			return fmt.Sprint(n)
		}
		return fmt.Sprintf("%02d", n)
	}
	switch letter {
	case 'd':
		return pad(t.Day())
	case 'e':
		return fmt.Sprint(t.Day())
	case 'm':
		return pad(int(t.Month()))
	case 'y':
		return pad(t.Year() % 100)
	case 'Y':
		return fmt.Sprint(t.Year())
	case 'H':
		return pad(t.Hour())
	case 'I':
		return pad((t.Hour()+11)%12 + 1)
	case 'M':
		return pad(t.Minute())
	case 'S':
		return pad(t.Second())
	case 'F':
		return t.Format(time.DateOnly)
	case '%':
		return "%"
	}
	if layout, ok := dateLayouts[letter]; ok {
		return t.Format(layout)
	}
	return "%" + string(rune(letter))
}

var dateLayouts = map[byte]string{'b': "Jan", 'h': "Jan", 'B': "January", 'a': "Mon", 'A': "Monday", 'p': "PM"}
