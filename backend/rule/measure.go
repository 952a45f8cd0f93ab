package rule

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

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
	name := r.say("This")
	if leaf.Property.Name != "" {
		name = r.cat.PropertyName(leaf.Property)
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

func (l MeasureLeaf) facts(v voice, f finding) string { return v.measureFacts(l, f) }

func (v english) measureFacts(l MeasureLeaf, f finding) string {
	if !f.known {
		return "Nothing to reckon with"
	}
	return v.amount(f.total, l.AmountLeaf.Type) + v.amountUnit(l.Measure) + " over " + v.timesOf(f.count, l.Selection.Type.Key)
}

// timed reports whether a measure is a time, in days.
func timed(measure string) bool {
	return measure == "gap" || measure == "since_first" || measure == "since_last"
}

// amountUnit is what follows the number of measures of time.
func (english) amountUnit(measure string) string { return choose(timed(measure), "", " days") }

func (c *Measure) tokens(v voice, not bool) []Token { return v.measure(c, not) }

func (v english) measure(c *Measure, not bool) []Token {
	amount := v.amountText(c.Op, c.Value, c.To, amountType(c.Amount, v.cat), v.amountUnit(c.Measure))
	verbs, number := [2]string{"have", "do not have"}, Token{of(amount), "number"}
	before, after := v.amountNames(c.Amount)
	switch {
	case c.Measure == "sum" && c.Event == "purchased" && c.Property == "amount":
		verbs, before, after, number.Text = [2]string{"spent", "did not spend"}, "", "", amount
	case c.Measure == "since_first" || c.Measure == "since_last":
		verbs, number.Text = [2]string{"are", "are not"}, amount
	case c.Measure == "count", c.Measure == "distinct":
		number.Text = amount
	}
	out := []Token{{choose(not, verbs[0], verbs[1]), "not"}, {before, "measure"}, number, {after, "measure"}}
	out = append(out, v.where(c.Where, "where")...)
	ever := map[string]string{"since_first": "ever", "since_last": "so far"}[c.Measure]
	return append(out, v.windowOr(c.Window, choose(ever == "", ever, v.window(nil))))
}

// amountType is the type of the number an amount comes to.
func amountType(c Amount, cat Catalog) domain.ValueType {
	p, ok := cat.Property(c.Property)
	switch c.Measure {
	case "sum", "average", "smallest", "largest":
		if ok {
			return p.Type
		}
	}
	return domain.Number
}

// amountNames write what is reckoned, before and after how much it has to be:
// "an average amount" and "over their orders".
func (v english) amountNames(c Amount) (before, after string) {
	things := v.eventVerb(c.Event).nouns
	name := v.blank
	if p, ok := v.cat.Property(c.Property); ok {
		name = named(p.Name)
	}
	switch c.Measure {
	case "count":
		return "", things
	case "gap":
		return "an average gap", "between their " + things
	case "since_first", "since_last":
		return "", "past their " + choose(c.Measure == "since_first", "last ", "first ") + v.eventVerb(c.Event).noun
	case "sum":
		return "a total " + name, "over their " + things
	case "average":
		return "an average " + name, "over their " + things
	case "smallest", "largest":
		return "a " + c.Measure + " " + name, "among their " + things
	case "distinct":
		return "", "different values of " + name + " among their " + things
	}
	return "a " + v.blank, "over their " + things
}

// amountName writes what people are ranked by: "total amount over their orders".
func (v english) amountName(c Amount) string {
	switch c.Measure {
	case "count", "distinct":
		_, things := v.amountNames(c)
		return "number of " + things
	case "since_first", "since_last":
		_, past := v.amountNames(c)
		return "time since" + strings.TrimPrefix(past, "past")
	}
	before, after := v.amountNames(c)
	_, before, _ = strings.Cut(before, " ")
	return before + " " + after
}
