package rule_test

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
)

var languages = []string{"en", "hi"}

func TestTheLanguageIsTheCatalogs(t *testing.T) {
	r := parse(t, `{"type":"field","field":"city","op":"any_of","values":["Pune"]}`)
	english, hindi := "People who live in Pune.", "वे लोग जो Pune में रहते हैं।"
	for _, c := range []struct{ locale, language, want string }{
		{"en-IN", "", english}, {"hi-IN", "", hindi}, {"hi", "", hindi}, {"hi_IN", "en", english}, {"en-IN", "hi", hindi},
		{"de-DE", "", english}, {"", "", english}, {"hi", "tlh", hindi},
	} {
		cat := shop(t)
		cat.Settings.Locale = c.locale
		if got := rule.Sentence(r, cat.In(c.language)); got != c.want {
			t.Errorf("%q in %q: got %s", c.locale, c.language, got)
		}
	}
}

func TestHindiClausesAreCutIntoTokensThatOpenEditors(t *testing.T) {
	for text, want := range map[string]string{
		`{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"},"where":[{"property":"device","op":"any_of","values":["phone"]},{"property":"amount","op":"gt","value":"500"}]}`: "=जिन्होंने | window=पिछले 365 दिनों में | where=phone पर | =ऐसे | count=कम से कम 2 ऑर्डर | not=दिए | where=जिनमें राशि ₹500 से अधिक हो",
		`{"type":"field","field":"city","op":"any_of","values":["Pune"],"not":true}`:                                             "=जो | values=Pune | not=में नहीं रहते",
		`{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}`:                                             "=जिन्होंने | messages=पिछले 3 ईमेल में से | count=एक भी | not=नहीं खोला",
		`{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","within":{"n":7,"unit":"day"}}],"same":"product"}`: "=जिन्होंने | not=ऑर्डर दिया | =और फिर | within=7 दिन के भीतर | step=पेज देखा | same=(हर बार वही उत्पाद)",
	} {
		var got []string
		for _, token := range rule.Words(parse(t, text), shop(t).In("hi")).Clauses[0].Tokens {
			got = append(got, token.Edit+"="+token.Text)
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%s:\ngot  %s\nwant %s", text, s, want)
		}
	}
}

func TestClausesStandAloneToo(t *testing.T) {
	n := parse(t, `{"any":[{"type":"field","field":"city","op":"any_of","values":["Pune"]},{"type":"event","event":"opened","not":true}]}`).Include
	if got := rule.Describe(n, shop(t)); got != "either live in Pune or did not open any emails at any time" {
		t.Errorf("got %s", got)
	}
	if got := rule.Describe(n.Kids[0], shop(t).In("hi")); got != "जो Pune में रहते हैं" {
		t.Errorf("got %s", got)
	}
	if got := rule.Describe(parse(t, `{"any":[]}`).Include, shop(t)); got != "" {
		t.Errorf("an empty group says %q", got)
	}
}

func TestExplanationsSpeakTheLanguageToo(t *testing.T) {
	r := parse(t, `{"version":1,"include":{"all":[
		{"type":"event","event":"purchased"},
		{"type":"messages","n":3,"action":"opened"},
		{"none":[{"type":"field","field":"country","op":"is_set"}]},
		{"type":"everyone","muted":true},
		{"type":"field","field":"credit","op":"gt","value":"1"}]},"always":[{"contact":1}]}`)
	x, err := rule.Explain(t.Context(), r, asha(), now, shop(t).In("hi"), nil)
	if err != nil || len(x) != 2 {
		t.Fatalf("got %+v, %v", x, err)
	}
	var got []string
	for _, k := range x[0].Children {
		got = append(got, choose(k.Facts, k.Text))
	}
	got = append(got, x[0].Text, x[0].Children[2].Children[0].Facts, x[1].Text)
	want := []string{"3 बार, आख़िरी 30 अप्रैल 2026 को", "पिछले 3 ईमेल में से 1 खोले: 30 अप्रैल 2026, 20 अप्रैल 2026, 10 अप्रैल 2026",
		"इनमें से कोई नहीं", "बंद किया हुआ", "Credit: ₹1,500.50", "ये सभी", "देश पता नहीं", "हमेशा शामिल, हाथ से चुना गया"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func choose(facts, text string) string {
	if facts != "" {
		return facts
	}
	return text
}

func TestHalfFilledConditionsOfEveryKindHaveWordsInEveryLanguage(t *testing.T) {
	texts := goldenRules(t)
	kind := regexp.MustCompile(`"type":"(\w+)"`)
	seen := map[string]bool{}
	for _, text := range texts {
		for _, m := range kind.FindAllStringSubmatch(text, -1) {
			seen[m[1]] = true
		}
	}
	for k := range seen {
		texts = append(texts, `{"type":"`+k+`"}`, `{"type":"`+k+`","not":true}`, `{"type":"`+k+`","event":"gone","field":"gone","where":[{},{"property":"gone"}]}`)
	}
	for _, text := range halfFilled {
		texts = append(texts, text, strings.Replace(text, `"type"`, `"not":true,"type"`, 1))
	}
	for _, text := range texts {
		for _, language := range languages {
			wordsAreSound(t, rule.Words(parse(t, text), shop(t).In(language)))
		}
	}
	if len(seen) != 18 {
		t.Errorf("the golden file has %d kinds", len(seen))
	}
}

// inHindi is the shop with every name in Hindi.
func inHindi(t *testing.T) rule.Catalog {
	cat := shop(t)
	fields, props, types, segments := slices.Clone(cat.Fields), slices.Clone(cat.Properties), slices.Clone(cat.EventTypes), slices.Clone(cat.Segments)
	for i := range fields {
		fields[i].Name = "गुण"
	}
	for i := range props {
		props[i].Name = "बात"
	}
	for i := range types {
		types[i].Name = "घटना"
	}
	for i := range segments {
		segments[i].Name = "समूह"
	}
	return rule.NewCatalog(fields, types, props, segments, cat.Settings).In("hi")
}

// withHindiValues replaces what the user typed.
func withHindiValues(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = withHindiValues(v[i])
		}
	case map[string]any:
		for k, x := range v {
			values, many := x.([]any)
			switch {
			case k == "values" && many && v["property"] != rule.Weekday:
				for i := range values {
					values[i] = "मान"
				}
			case k == "text":
				v[k] = "मान"
			case k == "name" && v["type"] == "split":
				v[k] = "वसंत"
			default:
				v[k] = withHindiValues(x)
			}
		}
	}
	return v
}

func randomTree(r *rand.Rand, leaves []any, depth int) any {
	if depth == 0 || r.IntN(3) == 0 {
		leaf := map[string]any{}
		for k, v := range leaves[r.IntN(len(leaves))].(map[string]any) {
			leaf[k] = v
		}
		leaf["not"] = r.IntN(2) == 0
		return leaf
	}
	var kids []any
	for range 1 + r.IntN(4) {
		kids = append(kids, randomTree(r, leaves, depth-1))
	}
	return map[string]any{[]string{"all", "any", "none"}[r.IntN(3)]: kids, "not": r.IntN(3) == 0}
}

func TestSentencesOfAnyTreeAreSound(t *testing.T) {
	var leaves []any
	for _, text := range goldenRules(t) {
		var v map[string]any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if v["type"] != nil {
			leaves = append(leaves, withHindiValues(v))
		}
	}
	latin := regexp.MustCompile(`[A-Za-z]`)
	english, hindi := shop(t), inHindi(t)
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 7))
		text, err := json.Marshal(map[string]any{"version": 1, "include": randomTree(r, leaves, 4), "exclude": randomTree(r, leaves, 2)})
		if err != nil {
			t.Fatal(err)
		}
		read := parse(t, string(text))
		for _, cat := range []rule.Catalog{english, hindi} {
			words := rule.Words(read, cat)
			wordsAreSound(t, words)
			sentence := rule.Sentence(read, cat)
			if strings.Contains(sentence, "%!") || strings.Contains(sentence, " ,") || strings.Contains(sentence, " .") || strings.Contains(sentence, "…") {
				t.Errorf("seed %d: %s", seed, sentence)
			}
			if found := latin.FindString(sentence); found != "" && cat.Language == "hi" {
				t.Errorf("seed %d: %q in %s", seed, found, sentence)
			}
		}
		if t.Failed() {
			t.Fatal(string(text))
		}
	}
}
