package template

import (
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// filler fits one template to a workspace. In the data these stand for what is
// found in the workspace:
//
//	{"$field": role}                            the key of the field of a role
//	{"$property": role}                         the key of the property of a role
//	{"$event": [types], "with": property}       the first type whose events have it
//	{"$top": field, "nth": n}                   its n-th most frequent value
//	{"$top": field, "first": n}                 its n most frequent values
//	{"$top": property, "of": [types], ...}      the same of a property
//	{"$like": field or property, "means": sense} the values of a sense
//	{"$season": name}, {"$since": name}         the window of a season, after it
type filler struct {
	cat     rule.Catalog
	data    Data
	now     time.Time // in the workspace's zone
	missing []need
}

// fill returns a piece of a rule with everything found; event is the key of the
// event type that the piece is about, "" for none.
func (f *filler) fill(v any, event string) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = f.fill(item, event)
		}
		return out
	case map[string]any:
		return f.object(v, event)
	}
	return v
}

func (f *filler) object(v map[string]any, event string) any {
	if found, is := f.place(v, event); is {
		return found
	}
	if kind := v["event"]; kind != nil {
		event, _ = f.fill(kind, "").(string)
		f.needEvent(event)
	}
	if v["type"] == "messages" {
		f.needEvent("sent")
	}
	out := map[string]any{}
	for _, key := range sortedKeys(v) {
		switch kids, isGroup := v[key].([]any); {
		case key == "event":
			out[key] = event
		case key == "any" && isGroup:
			out[key] = f.either(kids, event)
		default:
			out[key] = f.fill(v[key], event)
		}
	}
	f.needNamed(out, event)
	return out
}

// either fills pieces of which one is enough: only if all lack something, does the group.
func (f *filler) either(kids []any, event string) []any {
	out := make([]any, len(kids))
	var lacking []need
	enough := false
	for i, kid := range kids {
		own := &filler{cat: f.cat, data: f.data, now: f.now}
		out[i] = own.fill(kid, event)
		enough = enough || len(own.missing) == 0
		lacking = append(lacking, own.missing...)
	}
	if !enough {
		f.lack(lacking...)
	}
	return out
}

// place fills one of the places there are, if this is one.
func (f *filler) place(v map[string]any, event string) (any, bool) {
	switch {
	case v["$field"] != nil:
		return f.field(v["$field"].(string)), true
	case v["$property"] != nil:
		return f.property(v["$property"].(string), event), true
	case v["$event"] != nil:
		return f.event(v), true
	case v["$top"] != nil:
		return f.top(v), true
	case v["$like"] != nil:
		return f.like(v), true
	case v["$season"] != nil:
		span, _ := LastSeason(v["$season"].(string), f.now)
		return map[string]any{"kind": "dates", "from": span.From, "to": span.To}, true
	case v["$since"] != nil:
		span, _ := LastSeason(v["$since"].(string), f.now)
		return map[string]any{"kind": "after", "from": span.To}, true
	}
	return nil, false
}

func (f *filler) field(name string) string {
	r := roles[name]
	if found, ok := r.field(f.cat, f.data); ok {
		return found.Key
	}
	f.lack(need{"field", r.key})
	return r.key
}

func (f *filler) property(name, event string) string {
	r := roles[name]
	t, _ := f.cat.EventType(event)
	if found, ok := r.property(f.cat, f.data, t.ID); ok {
		return found.Key
	}
	f.lack(need{"property", r.key})
	return r.key
}

// event returns the first of some types whose events carry a property, else the first.
func (f *filler) event(v map[string]any) string {
	types := texts(v["$event"])
	for _, key := range types {
		t, _ := f.cat.EventType(key)
		if f.carries(t.ID, v["with"]) {
			return key
		}
	}
	return types[0]
}

// carries reports whether events of a type have a property, given by its key or by its role.
func (f *filler) carries(t domain.EventTypeID, property any) bool {
	if place, is := property.(map[string]any); is {
		_, ok := roles[place["$property"].(string)].property(f.cat, f.data, t)
		return ok
	}
	p, ok := f.cat.Property(property.(string))
	return ok && f.data.Carries(t, p.ID)
}

func (f *filler) top(v map[string]any) []string {
	values := f.values(v["$top"].(string), texts(v["of"]))
	from, n := 0, 1
	if nth, ok := v["nth"].(float64); ok {
		from = int(nth) - 1
	}
	if first, ok := v["first"].(float64); ok {
		n = int(first)
	}
	found := values[min(from, len(values)):min(from+n, len(values))]
	if len(found) < n {
		f.lack(need{"values", v["$top"].(string)})
	}
	return slices.Clip(append([]string{}, found...))
}

func (f *filler) like(v map[string]any) []string {
	s := senses[v["means"].(string)]
	if found := s.among(f.values(v["$like"].(string), texts(v["of"]))); len(found) > 0 {
		return found
	}
	if s.needed {
		f.lack(need{"values", v["means"].(string)})
	}
	return s.usual
}

// values lists the values of a field or, with types, of a property of the first of
// them that has it.
func (f *filler) values(key string, types []string) []string {
	if len(types) == 0 {
		field, _ := f.cat.Field(key)
		return f.data.FieldValues(field.ID)
	}
	p, _ := f.cat.Property(key)
	for _, name := range types {
		if t, ok := f.cat.EventType(name); ok && f.data.Carries(t.ID, p.ID) {
			return f.data.PropertyValues(t.ID, p.ID)
		}
	}
	return nil
}

func texts(v any) (out []string) {
	list, _ := v.([]any)
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
