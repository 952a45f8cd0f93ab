package sample

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// EachPerson hands the people over one by one, for what does not take blocks.
func (c *Crowd) EachPerson(ctx context.Context, fn func(domain.Contact) error) error {
	var b domain.ContactBlock
	for k := range c.Contacts() {
		if err := c.ReadContacts(ctx, k, &b); err != nil {
			return err
		}
		for row, id := range b.IDs {
			p := domain.Contact{ID: id, CreatedAt: c.start(), Values: map[domain.FieldID]domain.Value{}}
			for i := range b.Columns {
				v := b.Columns[i].Value(row)
				if b.Columns[i].Field == domain.FieldEmail {
					p.Email = v.Text
				} else if v.IsSet() {
					p.Values[b.Columns[i].Field] = v
				}
			}
			if err := fn(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// EachEvent hands the events over one by one, by type and range of contacts.
func (c *Crowd) EachEvent(ctx context.Context, fn func(domain.Event) error) error {
	id := domain.EventID(0)
	for k := range c.Events() {
		if err := c.eachOfBlock(ctx, k, &id, fn); err != nil {
			return err
		}
	}
	return nil
}

func (c *Crowd) eachOfBlock(ctx context.Context, k int, id *domain.EventID, fn func(domain.Event) error) error {
	var b domain.EventBlock
	if err := c.ReadEvents(ctx, k, &b); err != nil {
		return err
	}
	row := 0
	for i, end := range b.Ends {
		for ; row < int(end); row++ {
			*id++
			e := domain.Event{ID: *id, ContactID: b.Contacts[i], Type: b.Type, At: domain.Value{Type: domain.Time, Int: b.At[row]}.DateTime()}
			for n := range b.Columns {
				if v := b.Columns[n].Value(row); v.IsSet() {
					e.Props = append(e.Props, domain.PropertyValue{ID: b.Columns[n].Property, Value: v})
				}
			}
			if err := fn(e); err != nil {
				return err
			}
		}
	}
	return nil
}
