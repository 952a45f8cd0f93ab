package importer

import (
	"maps"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// cacheLimit is how many contacts are held to merge rows of one person without reading them again.
const cacheLimit = 50_000

// directory finds people by their keys and remembers what this import did to them.
type directory struct {
	r       *run
	byEmail map[string]domain.ContactID
	byID    map[string]domain.ContactID
	cache   map[domain.ContactID]*domain.Contact
	touched map[domain.ContactID]outcome
}

func (d *directory) load(r *run) error {
	d.r = r
	d.byEmail, d.byID = map[string]domain.ContactID{}, map[string]domain.ContactID{}
	d.cache, d.touched = map[domain.ContactID]*domain.Contact{}, map[domain.ContactID]outcome{}
	return r.tx.EachContactKey(func(id domain.ContactID, email, externalID string) error {
		if email != "" {
			d.byEmail[email] = id
		}
		if externalID != "" {
			d.byID[externalID] = id
		}
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

func (d *directory) remember(c *domain.Contact) {
	if len(d.cache) >= cacheLimit {
		clear(d.cache)
	}
	d.cache[c.ID] = c
}

// match finds the person of a row, 0 for a new one. A key that belongs to
// somebody else is taken out of who and reported.
func (d *directory) match(who *person) (domain.ContactID, error) {
	byEmail, byID := d.byEmail[who.email], d.byID[who.id]
	if who.email == "" {
		byEmail = 0
	}
	if who.id == "" {
		byID = 0
	}
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
		d.r.problem(who.row, d.r.people.email.name, who.email, "email_taken", false)
		who.email = ""
		return
	}
	d.r.problem(who.row, d.r.people.external.name, who.id, "id_taken", false)
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
	if d.touched[id] == added && policy == OnMatchKeep {
		policy = OnMatchFill // a second row of a person this file brought
	}
	if policy == OnMatchKeep {
		return id, unchanged, nil
	}
	c, err := d.contact(id)
	if err != nil {
		return 0, unchanged, err
	}
	if !d.merge(c, who, policy == OnMatchNewer) {
		return id, unchanged, nil
	}
	if err := d.r.tx.UpdateContact(*c); err != nil {
		return 0, unchanged, err
	}
	d.touch(id)
	return id, updated, nil
}

func (d *directory) add(who *person) (domain.ContactID, outcome, error) {
	c := &domain.Contact{Email: who.email, ExternalID: who.id, Values: map[domain.FieldID]domain.Value{}, CreatedAt: d.r.started}
	for _, v := range who.values {
		c.Values[v.id] = v.value
	}
	id, err := d.r.tx.AddContact(*c)
	if err != nil {
		return 0, unchanged, err
	}
	c.ID = id
	d.index(c)
	d.remember(c)
	d.touched[id] = added
	d.r.tally.PeopleAdded++
	return id, added, nil
}

func (d *directory) index(c *domain.Contact) {
	if c.Email != "" {
		d.byEmail[c.Email] = c.ID
	}
	if c.ExternalID != "" {
		d.byID[c.ExternalID] = c.ID
	}
}

// touch counts a person who was here before as updated, once.
func (d *directory) touch(id domain.ContactID) {
	if d.touched[id] == unchanged {
		d.touched[id] = updated
		d.r.tally.PeopleUpdated++
	}
}

// merge puts the row's values into the contact and reports whether any changed.
func (d *directory) merge(c *domain.Contact, who *person, newer bool) bool {
	changed := d.mergeKeys(c, who, newer)
	copied := false
	for _, v := range who.values {
		have, ok := c.Values[v.id]
		if ok && (!newer || have == v.value) {
			continue
		}
		if !copied { // the store may still hold the map it was given
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

func (d *directory) mergeKeys(c *domain.Contact, who *person, newer bool) bool {
	before := *c
	if who.email != "" && (c.Email == "" || newer) {
		c.Email = who.email
	}
	if who.id != "" && (c.ExternalID == "" || newer) {
		c.ExternalID = who.id
	}
	if c.Email == before.Email && c.ExternalID == before.ExternalID {
		return false
	}
	if before.Email != "" {
		delete(d.byEmail, before.Email)
	}
	if before.ExternalID != "" {
		delete(d.byID, before.ExternalID)
	}
	d.index(c)
	return true
}
