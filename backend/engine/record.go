package engine

import (
	"cmp"
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// records collects the rows of a run that is no events: entries of the
// permission ledger and suppressions. They may come in any order, but those
// of one contact and instant in the order they were recorded.
type records struct {
	who  []uint32
	at   []int64
	cols map[domain.PropertyID]*pieceColumn
}

// add appends a row; values of one property have one type.
func (r *records) add(who int, at int64) {
	r.who = append(r.who, uint32(who))
	r.at = append(r.at, at)
}

// text sets a text of the last row. Every row needs one.
func (r *records) text(id domain.PropertyID, s string, d *dictionary) {
	c := r.column(id, domain.Text)
	c.codes = d.add([]string{s}, c.codes)
}

// int sets a number of the last row. Every row needs one.
func (r *records) int(id domain.PropertyID, typ domain.ValueType, v int64) {
	c := r.column(id, typ)
	c.ints = append(c.ints, v)
}

func (r *records) column(id domain.PropertyID, typ domain.ValueType) *pieceColumn {
	if r.cols == nil {
		r.cols = map[domain.PropertyID]*pieceColumn{}
	}
	if r.cols[id] == nil {
		r.cols[id] = &pieceColumn{typ: typ}
	}
	return r.cols[id]
}

// run makes the run over n contacts.
func (r *records) run(e *Engine, n int) *run {
	order := make([]uint32, len(r.who))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(r.who[a], r.who[b]), cmp.Compare(r.at[a], r.at[b]))
	})
	p := &runPiece{counts: make([]uint32, n), at: pickRows(r.at, order), props: r.cols}
	for _, w := range r.who {
		p.counts[w]++
	}
	for _, c := range p.props {
		c.codes, c.ints = pickRows(c.codes, order), pickRows(c.ints, order)
		c.measure()
	}
	return e.joinRun(n, []*runPiece{p}, func(domain.PropertyID) *dictionary { return e.recordTexts }, oneCore)
}

// recorded are the records of a workspace by run.
type recorded map[runKey]*records

func (m recorded) of(key runKey) *records {
	if m[key] == nil {
		m[key] = &records{}
	}
	return m[key]
}

// consent appends an entry of the permission ledger.
func (r *records) consent(e *Engine, who int, c domain.ConsentEntry) {
	r.add(who, c.At.UnixMilli())
	granted := int64(0)
	if c.Action == domain.Granted {
		granted = 1
	}
	r.int(consentGranted, domain.Bool, granted)
	r.text(consentBasis, c.Basis, e.recordTexts)
}

// suppression appends a suppression.
func (r *records) suppression(e *Engine, who int, s domain.Suppression) {
	r.add(who, s.At.UnixMilli())
	r.text(suppressionReason, string(s.Reason), e.recordTexts)
}

// readRecords reads the permission ledger and the suppressions.
func (l *loader) readRecords(ctx context.Context) error {
	all := recorded{}
	number := func(id domain.ContactID, use func(i int)) error {
		if i, known := slices.BinarySearch(l.ids, id); known {
			use(i)
		}
		return ctx.Err()
	}
	err := l.src.EachConsent(ctx, func(c domain.ConsentEntry) error {
		return number(c.ContactID, func(i int) { all.of(l.e.consentKey(c.Purpose)).consent(l.e, i, c) })
	})
	if err != nil {
		return err
	}
	err = l.src.EachSuppression(ctx, func(id domain.ContactID, s domain.Suppression) error {
		return number(id, func(i int) { all.of(runKey{suppressionRun, 0}).suppression(l.e, i, s) })
	})
	if err != nil {
		return err
	}
	for key, r := range all {
		l.runs[key] = r.run(l.e, l.n())
	}
	return nil
}
