package rule_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// TestTokensOfEveryKindAreWrittenDownForTheInterface keeps the list of editors that the
// interface has to have: by kind of condition, the names its tokens open.
func TestTokensOfEveryKindAreWrittenDownForTheInterface(t *testing.T) {
	edits := map[string]map[string]bool{}
	texts := append(goldenRules(t), slices.Collect(maps.Values(halfFilled))...)
	for _, text := range slices.Clone(texts) {
		texts = append(texts, strings.Replace(text, `"type"`, `"not":true,"type"`, 1))
	}
	for _, text := range texts {
		for _, language := range languages {
			r := parse(t, text)
			kinds := kindsByPath(r)
			for _, c := range rule.Words(r, shop(t).In(language)).Clauses {
				kind := kinds[c.Path]
				if edits[kind] == nil {
					edits[kind] = map[string]bool{}
				}
				for _, token := range c.Tokens {
					edits[kind][token.Edit] = true
				}
			}
		}
	}
	lists := map[string][]string{}
	for kind, names := range edits {
		lists[kind] = slices.DeleteFunc(slices.Sorted(maps.Keys(names)), func(s string) bool { return s == "" || s == "not" })
	}
	for kind, names := range lists {
		if len(names) == 0 && kind != "everyone" {
			t.Errorf("%s has nothing to press but its verb", kind)
		}
	}
	data, err := json.MarshalIndent(lists, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "tokens.golden.json", string(data)+"\n")
}

func TestIconsAreWrittenDownForTheInterface(t *testing.T) {
	data, err := json.MarshalIndent(rule.IconNames(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "icons.golden.json", string(data)+"\n")
}

// kindsByPath tells the kind of the condition at each path.
func kindsByPath(r rule.Rule) map[string]string {
	out := map[string]string{}
	var walk func(n *rule.Node, path string)
	walk = func(n *rule.Node, path string) {
		if n == nil {
			return
		}
		if n.Cond != nil {
			out[path] = n.Cond.Kind()
		}
		for i, k := range n.Kids {
			walk(k, rule.KidPath(path, n.Mode, i))
		}
	}
	walk(r.Include, "/include")
	walk(r.Exclude, "/exclude")
	return out
}
