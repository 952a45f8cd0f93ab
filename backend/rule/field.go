package rule

import (
	"cmp"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Field asks about a value of the contact. Part looks at the domain or the
// provider of an email address instead of all of it. Other, with the ops eq, lt,
// lte, gt and gte, compares with another field of the same type.
type Field struct {
	Field string `json:"field"`
	Part  string `json:"part,omitempty" enum:"domain,provider"`
	Other string `json:"other,omitempty"`
	Comparison
}

// FieldLeaf is a Field made ready. A field with another (Other is not nil) has
// no Test: the sign of "value compared with other value" must lie in Sign.
type FieldLeaf struct {
	Field domain.Field
	Part  string
	Test  Test
	Other *domain.Field
	Sign  Span
}

// Kind returns "field".
func (*Field) Kind() string { return "field" }

// Trait returns the chip's key.
func (c *Field) Trait() string {
	if c.Part != "" {
		return "field:" + c.Field + "." + c.Part
	}
	return "field:" + c.Field
}

func (c *Field) resolve(r *resolver) Leaf {
	if c.Field == "" {
		r.unfinished("Choose what to look at.")
		return nil
	}
	f, ok := r.cat.Field(c.Field)
	if !ok {
		r.problem("This workspace knows nothing called %q about people. Choose another, or import it.", c.Field)
		return nil
	}
	if c.Part != "" && (f.ID != domain.FieldEmail || c.Part != PartDomain && c.Part != PartProvider) {
		r.problem("%s has no part called %q. Look at the whole value instead.", f.Name, c.Part)
		return nil
	}
	leaf := FieldLeaf{Field: f, Part: c.Part}
	if c.Other != "" {
		leaf.Other, leaf.Sign, ok = r.otherField(f, c)
	} else {
		leaf.Test, ok = r.test(c.Comparison, f.Type, f.Name)
	}
	if !ok {
		return nil
	}
	return leaf
}

// signs are what comparing two values comes to for each op: -1, 0 or 1.
var signs = map[string]Span{"eq": {0, 0}, "lt": {-1, -1}, "lte": {-1, 0}, "gt": {1, 1}, "gte": {0, 1}}

func (r *resolver) otherField(f domain.Field, c *Field) (*domain.Field, Span, bool) {
	other, ok := r.cat.Field(c.Other)
	if !ok {
		return nil, Span{}, r.problem("This workspace knows nothing called %q about people. Choose another, or import it.", c.Other)
	}
	if other.Type != f.Type || c.Part != "" {
		return nil, Span{}, r.problem("%s and %s are not of the same kind, so they cannot be compared. Choose another.", f.Name, other.Name)
	}
	if c.Op == "" {
		return nil, Span{}, r.unfinished("Say how %s compares with %s.", f.Name, other.Name)
	}
	sign, ok := signs[c.Op]
	if !ok || c.Op != "eq" && (f.Type.Coded() || f.Type == domain.Bool) {
		return nil, Span{}, r.problem("%s cannot be compared with %s in this way. Choose another comparison.", f.Name, other.Name)
	}
	return &other, sign, true
}

func (l FieldLeaf) find(s *subject) finding {
	v := s.value(l.Field)
	if l.Part != "" {
		v = domain.TextValue(EmailPart(v.Text, l.Part))
	}
	if l.Other == nil {
		return finding{match: l.Test.Value(v), value: v}
	}
	other := s.value(*l.Other)
	f := finding{value: v, other: other}
	if l.Field.Type.Coded() {
		folded := FoldValue(v)
		f.match = folded != "" && folded == FoldValue(other)
		return f
	}
	f.match = v.IsSet() && other.IsSet() && l.Sign.Has(int64(cmp.Compare(v.Int, other.Int)))
	return f
}

// value returns the contact's value of a field; a derived one is not there
// before it was worked out.
func (s *subject) value(f domain.Field) domain.Value {
	if !f.DerivedAt.IsZero() && f.DerivedAt.UnixMilli() > s.asOf {
		return domain.Value{}
	}
	v := s.person.Contact.Value(f.ID)
	if v.Type != f.Type {
		return domain.Value{}
	}
	return v
}

func (l FieldLeaf) facts(w *writer, f finding) string {
	if !f.value.IsSet() {
		return "No " + w.lowerName(l.Field.Name) + " known"
	}
	text := l.Field.Name + ": " + w.value(f.value)
	if l.Other != nil {
		text += ", " + l.Other.Name + ": " + w.value(f.other)
	}
	if !l.Field.DerivedAt.IsZero() {
		text += ", worked out on " + w.instant(l.Field.DerivedAt)
	}
	return text
}

// verbs are how a builtin field reads: "live in", "do not live in".
var fieldVerbs = map[string][2]string{
	"city":     {"live in", "do not live in"},
	"country":  {"live in", "do not live in"},
	"language": {"prefer", "do not prefer"},
	"joined":   {"joined", "did not join"},
}

func (c *Field) tokens(w *writer, not bool) []Token {
	f, ok := w.cat.Field(c.Field)
	if !ok {
		return []Token{{choose(not, "have", "do not have"), "not"}, {w.orChoose(c.Field), "values"}}
	}
	if c.Other != "" {
		return w.otherTokens(c, f, not)
	}
	text, edit := w.comparison(c.Comparison, f.Type)
	if c.Part != "" {
		return []Token{{choose(not, "have", "do not have"), "not"}, {"an email " + c.Part, ""}, {text, edit}}
	}
	if verbs, ok := fieldVerbs[c.Field]; ok && (c.Op == "any_of" || c.Op == "window") {
		return []Token{{choose(not, verbs[0], verbs[1]), "not"}, {text, edit}}
	}
	if f.Type == domain.Bool && c.Op == "is_true" {
		return []Token{{choose(not, "have", "do not have"), "not"}, {f.Name, ""}, {"set to yes", edit}}
	}
	return []Token{{choose(not, "have", "do not have"), "not"}, {w.fieldName(f), ""}, {text, edit}}
}

var signWords = map[string]string{"eq": "the same as", "lt": "less than", "lte": "at most", "gt": "more than", "gte": "at least"}
var dateSignWords = map[string]string{"eq": "the same as", "lt": "before", "lte": "not after", "gt": "after", "gte": "not before"}

func (w *writer) otherTokens(c *Field, f domain.Field, not bool) []Token {
	words := signWords
	if f.Type == domain.Date || f.Type == domain.Time {
		words = dateSignWords
	}
	name := c.Other
	if other, ok := w.cat.Field(c.Other); ok {
		name = w.fieldName(other)
	}
	return []Token{{choose(not, "have", "do not have"), "not"}, {w.fieldName(f), ""}, {w.orChoose(words[c.Op]), "number"}, {w.orChoose(name), "values"}}
}
