package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func TestHowTwoQuestionsRelate(t *testing.T) {
	cat := rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
	relations := rule.NewRelations(cat, time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC))
	for name, c := range map[string]struct {
		a, b string
		want rule.Relation
	}{
		"more in less time": {
			`{"type":"event","event":"opened","count":{"op":"at_least","n":3},"window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"opened","window":{"kind":"last","n":90,"unit":"day"}}`, rule.Implies},
		"something and nothing around it": {
			`{"type":"event","event":"opened","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"opened","count":{"op":"exactly","n":0},"window":{"kind":"last","n":90,"unit":"day"}}`, rule.Excludes},
		"of one kind and of any": {
			`{"type":"event","event":"purchased","where":[{"property":"category","op":"any_of","values":["Skincare"]}]}`,
			`{"type":"event","event":"purchased"}`, rule.Implies},
		"another event": {`{"type":"event","event":"opened"}`, `{"type":"event","event":"clicked"}`, rule.Unrelated},
		"the last was long ago and one was lately": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}`,
			`{"type":"event","event":"purchased","window":{"kind":"last","n":30,"unit":"day"}}`, rule.Excludes},
		"the last was lately, so there was one": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"purchased","window":{"kind":"last","n":60,"unit":"day"}}`, rule.Implies},
		"two times of the last": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}`, rule.Excludes},
		"two sums apart": {
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"5000"}`,
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"lt","value":"1000"}`, rule.Excludes},
		"a sum below and from the same on": {
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"1000"}`,
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"lt","value":"1000"}`, rule.Opposite},
		"averages may lie between": {
			`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"gt","value":"99.99"}`,
			`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"lt","value":"100"}`, rule.Unrelated},
		"a value and what it begins with": {
			`{"type":"field","field":"city","op":"any_of","values":["Navi Mumbai"]}`,
			`{"type":"field","field":"city","op":"starts_with","text":"navi"}`, rule.Implies},
		"a value and what it has nothing of": {
			`{"type":"field","field":"city","op":"contains","text":"pur"}`,
			`{"type":"field","field":"city","op":"any_of","values":["Pune"]}`, rule.Excludes},
		"a longer piece": {
			`{"type":"field","field":"email","op":"ends_with","text":"@example.com"}`,
			`{"type":"field","field":"email","op":"contains","text":"example"}`, rule.Implies},
	} {
		t.Run(name, func(t *testing.T) {
			if got := relations.Of(leaf(t, c.a), leaf(t, c.b)); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
			if got, want := relations.Of(leaf(t, c.b), leaf(t, c.a)), mirrored(c.want); got != want {
				t.Errorf("the other way round got %d, want %d", got, want)
			}
		})
	}
}

func leaf(t *testing.T, text string) *rule.Node {
	t.Helper()
	r, err := rule.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r.Include
}

func mirrored(r rule.Relation) rule.Relation {
	switch r {
	case rule.Implies:
		return rule.Implied
	case rule.Implied:
		return rule.Implies
	}
	return r
}
