package rule_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

const editsFile = "testdata/edits/edits.json"

// edits are what the interface does to a rule, with the rule before and after, which
// its own tests hold. Here it is held what the rule after says and whom it finds.
type edits struct {
	People []struct {
		ID     domain.ContactID `json:"id"`
		City   string           `json:"city"`
		Orders int              `json:"orders"`
	} `json:"people"`
	Cases []edit `json:"cases"`
}

type edit struct {
	Name     string             `json:"name"`
	Before   json.RawMessage    `json:"before"`
	Edit     json.RawMessage    `json:"edit"`
	After    json.RawMessage    `json:"after"`
	Sentence string             `json:"sentence"`
	Members  []domain.ContactID `json:"members"`
	Keeps    bool               `json:"keeps"` // the same people as before
}

func TestEditsOfTheTreeMeanWhatTheyShow(t *testing.T) {
	text, err := os.ReadFile(editsFile)
	if err != nil {
		t.Fatal(err)
	}
	var all edits
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	cat := rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
	asOf := time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC)
	people := peopleOf(all, asOf)
	for i, c := range all.Cases {
		r, err := rule.Parse(c.After)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		before, err := rule.Parse(c.Before)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		found := func(r rule.Rule) []domain.ContactID {
			out := []domain.ContactID{}
			for _, p := range people {
				if rule.Match(r, p, asOf, cat) {
					out = append(out, p.Contact.ID)
				}
			}
			return out
		}
		sentence, members := rule.Sentence(r, cat), found(r)
		keeps := slices.Equal(members, found(before))
		if *update {
			all.Cases[i].Sentence, all.Cases[i].Members, all.Cases[i].Keeps = sentence, members, keeps
			continue
		}
		if sentence != c.Sentence || !slices.Equal(members, c.Members) || keeps != c.Keeps {
			t.Errorf("%s: %q finds %v (as before: %t), not %q and %v (%t)", c.Name, sentence, members, keeps, c.Sentence, c.Members, c.Keeps)
		}
	}
	if *update {
		writeEdits(t, all)
	}
}

func peopleOf(all edits, asOf time.Time) []rule.Person {
	var people []rule.Person
	for _, p := range all.People {
		c := domain.Contact{ID: p.ID, Email: "p@example.com", Values: map[domain.FieldID]domain.Value{}}
		if p.City != "" {
			c.Values[domain.FieldCity] = domain.TextValue(p.City)
		}
		var events []domain.Event
		for k := range p.Orders {
			events = append(events, domain.Event{ContactID: p.ID, Type: domain.EventPurchased, At: asOf.AddDate(0, 0, -40+k)})
		}
		people = append(people, rule.NewPerson(c, events))
	}
	return people
}

func writeEdits(t *testing.T, all edits) {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(all); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(editsFile, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
