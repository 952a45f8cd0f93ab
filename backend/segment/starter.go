package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// Starter is a rule to begin with, with its live count.
type Starter struct {
	Name     string
	Sentence string
	Rule     string
	People   int
}

var starters = []struct{ name, rule string }{
	{"Loyal buyers going quiet", `{"version":1,"include":{"all":[
		{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
		{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}]}}`},
	{"Loyalty reward", `{"version":1,"include":{"all":[
		{"type":"event","event":"purchased","count":{"op":"at_least","n":4},"window":{"kind":"last","n":365,"unit":"day"}},
		{"type":"event","event":"opened","count":{"op":"at_least","n":1},"window":{"kind":"last","n":90,"unit":"day"}}]}}`},
	{"First purchase", `{"version":1,"include":{"all":[
		{"type":"event","event":"purchased","count":{"op":"exactly","n":0}},
		{"type":"event","event":"opened","count":{"op":"at_least","n":1},"window":{"kind":"last","n":60,"unit":"day"}}]}}`},
	{"Left a cart", `{"version":1,"include":{"all":[
		{"type":"event","event":"added_to_cart","count":{"op":"at_least","n":1},"window":{"kind":"last","n":14,"unit":"day"}},
		{"type":"event","event":"purchased","count":{"op":"exactly","n":0},"window":{"kind":"last","n":14,"unit":"day"}}]}}`},
	{"Evening readers", `{"version":1,"include":{"all":[
		{"type":"event","event":"opened","count":{"op":"at_least","n":3},"window":{"kind":"last","n":180,"unit":"day"},
		 "where":[{"property":"hour","op":"between","value":"18","to":"22"}]}]}}`},
	{"At risk", `{"version":1,"include":{"all":[
		{"type":"event","event":"purchased","count":{"op":"at_least","n":1},"window":{"kind":"last","n":365,"unit":"day"}},
		{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}]}}`},
}

// Starters returns rules to begin with, each as a sentence with its live count.
func (s *Studio) Starters(ctx context.Context) ([]Starter, error) {
	out := []Starter{}
	for _, st := range starters {
		r, err := rule.Parse([]byte(st.rule))
		if err != nil {
			return nil, err
		}
		members, err := s.engine.Evaluate(ctx, r, s.now())
		if err != nil {
			return nil, err
		}
		out = append(out, Starter{st.name, rule.Sentence(r, s.Catalog()), string(r.JSON()), members.Count()})
	}
	return out, nil
}
