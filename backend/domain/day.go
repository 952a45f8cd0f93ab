package domain

import (
	"strconv"
	"time"
)

var (
	hindiMonths = [...]string{"जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"}
	hindiDays   = [...]string{"रविवार", "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार"}
)

// FormatDay writes the calendar date of t in a language, "en" or "hi": 3 May 2026, 3 मई 2026.
func FormatDay(t time.Time, lang string) string {
	if lang != "hi" {
		return t.Format("2 January 2006")
	}
	return strconv.Itoa(t.Day()) + " " + hindiMonths[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// FormatWeekday is FormatDay with the day of the week before it.
func FormatWeekday(t time.Time, lang string) string {
	if lang != "hi" {
		return t.Format("Monday, ") + FormatDay(t, lang)
	}
	return hindiDays[t.Weekday()] + ", " + FormatDay(t, lang)
}
