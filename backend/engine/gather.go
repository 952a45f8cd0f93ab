package engine

import (
	"cmp"
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// place is where a state holds a contact; index is nil for one it does not know.
type place struct {
	*index
	row int
}

// gatherer copies contacts out of a state's parts into a new one.
type gatherer struct {
	e      *Engine
	places []place  // by row of the new part
	who    []uint32 // numbers by row; nil: row is number
	draft  *draft   // what is new; nil for nothing
	same   *index   // whose columns and runs can be shared; nil for none
}

// gather makes an index of the contacts who (nil: of everybody) from what the
// state knows of them and what is new.
func (e *Engine) gather(ctx context.Context, s *state, who []uint32, ids []domain.ContactID, d *draft) (*index, error) {
	out := newIndex()
	g := &gatherer{e: e, who: who, draft: d}
	out.who = who
	if who == nil {
		out.ids = ids
		g.places = s.places(len(ids))
	} else {
		for _, i := range who {
			out.ids = append(out.ids, ids[i])
			p, row, known := s.find(int(i))
			if known {
				g.places = append(g.places, place{p.index, row})
			} else {
				g.places = append(g.places, place{})
			}
		}
	}
	if g.same = onlyEvents(s, who, ids, d); g.same != nil {
		out.fields, out.address = g.same.fields, g.same.address
	} else {
		g.fields(out)
	}
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	return out, g.runs(ctx, out)
}

// onlyEvents returns the index of a state where everybody is written anew and
// nothing but events is new: what has none can be shared. nil when there is more.
func onlyEvents(s *state, who []uint32, ids []domain.ContactID, d *draft) *index {
	if who == nil && len(s.parts) == 1 && s.parts[0].n() == len(ids) && d != nil && len(d.people) == 0 {
		return s.parts[0].index
	}
	return nil
}

// share returns a run for an index that differs in others: what was worked out
// from those has to be worked out again.
func (r *run) share() *run {
	return &run{off: r.off, at: r.at, props: r.props, first: r.first, last: r.last}
}

// places finds everybody.
func (s *state) places(n int) []place {
	out := make([]place, n)
	for _, p := range s.parts {
		p.live.Each(func(row int) bool { out[p.number(row)] = place{p.index, row}; return true })
	}
	return out
}

func (g *gatherer) number(row int) int {
	if g.who == nil {
		return row
	}
	return int(g.who[row])
}

// person returns a row's contact that is new as a whole; nil for others.
func (g *gatherer) person(row int) *rule.Facts {
	if g.draft == nil || len(g.draft.people) == 0 {
		return nil
	}
	return g.draft.people[g.number(row)]
}

// pieces cuts the new part into stretches that are copied side by side.
func (g *gatherer) pieces() int { return chunksOf(len(g.places)) }

func (g *gatherer) stretch(k int) (lo, hi int) {
	return k * chunkRows, min((k+1)*chunkRows, len(g.places))
}

func (g *gatherer) work() parallel {
	if g.pieces() < 4 {
		return oneCore
	}
	return everyCore
}

func (g *gatherer) fields(out *index) {
	g.e.shape.RLock()
	var ids []domain.FieldID
	for id := range g.e.fieldTypes {
		ids = append(ids, id)
	}
	g.e.shape.RUnlock()
	cols := make([]*column, len(ids))
	g.work()(len(ids), func(k int) { cols[k] = g.field(ids[k]) })
	for k, id := range ids {
		if cols[k] != nil {
			out.fields[id] = cols[k]
		}
	}
}

// field copies a field's column; nil when nobody has a value.
func (g *gatherer) field(id domain.FieldID) *column {
	typ, _ := g.e.fieldType(id)
	dict := g.e.fieldTexts(id)
	v := newValues(typ, dict, len(g.places))
	some := false
	for row, p := range g.places {
		if f := g.person(row); f != nil {
			some = v.set(row, f.Contact.Value(id), typ, dict) || some
			continue
		}
		if p.index == nil || p.fields[id] == nil {
			continue
		}
		some = true
		v.copyFrom(row, p.fields[id], p.row)
	}
	if !some {
		return nil
	}
	v.measure()
	return assemble(typ, dict, len(g.places), []chunk{{0, v}}, oneCore)
}

func newValues(typ domain.ValueType, dict *dictionary, n int) *values {
	v := &values{}
	switch {
	case dict != nil:
		v.codes = make([]uint32, n)
	case typ.Coded():
		v.texts = make([]string, n)
	default:
		v.ints = make([]int64, n)
		for i := range v.ints {
			v.ints[i] = domain.Missing
		}
	}
	return v
}

// set stores a value and reports whether there is one.
func (v *values) set(row int, x domain.Value, typ domain.ValueType, dict *dictionary) bool {
	if x.Type != typ {
		return false
	}
	switch {
	case dict != nil:
		v.codes[row] = dict.add([]string{x.Text}, nil)[0]
	case typ.Coded():
		v.texts[row] = rule.FoldValue(x)
	default:
		v.ints[row] = x.Int
	}
	return true
}

// copyFrom copies a value from a column of the same kind.
func (v *values) copyFrom(row int, c *column, from int) {
	switch {
	case v.codes != nil:
		v.codes[row] = uint32(c.codes.at(from))
	case v.texts != nil:
		v.texts[row] = c.folded(from)
	default:
		if n, ok := c.int(from); ok {
			v.ints[row] = n
		}
	}
}

// runs copies every run that one of the places has, and those that are new.
func (g *gatherer) runs(ctx context.Context, out *index) error {
	keys := map[runKey]bool{}
	var indexes []*index
	for _, p := range g.places {
		if p.index != nil && !slices.Contains(indexes, p.index) {
			indexes = append(indexes, p.index)
			for key := range p.runs {
				keys[key] = true
			}
		}
	}
	fresh := g.freshRows()
	for key := range fresh {
		keys[key] = true
	}
	for key := range keys {
		if g.same != nil && fresh[key] == nil {
			out.runs[key] = g.same.runs[key].share()
			continue
		}
		pieces := make([]*runPiece, g.pieces())
		g.work()(len(pieces), func(k int) { pieces[k] = g.piece(key, k, fresh[key]) })
		if err := stopped(ctx); err != nil {
			return err
		}
		dict := g.e.propertyTexts
		if key.kind != eventRun {
			dict = func(domain.PropertyID) *dictionary { return g.e.recordTexts }
		}
		if r := g.e.joinRun(len(g.places), pieces, dict, g.work()); r.rows() > 0 {
			out.runs[key] = r
		}
	}
	return nil
}

// freshRows are the new rows of a run: those of row who[k] are the records from
// starts[k] up to starts[k+1].
type freshRows struct {
	records
	who    []int
	starts []int
}

// begin says that the records to come are a row's.
func (f *freshRows) begin(row int) {
	if n := len(f.who); n == 0 || f.who[n-1] != row {
		f.who, f.starts = append(f.who, row), append(f.starts, len(f.at))
	}
}

// of returns the records of a row from its first to past its last.
func (f *freshRows) of(row int) (from, to int) {
	if f == nil {
		return 0, 0
	}
	k, there := slices.BinarySearch(f.who, row)
	if !there {
		return 0, 0
	}
	if k+1 < len(f.starts) {
		return f.starts[k], f.starts[k+1]
	}
	return f.starts[k], len(f.at)
}

// freshRows sorts what is new into runs, in the order of the part's rows.
func (g *gatherer) freshRows() map[runKey]*freshRows {
	out := map[runKey]*freshRows{}
	if g.draft == nil {
		return out
	}
	of := func(key runKey, row int) *records {
		if out[key] == nil {
			out[key] = &freshRows{}
		}
		out[key].begin(row)
		return &out[key].records
	}
	deeds := g.draft.deeds
	for _, i := range g.draft.who {
		row := i
		if g.who != nil {
			row, _ = slices.BinarySearch(g.who, uint32(i))
		}
		for ; len(deeds) > 0 && deeds[0].who == i; deeds = deeds[1:] {
			g.addEvent(of(eventKey(deeds[0].event.Type), row), deeds[0].event)
		}
		if f := g.draft.people[i]; f != nil {
			g.addPerson(f, func(key runKey) *records { return of(key, row) })
		}
	}
	return out
}

// addPerson appends everything that is known of a contact.
func (g *gatherer) addPerson(f *rule.Facts, of func(runKey) *records) {
	for k := range f.Events {
		g.addEvent(of(eventKey(f.Events[k].Type)), &f.Events[k])
	}
	for _, c := range f.Consents {
		of(g.e.consentKey(c.Purpose)).consent(g.e, 0, c)
	}
	suppressions := slices.Clone(f.Suppressions)
	slices.SortStableFunc(suppressions, func(a, b domain.Suppression) int { return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()) })
	for _, s := range suppressions {
		of(runKey{suppressionRun, 0}).suppression(g.e, 0, s)
	}
}

// addEvent appends an event with the properties the engine knows.
func (g *gatherer) addEvent(r *records, ev *domain.Event) {
	r.add(0, ev.At.UnixMilli())
	for _, p := range ev.Props {
		typ, known := g.e.propertyType(p.ID)
		if !known || typ != p.Value.Type {
			continue
		}
		c := r.column(p.ID, typ)
		c.padTo(len(r.at) - 1)
		if max(len(c.codes), len(c.ints)) == len(r.at) {
			continue // the first value of a property counts, as in domain.Event.Prop
		}
		if typ.Coded() {
			c.codes = g.e.propertyTexts(p.ID).add([]string{p.Value.Text}, c.codes)
		} else {
			c.ints = append(c.ints, p.Value.Int)
		}
	}
	for _, c := range r.cols {
		c.padTo(len(r.at))
	}
}

// padTo makes the column n rows long with rows that have no value.
func (c *pieceColumn) padTo(n int) {
	for c.typ.Coded() && len(c.codes) < n {
		c.codes = append(c.codes, 0)
	}
	for !c.typ.Coded() && len(c.ints) < n {
		c.ints = append(c.ints, domain.Missing)
	}
}
