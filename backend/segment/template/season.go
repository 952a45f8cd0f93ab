package template

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"
)

//go:embed seasons.json
var seasonData []byte

// season is a stretch of days that comes back every year: around a festival whose
// dates are known (its own, or those of another one), or from one day of the
// calendar to another, across the year's end where that comes first.
type season struct {
	Of     string   `json:"of"`
	Dates  []string `json:"dates"`
	Before int      `json:"before"` // days
	After  int      `json:"after"`
	From   string   `json:"from"` // "12-10"
	To     string   `json:"to"`
}

var seasons = mustRead[map[string]season](seasonData)

// mustRead reads embedded data, which a test has read before.
func mustRead[T any](data []byte) (out T) {
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return out
}

// Span is a stretch of local days, both included ("2026-11-08").
type Span struct{ From, To string }

// LastSeason returns the days of a season that were over last before now, in now's
// zone. Before the first one known it is the first one.
func LastSeason(name string, now time.Time) (Span, bool) {
	s, ok := seasons[name]
	if !ok {
		return Span{}, false
	}
	all := s.spans(now)
	found := all[0]
	today := now.Format(time.DateOnly)
	for _, span := range all {
		if span.To < today {
			found = span
		}
	}
	return found, true
}

// spans lists the season's stretches in the order of time.
func (s season) spans(now time.Time) (out []Span) {
	if s.From != "" {
		for year := now.Year() - 2; year <= now.Year(); year++ {
			out = append(out, s.inYear(year))
		}
		return out
	}
	dates := s.Dates
	if s.Of != "" {
		dates = seasons[s.Of].Dates
	}
	for _, date := range dates {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			panic(err) // embedded data, read by a test
		}
		out = append(out, Span{day.AddDate(0, 0, -s.Before).Format(time.DateOnly), day.AddDate(0, 0, s.After).Format(time.DateOnly)})
	}
	return out
}

func (s season) inYear(year int) Span {
	end := year
	if s.To < s.From {
		end++
	}
	return Span{fmt.Sprintf("%d-%s", year, s.From), fmt.Sprintf("%d-%s", end, s.To)}
}
