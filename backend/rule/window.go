package rule

import (
	"encoding/json"
	"math"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Window is a stretch of time as seen from an instant. Kind is one of last,
// more_than_ago, between_ago, next, calendar, dates, before, after. N, UntilN
// and Unit belong to the first four, Name to calendar, From and To
// ("2006-01-02", local days) to the rest. A nil Window is "ever".
type Window struct {
	Kind   string
	N      int
	UntilN int
	Unit   string
	Name   string
	From   string
	To     string
}

// windowJSON shares "to" between a number (between_ago) and a date (dates).
type windowJSON struct {
	Kind string          `json:"kind" enum:"last,more_than_ago,between_ago,next,calendar,dates,before,after"`
	N    int             `json:"n,omitempty"`
	Unit string          `json:"unit,omitempty" enum:"minute,hour,day,week,month,quarter,year"`
	Name string          `json:"name,omitempty" enum:"today,yesterday,tomorrow,this_week,last_week,next_week,this_month,last_month,next_month,this_quarter,last_quarter,next_quarter,this_year,last_year,next_year,this_fiscal_year,last_fiscal_year,next_fiscal_year"`
	From string          `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// UnmarshalJSON reads the window; "to" is a number or a date by its kind.
func (w *Window) UnmarshalJSON(data []byte) error {
	var j windowJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*w = Window{Kind: j.Kind, N: j.N, Unit: j.Unit, Name: j.Name, From: j.From}
	if len(j.To) == 0 || string(j.To) == "null" {
		return nil
	}
	if j.To[0] == '"' {
		return json.Unmarshal(j.To, &w.To)
	}
	return json.Unmarshal(j.To, &w.UntilN)
}

// MarshalJSON writes the window.
func (w *Window) MarshalJSON() ([]byte, error) {
	j := windowJSON{Kind: w.Kind, N: w.N, Unit: w.Unit, Name: w.Name, From: w.From}
	switch {
	case w.To != "":
		j.To = mustJSON(w.To)
	case w.UntilN != 0:
		j.To = mustJSON(w.UntilN)
	}
	return json.Marshal(j)
}

// Span is a range of milliseconds or of day numbers, both ends included; it is
// empty when Lo > Hi.
type Span struct{ Lo, Hi int64 }

var forever = Span{Lo: math.MinInt64 + 1, Hi: math.MaxInt64}

// Has reports whether v lies in the span.
func (s Span) Has(v int64) bool { return s.Lo <= v && v <= s.Hi }

// moment is an instant with the settings windows are counted by.
type moment struct {
	at     time.Time // in the workspace's zone, cut to milliseconds
	week   time.Weekday
	fiscal time.Month
}

func newMoment(asOf time.Time, c Catalog) moment {
	at := time.UnixMilli(asOf.UnixMilli()).In(c.Location())
	m := moment{at: at, week: c.Settings.WeekStart, fiscal: c.Settings.FiscalMonth}
	if m.fiscal < time.January || m.fiscal > time.December {
		m.fiscal = time.January
	}
	return m
}

// instants returns the window's milliseconds.
func (m moment) instants(w *Window) Span {
	now := m.at.UnixMilli()
	if w == nil {
		return forever
	}
	switch w.Kind {
	case "last":
		return Span{Lo: m.step(-w.N, w.Unit) + 1, Hi: now}
	case "more_than_ago":
		return Span{Lo: forever.Lo, Hi: m.step(-w.N, w.Unit)}
	case "between_ago":
		near, far := min(w.N, w.UntilN), max(w.N, w.UntilN)
		return Span{Lo: m.step(-far, w.Unit) + 1, Hi: m.step(-near, w.Unit)}
	case "next":
		return Span{Lo: now + 1, Hi: m.step(w.N, w.Unit)}
	}
	days := m.absoluteDays(w)
	span := forever
	if days.Lo != forever.Lo {
		span.Lo = startOfDay(days.Lo, m.at.Location())
	}
	if days.Hi != forever.Hi {
		span.Hi = startOfDay(days.Hi+1, m.at.Location()) - 1
	}
	return span
}

// days returns the window's local calendar days. Days cannot be told apart by
// hours, so minutes and hours count by the day they reach.
func (m moment) days(w *Window) Span {
	if w == nil {
		return forever
	}
	today := dayOf(m.at)
	switch w.Kind {
	case "last":
		return Span{Lo: m.stepDay(-w.N, w.Unit) + 1, Hi: today}
	case "more_than_ago":
		return Span{Lo: forever.Lo, Hi: m.stepDay(-w.N, w.Unit)}
	case "between_ago":
		near, far := min(w.N, w.UntilN), max(w.N, w.UntilN)
		return Span{Lo: m.stepDay(-far, w.Unit) + 1, Hi: m.stepDay(-near, w.Unit)}
	case "next":
		return Span{Lo: today, Hi: m.stepDay(w.N, w.Unit)}
	}
	return m.absoluteDays(w)
}

func (m moment) absoluteDays(w *Window) Span {
	from, _ := parseDay(w.From)
	to, _ := parseDay(w.To)
	switch w.Kind {
	case "calendar":
		return m.calendar(w.Name)
	case "dates":
		return Span{Lo: min(from, to), Hi: max(from, to)}
	case "before":
		return Span{Lo: forever.Lo, Hi: from - 1}
	case "after":
		return Span{Lo: from + 1, Hi: forever.Hi}
	}
	return Span{Lo: 1, Hi: 0}
}

// step moves the instant by n units and returns milliseconds. Days and longer
// step on the wall clock.
func (m moment) step(n int, unit string) int64 {
	if n == 0 {
		return m.at.UnixMilli() // even in an hour that the clocks show twice
	}
	switch unit {
	case "minute":
		return m.at.UnixMilli() + int64(n)*60_000
	case "hour":
		return m.at.UnixMilli() + int64(n)*3_600_000
	}
	wall := stepCivil(dayOf(m.at), n, unit)*86_400_000 + wallClock(m.at)
	return resolveWall(wall, m.at.Location())
}

// wallClock returns the milliseconds the wall clock shows since its midnight.
func wallClock(t time.Time) int64 {
	h, mi, s := t.Clock()
	return int64(h*3600+mi*60+s)*1000 + int64(t.Nanosecond()/1e6)
}

func (m moment) stepDay(n int, unit string) int64 {
	switch unit {
	case "minute", "hour":
		return dayOf(time.UnixMilli(m.step(n, unit)).In(m.at.Location()))
	}
	return stepCivil(dayOf(m.at), n, unit)
}

// stepCivil steps a day number by calendar units; months clip to their end.
func stepCivil(day int64, n int, unit string) int64 {
	switch unit {
	case "day":
		return day + int64(n)
	case "week":
		return day + 7*int64(n)
	case "quarter":
		n *= 3
	case "year":
		n *= 12
	}
	y, mo, d := civil(day).Date()
	first := time.Date(y, mo+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	end := first.AddDate(0, 1, -1).Day()
	return dayOf(first) + int64(min(d, end)-1)
}

// calendar returns the days of a named calendar window.
func (m moment) calendar(name string) Span {
	today := dayOf(m.at)
	y, mo, _ := civil(today).Date()
	quarter := (mo-1)/3*3 + 1
	fy := y
	if mo < m.fiscal {
		fy--
	}
	week := today - int64((civil(today).Weekday()-m.week+7)%7)
	unit, shift, _ := calendarName(name)
	switch unit {
	case "day":
		return Span{Lo: today + int64(shift), Hi: today + int64(shift)}
	case "week":
		start := week + 7*int64(shift)
		return Span{Lo: start, Hi: start + 6}
	case "month":
		return months(y, mo+time.Month(shift), 1)
	case "quarter":
		return months(y, quarter+time.Month(3*shift), 3)
	case "year":
		return months(y+shift, time.January, 12)
	case "fiscal_year":
		return months(fy+shift, m.fiscal, 12)
	}
	return Span{Lo: 1, Hi: 0}
}

func months(y int, mo time.Month, n int) Span {
	first := time.Date(y, mo, 1, 0, 0, 0, 0, time.UTC)
	return Span{Lo: dayOf(first), Hi: dayOf(first.AddDate(0, n, 0)) - 1}
}

// calendarName splits "last_month" into its unit and how many units from now.
func calendarName(name string) (unit string, shift int, ok bool) {
	switch name {
	case "today":
		return "day", 0, true
	case "yesterday":
		return "day", -1, true
	case "tomorrow":
		return "day", 1, true
	}
	for prefix, shift := range map[string]int{"this_": 0, "last_": -1, "next_": 1} {
		for _, unit := range []string{"week", "month", "quarter", "year", "fiscal_year"} {
			if name == prefix+unit {
				return unit, shift, true
			}
		}
	}
	return "", 0, false
}

func civil(day int64) time.Time { return time.Unix(day*86400, 0).UTC() }

// dayOf returns the day number of the date t's own zone shows.
func dayOf(t time.Time) int64 { return domain.DateValue(t).Int }

func parseDay(s string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return dayOf(t), err == nil && t.Year() >= 1
}

// startOfDay returns the first millisecond of a local day.
func startOfDay(day int64, loc *time.Location) int64 {
	return resolveWall(day*86_400_000, loc)
}

// resolveWall finds the instant at which the zone's wall clock shows wall
// (milliseconds as if it were UTC). A time shown twice is the earlier one; a
// time the clocks skip moves on by what they skip.
func resolveWall(wall int64, loc *time.Location) int64 {
	before, after := offsetAt(wall-86_400_000, loc), offsetAt(wall+86_400_000, loc)
	first, second := wall-before, wall-after
	firstFits, secondFits := offsetAt(first, loc) == before, offsetAt(second, loc) == after
	switch {
	case firstFits && secondFits:
		return min(first, second)
	case secondFits:
		return second
	}
	return first
}

func offsetAt(ms int64, loc *time.Location) int64 {
	_, seconds := time.UnixMilli(ms).In(loc).Zone()
	return int64(seconds) * 1000
}
