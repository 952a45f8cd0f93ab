package rule_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// spenders are people 1 to n who spent the given sums; -1 is none at all.
func spenders(sums ...int64) []rule.Person {
	var out []rule.Person
	for i, sum := range sums {
		facts := []any{domain.ContactID(i + 1)}
		if sum >= 0 {
			facts = append(facts, did("purchased", ago(1), "amount", rupees(sum)), has{23, rupees(sum)})
		}
		out = append(out, someone(facts...))
	}
	return out
}

func ranked(t *testing.T, text string, people []rule.Person, cat rule.Catalog) []int {
	t.Helper()
	plan, err := rule.Compile(parse(t, text), cat, now)
	if err != nil {
		t.Fatal(err)
	}
	plan.RankPeople(people)
	var in []int
	for _, p := range people {
		if plan.Match(p) {
			in = append(in, int(p.Contact.ID))
		}
	}
	return in
}

func TestRank(t *testing.T) {
	by := func(end string, n int, unit, more string) string {
		return fmt.Sprintf(`{"type":"rank","end":%q,"n":%d,"unit":%q%s}`, end, n, unit, more)
	}
	const largest = `,"event":"purchased","measure":"largest","property":"amount"`
	const credit = `,"field":"credit"`
	people := spenders(500, 300, 300, 300, 100, -1, 700)
	cat := shop(t)
	for _, c := range []struct {
		says, rule string
		want       []int
	}{
		{"top N people by a measure", by("top", 2, "people", largest), []int{1, 7}},
		{"ties at the edge are broken by contact id, so N is exact", by("top", 3, "people", largest), []int{1, 2, 7}},
		{"bottom N people", by("bottom", 1, "people", largest), []int{5}},
		{"ties at the bottom are broken by contact id too", by("bottom", 2, "people", largest), []int{2, 5}},
		{"contacts without the measure are not ranked", by("bottom", 100, "people", largest), []int{1, 2, 3, 4, 5, 7}},
		{"N % rounds up: 1 % of 6 is 1", by("top", 1, "percent", largest), []int{7}},
		{"N % rounds up: 17 % of 6 is 2", by("top", 17, "percent", largest), []int{1, 7}},
		{"50 % of 6 is 3 exactly", by("top", 50, "percent", largest), []int{1, 2, 7}},
		{"100 % is everyone who is ranked", by("top", 100, "percent", largest), []int{1, 2, 3, 4, 5, 7}},
		{"count of nothing is 0, so everyone is ranked by it", by("bottom", 1, "people", `,"event":"purchased","measure":"count"`), []int{6}},
		{"by a field of the contact", by("top", 2, "people", credit), []int{1, 7}},
		{"among a segment, which is ranked for itself", by("top", 1, "people", credit+`,"among":[13]`), []int{3}},
		{"the complement has who is not ranked", `{"type":"rank","not":true,"end":"top","n":100,"unit":"percent","field":"credit"}`, []int{6}},
	} {
		t.Run(c.says, func(t *testing.T) {
			all := slices.Clone(people)
			for _, i := range []int{2, 4} { // people 3 and 5 are in the frozen segment 13
				f := all[i].Facts
				f.Stays = []domain.Membership{{SegmentID: 13, EnteredAt: ago(50)}}
				all[i] = rule.PersonOf(f)
			}
			if got := ranked(t, c.rule, all, cat); !slices.Equal(got, c.want) {
				t.Errorf("%s: got %v, want %v", c.rule, got, c.want)
			}
		})
	}
}

func TestRankInARank(t *testing.T) {
	cat := withSegments(t, domain.Segment{ID: 1, Name: "Top half", Rule: []byte(`{"type":"rank","end":"top","n":50,"unit":"percent","field":"credit"}`)})
	got := ranked(t, `{"type":"rank","end":"bottom","n":1,"unit":"people","field":"credit","among":[1]}`, spenders(10, 20, 30, 40), cat)
	if !slices.Equal(got, []int{3}) {
		t.Errorf("the lowest of the top half: got %v", got)
	}
	plan, err := rule.Compile(parse(t, `{"all":[{"type":"segment","segments":[1]},{"type":"rank","end":"top","n":1,"unit":"people","field":"credit","among":[1]}]}`), cat, now)
	if err != nil || len(plan.Ranks()) != 2 || plan.Ranks()[0].Among != nil {
		t.Errorf("each ranking is asked for once, those that others need first: got %v, %v", plan.Ranks(), err)
	}
}

func TestNobodyIsInARankingNobodyMade(t *testing.T) {
	text := `{"type":"rank","end":"top","n":100,"unit":"percent","field":"credit"}`
	if rule.Match(parse(t, text), spenders(10)[0], now, shop(t)) {
		t.Error("without knowing everybody there is no top")
	}
}
