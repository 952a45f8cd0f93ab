package importer

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// people imports rows that are persons and finds the persons of other rows.
type people struct {
	r        *run
	email    *reader
	external *reader
	name     *reader
	fields   []fieldColumn
	status   []statusColumn
	consent  consents
	known    directory

	suppressed map[[32]byte]bool
	values     []fieldValue // of the row at hand
	perColumn  bool         // columns have answers of their own to what becomes of values
	nameMatch  string
	hosts      hosts
}

type fieldColumn struct {
	reader
	field   domain.Field
	onMatch string
}

type fieldValue struct {
	id      domain.FieldID
	value   domain.Value
	onMatch string // "" as the plan says
}

// statusColumn says that somebody must not be mailed. Reason "" means that the
// value itself names the reason.
type statusColumn struct {
	reader
	reason domain.SuppressionReason
}

// person is what one row says about one person.
type person struct {
	row           int
	email, id     string
	values        []fieldValue
	reason        domain.SuppressionReason // why not to mail them, "" when nothing is said
	badEmail      string                   // why what stands in place of an email is none
	consent       domain.ConsentEntry
	consentDenied bool
}

// prepare resolves the mapping and learns who is here.
func (p *people) prepare(r *run) error {
	p.r, p.hosts = r, hosts{}
	for _, m := range r.plan.Mapping {
		if m.Target == "" || m.Index >= len(r.survey.columns) {
			continue
		}
		if err := p.use(m); err != nil {
			return err
		}
	}
	return p.known.load(r)
}

// use takes up one mapped column if it is about persons.
func (p *people) use(m ColumnChoice) error {
	rd := p.r.reader(p.r.survey.columns[m.Index])
	p.perColumn = p.perColumn || m.OnMatch != ""
	switch m.Target {
	case toEmail:
		p.email = &rd
	case toExternal:
		p.external = &rd
	case toName:
		p.name, p.nameMatch = &rd, m.OnMatch
	case toUnsubscribed:
		p.status = append(p.status, statusColumn{rd, domain.SuppressedUnsubscribed})
	case toBounced:
		p.status = append(p.status, statusColumn{rd, domain.SuppressedBounced})
	case toComplained:
		p.status = append(p.status, statusColumn{rd, domain.SuppressedComplained})
	case toStatus:
		p.status = append(p.status, statusColumn{rd, ""})
	default:
		if p.consent.use(m.Target, rd) {
			return nil
		}
		return p.useField(m, rd)
	}
	return nil
}

func (p *people) useField(m ColumnChoice, rd reader) error {
	if key, ok := strings.CutPrefix(m.Target, "field:"); ok {
		for _, f := range p.r.fields {
			if f.Key == key {
				if f.ID == domain.FieldPhone {
					rd.phone = regionOf(p.r.settings)
				}
				p.fields = append(p.fields, fieldColumn{rd, f, m.OnMatch})
				return nil
			}
		}
		return domain.Errorf(domain.NotFound, "There is no field %q in this workspace. Choose another meaning for column %q.", key, rd.name)
	}
	kind, ok := strings.CutPrefix(m.Target, "new:")
	if !ok || p.r.plan.Kind != domain.ImportPeople {
		return nil
	}
	f, err := p.r.newField(nameOr(m.Name, rd.name), domain.ValueType(kind))
	if err != nil {
		return err
	}
	p.fields = append(p.fields, fieldColumn{rd, f, m.OnMatch})
	return nil
}

func nameOr(name, fallback string) string {
	if name = cleanText(name); name != "" {
		return name
	}
	return fallback
}

func (p *people) row(row *sheet.Row) (outcome, error) {
	who := p.read(row)
	if o, ok := p.refuse(&who); ok {
		return o, nil
	}
	return p.apply(&who, p.r.plan.OnMatch)
}

func (p *people) finish() error { return nil }

// refuse skips a row that names nobody.
func (p *people) refuse(who *person) (outcome, bool) {
	if who.email != "" || who.id != "" {
		if who.badEmail != "" {
			p.r.problem(p.email.index, who.badEmail, false)
		}
		return 0, false
	}
	if who.badEmail != "" {
		return p.r.skip(p.email.index, who.badEmail), true
	}
	return p.r.skip(p.keyIndex(), "no_person"), true
}

func (p *people) keyIndex() int {
	if p.email != nil && (p.external == nil || p.r.plan.MatchOn != MatchExternalID) {
		return p.email.index
	}
	return p.external.index
}

// read collects what a row says about its person and notes values that cannot be read.
func (p *people) read(row *sheet.Row) person {
	who := person{row: row.Number}
	if p.email != nil {
		text, code := p.email.text(row.Cells)
		p.note(p.email, code)
		p.readAddress(text, &who)
	}
	if p.external != nil {
		id, code := p.external.id(row.Cells)
		p.note(p.external, code)
		who.id = id
	}
	if who.email == "" && who.id == "" {
		return who
	}
	p.values = p.values[:0]
	for i := range p.fields {
		f := &p.fields[i]
		v, code := f.value(row.Cells, f.field.Type)
		p.note(&f.reader, code)
		if v.IsSet() {
			p.values = append(p.values, fieldValue{f.field.ID, v, f.onMatch})
		}
	}
	p.readName(row)
	who.values = p.values
	who.reason = p.readReason(row)
	p.consent.read(p, row, &who)
	return who
}

// readAddress reads the row's email and tells what is remarkable about it.
func (p *people) readAddress(text string, who *person) {
	if text == "" {
		return
	}
	read := readEmail(text)
	who.email, who.badEmail = read.address, read.code
	if read.address == "" {
		return
	}
	if read.many {
		p.r.problem(p.email.index, manyEmails, false)
	}
	if meant := p.hosts.typo(read.address); meant != "" {
		p.r.suggest(p.email.index, emailTypo, meant, false)
	}
	if isRole(read.address[:strings.IndexByte(read.address, '@')]) {
		p.r.problem(p.email.index, roleAddress, false)
	}
}

// note records a value of the row at hand that was set aside.
func (p *people) note(rd *reader, code string) {
	if code != "" {
		p.r.problem(rd.index, code, false)
	}
}

// readName splits a full name: "Asha Rao" or "Rao, Asha".
func (p *people) readName(row *sheet.Row) {
	if p.name == nil {
		return
	}
	text, code := p.name.text(row.Cells)
	p.note(p.name, code)
	first, last := text, ""
	if family, given, ok := strings.Cut(text, ","); ok {
		first, last = given, family
	} else if at := strings.LastIndexByte(text, ' '); at > 0 {
		first, last = text[:at], text[at+1:]
	}
	p.offer(domain.FieldFirstName, domain.TextValue(first))
	p.offer(domain.FieldLastName, domain.TextValue(last))
}

// offer adds a value that no column of its own gave.
func (p *people) offer(id domain.FieldID, v domain.Value) {
	for _, have := range p.values {
		if have.id == id {
			return
		}
	}
	if v.IsSet() {
		p.values = append(p.values, fieldValue{id, v, p.nameMatch})
	}
}

// readReason returns why the row's person must not be mailed.
func (p *people) readReason(row *sheet.Row) domain.SuppressionReason {
	found := domain.SuppressionReason("")
	for i := range p.status {
		s := &p.status[i]
		text, code := s.text(row.Cells)
		p.note(&s.reader, code)
		if text == "" {
			continue
		}
		reason, ok := s.read(text)
		if !ok {
			p.note(&s.reader, "bad_status")
		}
		if found == "" {
			found = reason
		}
	}
	return found
}

// read turns a value into a reason. In a column of one reason, yes, a date or
// the reason's word mean it; anything else that is not a no is not understood.
func (s *statusColumn) read(text string) (domain.SuppressionReason, bool) {
	if s.reason == "" {
		return readStatus(text)
	}
	if word, ok := readStatus(text); ok {
		return word, true
	}
	if yes, ok := readBool(text); ok {
		if yes {
			return s.reason, true
		}
		return "", true
	}
	if _, ok := readDate(text, s.order); ok {
		return s.reason, true
	}
	if _, ok := readDate(text, orderMDY); ok {
		return s.reason, true
	}
	if plain, _, ok := plainDecimal(text, false); ok {
		if strings.Trim(plain, "0.-") == "" {
			return "", true
		}
		return s.reason, true
	}
	return s.reason, false // a word in an opt-out column: better not mailed than mailed against their will
}
