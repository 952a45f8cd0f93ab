package rule_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func splitPlan(t *testing.T, name, from, to string) *rule.Plan {
	t.Helper()
	plan, err := rule.Compile(parse(t, `{"type":"split","name":"`+name+`","from":"`+from+`","to":"`+to+`"}`), shop(t), now)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func inSplit(p *rule.Plan, id int) bool {
	return p.Match(rule.NewPerson(domain.Contact{ID: domain.ContactID(id)}, nil))
}

func TestASplitGivesTheSamePeopleOnEveryRunAndMachine(t *testing.T) {
	for _, c := range []struct {
		name string
		id   domain.ContactID
		want uint64
	}{
		{"spring", 1, 0x50ac8e28f1bbc9d6},
		{"spring", 2, 0xb47378c8bc7967d4},
		{"spring", 1_000_000, 0xca29cc585d2c4454},
		{"दिवाली", 1, 0x943cd083d32777db},
		{"दिवाली", 2, 0x73ec9bd5efc3709b},
		{"दिवाली", 1_000_000, 0x7f534486358611f2},
	} {
		if got := rule.Lot(rule.SplitSalt(c.name), c.id); got != c.want {
			t.Errorf("the lot of %d in %q: got %#x, want %#x", c.id, c.name, got, c.want)
		}
	}
	if rule.SplitSalt(" Spring") != rule.SplitSalt("spring") {
		t.Error("names are compared as texts are")
	}
}

func TestSplitsOfDifferentNamesAreIndependent(t *testing.T) {
	const people = 20_000
	plans := []*rule.Plan{splitPlan(t, "spring", "", "30"), splitPlan(t, "summer", "", "30"), splitPlan(t, "a", "", "30"), splitPlan(t, "b", "", "30")}
	counts := make([]int, len(plans))
	both := map[[2]int]int{}
	for id := 1; id <= people; id++ {
		var in []int
		for i, p := range plans {
			if inSplit(p, id) {
				in = append(in, i)
				counts[i]++
			}
		}
		for x, i := range in {
			for _, j := range in[x+1:] {
				both[[2]int{i, j}]++
			}
		}
	}
	within := func(what string, got int, share float64) {
		// five standard deviations of a binomial count
		if off := math.Abs(float64(got) - share*people); off > 5*math.Sqrt(people*share*(1-share)) {
			t.Errorf("%s: %d of %d, want about %.0f", what, got, people, share*people)
		}
	}
	for i, n := range counts {
		within("split "+strconv.Itoa(i), n, 0.3)
		for j := i + 1; j < len(plans); j++ {
			within("splits "+strconv.Itoa(i)+" and "+strconv.Itoa(j), both[[2]int{i, j}], 0.09)
		}
	}
}

func TestPartsOfOneSplitShareNobodyAndLeaveNobodyOut(t *testing.T) {
	parts := []*rule.Plan{splitPlan(t, "ab", "", "33.3"), splitPlan(t, "ab", "33.3", "66.6"), splitPlan(t, "ab", "66.6", "100")}
	for id := 1; id <= 5000; id++ {
		n := 0
		for _, p := range parts {
			if inSplit(p, id) {
				n++
			}
		}
		if n != 1 {
			t.Fatalf("person %d is in %d parts", id, n)
		}
	}
	if whole := splitPlan(t, "ab", "0", "100"); !inSplit(whole, 1) || !inSplit(whole, math.MaxInt64) {
		t.Error("100 % is everyone")
	}
}
