package comply

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Statuses decides about every contact at once and returns the answer by
// contact. It is a picture of this moment, meant for counting; whoever sends
// asks Admit. Contacts that it has never seen have no address.
func (g *Gate) Statuses(ctx context.Context) (func(domain.ContactID) domain.MailStatus, error) {
	granted, err := g.granted(ctx)
	if err != nil {
		return nil, err
	}
	closed, err := g.closed(ctx)
	if err != nil {
		return nil, err
	}
	paused, err := g.paused(ctx)
	if err != nil {
		return nil, err
	}
	var status perContact
	err = g.store.EachAddress(ctx, func(id domain.ContactID, email string) error {
		is := g.statusOf(email, granted.get(id) != 0, closed)
		if is == domain.Mailable && paused.get(id) != 0 {
			is = domain.Paused
		}
		status.set(id, uint8(is)+1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return func(id domain.ContactID) domain.MailStatus {
		if s := status.get(id); s != 0 {
			return domain.MailStatus(s - 1)
		}
		return domain.NoAddress
	}, nil
}

// perContact holds a byte for each contact; ids are given by the workspace one
// after the other, so it is dense, and small for a million people. 0 is unset.
type perContact []uint8

func (p perContact) get(id domain.ContactID) uint8 {
	if id < 0 || int(id) >= len(p) {
		return 0
	}
	return p[id]
}

func (p *perContact) set(id domain.ContactID, value uint8) {
	if missing := int(id) + 1 - len(*p); missing > 0 {
		*p = append(*p, make([]uint8, missing)...)
	}
	(*p)[id] = value
}

// statusOf must order its reasons as Admit does.
func (g *Gate) statusOf(email string, granted bool, closed map[[32]byte]struct{}) domain.MailStatus {
	switch {
	case !canBeMailed(email):
		return domain.NoAddress
	case !granted:
		return domain.NoConsent
	case len(closed) == 0:
		return domain.Mailable
	}
	if _, yes := closed[HashAddress(g.secret, email)]; yes {
		return domain.Suppressed
	}
	return domain.Mailable
}

func (g *Gate) granted(ctx context.Context) (perContact, error) {
	var granted perContact
	err := g.store.EachConsent(ctx, g.purpose, func(id domain.ContactID, latest domain.ConsentAction, _ time.Time) error {
		if latest == domain.Granted {
			granted.set(id, 1)
		}
		return nil
	})
	return granted, err
}

func (g *Gate) paused(ctx context.Context) (perContact, error) {
	var paused perContact
	now := g.clock.Now()
	err := g.store.EachPause(ctx, func(p domain.Pause) error {
		if p.Holds(now) {
			paused.set(p.ContactID, 1)
		}
		return nil
	})
	return paused, err
}

func (g *Gate) closed(ctx context.Context) (map[[32]byte]struct{}, error) {
	closed := map[[32]byte]struct{}{}
	err := g.store.EachSuppression(ctx, func(s domain.Suppression) error {
		closed[s.Hash] = struct{}{}
		return nil
	})
	return closed, err
}

// EachSuppressed calls fn with every contact whose address must not be mailed,
// and why.
func (g *Gate) EachSuppressed(ctx context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	all := map[[32]byte]domain.Suppression{}
	err := g.store.EachSuppression(ctx, func(s domain.Suppression) error {
		all[s.Hash] = s
		return nil
	})
	if err != nil || len(all) == 0 {
		return err
	}
	return g.store.EachAddress(ctx, func(id domain.ContactID, email string) error {
		if email == "" {
			return nil
		}
		if s, ok := all[HashAddress(g.secret, email)]; ok {
			return fn(id, s)
		}
		return nil
	})
}

// SuppressionsOf returns why a contact's address must not be mailed; none if it may.
func (g *Gate) SuppressionsOf(ctx context.Context, c domain.Contact) ([]domain.Suppression, error) {
	if c.Email == "" {
		return nil, nil
	}
	s, found, err := g.store.IsSuppressed(ctx, HashAddress(g.secret, c.Email))
	if err != nil || !found {
		return nil, err
	}
	return []domain.Suppression{s}, nil
}
