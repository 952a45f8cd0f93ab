package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Measure asks about a number reckoned from many events, see Amount.
type Measure struct {
	Amount
	Op    string `json:"op,omitempty" enum:"eq,lt,lte,gt,gte,between"`
	Value string `json:"value,omitempty"`
	To    string `json:"to,omitempty"`
}

// MeasureLeaf is a Measure made ready: the amount lies in Span, which is in the
// amount's units. An average may lie between two units; "more than 116.66" is
// Strict, so that it holds for all above 116.66 and not from 116.67 on. Ask Has.
type MeasureLeaf struct {
	AmountLeaf
	Span   Span
	Strict bool
}

// Has reports whether an amount passes, exactly.
func (l MeasureLeaf) Has(amount Ratio) bool {
	if !l.Strict || l.Span.Lo > l.Span.Hi {
		return amount.In(l.Span)
	}
	above := l.Span.Lo == forever.Lo || amount.Compare(Ratio{l.Span.Lo - 1, 1}) > 0
	below := l.Span.Hi == forever.Hi || amount.Compare(Ratio{l.Span.Hi + 1, 1}) < 0
	return above && below
}

// Kind returns "measure".
func (*Measure) Kind() string { return "measure" }

// Trait returns the chip's key.
func (c *Measure) Trait() string {
	if c.Property == "" {
		return "measure:" + c.Event
	}
	return "measure:" + c.Event + "." + c.Property
}

func (c *Measure) resolve(r *resolver) Leaf {
	leaf, ok := r.amount(c.Amount)
	if !ok {
		return nil
	}
	if c.Op == "" {
		r.unfinished("Say what it has to come to.")
		return nil
	}
	name := leaf.Property.Name
	if name == "" {
		name = "This"
	}
	span, ok := r.numberSpan(c.Op, c.Value, c.To, scaleOf(leaf.Type), name)
	if !ok {
		return nil
	}
	return MeasureLeaf{leaf, span, c.Op == "gt" || c.Op == "lt"}
}

func (l MeasureLeaf) find(s *subject) finding {
	total, n, ok := l.reckon(s)
	return finding{match: ok && l.Has(total), total: total, known: ok, count: n}
}

func (l MeasureLeaf) facts(w *writer, f finding) string {
	if !f.known {
		return "Nothing to reckon with"
	}
	return w.amount(f.total, l.AmountLeaf.Type) + w.amountUnit(l.Measure) + " over " + w.timesOf(f.count, l.Selection.Type.Key)
}

// amountUnit is what follows the number of measures of time.
func (w *writer) amountUnit(measure string) string {
	switch measure {
	case "gap", "since_first", "since_last":
		return " days"
	}
	return ""
}

func (c *Measure) tokens(w *writer, not bool) []Token {
	amount, _ := w.comparison(Comparison{Op: c.Op, Value: c.Value, To: c.To}, w.amountType(c.Amount))
	amount += w.amountUnit(c.Measure)
	out := []Token{{choose(not, "have", "do not have"), "not"}, {w.amountName(c.Amount), "measure"}, {"of", ""}, {amount, "number"}}
	if c.Measure == "sum" && c.Event == "purchased" && c.Property == "amount" {
		out = []Token{{choose(not, "spent", "did not spend"), "not"}, {amount, "number"}}
	}
	out = append(out, w.where(c.Where)...)
	return append(out, Token{w.window(c.Window), "window"})
}

func (w *writer) amountType(c Amount) domain.ValueType {
	p, ok := w.cat.Property(c.Property)
	switch c.Measure {
	case "sum", "average", "smallest", "largest":
		if ok {
			return p.Type
		}
	}
	return domain.Number
}
