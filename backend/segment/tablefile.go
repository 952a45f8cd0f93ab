package segment

import (
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
)

// The columns that only files have: whether somebody may be mailed in a word that
// other programs can be told to obey, and why not.
const (
	keyMayBeMailed = "may_be_mailed"
	keyWhyNot      = "why_not"
)

var (
	mayBeMailedColumn = map[string]string{"en": "May be mailed", "hi": "मेल भेज सकते हैं"}
	whyNotColumn      = map[string]string{"en": "Why not", "hi": "क्यों नहीं"}
	yes               = map[string]string{"en": "yes", "hi": "हाँ"}
	no                = map[string]string{"en": "no", "hi": "नहीं"}
)

// FileColumns lists the columns of a file of people: every field, then whether
// they may be mailed, so that nobody takes those who opted out for the others.
func (s *Studio) FileColumns() []TableColumn {
	var out []TableColumn
	cat := s.Catalog()
	for _, f := range cat.Fields {
		out = append(out, fieldColumn(f, cat).TableColumn)
	}
	for _, c := range s.fileOnly() {
		out = append(out, c.TableColumn)
	}
	return out
}

func (s *Studio) fileOnly() []column {
	cat := s.Catalog()
	return []column{
		{TableColumn: TableColumn{Key: keyMayBeMailed, Name: inTongue(mayBeMailedColumn, cat), Kind: "text"}, value: func(_ domain.Contact, i int) domain.Value {
			if s.status(i) == domain.Mailable {
				return domain.TextValue(inTongue(yes, cat))
			}
			return domain.TextValue(inTongue(no, cat))
		}},
		{TableColumn: TableColumn{Key: keyWhyNot, Name: inTongue(whyNotColumn, cat), Kind: "text"}, value: func(_ domain.Contact, i int) domain.Value {
			return domain.TextValue(inTongue(whyNotIn[s.status(i)], cat))
		}},
	}
}

// TableValues returns what some people have in some columns, for a file: calls fn
// with each of them, in their order. Who is gone is left out. It reads a few
// hundred people at a time.
func (s *Studio) TableValues(ctx context.Context, ids []domain.ContactID, keys []string, fn func(values []domain.Value) error) error {
	columns, err := s.fileColumnsOf(keys)
	if err != nil {
		return err
	}
	const atOnce = 500
	values := make([]domain.Value, len(columns))
	for part := range slices.Chunk(ids, atOnce) {
		contacts, err := s.store.Contacts(ctx, part)
		if err != nil {
			return err
		}
		for _, c := range contacts {
			i, known := s.engine.Index(c.ID)
			if !known {
				continue
			}
			for k, col := range columns {
				values[k] = col.value(c, i)
			}
			if err := fn(values); err != nil {
				return err
			}
		}
	}
	return nil
}

// fileColumnsOf finds columns of the table and of files by their keys.
func (s *Studio) fileColumnsOf(keys []string) ([]column, error) {
	return findColumns(append(s.columns(), s.fileOnly()...), keys)
}

// Spread counts how many of some groups of people each of some rules finds: a
// line for each rule, in it a number for each group. A rule that cannot be
// counted has none.
func (s *Studio) Spread(ctx context.Context, groups [][]domain.ContactID, rules []string) ([][]int, error) {
	sets := make([]*engine.Bitmap, len(groups))
	for g, ids := range groups {
		sets[g] = engine.NewBitmap(s.engine.Size())
		for _, id := range ids {
			if i, known := s.engine.Index(id); known && i < sets[g].Len() {
				sets[g].Add(i)
			}
		}
	}
	out := make([][]int, len(rules))
	for k, text := range rules {
		members, err := s.evaluate(ctx, text)
		switch code := domain.CodeOf(err); {
		case code == domain.Invalid || code == domain.Blocked:
			continue
		case err != nil:
			return nil, err
		}
		for _, set := range sets {
			out[k] = append(out[k], members.CountAnd(set))
		}
	}
	return out, nil
}
