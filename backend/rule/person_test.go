package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func ago(days int) time.Time { return now.AddDate(0, 0, -days) }

// did makes an event of a type's key; props are keys, each with its value.
func did(kind string, at time.Time, props ...any) domain.Event {
	e := domain.Event{Type: 30, At: at}
	for _, t := range domain.BuiltinEventTypes() {
		if t.Key == kind {
			e.Type = t.ID
		}
	}
	ids := map[string]domain.PropertyID{"labels": 40, "bounce": 42}
	for _, p := range domain.BuiltinProperties() {
		ids[p.Key] = p.ID
	}
	for i := 0; i < len(props); i += 2 {
		e.Props = append(e.Props, domain.PropertyValue{ID: ids[props[i].(string)], Value: valueOf(props[i+1])})
	}
	return e
}

func valueOf(v any) domain.Value {
	switch v := v.(type) {
	case string:
		return domain.TextValue(v)
	case int:
		return domain.IntValue(int64(v))
	case bool:
		return domain.BoolValue(v)
	case []string:
		return domain.ListValue(v)
	}
	return v.(domain.Value)
}

func rupees(n int64) domain.Value { return domain.MoneyValue(n * 100) }

func date(s string) domain.Value {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return domain.DateValue(t)
}

// has is a value of the contact's own.
type has struct {
	field domain.FieldID
	value domain.Value
}

// someone makes the person number 1 of facts of any kind; an id makes another.
func someone(facts ...any) rule.Person {
	f := rule.Facts{Contact: domain.Contact{ID: 1, Values: map[domain.FieldID]domain.Value{}}}
	for _, fact := range facts {
		switch fact := fact.(type) {
		case domain.ContactID:
			f.Contact.ID = fact
		case domain.Event:
			f.Events = append(f.Events, fact)
		case domain.ConsentEntry:
			f.Consents = append(f.Consents, fact)
		case domain.Suppression:
			f.Suppressions = append(f.Suppressions, fact)
		case domain.Membership:
			f.Stays = append(f.Stays, fact)
		case has:
			f.Contact.Values[fact.field] = fact.value
		case string:
			f.Contact.Email = fact
		}
	}
	return rule.PersonOf(f)
}

// meaning is a statement about a condition: whether it matches a person.
type meaning struct {
	says   string
	rule   string
	person rule.Person
	want   bool
}

// means holds statements to be true, and with them that every negation is the
// exact complement and every explanation gives the same verdict.
func means(t *testing.T, statements ...meaning) {
	t.Helper()
	meansAsOf(t, now, statements...)
}

func meansAsOf(t *testing.T, asOf time.Time, statements ...meaning) {
	t.Helper()
	cat := shop(t)
	for _, s := range statements {
		t.Run(s.says, func(t *testing.T) {
			r := parse(t, s.rule)
			problems, unfinished := rule.Check(r, cat)
			if len(problems)+len(unfinished) > 0 {
				t.Fatalf("%s: %+v %+v", s.rule, problems, unfinished)
			}
			if got := rule.Match(r, s.person, asOf, cat); got != s.want {
				t.Errorf("%s: got %v", s.rule, got)
			}
			x, err := rule.Explain(t.Context(), r, s.person, asOf, cat, nil)
			if err != nil || x[0].Match != s.want || x[0].Facts == "" && x[0].Mode == "" {
				t.Errorf("%s: explained as %+v, %v", s.rule, x, err)
			}
			r.Include.Not = !r.Include.Not
			if got := rule.Match(r, s.person, asOf, cat); got == s.want {
				t.Errorf("not %s: got %v", s.rule, got)
			}
		})
	}
}
