package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func measured(measure, property, op, value string) string {
	return `{"type":"measure","event":"purchased","measure":"` + measure + `","property":"` + property + `","op":"` + op + `","value":"` + value + `"}`
}

func TestMeasure(t *testing.T) {
	nobody := someone()
	shopper := someone(
		did("purchased", ago(31), "amount", rupees(100), "category", "Tea"), did("purchased", ago(21), "amount", rupees(200), "category", " TEA"),
		did("purchased", ago(1), "amount", rupees(300), "category", "Soap"), did("purchased", ago(0)))
	means(t,
		meaning{"count of nothing is 0", measured("count", "", "eq", "0"), nobody, true},
		meaning{"sum of nothing is 0", measured("sum", "amount", "eq", "0"), nobody, true},
		meaning{"the others are missing: average", measured("average", "amount", "lt", "999"), nobody, false},
		meaning{"the others are missing: smallest", measured("smallest", "amount", "lt", "999"), nobody, false},
		meaning{"the others are missing: different values", measured("distinct", "category", "lt", "999"), nobody, false},
		meaning{"the others are missing: time since", measured("since_last", "", "lt", "999"), nobody, false},
		meaning{"count counts events without the property too", measured("count", "", "eq", "4"), shopper, true},
		meaning{"sum", measured("sum", "amount", "eq", "600"), shopper, true},
		meaning{"average over the events that have the property", measured("average", "amount", "eq", "200"), shopper, true},
		meaning{"smallest", measured("smallest", "amount", "lte", "100"), shopper, true},
		meaning{"largest", measured("largest", "amount", "gte", "300"), shopper, true},
		meaning{"different values are compared as texts are", measured("distinct", "category", "eq", "2"), shopper, true},
	)
}

func TestMeasuresOfTime(t *testing.T) {
	gap := someone(did("purchased", ago(31)), did("purchased", ago(21)), did("purchased", ago(1)))
	hours := someone(did("purchased", now.Add(-36*time.Hour)))
	means(t,
		meaning{"average gap in days", measured("gap", "", "eq", "15"), gap, true},
		meaning{"a gap needs two events", measured("gap", "", "gte", "0"), hours, false},
		meaning{"time since the first", measured("since_first", "", "eq", "31"), gap, true},
		meaning{"time since the last", measured("since_last", "", "eq", "1"), gap, true},
		meaning{"parts of a day count", measured("since_last", "", "eq", "1.5"), hours, true},
		meaning{"between is inclusive and swapped bounds are put in order", `{"type":"measure","event":"purchased","measure":"gap","op":"between","value":"20","to":"15"}`, gap, true},
	)
}

func TestAmountsCompareExactly(t *testing.T) {
	// 116.665 on average, which no amount of money is
	half := someone(did("purchased", ago(2), "amount", domain.MoneyValue(11666)), did("purchased", ago(1), "amount", domain.MoneyValue(11667)))
	means(t,
		meaning{"less than the unit above", measured("average", "amount", "lt", "116.67"), half, true},
		meaning{"more than the unit below", measured("average", "amount", "gt", "116.66"), half, true},
		meaning{"at most the unit above", measured("average", "amount", "lte", "116.67"), half, true},
		meaning{"not at most the unit below", measured("average", "amount", "lte", "116.66"), half, false},
		meaning{"not less than the unit below", measured("average", "amount", "lt", "116.66"), half, false},
		meaning{"not more than the unit above", measured("average", "amount", "gt", "116.67"), half, false},
		meaning{"equal to neither", measured("average", "amount", "eq", "116.67"), half, false},
		meaning{"between the two", `{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"between","value":"116.66","to":"116.67"}`, half, true},
	)
	third := rule.Ratio{Num: 1, Den: 3}
	for other, want := range map[rule.Ratio]int{{Num: 2, Den: 6}: 0, {Num: 1, Den: 2}: -1, {Num: -1, Den: 3}: 1, {Num: 1<<62 + 1, Den: 3 << 60}: -1} {
		if got := third.Compare(other); got != want {
			t.Errorf("1/3 against %v: got %d", other, got)
		}
	}
}
