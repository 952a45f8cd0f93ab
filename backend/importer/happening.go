package importer

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// happeningsText lists kinds of events with what their dates and words are called.
//
//go:embed data/happenings.txt
var happeningsText string

// happenings finds kinds of events by what a date is called, and by a word for them.
type happenings struct{ dates, words map[string]string }

var knownHappenings = sync.OnceValue(func() happenings {
	out := happenings{map[string]string{}, map[string]string{}}
	for line := range strings.Lines(happeningsText) {
		parts := strings.Split(line, "=")
		if len(parts) != 3 || line[0] == '#' {
			continue
		}
		key := strings.TrimSpace(parts[0])
		for name := range strings.SplitSeq(parts[1], "|") {
			out.dates[normalHeader(name)] = key
		}
		for name := range strings.SplitSeq(parts[2], "|") {
			out.words[normalHeader(name)] = key
		}
	}
	return out
})

// guessEvents recognises a sheet with one row each time something happened: the same
// people again with a date that is called after it, or with what they looked at.
func (s *survey) guessEvents(person, amount *column) (kindGuess, bool) {
	if person == nil {
		return kindGuess{}, false
	}
	again := person.repeats()
	detail := s.findEvent(toPage, toLink, toCampaign, toEventKey)
	for _, c := range s.columns {
		event := knownHappenings().dates[normalHeader(cleanHeader(c.name))]
		if event != "" && c.isDate() && (again || detail != nil) {
			s.when = c
			return s.happened(event, person, c, again), true
		}
	}
	date := s.findEvent(toAt)
	if date == nil {
		return kindGuess{}, false
	}
	if event := s.eventWord(); event != "" && (again || detail != nil) {
		return s.happened(event, person, date, again), true
	}
	page := s.findEvent(toPage, toLink)
	if page == nil || !again || amount != nil {
		return kindGuess{}, false
	}
	event := "visited"
	if meant, _ := page.meaning(domain.ImportEvents); meant == toLink {
		event = "clicked"
	}
	return s.happened(event, person, date, again), true
}

func (s *survey) happened(event string, person, date *column, again bool) kindGuess {
	g := reckon(domain.ImportEvents, whyEvent, date.name)
	if again {
		g = reckon(domain.ImportEvents, whyEvents, person.name, date.name)
	}
	g.event = event
	return g
}

// findEvent returns the first column that stands for one of the targets in a file of events.
func (s *survey) findEvent(targets ...string) *column {
	for _, c := range s.columns {
		meant, sure := c.meaning(domain.ImportEvents)
		for _, target := range targets {
			if c.filled > 0 && sure > sureOther && meant == target && fits(c, target) {
				return c
			}
		}
	}
	return nil
}

var eventHeaders = wordSet("event|event type|event name|activity|activity type|action|interaction|type|metric")

// eventWord returns the kind of event that a column such as "Event" names on nearly
// every row, "" when there are several kinds.
func (s *survey) eventWord() string {
	for _, c := range s.columns {
		if !c.named || !eventHeaders[normalHeader(c.name)] {
			continue
		}
		for value, times := range c.values {
			if event := knownHappenings().words[normalHeader(value)]; event != "" && c.most(times) {
				return event
			}
		}
	}
	return ""
}

// isCart reports whether the number of an order is that of a cart.
func isCart(c *column) bool {
	words := strings.Fields(normalHeader(c.name))
	return words[0] == "cart" || words[0] == "checkout" || words[0] == "abandoned"
}
