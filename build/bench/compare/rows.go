package main

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sample"
)

// eachContact hands the list's people over one by one.
func eachContact(ctx context.Context, o bench.Options, fn func(domain.Contact) error) error {
	crowd := bench.NewCrowd(o)
	var b domain.ContactBlock
	for k := range crowd.Contacts() {
		if err := crowd.ReadContacts(ctx, k, &b); err != nil {
			return err
		}
		for row, id := range b.IDs {
			c := domain.Contact{ID: id, CreatedAt: o.Now, Values: map[domain.FieldID]domain.Value{}}
			for i := range b.Columns {
				v := b.Columns[i].Value(row)
				if b.Columns[i].Field == domain.FieldEmail {
					c.Email = v.Text
				} else if v.IsSet() {
					c.Values[b.Columns[i].Field] = v
				}
			}
			if err := fn(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachEvent hands the list's events over by contact range and type.
func eachEvent(ctx context.Context, o bench.Options, fn func(domain.Event) error) error {
	crowd := bench.NewCrowd(o)
	id := domain.EventID(0)
	for k := range crowd.Events() {
		if err := eachOfBlock(ctx, crowd, k, &id, fn); err != nil {
			return err
		}
	}
	return nil
}

func eachOfBlock(ctx context.Context, crowd *sample.Crowd, k int, id *domain.EventID, fn func(domain.Event) error) error {
	var b domain.EventBlock
	if err := crowd.ReadEvents(ctx, k, &b); err != nil {
		return err
	}
	row := 0
	for i, end := range b.Ends {
		for ; row < int(end); row++ {
			*id++
			e := domain.Event{ID: *id, ContactID: b.Contacts[i], Type: b.Type, At: domain.Value{Type: domain.Time, Int: b.At[row]}.DateTime()}
			for c := range b.Columns {
				if v := b.Columns[c].Value(row); v.IsSet() {
					e.Props = append(e.Props, domain.PropertyValue{ID: b.Columns[c].Property, Value: v})
				}
			}
			if err := fn(e); err != nil {
				return err
			}
		}
	}
	return nil
}
