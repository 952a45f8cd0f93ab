package segment

import (
	"context"
	"encoding/json"
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TableQuestion asks for a page of the table of people: those who match Rule (a
// rule document, "" for everybody) and in whose name, email address and customer
// id every word of Search is found.
type TableQuestion struct {
	Rule    string
	Search  string
	Sort    []TableSort
	Columns []string // keys of TableColumns
	Offset  int
	Limit   int
}

// TableSort is a column the table is sorted by.
type TableSort struct {
	Column     string
	Descending bool
}

// TablePage is a page of the table, with how many people the question finds and
// how many of them can be mailed.
type TablePage struct {
	Rows     []TableRow
	Total    int
	Mailable int
}

// TableRow is a person with the cells of the columns asked for, in words.
type TableRow struct {
	PersonRow
	Cells []string
}

// tableView is everybody a question finds, in order.
type tableView struct {
	key      string
	numbers  []uint32
	mailable int
}

// views keeps the view asked for last: scrolling asks for it again and again.
type views struct {
	mu   sync.Mutex
	last *tableView
}

// Table answers one page of the table.
func (s *Studio) Table(ctx context.Context, q TableQuestion) (TablePage, error) {
	columns, err := s.columnsOf(q.Columns)
	if err != nil {
		return TablePage{}, err
	}
	v, err := s.view(ctx, q)
	if err != nil {
		return TablePage{}, err
	}
	page := TablePage{Rows: []TableRow{}, Total: len(v.numbers), Mailable: v.mailable}
	contacts, err := s.store.Contacts(ctx, s.idsOf(v.between(q.Offset, q.Offset+q.Limit)))
	if err != nil {
		return TablePage{}, err
	}
	for _, c := range contacts {
		page.Rows = append(page.Rows, s.tableRow(c, columns))
	}
	return page, nil
}

// TableSpan returns the ids of the people from one place of the table up to, and
// without, another.
func (s *Studio) TableSpan(ctx context.Context, q TableQuestion, from, to int) ([]domain.ContactID, error) {
	v, err := s.view(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.idsOf(v.between(from, to)), nil
}

// between returns the contact numbers of some places; those outside are left out.
func (v *tableView) between(from, to int) []uint32 {
	from = min(max(from, 0), len(v.numbers))
	return v.numbers[from:min(max(to, from), len(v.numbers))]
}

func (s *Studio) idsOf(numbers []uint32) []domain.ContactID {
	ids := make([]domain.ContactID, len(numbers))
	for i, who := range numbers {
		ids[i] = s.engine.Contact(int(who))
	}
	return ids
}

// view puts everybody a question finds in order, once for the same data.
func (s *Studio) view(ctx context.Context, q TableQuestion) (*tableView, error) {
	key, err := s.viewKey(q)
	if err != nil {
		return nil, err
	}
	s.views.mu.Lock()
	kept := s.views.last
	s.views.mu.Unlock()
	if kept != nil && kept.key == key {
		return kept, nil
	}
	v, err := s.makeView(ctx, q)
	if err != nil {
		return nil, err
	}
	v.key = key
	s.views.mu.Lock()
	defer s.views.mu.Unlock()
	s.views.last = v
	return v, nil
}

// viewKey names what a view depends on: the question without its page, the data,
// the minute, and who can be mailed.
func (s *Studio) viewKey(q TableQuestion) (string, error) {
	version, statuses := s.engine.Version(), s.statusVersion.Load()
	key, err := json.Marshal([]any{q.Rule, q.Search, q.Sort, version, statuses, s.now()})
	return string(key), err
}

func (s *Studio) makeView(ctx context.Context, q TableQuestion) (*tableView, error) {
	members, err := s.found(ctx, q.Rule, q.Search)
	if err != nil {
		return nil, err
	}
	keys, err := s.orderKeys(q.Sort)
	if err != nil {
		return nil, err
	}
	order, err := s.engine.Order(ctx, keys, s.now())
	if err != nil {
		return nil, err
	}
	return &tableView{numbers: only(order, members), mailable: s.tally(members)[domain.Mailable]}, nil
}

// only returns those of an order who are in a set.
func only(order []uint32, members *engine.Bitmap) []uint32 {
	out := make([]uint32, 0, members.Count())
	for _, who := range order {
		if int(who) < members.Len() && members.Has(int(who)) {
			out = append(out, who)
		}
	}
	return out
}

// found returns who matches a filter and a quick search.
func (s *Studio) found(ctx context.Context, text, search string) (*engine.Bitmap, error) {
	r, err := filterOf(text)
	if err != nil {
		return nil, err
	}
	return s.foundBy(ctx, r, search)
}

func (s *Studio) foundBy(ctx context.Context, r rule.Rule, search string) (*engine.Bitmap, error) {
	members, err := s.engine.Evaluate(ctx, r, s.now())
	words := strings.Fields(search)
	if err != nil || len(words) == 0 {
		return members, err
	}
	found, err := s.engine.Evaluate(ctx, searchRule(words), s.now())
	if err != nil {
		return nil, err
	}
	return members.And(found), nil
}

// filterOf reads a filter. One that asks nothing finds everybody, while a segment
// without rules is empty.
func filterOf(text string) (rule.Rule, error) {
	if strings.TrimSpace(text) == "" {
		return forEverybody(rule.Rule{Version: rule.Version}), nil
	}
	r, err := rule.Parse([]byte(text))
	return forEverybody(r), err
}

func forEverybody(r rule.Rule) rule.Rule {
	if r.Include == nil || r.Include.Cond == nil && len(r.Include.Kids) == 0 {
		r.Include = &rule.Node{Cond: &rule.Everyone{}}
	}
	return r
}

// searched are the fields a quick search looks at.
var searched = []string{"first_name", "last_name", "email", "external_id"}

// searchRule finds every word in any of the searched fields.
func searchRule(words []string) rule.Rule {
	all := &rule.Node{Mode: rule.All}
	for _, word := range words {
		anywhere := &rule.Node{Mode: rule.Any}
		for _, field := range searched {
			c := &rule.Field{Field: field, Comparison: rule.Comparison{Op: "contains", Text: word}}
			anywhere.Kids = append(anywhere.Kids, &rule.Node{Cond: c})
		}
		all.Kids = append(all.Kids, anywhere)
	}
	return rule.Rule{Version: rule.Version, Include: all}
}
