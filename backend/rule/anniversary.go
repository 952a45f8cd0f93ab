package rule

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Anniversary says on which days of the year something is due: the month and
// day of a date lie in a window, whatever the year. 29 February counts on 28
// February in common years.
type Anniversary struct {
	due [13][32]bool // by month and day of the date itself
	loc *time.Location
}

// newAnniversary finds the due days for a span of day numbers.
func newAnniversary(span Span, loc *time.Location) *Anniversary {
	a := &Anniversary{loc: loc}
	if span.Lo == forever.Lo || span.Hi == forever.Hi || span.Hi-span.Lo > 366 {
		span = Span{Lo: 0, Hi: 4 * 366} // every day there is, a leap day among them
	}
	for day := span.Lo; day <= span.Hi; day++ {
		y, m, d := civil(day).Date()
		a.due[m][d] = true
		if m == time.February && d == 28 && !leap(y) {
			a.due[m][29] = true
		}
	}
	return a
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func (a *Anniversary) has(v int64, typ domain.ValueType) bool {
	t := civil(v)
	if typ == domain.Time {
		t = time.UnixMilli(v).In(a.loc)
	}
	return a.due[t.Month()][t.Day()]
}

// Due reports whether a month (1 to 12) and day of the month is due, for
// evaluators that keep dates in another form.
func (a *Anniversary) Due(month, day int) bool { return a.due[month][day] }
