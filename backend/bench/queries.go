package bench

// Query is one question of the set, as a marketer would ask it.
type Query struct{ Name, Rule string }

// Queries are the questions every engine is measured with: one of each kind that
// segments are made of.
var Queries = []Query{
	{"opened none of the last 3 emails", `{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}`},
	{"more than 3 orders ever", `{"type":"event","event":"purchased","count":{"op":"at_least","n":4}}`},
	{"more than 3 orders in 90 days", `{"type":"event","event":"purchased","count":{"op":"at_least","n":4},"window":{"kind":"last","n":90,"unit":"day"}}`},
	{"joined in 30 days, never ordered", `{"all":[
		{"type":"field","field":"joined","op":"window","window":{"kind":"last","n":30,"unit":"day"}},
		{"type":"event","event":"purchased","not":true}]}`},
	{"clicked on a phone in 14 days, 5 countries", `{"all":[
		{"type":"event","event":"clicked","window":{"kind":"last","n":14,"unit":"day"},"where":[{"property":"device","op":"any_of","values":["phone"]}]},
		{"type":"field","field":"country","op":"any_of","values":["India","Singapore","Germany","Nepal","Canada"]}]}`},
	{"average order above 3,000", `{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"gt","value":"3000"}`},
	{"category A twice and never B in 180 days", `{"all":[
		{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":180,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Category 1"]}]},
		{"type":"event","event":"purchased","not":true,"window":{"kind":"last","n":180,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Category 2"]}]}]}`},
	{"usually opens in the evening", `{"type":"habit","event":"opened","is":{"property":"hour","op":"between","value":"18","to":"22"}}`},
	{"top 10 % by spend", `{"type":"rank","end":"top","n":10,"unit":"percent","event":"purchased","measure":"sum","property":"amount"}`},
	{"email contains a text", `{"type":"field","field":"email","op":"contains","text":"sharma1"}`},
	{"email at a domain", `{"type":"field","field":"email","part":"domain","op":"any_of","values":["rediffmail.com"]}`},
	{"company contains a text", `{"type":"field","field":"company","op":"contains","text":"any 77"}`},
	{"six conditions with and, or, not", `{"all":[
		{"type":"field","field":"country","op":"any_of","values":["India","Nepal"]},
		{"any":[{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":180,"unit":"day"}},
			{"type":"event","event":"clicked","count":{"op":"at_least","n":1},"window":{"kind":"last","n":60,"unit":"day"}}]},
		{"type":"messages","n":5,"action":"opened","count":{"op":"at_least","n":1}},
		{"type":"field","field":"points","op":"gte","value":"500"},
		{"type":"field","field":"tags","op":"any_of","values":["blocked-cod"],"not":true}]}`},
	{"visited a page, no order within 7 days", `{"type":"sequence","steps":[{"event":"visited","where":[{"property":"page","op":"any_of","values":["/page/40"]}]},
		{"event":"purchased","not":true,"within":{"n":7,"unit":"day"}}]}`},
	{"tags any of two", `{"type":"field","field":"tags","op":"any_of","values":["vip","wholesale"]}`},
	{"renewal in 30 days", `{"type":"field","field":"renewal","op":"window","window":{"kind":"next","n":30,"unit":"day"}}`},
	{"birthday in 30 days", `{"type":"field","field":"birthday","op":"anniversary","window":{"kind":"next","n":30,"unit":"day"}}`},
	{"last order over 180 days ago", `{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":180,"unit":"day"}}`},
	{"three different campaigns clicked", `{"type":"measure","event":"clicked","measure":"distinct","property":"campaign","op":"gte","value":"3"}`},
}
