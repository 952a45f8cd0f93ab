package rule_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func TestNothingIsAboveTheLargestNumber(t *testing.T) {
	c := domain.Contact{ID: 1, Values: map[domain.FieldID]domain.Value{22: domain.IntValue(9)}}
	for text, want := range map[string]bool{
		`{"type":"field","field":"nps","op":"gt","value":"9223372036854.775807"}`:  false,
		`{"type":"field","field":"nps","op":"lte","value":"9223372036854.775807"}`: true,
		`{"type":"field","field":"nps","op":"lt","value":"-9223372036854.775807"}`: false,
	} {
		if got := rule.Match(parse(t, text), rule.NewPerson(c, nil), now, catalogIn("UTC")); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestAnAverageBetweenTwoUnitsIsComparedExactly(t *testing.T) {
	buy := func(minor int64) domain.Event {
		return domain.Event{Type: domain.EventPurchased, At: now, Props: []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(minor)}}}
	}
	p := rule.NewPerson(domain.Contact{ID: 1}, []domain.Event{buy(100), buy(101)}) // 1.005 on average
	for comparison, want := range map[string]bool{
		`"gt","value":"1"`: true, `"lte","value":"1"`: false, `"lt","value":"1.01"`: true, `"gte","value":"1.01"`: false,
		`"gt","value":"1.01"`: false, `"lt","value":"1"`: false, `"eq","value":"1"`: false, `"between","value":"1","to":"1.01"`: true,
	} {
		text := `{"type":"measure","event":"purchased","measure":"average","property":"amount","op":` + comparison + `}`
		if got := rule.Match(parse(t, text), p, now, catalogIn("UTC")); got != want {
			t.Errorf("%s: got %v", comparison, got)
		}
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	for c := rune(1); c < 0x1f000; c++ {
		once := rule.Fold("x" + string(c))
		if twice := rule.Fold(once); twice != once {
			t.Errorf("%U folds to %+q, and that to %+q", c, once, twice)
		}
	}
	if rule.Fold("Ꭰᏸ") != rule.Fold("ꭰᏰ") {
		t.Error("capital and small Cherokee letters differ")
	}
}
