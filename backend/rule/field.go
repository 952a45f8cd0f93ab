package rule

import (
	"cmp"
	"strings"

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
		r.problem("%s has no part called %q. Look at the whole value instead.", r.cat.FieldName(f), c.Part)
		return nil
	}
	leaf := FieldLeaf{Field: f, Part: c.Part}
	if c.Other != "" {
		leaf.Other, leaf.Sign, ok = r.otherField(f, c)
	} else {
		leaf.Test, ok = r.test(c.Comparison, f.Type, r.cat.FieldName(f))
	}
	if !ok {
		return nil
	}
	return leaf
}

// signs are what comparing two values comes to for each op: -1, 0 or 1.
var signs = map[string]Span{"eq": {Lo: 0, Hi: 0}, "lt": {Lo: -1, Hi: -1}, "lte": {Lo: -1, Hi: 0}, "gt": {Lo: 1, Hi: 1}, "gte": {Lo: 0, Hi: 1}}

func (r *resolver) otherField(f domain.Field, c *Field) (*domain.Field, Span, bool) {
	other, ok := r.cat.Field(c.Other)
	if !ok {
		return nil, Span{}, r.problem("This workspace knows nothing called %q about people. Choose another, or import it.", c.Other)
	}
	if other.Type != f.Type || c.Part != "" {
		return nil, Span{}, r.problem("%s and %s are not of the same kind, so they cannot be compared. Choose another.", r.cat.FieldName(f), r.cat.FieldName(other))
	}
	if c.Op == "" {
		return nil, Span{}, r.unfinished("Say how %s compares with %s.", r.cat.FieldName(f), r.cat.FieldName(other))
	}
	sign, ok := signs[c.Op]
	if !ok || c.Op != "eq" && (f.Type.Coded() || f.Type == domain.Bool) {
		return nil, Span{}, r.problem("%s cannot be compared with %s in this way. Choose another comparison.", r.cat.FieldName(f), r.cat.FieldName(other))
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

func (l FieldLeaf) facts(v voice, f finding) string { return v.fieldFacts(l, f) }

func (v english) fieldFacts(l FieldLeaf, f finding) string {
	if !f.value.IsSet() {
		return "No " + fieldNoun(l.Field) + " known"
	}
	text := l.Field.Name + ": " + v.value(f.value)
	if l.Other != nil {
		text += ", " + l.Other.Name + ": " + v.value(f.other)
	}
	if !l.Field.DerivedAt.IsZero() {
		text += ", worked out on " + v.instant(l.Field.DerivedAt)
	}
	return text
}

// fieldVerbs are how a builtin field reads: "live in", "do not live in".
var fieldVerbs = map[string][2]string{
	"city":     {"live in", "do not live in"},
	"country":  {"live in", "do not live in"},
	"language": {"prefer", "do not prefer"},
	"joined":   {"joined", "did not join"},
}

// fieldNoun is a field as a thing one has.
func fieldNoun(f domain.Field) string {
	if f.ID == domain.FieldJoined {
		return "joining date"
	}
	return named(f.Name)
}

func (c *Field) tokens(v voice, not bool) []Token { return v.field(c, not) }

func (v english) field(c *Field, not bool) []Token {
	have := Token{choose(not, "have", "do not have"), "not"}
	f, ok := v.cat.Field(c.Field)
	if !ok {
		return []Token{have, {v.orChoose(c.Field), "values"}}
	}
	verbs, reads := fieldVerbs[c.Field]
	switch {
	case c.Other != "":
		return append([]Token{have}, v.otherTokens(c, f)...)
	case c.Part != "":
		return append([]Token{have}, v.partTokens(c)...)
	case reads && (c.Op == "any_of" || c.Op == "window"):
		text := choose(c.Op == "window", v.orChoose(v.list(c.Values, "or")), v.window(c.Window))
		return []Token{{choose(not, verbs[0], verbs[1]), "not"}, {text, choose(c.Op == "window", "values", "date")}}
	case f.Type == domain.List:
		return v.listTokens(c.Comparison, f.Name, not)
	case c.Op == "anniversary" && isBirthday(f):
		return []Token{have, {"a birthday", ""}, {v.window(c.Window), "date"}}
	}
	return append([]Token{have}, v.had(c.Comparison, f.Type, fieldNoun(f))...)
}

// isBirthday reports whether a date is the day somebody was born, going by its name.
func isBirthday(f domain.Field) bool {
	name := strings.ToLower(f.Name)
	return strings.Contains(name, "birth") || name == "dob" || strings.Contains(name, "जन्म")
}

// had writes what somebody has a thing like: "a city containing “pur”".
func (v english) had(c Comparison, typ domain.ValueType, noun string) []Token {
	if verb, ok := havingVerbs[c.Op]; ok {
		return []Token{{a(noun), ""}, {verb + " " + v.quote(c.Text), "text"}}
	}
	edit := choose(typ == domain.Number || typ == domain.Money, "values", "number")
	switch c.Op {
	case "any_of":
		return []Token{{"the " + noun, ""}, {v.orChoose(v.list(c.Values, "or")), "values"}}
	case "is_set":
		return []Token{{"their " + noun, ""}, {"filled in", choose(typ == domain.Date || typ == domain.Time, edit, "date")}}
	case "is_true":
		return []Token{{noun, ""}, {"set to yes", edit}}
	case "window":
		return []Token{{a(noun), ""}, {v.window(c.Window), "date"}}
	case "anniversary":
		return []Token{{"the anniversary of their " + noun, ""}, {v.window(c.Window), "date"}}
	}
	return []Token{{a(noun), ""}, {of(v.amountText(c.Op, c.Value, c.To, typ, "")), edit}}
}

// havingVerbs are how texts are compared, of a thing one has ("containing").
var havingVerbs = map[string]string{
	"contains": "containing", "starts_with": "starting with", "ends_with": "ending with", "matches": "matching the pattern",
}

func (v english) partTokens(c *Field) []Token {
	if c.Op == "any_of" {
		return []Token{{"an email address", ""}, {choose(c.Part == PartDomain, "with ", "at ") + v.orChoose(v.list(c.Values, "or")), "values"}}
	}
	return v.had(c.Comparison, domain.Text, "email "+c.Part)
}

var signWords = map[string]string{"eq": "equal to", "lt": "below", "lte": "of at most", "gt": "above", "gte": "of at least"}
var dateSignWords = map[string]string{"eq": "equal to", "lt": "before", "lte": "no later than", "gt": "after", "gte": "no earlier than"}

func (v english) otherTokens(c *Field, f domain.Field) []Token {
	words := signWords
	if f.Type == domain.Date || f.Type == domain.Time {
		words = dateSignWords
	}
	name := v.orChoose(c.Other)
	if other, ok := v.cat.Field(c.Other); ok {
		name = fieldNoun(other)
	}
	return []Token{{a(fieldNoun(f)), ""}, {v.orChoose(words[c.Op]), "number"}, {"their " + name, "values"}}
}
