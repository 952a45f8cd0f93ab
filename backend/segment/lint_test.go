package segment_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

const (
	fromMumbai = `{"id":"m","type":"field","field":"city","op":"any_of","values":["Mumbai"]}`
	fromPune   = `{"id":"p","type":"field","field":"city","op":"any_of","values":["Pune"]}`
	inEither   = `{"id":"e","type":"field","field":"city","op":"any_of","values":["Pune","Mumbai"]}`
	twoOrders  = `{"id":"o","type":"event","event":"purchased","count":{"op":"at_least","n":2}}`
	oneOrder   = `{"id":"l","type":"event","event":"purchased","count":{"op":"at_least","n":1}}`
)

// unoffered stands for a finding with nothing to press.
const unoffered = -9

func TestWhatIsFoundInARule(t *testing.T) {
	studio := open(t)
	all := func(nodes ...string) string {
		return `{"version":1,"include":{"id":"in","all":[` + strings.Join(nodes, ",") + `]}}`
	}
	for name, c := range map[string]struct {
		rule    string
		id      string
		code    segment.FindingCode
		message string
		people  int // with the rule mended; unoffered where nobody would be left
	}{
		"two that exclude each other":          {all(fromMumbai, fromPune), "p", segment.Contradiction, "Nobody can match both this and “live in Mumbai”.", 5},
		"a stronger one makes another idle":    {all(twoOrders, oneOrder), "l", segment.NoEffect, "Everybody who matches “placed at least 2 orders at any time” matches this too, so this changes nothing.", 4},
		"also where it comes later":            {all(oneOrder, twoOrders), "l", segment.NoEffect, "Everybody who matches “placed at least 2 orders at any time” matches this too, so this changes nothing.", 4},
		"the same twice":                       {all(fromMumbai, strings.Replace(fromMumbai, `"m"`, `"n"`, 1)), "n", segment.NoEffect, "This is there twice.", 3},
		"a wider one makes another idle":       {`{"include":{"id":"in","any":[` + fromMumbai + `,` + inEither + `]}}`, "m", segment.NoEffect, "Everybody who matches this matches “live in Pune or Mumbai” too, so this changes nothing.", 5},
		"one of two is true of everybody":      {`{"include":{"id":"in","any":[` + oneOrder + `,{"id":"z","type":"event","event":"purchased","count":{"op":"exactly","n":0}}]}}`, "z", segment.AlwaysTrue, "Everybody matches this or “placed at least 1 order at any time”, so together they let everybody through.", 5},
		"all are left out again":               {`{"include":{"id":"in","all":[` + twoOrders + `]},"exclude":{"id":"out","any":[` + oneOrder + `]}}`, "l", segment.Contradiction, "Everybody who matches “placed at least 2 orders at any time” is left out by this.", 4},
		"nobody is left out":                   {`{"include":{"id":"in","all":[` + fromMumbai + `]},"exclude":{"id":"out","any":[` + fromPune + `]}}`, "p", segment.NoEffect, "Nobody who matches “live in Mumbai” matches this, so it leaves out nobody.", 3},
		"it changes nothing as the data is":    {all(fromPune, twoOrders), "o", segment.NoEffectNow, "This changes nothing now: without it there are the same 2 people.", 2},
		"silence of people never mailed":       {all(fromMumbai, `{"id":"q","not":true,"type":"event","event":"opened","count":{"op":"at_least","n":1},"window":{"kind":"last","n":30,"unit":"day"}}`), "q", segment.NeverMailed, "3 of these people were sent no email in that time, so they could not do it.", unoffered},
		"who has no value is kept in":          {all(twoOrders, strings.Replace(fromPune, `"p",`, `"p","not":true,`, 1)), "p", segment.UnknownKept, "Of 1 of these people “City” is not known, and they are kept in.", 1},
		"hardly anybody may be mailed":         {all(`{"type":"field","field":"first_name","op":"is_set"}`, `{"type":"event","event":"purchased","count":{"op":"exactly","n":1}}`), "in", segment.NoPermission, "1 of 1 people cannot be mailed, because no permission of theirs is on record.", unoffered},
		"ends the wrong way round":             {all(fromMumbai, `{"id":"b","type":"measure","event":"purchased","measure":"count","op":"between","value":"5","to":"1"}`), "b", segment.SwappedBounds, "The two ends are the wrong way round. They are read as 1 to 5.", 2},
		"many of few days and none of more":    {all(lately(2, 30), never(90)), "n", segment.Contradiction, "Nobody can match both this and “placed at least 2 orders in the last 30 days”.", 5},
		"the last long ago, and one lately":    {all(`{"id":"r","type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}`, lately(1, 30)), "k", segment.Contradiction, "Nobody can match both this and “last ordered more than 60 days ago”.", 5},
		"two sums that are apart":              {all(spent("gte", "5000"), strings.Replace(spent("lt", "1000"), `"s"`, `"t"`, 1)), "t", segment.Contradiction, "Nobody can match both this and “spent ₹5,000 or more at any time”.", 4},
		"one that everybody matches":           {`{"include":{"id":"in","any":[` + fromMumbai + `,{"id":"f","type":"field","field":"first_name","op":"is_set"}]}}`, "f", segment.AlwaysTrue, "Everybody matches this, so the other rules here change nothing.", 3},
		"the one that nobody is left after":    {all(fromPune, `{"id":"k","type":"event","event":"purchased","count":{"op":"at_least","n":6}}`), "k", segment.NobodyLeft, "Nobody is left after this. There were 2 people before it.", 1},
		"a field that is gone":                 {all(fromMumbai, `{"id":"g","type":"field","field":"shoe_size","op":"is_set"}`), "g", segment.BrokenPart, "This workspace knows nothing called \"shoe_size\" about people. Choose another, or import it.", 3},
		"silence of people left out":           {`{"include":{"id":"in","all":[` + inEither + `]},"exclude":{"id":"out","any":[{"all":[` + fromPune + `,{"id":"q","not":true,"type":"event","event":"opened"}]}]}}`, "q", segment.NeverMailed, "This also leaves out 2 people who were never sent an email.", 5},
		"numbers of times the wrong way round": {all(fromMumbai, `{"id":"b","type":"event","event":"purchased","count":{"op":"between","n":5,"to":1}}`), "b", segment.SwappedBounds, "The two ends are the wrong way round. They are read as 1 to 5.", 2},
		"days the wrong way round":             {all(fromPune, `{"id":"b","type":"event","event":"purchased","window":{"kind":"dates","from":"2026-05-30","to":"2026-03-01"}}`), "b", segment.SwappedBounds, "The two ends are the wrong way round. They are read as 2026-03-01 to 2026-05-30.", 2},
		"a half-filled one":                    {all(fromMumbai, `{"id":"h","type":"event","event":""}`), "h", segment.UnfinishedPart, "Choose what they did.", 3},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := studio.Lint(t.Context(), c.rule)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(found, func(f segment.Finding) bool { return f.ID == c.id && f.Code == c.code })
			if at < 0 {
				t.Fatalf("found %+v", found)
			}
			got := found[at]
			if c.people == unoffered {
				c.people = 0
				got.Fix = map[bool]string{true: "rightly none", false: ""}[got.Fix == "" && got.Rule == ""]
			}
			if got.Message != c.message || got.People != c.people || got.Fix == "" {
				t.Errorf("got %q, %q, %d people of %s", got.Message, got.Fix, got.People, got.Rule)
			}
		})
	}
}

func lately(times, days int) string {
	return fmt.Sprintf(`{"id":"k","type":"event","event":"purchased","count":{"op":"at_least","n":%d},"window":{"kind":"last","n":%d,"unit":"day"}}`, times, days)
}

func never(days int) string {
	return fmt.Sprintf(`{"id":"n","type":"event","event":"purchased","count":{"op":"exactly","n":0},"window":{"kind":"last","n":%d,"unit":"day"}}`, days)
}

func spent(op, value string) string {
	return fmt.Sprintf(`{"id":"s","type":"measure","event":"purchased","measure":"sum","property":"amount","op":%q,"value":%q}`, op, value)
}

func TestALooserDemandIsOfferedWhereNobodyIsLeft(t *testing.T) {
	found, err := open(t).Lint(t.Context(), `{"include":{"all":[`+fromPune+`,{"id":"k","type":"event","event":"purchased","count":{"op":"at_least","n":6}}]}}`)
	if err != nil || len(found) == 0 || found[0].Fix != "At least 4 instead of 6" || !strings.Contains(found[0].Rule, `"n":4`) {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestOneOfSeveralBrokenPartsCanBeTakenAway(t *testing.T) {
	gone := `{"id":"g","type":"field","field":"shoe_size","op":"is_set"}`
	found, err := open(t).Lint(t.Context(), `{"include":{"all":[`+gone+`,`+strings.Replace(gone, `"g"`, `"h"`, 1)+`,`+fromPune+`]}}`)
	if err != nil || len(found) != 2 || found[0].ID != "g" || found[0].People != segment.Uncounted || found[0].Fix == "" {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestAGoodRuleIsLeftInPeace(t *testing.T) {
	found, err := open(t).Lint(t.Context(), `{"include":{"id":"in","all":[`+inEither+`,{"id":"g","any":[{"type":"event","event":"purchased","count":{"op":"at_least","n":4}},`+fromMumbai+`]}]}}`)
	if err != nil || len(found) != 0 {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestOfTwoThatDoTheSameOnlyOneIsSaidToBeIdle(t *testing.T) {
	twin := strings.Replace(twoOrders, `"o"`, `"o2"`, 1)
	found, err := open(t).Lint(t.Context(), `{"include":{"id":"in","all":[{"type":"field","field":"city","op":"is_set"}]},"exclude":{"id":"out","any":[`+twoOrders+`,`+twin+`]}}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.ID == "o" {
			t.Errorf("of the first it is said: %s", f.Message)
		}
	}
	if !slices.ContainsFunc(found, func(f segment.Finding) bool { return f.ID == "o2" && f.Code == segment.NoEffect }) {
		t.Errorf("found %+v", found)
	}
}

func TestFindingsSpeakHindi(t *testing.T) {
	studio := open(t)
	studio.SetCatalog(studio.Catalog().In("hi"))
	found, err := studio.Lint(t.Context(), `{"include":{"all":[`+fromMumbai+`,`+fromPune+`]}}`)
	if err != nil || len(found) == 0 || !strings.Contains(found[0].Message, "एक साथ लागू नहीं") || found[0].Fix == "" {
		t.Errorf("found %+v, %v", found, err)
	}
}

// TestMendingWhatChangesNothingChangesNobody holds, by the reference over random
// rules and data, that a rule without what has no effect has the same members, and
// that a contradiction leaves nobody. Every second workspace speaks Hindi.
func TestMendingWhatChangesNothingChangesNobody(t *testing.T) {
	t.Parallel()
	found := map[segment.FindingCode]int{}
	for seed := range uint64(60) {
		w := conformance.NewWorkspace(70_000+seed, 30)
		w.Catalog = w.Catalog.In([]string{"en", "hi"}[seed%2])
		e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		c := lintCheck{t: t, w: w, studio: segment.New(e, shop{w}, nil, clockAt{w.AsOf}), people: w.People(), asOf: segment.AsOf(w.AsOf, e.Last()), found: found}
		for k := range uint64(40) {
			c.rule(conformance.NewRule(seed*1000+k, w, "field", "event", "everyone", "messages", "recency", "measure"))
		}
	}
	for _, code := range []segment.FindingCode{segment.NoEffect, segment.NoEffectNow, segment.EverybodyNow, segment.Contradiction, segment.SwappedBounds} {
		if found[code] < 5 {
			t.Errorf("%s was found %d times only", code, found[code])
		}
	}
}

// lintCheck holds what is found in rules over one workspace against the reference.
type lintCheck struct {
	t      *testing.T
	w      *conformance.Workspace
	studio *segment.Studio
	people []rule.Person
	asOf   time.Time
	found  map[segment.FindingCode]int
}

func (c *lintCheck) members(r rule.Rule) []domain.ContactID {
	c.t.Helper()
	ids, err := c.w.Members(r, c.people, c.asOf)
	if err != nil {
		c.t.Fatal(err)
	}
	return ids
}

func (c *lintCheck) rule(r rule.Rule) {
	c.t.Helper()
	found, err := c.studio.Lint(c.t.Context(), string(r.JSON()))
	if err != nil {
		c.t.Fatal(err)
	}
	members := c.members(r)
	for _, f := range found {
		c.found[f.Code]++
		switch f.Code {
		case segment.NoEffect, segment.NoEffectNow, segment.EverybodyNow, segment.UnfinishedPart, segment.SwappedBounds:
			mended, err := rule.Parse([]byte(f.Rule))
			if err != nil || !slices.Equal(c.members(mended), members) {
				c.t.Errorf("%s at %s: mending it changes the members (%v)\n%s\n%s", f.Code, f.Path, err, r.JSON(), f.Rule)
			}
		case segment.Contradiction:
			c.contradiction(r, f, members)
		}
		if f.Message == "" || f.Rule != "" && f.Fix == "" {
			c.t.Errorf("%s says %q and offers %q", f.Code, f.Message, f.Fix)
		}
	}
}

// contradiction: nobody matches the group it stands in or, where it is left out, the rule.
func (c *lintCheck) contradiction(r rule.Rule, f segment.Finding, members []domain.ContactID) {
	c.t.Helper()
	group := groupAt(r, f.Path)
	if group.Mode == rule.Any {
		if len(r.Always) == 0 && len(members) > 0 {
			c.t.Errorf("%s leaves out everybody, but there are %v\n%s", f.Path, members, r.JSON())
		}
		return
	}
	alone := *group
	alone.Not = false
	if left := c.members(rule.Rule{Include: &alone}); len(left) > 0 {
		c.t.Errorf("%s contradicts something, but %v match\n%s", f.Path, left, r.JSON())
	}
}

// groupAt returns the group that the node of a path stands in.
func groupAt(r rule.Rule, path string) *rule.Node {
	parts := strings.Split(path, "/")
	at := r.Include
	if parts[1] == "exclude" {
		at = r.Exclude
	}
	for i := 3; i < len(parts)-1; i += 2 {
		k, _ := strconv.Atoi(parts[i])
		at = at.Kids[k]
	}
	return at
}

func BenchmarkLint(b *testing.B) {
	studio := openSample(b, 20_000)
	text := `{"include":{"all":[` + inEither + `,` + twoOrders + `,{"any":[` + oneOrder + `,{"not":true,"type":"event","event":"opened","count":{"op":"at_least","n":1},"window":{"kind":"last","n":30,"unit":"day"}}]}]}}`
	for b.Loop() {
		if _, err := studio.Lint(b.Context(), text); err != nil {
			b.Fatal(err)
		}
	}
}

type clockAt struct{ at time.Time }

func (c clockAt) Now() time.Time { return c.at }
