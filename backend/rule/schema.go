package rule

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// Schema returns the JSON Schema (draft 2020-12) of the rule document, for tools
// outside. It is made from the types that read it. It allows what Parse allows,
// half-filled conditions and unknown keys among it, except that words with a
// meaning (ops, units, kinds) have to be known ones.
func Schema() []byte { return append([]byte(nil), madeSchema()...) }

var madeSchema = sync.OnceValue(func() []byte {
	m := schemaMaker{defs: map[string]any{}}
	m.defs["node"] = m.node()
	m.defs["rule"] = m.rule()
	group := []any{requires("type"), requires("all"), requires("any"), requires("none")}
	data, err := json.MarshalIndent(keys{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "KVN Mail segment rule", "description": describe("", "rule"),
		"type": "object", "$defs": m.defs,
		"if": keys{"anyOf": group}, "then": m.ref("node"), "else": m.ref("rule"),
	}, "", "  ")
	if err != nil {
		panic(err) // only texts and maps go in
	}
	return append(data, '\n')
})

type keys = map[string]any

func requires(key string) keys { return keys{"required": []string{key}} }

// schemaMaker makes schemas of types; those that are used by name come into defs.
type schemaMaker struct{ defs map[string]any }

func (schemaMaker) ref(name string) keys { return keys{"$ref": "#/$defs/" + name} }

// rule is the document: its lanes are nodes, which Rule's own types do not say.
func (m *schemaMaker) rule() keys {
	lane := keys{"anyOf": []any{m.ref("node"), keys{"type": "null"}}}
	properties := m.properties(reflect.TypeFor[Rule](), "rule")
	for name, description := range map[string]string{"include": describe("rule", "include"), "exclude": describe("rule", "exclude")} {
		properties[name] = described(lane, description)
	}
	properties["version"] = keys{"const": Version, "description": describe("rule", "version")}
	return keys{"type": "object", "properties": properties}
}

// node is a group of one mode or a condition of one kind, and only one of them.
func (m *schemaMaker) node() keys {
	var forms []any
	for _, mode := range []Mode{All, Any, None} {
		kids := keys{"type": "array", "items": m.ref("node"), "description": describe("node", string(mode))}
		forms = append(forms, keys{"required": []Mode{mode}, "properties": keys{string(mode): kids}})
	}
	for _, empty := range conditions {
		kind := empty().Kind()
		m.defs[kind] = m.condition(kind, reflect.TypeOf(empty()).Elem())
		forms = append(forms, m.ref(kind))
	}
	properties := keys{}
	for _, name := range []string{"id", "not", "muted"} {
		f, _ := shapeField(name)
		properties[name] = described(m.value(f.Type, ""), describe("node", name))
	}
	return keys{"type": "object", "properties": properties, "oneOf": forms}
}

func shapeField(name string) (reflect.StructField, bool) {
	return reflect.TypeFor[shape]().FieldByNameFunc(func(n string) bool { return strings.EqualFold(n, name) })
}

func (m *schemaMaker) condition(kind string, t reflect.Type) keys {
	properties := m.properties(t, kind)
	properties["type"] = keys{"const": kind}
	return keys{"description": describe("", kind), "required": []string{"type"}, "properties": properties}
}

// properties describes a struct as encoding/json writes it: embedded structs
// stand among the fields.
func (m *schemaMaker) properties(t reflect.Type, of string) keys {
	out := keys{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			for name, schema := range m.properties(f.Type, of) {
				out[name] = schema
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Type != reflect.TypeFor[*Node]() {
			out[name] = described(m.value(f.Type, f.Tag.Get("enum")), describe(of, name))
		}
	}
	return out
}

func described(schema keys, description string) keys {
	if description == "" {
		return schema
	}
	out := keys{"description": description}
	for k, v := range schema {
		out[k] = v
	}
	return out
}

// value describes the values of a type. Enum lists the words a text (or the
// items of a list of texts) may be; an empty one is not chosen yet.
func (m *schemaMaker) value(t reflect.Type, enum string) keys {
	switch t.Kind() {
	case reflect.String:
		if enum != "" {
			return keys{"enum": append(strings.Split(enum, ","), "")}
		}
		return keys{"type": "string"}
	case reflect.Bool:
		return keys{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return keys{"type": "integer"}
	case reflect.Pointer:
		return keys{"anyOf": []any{m.value(t.Elem(), enum), keys{"type": "null"}}}
	case reflect.Slice:
		if t == reflect.TypeFor[json.RawMessage]() { // the end of a window: a number or a day
			return keys{"type": []string{"integer", "string", "null"}}
		}
		return keys{"type": []string{"array", "null"}, "items": m.value(t.Elem(), enum)}
	case reflect.Struct:
		return m.named(t)
	}
	panic("rule: no schema for " + t.String())
}

// named describes a struct once, under its name.
func (m *schemaMaker) named(t reflect.Type) keys {
	name := strings.ToLower(t.Name())
	if _, known := m.defs[name]; !known {
		m.defs[name] = nil // it may contain itself
		written := t
		if t == reflect.TypeFor[Window]() {
			written = reflect.TypeFor[windowJSON]()
		}
		m.defs[name] = keys{"type": "object", "description": describe("", name), "properties": m.properties(written, name)}
	}
	return m.ref(name)
}
