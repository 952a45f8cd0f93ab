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
