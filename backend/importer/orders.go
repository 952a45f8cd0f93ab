package importer

import (
	"hash/fnv"
	"hash/maphash"
	"strconv"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// orders imports rows that are orders or lines of orders.
type orders struct {
	r        *run
	people   *people
	at       *reader
	order    *reader
	product  *reader
	code     *reader
	category *reader
	quantity *reader
	price    *reader
	amount   *reader
	extra    []propertyColumn
	key      *reader
	states   orderStates
	lines    bool // rows are lines: every row is an event of its own, and the order the sum of them

	sums     map[orderKey]*orderSum
	sequence []*orderSum // in the order of the file
	ordinals map[uint64]int
	seed     maphash.Seed
}

type propertyColumn struct {
	reader
	property domain.Property
}

// line is what one row says about an order.
type line struct {
	person   domain.ContactID
	order    string
	product  string
	category string
	at       time.Time
	quantity optional // millionths
	price    optional // millionths
	amount   optional // minor units
	returned bool
	extra    []domain.PropertyValue
}

type optional struct {
	n   int64
	set bool
}

func newOrders(r *run) (*orders, error) {
	o := &orders{r: r, people: &r.people, sums: map[orderKey]*orderSum{}, ordinals: map[uint64]int{}, seed: maphash.MakeSeed()}
	for _, m := range r.plan.Mapping {
		if m.Target == "" || m.Index >= len(r.survey.columns) {
			continue
		}
		if err := o.use(m); err != nil {
			return nil, err
		}
	}
	var err error
	o.lines, err = o.haveLines()
	return o, err
}

func (o *orders) use(m ColumnChoice) error {
	rd := o.r.reader(o.r.survey.columns[m.Index])
	switch m.Target {
	case toAt:
		o.at = &rd
	case toOrder:
		o.order = &rd
	case toProduct:
		o.product = &rd
	case toProductCode:
		o.code = &rd
	case toCategory:
		o.category = &rd
	case toQuantity:
		o.quantity = &rd
	case toPrice:
		o.price = &rd
	case toAmount:
		o.amount = &rd
	case toState:
		o.states.rd = &rd
	case toEventKey:
		o.key = &rd
	default:
		column, err := o.r.propertyColumn(m, rd)
		if err != nil || column == nil {
			return err
		}
		o.extra = append(o.extra, *column)
	}
	return nil
}

// propertyColumn resolves "event:device" or "new:text" in a file of orders or
// events, nil for targets that are about persons.
func (r *run) propertyColumn(m ColumnChoice, rd reader) (*propertyColumn, error) {
	if key, ok := strings.CutPrefix(m.Target, "event:"); ok {
		p, known := r.property(key)
		if !known {
			return nil, domain.Errorf(domain.NotFound, "There is no event property %q in this workspace. Choose another meaning for column %q.", key, rd.name)
		}
		return &propertyColumn{rd, p}, nil
	}
	kind, ok := strings.CutPrefix(m.Target, "new:")
	if !ok {
		return nil, nil
	}
	p, err := r.newProperty(nameOr(m.Name, rd.name), domain.ValueType(kind))
	return &propertyColumn{rd, p}, err
}

// haveLines decides whether rows are lines of orders: they name products, or
// an order number comes twice, for which the whole file is looked through.
func (o *orders) haveLines() (bool, error) {
	if o.product != nil || o.code != nil {
		return true, nil
	}
	if o.order == nil {
		return false, nil
	}
	rows, err := o.r.survey.file.Rows(o.r.ctx, o.r.survey.sheet)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	seen := map[uint64]bool{}
	for rows.Next() {
		row := rows.Row()
		id, _ := o.order.id(row.Cells)
		if row.Number <= o.r.survey.header || id == "" || o.r.survey.isHeaderAgain(row.Cells) {
			continue
		}
		h := maphash.String(o.seed, id)
		if seen[h] {
			return true, nil
		}
		seen[h] = true
	}
	if err := rows.Err(); err != nil && domain.CodeOf(err) != domain.Corrupt {
		return false, err
	}
	return false, nil
}

func (o *orders) row(row *sheet.Row) (outcome, error) {
	if o.isDead(row) {
		return o.r.skip(o.states.rd.index, notPaid), nil
	}
	who := o.people.read(row)
	buyer := o.buyer(row, &who)
	if buyer == 0 {
		if out, refused := o.people.refuse(&who); refused {
			return out, nil
		}
	}
	l, ok := o.read(row)
	if !ok {
		return skipped, nil
	}
	person, err := unchanged, error(nil)
	if buyer == 0 {
		if buyer, person, err = o.people.applyTo(&who, o.policy()); err != nil {
			return unchanged, err
		}
	}
	l.person = buyer
	event := unchanged
	if o.lines {
		event, err = o.addLine(&l)
	} else {
		event, err = o.addOrder(&l)
	}
	return combine(event, person), err
}

// combine says what became of a row from what became of its event and its person.
func combine(event, person outcome) outcome {
	if event == unchanged && person != unchanged {
		return updated
	}
	return event
}

// read reads a row's order; ok is false when the row was skipped.
func (o *orders) read(row *sheet.Row) (l line, ok bool) {
	var code string
	bad := o.at
	m, set, code := o.at.moment(row.Cells)
	l.at = m.in(o.r.loc)
	if code == "" && !set && !o.dateOfOrder(row, &l) {
		code = "no_date"
	}
	for _, n := range []struct {
		rd    *reader
		into  *optional
		scale int64
	}{{o.quantity, &l.quantity, domain.NumberScale}, {o.price, &l.price, domain.NumberScale}, {o.amount, &l.amount, 100}} {
		if n.rd != nil && code == "" {
			n.into.n, n.into.set, code = n.rd.units(row.Cells, n.scale)
			bad = n.rd
		}
	}
	if code != "" {
		o.r.skip(bad.index, code)
		return l, false
	}
	o.readTexts(row, &l)
	if !l.settle() {
		o.r.skip(bad.index, "bad_number")
		return l, false
	}
	return l, true
}

// dateOfOrder gives a line without a date that of its order's earlier lines:
// some shops write it on the first line only.
func (o *orders) dateOfOrder(row *sheet.Row, l *line) bool {
	if o.order == nil {
		return false
	}
	id, _ := o.order.id(row.Cells)
	sum, ok := o.sums[orderKey{id, canceled(id)}]
	if ok {
		l.at = sum.at
	}
	return ok && id != ""
}

func (o *orders) readTexts(row *sheet.Row, l *line) {
	for _, t := range []struct {
		rd   *reader
		into *string
	}{{o.order, &l.order}, {o.product, &l.product}, {o.category, &l.category}} {
		if t.rd != nil {
			var code string
			*t.into, code = t.rd.id(row.Cells)
			o.people.note(t.rd, code)
		}
	}
	if l.product == "" && o.code != nil {
		l.product, _ = o.code.id(row.Cells)
	}
	for i := range o.extra {
		c := &o.extra[i]
		v, code := c.value(row.Cells, c.property.Type)
		o.people.note(&c.reader, code)
		if v.IsSet() {
			l.extra = append(l.extra, domain.PropertyValue{ID: c.property.ID, Value: v})
		}
	}
}

// settle works out the amount and whether it is a return, and makes numbers
// positive: the type of the event says which way money went. It returns false
// when the amount does not fit.
func (l *line) settle() bool {
	if !l.amount.set && l.price.set {
		quantity := int64(domain.NumberScale)
		if l.quantity.set {
			quantity = l.quantity.n
		}
		n, ok := times(quantity, l.price.n)
		if !ok {
			return false
		}
		l.amount = optional{n, true}
	}
	l.returned = l.quantity.n < 0 || l.amount.n < 0 || canceled(l.order)
	l.quantity.n, l.amount.n = magnitude(l.quantity.n), magnitude(l.amount.n)
	return true
}

func magnitude(n int64) int64 { return max(n, -n) }

// canceled reports whether an invoice number is that of a credit note: C536379.
func canceled(order string) bool {
	return len(order) > 1 && (order[0] == 'C' || order[0] == 'c') && digit(order[1])
}

// orderID names the order; rows without a number are one order per person and instant.
func (l *line) orderID() string {
	if l.order != "" {
		return l.order
	}
	return "~" + strconv.FormatInt(int64(l.person), 36) + "~" + strconv.FormatInt(l.at.UnixMilli(), 36)
}

// addLine adds one line of an order, unless it is here already.
func (o *orders) addLine(l *line) (outcome, error) {
	sum, err := o.sumOf(l)
	if err != nil {
		return unchanged, err
	}
	event := l.event(domain.EventBought, domain.EventReturned)
	event.Key = o.lineKey(l)
	sum.see(l)
	if sum.existed {
		have, found, err := o.r.tx.EventByKey(event.Type, event.Key)
		if err != nil {
			return unchanged, err
		}
		if found {
			sum.matched += l.amount.n
			return o.r.mergeEvent(have, event)
		}
	}
	sum.count(l)
	o.r.tally.EventsAdded++
	_, err = o.r.tx.AddEvent(event)
	return added, err
}

// lineKey is the same for the same line whenever the file is imported: the
// order, a hash of product, price and quantity, and the how-manieth line of
// the order like it this is.
func (o *orders) lineKey(l *line) string {
	price := l.price.n
	if !l.price.set {
		price = l.amount.n
	}
	h := fnv.New64a()
	h.Write([]byte(l.product))
	h.Write([]byte{0})
	h.Write(strconv.AppendInt(nil, price, 36))
	h.Write([]byte{0})
	h.Write(strconv.AppendInt(nil, l.quantity.n, 36))
	base := l.orderID() + "|" + strconv.FormatUint(h.Sum64(), 36)
	return base + "|" + strconv.Itoa(o.ordinal(base, l.returned))
}

// ordinal counts rows that are alike, from 0.
func (o *orders) ordinal(base string, returned bool) int {
	h := maphash.String(o.seed, base)
	if returned {
		h = ^h
	}
	n := o.ordinals[h]
	o.ordinals[h] = n + 1
	return n
}

// addOrder adds a row that is a whole order, unless it is here already.
func (o *orders) addOrder(l *line) (outcome, error) {
	event := l.event(domain.EventPurchased, domain.EventRefunded)
	event.Key = l.order
	if l.order == "" {
		base := l.orderID() + "~" + strconv.FormatInt(l.amount.n, 36) + "~" + strconv.FormatInt(l.quantity.n, 36)
		event.Key = base + "~" + strconv.Itoa(o.ordinal(base, l.returned))
	}
	return o.r.addEvent(event)
}

// event makes the event of a line or order: one type for buying, one for giving back.
func (l *line) event(bought, returned domain.EventTypeID) domain.Event {
	e := domain.Event{ContactID: l.person, Type: bought, At: l.at, Props: make([]domain.PropertyValue, 0, 5+len(l.extra))}
	if l.returned {
		e.Type = returned
	}
	e.Props = addText(e.Props, domain.PropProduct, l.product)
	e.Props = addText(e.Props, domain.PropCategory, l.category)
	if l.amount.set {
		e.Props = append(e.Props, domain.PropertyValue{ID: domain.PropAmount, Value: domain.MoneyValue(l.amount.n)})
	}
	if l.quantity.set {
		e.Props = append(e.Props, domain.PropertyValue{ID: domain.PropQuantity, Value: domain.Value{Type: domain.Number, Int: l.quantity.n}})
	}
	e.Props = addText(e.Props, domain.PropOrder, l.order)
	e.Props = append(e.Props, l.extra...)
	return e
}

func addText(props []domain.PropertyValue, id domain.PropertyID, text string) []domain.PropertyValue {
	if text == "" {
		return props
	}
	return append(props, domain.PropertyValue{ID: id, Value: domain.TextValue(text)})
}
