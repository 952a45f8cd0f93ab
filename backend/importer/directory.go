package importer

import (
	"cmp"
	"maps"
	"math"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// cacheLimit is how many contacts are held to merge rows of one person without reading them again.
const cacheLimit = 4096

// repeatsKept is how many rows about somebody who came before are listed; all are counted.
const repeatsKept = 200

// directory finds people by their keys and remembers what this import did to them.
type directory struct {
	r       *run
	byEmail *keyTable
	byID    *keyTable
	cache   map[domain.ContactID]*domain.Contact
	touched byPerson[outcome]
	rows    byPerson[int32] // the first row of each person in the file
	values  map[domain.FieldID]domain.Value
	wanted  []domain.ContactID
}

func (d *directory) load(r *run) error {
	d.r = r
	d.byEmail, d.byID = newKeyTable(), newKeyTable()
	d.cache, d.values = map[domain.ContactID]*domain.Contact{}, map[domain.FieldID]domain.Value{}
	return r.tx.EachContactKey(func(id domain.ContactID, email, externalID string) error {
		d.byEmail.put(email, id)
		d.byID.put(externalID, id)
		return nil
	})
}

func (d *directory) contact(id domain.ContactID) (*domain.Contact, error) {
	if c, ok := d.cache[id]; ok {
		return c, nil
	}
	c, err := d.r.tx.Contact(id)
	if err != nil {
		return nil, err
	}
	d.remember(&c)
	return &c, nil
}

// prefetch reads the people of some rows at once, if what is known of them will matter.
func (d *directory) prefetch(rows []sheet.Row) error {
	p := &d.r.people
	if d.r.plan.OnMatch == OnMatchKeep && !p.perColumn || len(p.fields) == 0 && p.name == nil {
		return nil
	}
	d.wanted = d.wanted[:0]
	for i := range rows {
		if id := d.glance(&rows[i]); id != 0 && d.cache[id] == nil {
			d.wanted = append(d.wanted, id)
		}
	}
	if len(d.wanted) == 0 {
		return nil
	}
	found, err := d.r.tx.Contacts(d.wanted)
	for i := range found {
		d.remember(&found[i])
	}
	return err
}

// glance finds whom a row is about by its first key, 0 where that takes a closer look.
func (d *directory) glance(row *sheet.Row) domain.ContactID {
	if p := &d.r.people; p.email != nil {
		text, _ := p.email.text(row.Cells)
		if text == "" {
			return 0
		}
		return d.byEmail.get(readEmail(text).address)
	}
	id, _ := d.r.people.external.id(row.Cells)
	return d.byID.get(id)
}

func (d *directory) remember(c *domain.Contact) {
	if len(d.cache) >= cacheLimit {
		clear(d.cache)
	}
	d.cache[c.ID] = c
}

// meet notes that a row is about somebody, and whether an earlier one was too. That
// means something in a list of people only.
func (d *directory) meet(who *person, id domain.ContactID) {
	if d.r.plan.Kind != domain.ImportPeople {
		return
	}
	first := d.rows.get(id)
	if first == 0 {
		d.rows.set(id, int32(min(who.row, math.MaxInt32)))
		return
	}
	d.r.tally.Repeated++
	if len(d.r.repeats) < repeatsKept {
		d.r.repeats = append(d.r.repeats, Repeat{Row: who.row, First: int(first), Who: strings.Clone(cmp.Or(who.email, who.id))})
	}
}

// inFile returns the people that a list of people is about.
func (d *directory) inFile() domain.ContactSet {
	return domain.Contacts(func(yield func(domain.ContactID) bool) {
		for id, row := range d.rows.list {
			if row != 0 && !yield(domain.ContactID(id)) {
				return
			}
		}
	})
}

// match finds the person of a row, 0 for a new one. A key that belongs to
// somebody else is taken out of who and reported.
func (d *directory) match(who *person) (domain.ContactID, error) {
	byEmail, byID := d.byEmail.get(who.email), d.byID.get(who.id)
	idFirst := d.r.plan.MatchOn == MatchExternalID
	main, other, hasMain := byEmail, byID, who.email != ""
	if idFirst {
		main, other, hasMain = byID, byEmail, who.id != ""
	}
	switch {
	case other == 0 || main == other:
		return main, nil
	case !hasMain:
		return other, nil
	case main == 0:
		c, err := d.contact(other)
		if err != nil {
			return 0, err
		}
		if idFirst && c.ExternalID == "" || !idFirst && c.Email == "" {
			return other, nil
		}
	}
	d.dropTaken(who, idFirst)
	return main, nil
}

func (d *directory) dropTaken(who *person, idFirst bool) {
	if idFirst {
		d.r.problem(d.r.people.email.index, "email_taken", false)
		who.email = ""
		return
	}
	d.r.problem(d.r.people.external.index, "id_taken", false)
	who.id = ""
}

// upsert adds the person or brings the one already here up to date.
func (d *directory) upsert(who *person, policy string) (domain.ContactID, outcome, error) {
	d.r.tx.AtRow(who.row)
	id, err := d.match(who)
	if err != nil {
		return 0, unchanged, err
	}
	if id == 0 {
		return d.add(who)
	}
	d.meet(who, id)
	if d.touched.get(id) == added && policy == OnMatchKeep {
		policy = OnMatchFill // a second row of a person this file brought
	}
	if policy == OnMatchKeep && !d.r.people.perColumn || d.saysNothing(who, id) {
		return id, unchanged, nil
	}
	c, err := d.contact(id)
	if err != nil {
		return 0, unchanged, err
	}
	before := *c
	if !d.merge(c, who, policy) {
		return id, unchanged, nil
	}
	if err := d.r.tx.ReplaceContact(before, *c); err != nil {
		return 0, unchanged, err
	}
	d.touch(id)
	return id, updated, nil
}

// saysNothing reports whether a row has nothing but keys, and those are the person's.
func (d *directory) saysNothing(who *person, id domain.ContactID) bool {
	return len(who.values) == 0 && (who.email == "" || d.byEmail.get(who.email) == id) && (who.id == "" || d.byID.get(who.id) == id)
}

func (d *directory) add(who *person) (domain.ContactID, outcome, error) {
	clear(d.values)
	for _, v := range who.values {
		d.values[v.id] = v.value
	}
	id, err := d.r.tx.AddContact(domain.Contact{Email: who.email, ExternalID: who.id, Values: d.values, CreatedAt: d.r.started})
	if err != nil {
		return 0, unchanged, err
	}
	d.byEmail.put(who.email, id)
	d.byID.put(who.id, id)
	d.meet(who, id)
	d.touched.set(id, added)
	d.r.tally.PeopleAdded++
	return id, added, nil
}

// touch counts a person who was here before as updated, once.
func (d *directory) touch(id domain.ContactID) {
	if d.touched.get(id) == unchanged {
		d.touched.set(id, updated)
		d.r.tally.PeopleUpdated++
	}
}

// merge puts the row's values into the contact and reports whether any changed.
func (d *directory) merge(c *domain.Contact, who *person, policy string) bool {
	changed := d.mergeKeys(c, who, policy)
	copied := false
	for _, v := range who.values {
		have, ok := c.Values[v.id]
		how := cmp.Or(v.onMatch, policy)
		if how == OnMatchKeep || ok && (how != OnMatchNewer || have == v.value) {
			continue
		}
		if !copied { // the contact before has the same map
			c.Values, copied = maps.Clone(c.Values), true
			if c.Values == nil {
				c.Values = map[domain.FieldID]domain.Value{}
			}
		}
		c.Values[v.id] = v.value
		changed = true
	}
	return changed
}

func (d *directory) mergeKeys(c *domain.Contact, who *person, policy string) bool {
	before := *c
	if who.email != "" && (c.Email == "" || policy == OnMatchNewer) {
		c.Email = strings.Clone(who.email)
	}
	if who.id != "" && (c.ExternalID == "" || policy == OnMatchNewer) {
		c.ExternalID = strings.Clone(who.id)
	}
	if policy == OnMatchKeep || c.Email == before.Email && c.ExternalID == before.ExternalID {
		c.Email, c.ExternalID = before.Email, before.ExternalID
		return false
	}
	d.byEmail.take(before.Email)
	d.byID.take(before.ExternalID)
	d.byEmail.put(c.Email, c.ID)
	d.byID.put(c.ExternalID, c.ID)
	return true
}
