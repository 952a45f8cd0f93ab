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
	places []place             // by row of the new part
	who    []uint32            // numbers by row; nil: row is number
	extra  map[int]*rule.Facts // by number
}

// gather makes an index of the contacts who (nil: of everybody) from what the
// state knows of them and what is new.
func (e *Engine) gather(ctx context.Context, s *state, who []uint32, ids []domain.ContactID, extra map[int]*rule.Facts) (*index, error) {
	out := newIndex()
	g := &gatherer{e: e, who: who, extra: extra}
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
	g.fields(out)
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	return out, g.runs(ctx, out)
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

// facts returns what is new about a row's contact; nil for nothing.
func (g *gatherer) facts(row int) *rule.Facts {
	if g.extra == nil {
		return nil
	}
	return g.extra[g.number(row)]
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
		if f := g.facts(row); f != nil && f.Contact.ID != 0 {
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

// freshRows are the new rows of every run, by row of the part.
type freshRows map[int]*records

func (g *gatherer) freshRows() map[runKey]freshRows {
	out := map[runKey]freshRows{}
	of := func(key runKey, row int) *records {
		if out[key] == nil {
			out[key] = freshRows{}
		}
		if out[key][row] == nil {
			out[key][row] = &records{}
		}
		return out[key][row]
	}
	for row := range g.places {
		f := g.facts(row)
		if f == nil {
			continue
		}
		for _, ev := range f.Events {
			g.addEvent(of(eventKey(ev.Type), row), ev)
		}
		for _, c := range f.Consents {
			of(g.e.consentKey(c.Purpose), row).consent(g.e, 0, c)
		}
		suppressions := slices.Clone(f.Suppressions)
		slices.SortStableFunc(suppressions, func(a, b domain.Suppression) int { return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()) })
		for _, s := range suppressions {
			of(runKey{suppressionRun, 0}, row).suppression(g.e, 0, s)
		}
	}
	return out
}

// addEvent appends an event with the properties the engine knows.
func (g *gatherer) addEvent(r *records, ev domain.Event) {
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
