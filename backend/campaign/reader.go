package campaign

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Contacts finds contacts by id, in the order asked.
type Contacts interface {
	Contacts(ctx context.Context, ids []domain.ContactID) ([]domain.Contact, error)
}

// Reasons why a reader was picked for review.
const (
	FirstReader   = "first"
	LastReader    = "last"
	MissingName   = "missing_name"
	LongestName   = "longest_name"
	OtherLanguage = "other_language"
)

// Example is a real person picked to look at their mail before sending.
type Example struct {
	Contact domain.Contact
	Why     string // one of the reasons above
	Label   string // the reason in words
}

var exampleLabels = map[string]string{
	FirstReader: "First", LastReader: "Last", MissingName: "No first name", LongestName: "Longest name", OtherLanguage: "Other language",
}

// Scanned is how many people PickReaders looks at; of a larger audience it
// looks at this many spread evenly over it.
const Scanned = 20_000

// PickReaders picks up to five different people on whom a mail is most likely
// to go wrong: the first, the last, one without a first name, the one with the
// longest name and one whose language is not lang (BCP 47). Ids are those who
// will be mailed.
func PickReaders(ctx context.Context, from Contacts, ids []domain.ContactID, lang string) ([]Example, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	p := picker{lang: languageOf(lang)}
	spread := spreadOver(ids, Scanned)
	const batch = 500
	for at := 0; at < len(spread); at += batch {
		found, err := from.Contacts(ctx, spread[at:min(at+batch, len(spread))])
		if err != nil {
			return nil, fmt.Errorf("picking readers: %w", err)
		}
		for _, c := range found {
			p.see(c)
		}
	}
	return p.examples(), nil
}

// spreadOver returns at most n of the ids, evenly spread, with the first and the last.
func spreadOver(ids []domain.ContactID, n int) []domain.ContactID {
	if len(ids) <= n {
		return ids
	}
	out := make([]domain.ContactID, n)
	for i := range out {
		out[i] = ids[i*(len(ids)-1)/(n-1)]
	}
	return out
}

type picker struct {
	lang                                 string
	first, last, missing, longest, other *domain.Contact
	length                               int
}

func (p *picker) see(c domain.Contact) {
	if p.first == nil {
		p.first = &c
		return // each person stands for one thing only
	}
	p.last = &c
	if c.Value(domain.FieldFirstName).Text == "" {
		if p.missing == nil {
			p.missing = &c
		}
	} else if n := utf8.RuneCountInString(c.Name()); n > p.length {
		p.longest, p.length = &c, n
	}
	if lang := languageOf(c.Value(domain.FieldLanguage).Text); p.other == nil && lang != "" && lang != p.lang {
		p.other = &c
	}
}

func (p *picker) examples() []Example {
	var out []Example
	seen := map[domain.ContactID]bool{}
	add := func(c *domain.Contact, why string) {
		if c != nil && !seen[c.ID] {
			seen[c.ID] = true
			out = append(out, Example{Contact: *c, Why: why, Label: exampleLabels[why]})
		}
	}
	add(p.first, FirstReader)
	add(p.last, LastReader)
	add(p.missing, MissingName)
	add(p.longest, LongestName)
	add(p.other, OtherLanguage)
	return out
}

var languageNames = map[string]string{
	"english": "en", "hindi": "hi", "हिन्दी": "hi", "हिंदी": "hi", "bengali": "bn", "tamil": "ta", "telugu": "te", "marathi": "mr", "kannada": "kn",
	"malayalam": "ml", "gujarati": "gu", "punjabi": "pa", "urdu": "ur", "german": "de", "french": "fr", "spanish": "es", "arabic": "ar",
}

// languageOf reads a language code or an English name of a language.
func languageOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if code, ok := languageNames[s]; ok {
		return code
	}
	s, _, _ = strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	return s
}
