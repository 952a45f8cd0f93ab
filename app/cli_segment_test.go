package app

import (
	"slices"
	"testing"
)

const asOf = "2026-06-01T12:00:00+05:30"

type counted struct {
	People, Mailable int
	Nodes            []map[string]any
}

// ruleCases are rules with hand-written SQL of the same meaning; ?1 is 60 days before asOf, ?2 asOf.
var ruleCases = []struct{ name, rule, sql string }{
	{"ordered at least twice", `{"all":[{"type":"event","event":"purchased","count":{"op":"at_least","n":2}}]}`,
		`SELECT count(*) FROM (SELECT contact_id FROM event WHERE type_id = 10 AND at <= ?2 GROUP BY contact_id HAVING count(*) >= 2)`},
	{"last order more than 60 days ago", `{"all":[{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}]}`,
		`SELECT count(*) FROM (SELECT contact_id FROM event WHERE type_id = 10 AND at <= ?2 GROUP BY contact_id HAVING max(at) <= ?1)`},
	{"in one of two cities", `{"all":[{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune"]}]}`,
		`SELECT count(*) FROM contact WHERE f5 IN ('Mumbai', 'Pune')`},
	{"spent 5,000 or more", `{"all":[{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"5000"}]}`,
		`SELECT count(*) FROM (SELECT contact_id FROM event WHERE type_id = 10 AND at <= ?2 GROUP BY contact_id HAVING sum(p7) >= 500000)`},
	{"none of the last 3 mails opened", `{"all":[{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}]}`,
		`WITH sent AS (SELECT contact_id, p2, row_number() OVER (PARTITION BY contact_id ORDER BY at DESC, id DESC) AS n FROM event WHERE type_id = 1 AND at <= ?2)
		 SELECT count(*) FROM (SELECT s.contact_id FROM sent s WHERE s.n <= 3 GROUP BY s.contact_id HAVING count(*) = 3
		 AND sum(EXISTS (SELECT 1 FROM event o WHERE o.contact_id = s.contact_id AND o.type_id = 3 AND o.at <= ?2 AND o.p2 = s.p2 AND coalesce(o.p11, 0) = 0)) = 0)`},
	{"of a city and never ordered, Gold left out", `{"include":{"all":[{"type":"field","field":"city","op":"any_of","values":["Mumbai"]},{"not":true,"type":"event","event":"purchased"}]},"exclude":{"any":[{"type":"field","field":"first_name","op":"starts_with","text":"A"}]}}`,
		`SELECT count(*) FROM contact c WHERE f5 = 'Mumbai' AND NOT EXISTS (SELECT 1 FROM event e WHERE e.contact_id = c.id AND e.type_id = 10 AND e.at <= ?2) AND coalesce(f3, '') NOT LIKE 'A%'`},
}

func TestSegmentsCountWhatHandWrittenSQLCounts(t *testing.T) {
	l := newLine(t)
	l.sample(1500)
	const day = 24 * 3600 * 1000
	now := int64(1780295400000) // asOf
	all := l.number("SELECT count(*) FROM contact")
	for _, c := range ruleCases {
		t.Run(c.name, func(t *testing.T) {
			rule := l.file("rule.json", c.rule)
			want := l.number("SELECT n FROM (SELECT ("+c.sql+") AS n, ?1, ?2)", now-60*day, now)
			got := do[counted](l, "segment", "count", rule, "--as-of", asOf, "--nodes")
			if got.People != want || want == 0 || want == all || got.Mailable > got.People || len(got.Nodes) == 0 {
				t.Errorf("counted %+v, SQL says %d of %d", got, want, all)
			}
			members := do[[]string](l, "segment", "members", rule, "--as-of", asOf)
			if len(members) != want || !slices.IsSorted(members) {
				t.Errorf("%d members, sorted %v, want %d", len(members), slices.IsSorted(members), want)
			}
			for i, is := range explained(t, l, rule, members[0]) {
				if !is {
					t.Errorf("lane %d of a member is %v", i, is)
				}
			}
		})
	}
}

// explained returns whether the person is a member and nothing else that could be false.
func explained(t *testing.T, l line, rule, person string) []bool {
	t.Helper()
	out := do[struct {
		Member bool
		Lanes  []Explanation
	}](l, "explain", rule, person, "--as-of", asOf)
	if len(out.Lanes) == 0 || out.Lanes[0].Text == "" {
		t.Errorf("explained as %+v", out)
	}
	return []bool{out.Member, out.Lanes[0].Match}
}
