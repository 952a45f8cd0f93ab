package segment_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

const inMumbai = `{"version":1,"include":{"id":"in","all":[{"id":"m","type":"field","field":"city","op":"any_of","values":["mumbai"]}]}}`

func namesOf(p segment.TablePage) string {
	var out []string
	for _, r := range p.Rows {
		out = append(out, strings.TrimPrefix(r.Name, "Person "))
	}
	return strings.Join(out, "")
}

func TestTheTableIsFilteredSearchedSortedAndPaged(t *testing.T) {
	s := open(t)
	down := []segment.TableSort{{Column: "name", Descending: true}}
	for name, c := range map[string]struct {
		q     segment.TableQuestion
		names string
		total int
	}{
		"everybody by id":              {segment.TableQuestion{Limit: 10}, "ABCDEF", 6},
		"an empty rule asks nothing":   {segment.TableQuestion{Rule: `{"version":1}`, Limit: 10}, "ABCDEF", 6},
		"a page from the middle":       {segment.TableQuestion{Sort: down, Offset: 2, Limit: 2}, "DC", 6},
		"a page past the end":          {segment.TableQuestion{Offset: 6, Limit: 2}, "", 6},
		"by a rule":                    {segment.TableQuestion{Rule: inMumbai, Sort: down, Limit: 10}, "CBA", 3},
		"by every word, in any order":  {segment.TableQuestion{Search: "e pers", Limit: 10}, "ABCDEF", 6},
		"by a word of the name":        {segment.TableQuestion{Search: "  B ", Limit: 10}, "B", 1},
		"by a rule and a word":         {segment.TableQuestion{Rule: inMumbai, Search: "d", Limit: 10}, "", 0},
		"most orders first, then name": {segment.TableQuestion{Sort: append([]segment.TableSort{{Column: "orders", Descending: true}}, down...), Limit: 3}, "FED", 6},
		"nobody's city last":           {segment.TableQuestion{Sort: []segment.TableSort{{Column: "field:city", Descending: true}}, Limit: 10}, "DEABCF", 6},
		"who never ordered is last":    {segment.TableQuestion{Sort: []segment.TableSort{{Column: "last_order"}}, Limit: 10}, "BCDEFA", 6},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := s.Table(t.Context(), c.q)
			if err != nil || namesOf(page) != c.names || page.Total != c.total {
				t.Errorf("got %q of %d, %v", namesOf(page), page.Total, err)
			}
		})
	}
}

func TestCellsSayWhatColumnsNameAndUnknownOnesAreRefused(t *testing.T) {
	s := open(t)
	page, err := s.Table(t.Context(), segment.TableQuestion{Columns: []string{"name", "field:city", "orders", "last_order", "mailable"}, Offset: 2, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Person C", "Mumbai", "2", "5 May 2026", page.Rows[0].Cells[4]}
	if got := page.Rows[0].Cells; !slices.Equal(got, want) || got[4] == "" {
		t.Errorf("got %q", got)
	}
	if _, err := s.Table(t.Context(), segment.TableQuestion{Columns: []string{"field:gone"}}); domain.CodeOf(err) != domain.NotFound {
		t.Errorf("a column that is gone: %v", err)
	}
	keys := map[string]bool{}
	for _, c := range s.TableColumns() {
		if c.Name == "" || keys[c.Key] {
			t.Errorf("column %+v", c)
		}
		keys[c.Key] = true
		if _, err := s.Table(t.Context(), segment.TableQuestion{Sort: []segment.TableSort{{Column: c.Key}}, Columns: []string{c.Key}, Limit: 6}); err != nil {
			t.Errorf("by %s: %v", c.Key, err)
		}
	}
}

func TestASelectionIsAFilterWithExceptionsOrAList(t *testing.T) {
	s := open(t)
	for name, c := range map[string]struct {
		sel  segment.Selection
		want []domain.ContactID
	}{
		"a list":                         {segment.Selection{IDs: []domain.ContactID{5, 2, 99}}, []domain.ContactID{2, 5}},
		"everybody of the filter":        {segment.Selection{Rule: inMumbai, All: true}, []domain.ContactID{1, 2, 3}},
		"but some":                       {segment.Selection{Rule: inMumbai, All: true, IDs: []domain.ContactID{2, 6}}, []domain.ContactID{1, 3}},
		"nobody":                         {segment.Selection{}, []domain.ContactID{}},
		"everybody of a search but some": {segment.Selection{Search: "person", All: true, IDs: []domain.ContactID{1}}, []domain.ContactID{2, 3, 4, 5, 6}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := s.Chosen(t.Context(), c.sel)
			people, _, counted := s.CountChosen(t.Context(), c.sel)
			if err != nil || counted != nil || !slices.Equal(got, c.want) || people != len(c.want) {
				t.Errorf("got %v, counted %d, %v", got, people, err)
			}
		})
	}
}

func TestTheNarrowestPartOfAFilterIsNamedWithExactNumbers(t *testing.T) {
	s := open(t)
	both := `{"version":1,"include":{"id":"in","all":[{"id":"m","type":"field","field":"city","op":"any_of","values":["mumbai"]},{"id":"p","type":"field","field":"city","op":"any_of","values":["pune"]}]}}`
	for name, c := range map[string]struct {
		rule, search, node string
		without            int
	}{
		"the clause that leaves most":       {both, "", "p", 3},
		"with a search that finds nobody":   {inMumbai, "zzz", "", 3},
		"the clause, counted by the search": {both, "d", "m", 1},
		"the only clause":                   {`{"id":"x","type":"field","field":"city","op":"any_of","values":["rome"]}`, "", "x", 6},
		"nothing helps":                     {`{"all":[{"id":"x","type":"field","field":"city","op":"any_of","values":["rome"]},{"id":"y","type":"field","field":"city","op":"any_of","values":["oslo"]}]}`, "", "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := s.Narrowest(t.Context(), c.rule, c.search)
			if err != nil || got != (segment.Narrowing{Node: c.node, Without: c.without}) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestEveryPageOfRandomQuestionsEqualsFilteringAndSortingPlainly(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		w := conformance.NewWorkspace(seed+900, 30+int(seed%3)*200)
		e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		statuses := func(id domain.ContactID) domain.MailStatus { return domain.MailStatus(id / 2 % 4) }
		s := segment.New(e, shop{w}, statuses, frozenAt(w.AsOf))
		at := segment.AsOf(w.AsOf, e.Last())
		for k := range uint64(6) {
			q := segment.TableQuestion{Rule: string(conformance.NewRule(seed*50+k, w).JSON()), Offset: r.IntN(40), Limit: r.IntN(60)}
			number := numberField(w.Catalog, r)
			q.Sort = []segment.TableSort{{Column: "mailable", Descending: k%2 == 0}, {Column: "field:" + number.Key, Descending: k%3 == 0}}
			page, err := s.Table(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := rule.Parse([]byte(q.Rule))
			if err != nil {
				t.Fatal(err)
			}
			members, err := w.Members(parsed, w.People(), at)
			if err != nil {
				t.Fatal(err)
			}
			if n := parsed.Include; n == nil || n.Cond == nil && len(n.Kids) == 0 {
				continue // a filter without an include lane is of everybody
			}
			mailable := 0
			for _, id := range members {
				if statuses(id) == domain.Mailable {
					mailable++
				}
			}
			sortPlainly(members, w, q, number, statuses)
			members = members[min(q.Offset, len(members)):]
			members = members[:min(q.Limit, len(members))]
			got := []domain.ContactID{}
			for _, row := range page.Rows {
				got = append(got, domain.ContactID(row.ID))
			}
			if fmt.Sprint(got) != fmt.Sprint(members) || page.Mailable != mailable {
				t.Fatalf("seed %d: %+v\n got %v, %d\nwant %v, %d", seed, q, got, page.Mailable, members, mailable)
			}
		}
	}
}

func numberField(cat rule.Catalog, r *rand.Rand) domain.Field {
	var found []domain.Field
	for _, f := range cat.Fields {
		if !f.Type.Coded() {
			found = append(found, f)
		}
	}
	return found[r.IntN(len(found))]
}

func sortPlainly(ids []domain.ContactID, w *conformance.Workspace, q segment.TableQuestion, f domain.Field, status func(domain.ContactID) domain.MailStatus) {
	values := map[domain.ContactID]domain.Value{}
	for _, c := range w.Contacts {
		values[c.ID] = c.Value(f.ID)
	}
	last := func(id domain.ContactID) int {
		if status(id) == domain.Mailable {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(a, b domain.ContactID) int {
		c := cmp.Compare(last(a), last(b))
		if q.Sort[0].Descending {
			c = -c
		}
		x, y := values[a], values[b]
		if c != 0 || x.IsSet() != y.IsSet() {
			if c == 0 && x.IsSet() {
				return -1
			}
			return cmp.Or(c, 1)
		}
		c = cmp.Compare(x.Int, y.Int)
		if q.Sort[1].Descending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a, b))
	})
}

type frozenAt time.Time

func (c frozenAt) Now() time.Time { return time.Time(c) }
