package rule_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func schemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rule.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("rule.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("rule.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validates(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestTheSchemaIsPublishedAsItWas(t *testing.T) {
	golden(t, "schema.golden.json", string(rule.Schema()))
}

func TestEveryRuleThatCanBeReadIsValid(t *testing.T) {
	s := schemaOf(t)
	texts := append(goldenRules(t), slices.Collect(maps.Values(halfFilled))...)
	for _, text := range texts {
		if err := validates(t, s, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if written := string(parse(t, text).JSON()); validates(t, s, written) != nil {
			t.Errorf("as written: %s: %v", written, validates(t, s, written))
		}
	}
	for _, text := range []string{`{"version":1}`, `{"version":1,"include":null,"colour":"red"}`, `{"type":"everyone","id":"a","muted":true,"colour":7}`} {
		if err := validates(t, s, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestRulesThatCannotBeReadAreNotValid(t *testing.T) {
	s := schemaOf(t)
	for _, text := range []string{`{"version":2}`, `{"type":"magic"}`, `{"all":[],"any":[]}`, `{"all":[{"type":"everyone"},7]}`, `{"all":[{}]}`, `{"type":"everyone","all":[]}`,
		`{"version":1,"include":{"any":[{"none":[{"type":"magic"}]}]}}`, `{"version":1,"always":[7]}`, `[]`, `"x"`} {
		if validates(t, s, text) == nil {
			t.Errorf("%s is valid", text)
		}
	}
}

// mutants returns the document with one value at a time replaced, wherever
// change says so.
func mutants(t *testing.T, text string, change func(key string, value any) (any, bool)) []string {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(key string, value any, set func(any))
	walk = func(key string, value any, set func(any)) {
		if other, ok := change(key, value); ok {
			set(other)
			data, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(data))
			set(value)
		}
		switch value := value.(type) {
		case map[string]any:
			for k, x := range value {
				walk(k, x, func(v any) { value[k] = v })
			}
		case []any:
			for i, x := range value {
				walk("", x, func(v any) { value[i] = v })
			}
		}
	}
	walk("", doc, func(v any) { doc = v })
	return out
}

func TestAWrongTypeIsNeitherValidNorRead(t *testing.T) {
	s := schemaOf(t)
	for _, text := range goldenRules(t) {
		for _, mutant := range mutants(t, text, func(key string, value any) (any, bool) {
			if _, yes := value.(bool); yes {
				return "yes", true
			}
			return true, true
		}) {
			if validates(t, s, mutant) == nil {
				t.Errorf("%s is valid", mutant)
			}
			if _, err := rule.Parse([]byte(mutant)); err == nil {
				t.Errorf("%s is read", mutant)
			}
		}
	}
}

// wordKeys are the keys whose words the schema lists.
var wordKeys = []string{"op", "kind", "unit", "which", "part", "measure", "end", "change", "state", "is", "bounce", "action", "type"}

func TestAnUnknownWordIsNeitherValidNorCounted(t *testing.T) {
	s, cat := schemaOf(t), shop(t)
	tried := map[string]bool{}
	for _, text := range goldenRules(t) {
		if strings.Contains(text, `"muted"`) {
			continue
		}
		for _, mutant := range mutants(t, text, func(key string, value any) (any, bool) {
			_, isText := value.(string)
			if isText && slices.Contains(wordKeys, key) {
				tried[key] = true
				return "zzz", true
			}
			return nil, false
		}) {
			if validates(t, s, mutant) == nil {
				t.Errorf("%s is valid", mutant)
			}
			r, err := rule.Parse([]byte(mutant))
			if problems, _ := rule.Check(r, cat); err == nil && len(problems) == 0 {
				t.Errorf("%s is counted", mutant)
			}
		}
	}
	if len(tried) != len(wordKeys) {
		t.Errorf("only %v were tried", tried)
	}
}

// schemaDefs are the definitions of the published schema.
func schemaDefs(t *testing.T) map[string]struct {
	Description string
	Properties  map[string]struct {
		Description string
		Const       any
		Enum        []string
	}
} {
	t.Helper()
	var s struct {
		Defs map[string]struct {
			Description string
			Properties  map[string]struct {
				Description string
				Const       any
				Enum        []string
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(rule.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	return s.Defs
}

func TestTheSchemaSaysWhatEverythingMeans(t *testing.T) {
	for name, def := range schemaDefs(t) {
		if def.Description == "" && name != "node" && name != "rule" {
			t.Errorf("%s has no description", name)
		}
		for key, p := range def.Properties {
			if p.Description == "" && p.Const == nil {
				t.Errorf("%s.%s has no description", name, key)
			}
		}
	}
}
