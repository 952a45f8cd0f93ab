package importer

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// keyOf makes the snake_case key of a new field or property. Letters outside
// ASCII are dropped because keys are written in mails; fallback stands in
// where nothing is left.
func keyOf(name, fallback string) string {
	var b strings.Builder
	for _, word := range strings.Fields(normalHeader(norm.NFD.String(name))) {
		plain := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, word)
		if plain == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('_')
		}
		b.WriteString(plain)
	}
	key := strings.Trim(b.String()[:min(b.Len(), 60)], "_")
	if key == "" || digit(key[0]) {
		key = strings.Trim(fallback+"_"+key, "_")
	}
	return key
}

func knownType(t domain.ValueType) bool {
	switch t {
	case domain.Text, domain.Number, domain.Money, domain.Date, domain.Time, domain.Bool, domain.List:
		return true
	}
	return false
}

// newField finds the field of the name and type, or makes it.
func (r *run) newField(name string, t domain.ValueType) (domain.Field, error) {
	if !knownType(t) {
		return domain.Field{}, domain.Errorf(domain.Invalid, "Column %q cannot become a field of type %q.", name, t)
	}
	base := keyOf(name, "field")
	for n := 1; ; n++ {
		key := numbered(base, n)
		at := -1
		for i, f := range r.fields {
			if f.Key == key {
				at = i
			}
		}
		switch {
		case at >= 0 && !r.fields[at].Builtin && r.fields[at].Type == t && (base != "field" || r.fields[at].Name == name):
			return r.fields[at], nil
		case at < 0:
			f, err := r.tx.CreateField(domain.Field{Key: key, Name: name, Type: t})
			if err == nil {
				r.fields = append(r.fields, f)
			}
			return f, err
		}
	}
}

// newProperty finds the event property of the name and type, or makes it.
func (r *run) newProperty(name string, t domain.ValueType) (domain.Property, error) {
	if !knownType(t) {
		return domain.Property{}, domain.Errorf(domain.Invalid, "Column %q cannot become a property of type %q.", name, t)
	}
	base := keyOf(name, "property")
	for n := 1; ; n++ {
		key := numbered(base, n)
		known, ok := r.property(key)
		switch {
		case ok && known.Type == t && (base != "property" || known.Name == name):
			return known, nil
		case !ok:
			p, err := r.tx.CreateProperty(domain.Property{Key: key, Name: name, Type: t})
			if err == nil {
				r.properties = append(r.properties, p)
			}
			return p, err
		}
	}
}

func (r *run) property(key string) (domain.Property, bool) {
	for _, p := range r.properties {
		if p.Key == key {
			return p, true
		}
	}
	return domain.Property{}, false
}

func numbered(base string, n int) string {
	if n == 1 {
		return base
	}
	return fmt.Sprintf("%s_%d", base, n)
}
