package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Field asks about a value of the contact.
type Field struct {
	Field string `json:"field"`
	Comparison
}

// FieldLeaf is a Field made ready.
type FieldLeaf struct {
	Field domain.Field
	Test  Test
}

// Kind returns "field".
func (*Field) Kind() string { return "field" }

// Trait returns the chip's key.
func (c *Field) Trait() string { return "field:" + c.Field }

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
	t, ok := r.test(c.Comparison, f.Type, f.Name)
	if !ok {
		return nil
	}
	return FieldLeaf{f, t}
}

func (l FieldLeaf) find(s *subject) finding {
	v := s.person.contact.Value(l.Field.ID)
	return finding{match: l.Test.Value(v), value: v}
}

func (l FieldLeaf) facts(w *writer, f finding) string {
	if !f.value.IsSet() {
		return "No " + w.lowerName(l.Field.Name) + " known"
	}
	return l.Field.Name + ": " + w.value(f.value)
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
	text, edit := w.comparison(c.Comparison, f.Type)
	if verbs, ok := fieldVerbs[c.Field]; ok && (c.Op == "any_of" || c.Op == "window") {
		return []Token{{choose(not, verbs[0], verbs[1]), "not"}, {text, edit}}
	}
	if f.Type == domain.Bool && c.Op == "is_true" {
		return []Token{{choose(not, "have", "do not have"), "not"}, {f.Name, ""}, {"set to yes", edit}}
	}
	return []Token{{choose(not, "have", "do not have"), "not"}, {w.fieldName(f), ""}, {text, edit}}
}
