package rule_test

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func seeds(f *testing.F) {
	f.Helper()
	f.Add([]byte(`{"version":1,"include":{"all":[{"type":"event","event":"purchased","where":[{"property":"hour","op":"between","value":"22","to":"3"}]}]}}`))
	f.Add([]byte(`{"type":"field","field":"joined","op":"window","window":{"kind":"between_ago","n":1,"to":3,"unit":"year"}}`))
	f.Add([]byte(`{"version":1,"include":{"none":[]},"always":[{"contact":-1}],"never":null}`))
	for _, text := range halfFilled {
		f.Add([]byte(text))
	}
	for _, text := range goldenRules(f) {
		f.Add([]byte(text))
	}
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := rule.Parse(data)
		if err != nil {
			return
		}
		again, err := rule.Parse(r.JSON())
		if err != nil || string(again.JSON()) != string(r.JSON()) {
			t.Fatalf("%s: %v", r.JSON(), err)
		}
	})
}

func FuzzWordsAndMatch(f *testing.F) {
	seeds(f)
	cat := shop(f)
	person := asha()
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := rule.Parse(data)
		if err != nil {
			return
		}
		problems, _ := rule.Check(r, cat)
		for _, p := range problems {
			if p.Message == "" || p.Path == "" {
				t.Fatalf("%s: a problem without words or place: %+v", data, p)
			}
		}
		for _, language := range []string{"en", "hi"} {
			wordsAreSound(t, rule.Words(r, cat.In(language)))
		}
		match := rule.Match(r, person, now, cat)
		_, err = rule.Explain(t.Context(), r, person, now, cat, nil)
		if (err != nil) != (len(problems) > 0) || err != nil && match {
			t.Fatalf("%s: %v, %v and %+v", data, err, match, problems)
		}
	})
}

// wordsAreSound holds that no piece is empty or has stray spaces.
func wordsAreSound(t testing.TB, w rule.Wording) {
	t.Helper()
	var b strings.Builder
	for _, p := range w.Sentence {
		b.WriteString(p.Text)
	}
	sentence := b.String()
	if sentence == "" || strings.Contains(sentence, "  ") {
		t.Errorf("the sentence is %q", sentence)
	}
	for _, c := range w.Clauses {
		if c.Text == "" || len(c.Tokens) == 0 {
			t.Errorf("a clause without words: %+v", c)
		}
		for _, token := range c.Tokens {
			if token.Text == "" || strings.Contains(token.Text, "  ") {
				t.Errorf("the token %q in %q", token.Text, c.Text)
			}
		}
	}
}
