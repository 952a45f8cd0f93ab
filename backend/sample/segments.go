package sample

import "github.com/kvnmail/kvnmail/backend/domain"

// vip is the id of the first segment saved into an empty workspace; the
// showpiece leaves its people out.
const vip = "1"

// Segments returns the shop's saved segments in the order they have to be saved
// into an empty workspace.
func Segments() []domain.Segment {
	return []domain.Segment{
		{Name: "VIP customers", Rule: []byte(`{"version":1,"include":{"all":[
			{"type":"event","event":"purchased","count":{"op":"at_least","n":5},"window":{"kind":"last","n":365,"unit":"day"}}]}}`)},
		{Name: "Loyal buyers going quiet", Rule: []byte(`{"version":1,"include":{"all":[
			{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
			{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}},
			{"any":[
				{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]},
				{"type":"event","event":"opened","count":{"op":"at_least","n":3},"window":{"kind":"last","n":180,"unit":"day"},
				 "where":[{"property":"hour","op":"between","value":"18","to":"22"}]},
				{"type":"event","event":"visited","count":{"op":"at_least","n":2},"window":{"kind":"last","n":30,"unit":"day"}}]},
			{"type":"messages","not":true,"n":3,"action":"opened","count":{"op":"exactly","n":0}}]},
			"exclude":{"any":[{"type":"segment","segments":[` + vip + `]}]}}`)},
		{Name: "Left a cart", Rule: []byte(`{"version":1,"include":{"all":[
			{"type":"event","event":"added_to_cart","count":{"op":"at_least","n":1},"window":{"kind":"last","n":14,"unit":"day"}},
			{"type":"event","event":"purchased","count":{"op":"exactly","n":0},"window":{"kind":"last","n":14,"unit":"day"}}]}}`)},
		{Name: "Never bought", Rule: []byte(`{"version":1,"include":{"all":[
			{"type":"event","event":"purchased","count":{"op":"exactly","n":0}}]}}`)},
	}
}
