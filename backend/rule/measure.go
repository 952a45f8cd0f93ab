package rule

import (
	"math/big"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Measure asks about a number reckoned from a property of many events. Measure
// is sum, average, smallest, largest or distinct (number of different values).
type Measure struct {
	Event    string   `json:"event"`
	Measure  string   `json:"measure"`
	Property string   `json:"property"`
	Op       string   `json:"op,omitempty"`
	Value    string   `json:"value,omitempty"`
	To       string   `json:"to,omitempty"`
	Window   *Window  `json:"window,omitempty"`
	Where    []Filter `json:"where,omitempty"`
}

// MeasureLeaf is a Measure made ready. Span is in the property's units; for
// distinct it is in millionths, like any number.
type MeasureLeaf struct {
	Selection
	Measure  string
	Property domain.Property
	Span     Span
}

// Kind returns "measure".
func (*Measure) Kind() string { return "measure" }

// Trait returns the chip's key.
func (c *Measure) Trait() string { return "measure:" + c.Event + "." + c.Property }

func (c *Measure) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, c.Window, c.Where)
	if !ok {
		return nil
	}
	if c.Measure == "" || c.Property == "" || c.Op == "" {
		r.unfinished("Say what to add up and what it has to come to.")
		return nil
	}
	p, ok := r.cat.properties[c.Property]
	if !ok {
		r.problem("Events have nothing called %q. Choose another, or import it.", c.Property)
		return nil
	}
	if !slices.Contains([]string{"sum", "average", "smallest", "largest", "distinct"}, c.Measure) {
		r.problem("KVN Mail does not know the measure %q. Choose another.", c.Measure)
		return nil
	}
	scale := scaleOf(p.Type)
	if c.Measure == "distinct" {
		scale = domain.NumberScale
	} else if p.Type != domain.Number && p.Type != domain.Money {
		r.problem("%s is not a number, so it cannot be added up. Choose a number, or count different values.", p.Name)
		return nil
	}
	span, ok := r.numberSpan(c.Op, c.Value, c.To, scale, p.Name)
	if !ok {
		return nil
	}
	return MeasureLeaf{s, c.Measure, p, span}
}

func (l MeasureLeaf) find(s *subject) finding {
	var values []domain.Value
	for _, e := range l.pick(s) {
		v := e.Prop(l.Property.ID)
		if v.Type != l.Property.Type {
			continue
		}
		if v.Type == domain.Text {
			if v.Text = Fold(v.Text); v.Text == "" {
				continue
			}
		}
		values = append(values, v)
	}
	f := finding{count: int64(len(values))}
	if len(values) == 0 && l.Measure != "sum" {
		return f
	}
	l.reckon(&f, values)
	return f
}

func (l MeasureLeaf) reckon(f *finding, values []domain.Value) {
	f.value.Type = l.Property.Type
	var sum int64
	distinct := map[domain.Value]bool{}
	for i, v := range values {
		sum += v.Int
		distinct[v] = true
		if l.Measure == "smallest" && (i == 0 || v.Int < f.value.Int) || l.Measure == "largest" && (i == 0 || v.Int > f.value.Int) {
			f.value.Int = v.Int
		}
	}
	switch l.Measure {
	case "sum":
		f.value.Int = sum
	case "distinct":
		f.value = domain.IntValue(int64(len(distinct)))
	case "average":
		f.value.Int = sum / f.count // rounded for showing only
		f.match = AverageIn(sum, f.count, l.Span)
		return
	}
	f.match = l.Span.Has(f.value.Int)
}

// AverageIn reports whether sum/n lies in the span, exactly: an average between
// two units is neither of them.
func AverageIn(sum, n int64, s Span) bool {
	return compareProduct(s.Lo, n, sum) <= 0 && compareProduct(s.Hi, n, sum) >= 0
}

// compareProduct compares a*n with b.
func compareProduct(a, n, b int64) int {
	if const32 := int64(1) << 31; -const32 < a && a < const32 && n < const32 {
		switch p := a * n; {
		case p < b:
			return -1
		case p > b:
			return 1
		}
		return 0
	}
	p := new(big.Int).Mul(big.NewInt(a), big.NewInt(n))
	return p.Cmp(big.NewInt(b))
}

func (l MeasureLeaf) facts(w *writer, f finding) string {
	if !f.value.IsSet() {
		return "Nothing to reckon with"
	}
	return w.value(f.value) + " over " + w.timesOf(f.count, l.Type.Key)
}

func (c *Measure) tokens(w *writer, not bool) []Token {
	p, _ := w.cat.Property(c.Property)
	typ := p.Type
	if c.Measure == "distinct" {
		typ = domain.Number
	}
	amount, _ := w.comparison(Comparison{Op: c.Op, Value: c.Value, To: c.To}, typ)
	out := []Token{{choose(not, "have", "do not have"), "not"}, {w.measureName(c), "measure"}, {amount, "number"}}
	if c.Measure == "sum" && c.Event == "purchased" && c.Property == "amount" {
		out = []Token{{choose(not, "spent", "did not spend"), "not"}, {amount, "number"}}
	}
	out = append(out, w.where(c.Where)...)
	return append(out, Token{w.window(c.Window), "window"})
}
