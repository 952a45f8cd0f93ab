package comply

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Store is what the gate reads and writes: the permission ledger, the
// suppressions and the addresses of a workspace.
type Store interface {
	// ConsentOf returns a contact's permission entries, oldest first.
	ConsentOf(ctx context.Context, id domain.ContactID) ([]domain.ConsentEntry, error)
	// EachConsent calls fn with the latest entry of every contact for a purpose.
	EachConsent(ctx context.Context, purpose domain.Purpose, fn func(id domain.ContactID, latest domain.ConsentAction, at time.Time) error) error
	// AddSuppression records that an address must not be mailed; the first record stays.
	AddSuppression(ctx context.Context, s domain.Suppression) error
	// IsSuppressed returns the suppression of a hash, if there is one.
	IsSuppressed(ctx context.Context, hash [32]byte) (domain.Suppression, bool, error)
	// EachSuppression calls fn with every suppression.
	EachSuppression(ctx context.Context, fn func(domain.Suppression) error) error
	// PauseOf returns the pause of a contact, if there is one; it may have run out.
	PauseOf(ctx context.Context, id domain.ContactID) (domain.Pause, bool, error)
	// EachPause calls fn with every pause.
	EachPause(ctx context.Context, fn func(domain.Pause) error) error
	// EachAddress calls fn with every contact's address, "" where there is none.
	EachAddress(ctx context.Context, fn func(id domain.ContactID, email string) error) error
}

// Gate decides whether a contact may be mailed for one purpose. It keeps
// nothing in memory between calls, so that a "no" counts from the moment it is
// stored.
type Gate struct {
	store   Store
	secret  []byte
	purpose domain.Purpose
	clock   domain.Clock
}

// NewGate returns the gate of a workspace for a purpose. Secret is the
// workspace's own (store.DB.Secret).
func NewGate(store Store, secret []byte, purpose domain.Purpose, clock domain.Clock) *Gate {
	return &Gate{store: store, secret: slices.Clone(secret), purpose: purpose, clock: clock}
}

// Ticket is the permission to mail one address now. Only a Gate makes one; the
// zero Ticket has no address and nothing can be sent with it.
type Ticket struct {
	contact domain.ContactID
	address string
	name    string
}

// Contact returns whom the ticket is for; 0 for a proof to the user's own address.
func (t Ticket) Contact() domain.ContactID { return t.contact }

// Address returns the address to mail.
func (t Ticket) Address() string { return t.address }

// Name returns the person's name, "" if only the address is known.
func (t Ticket) Name() string { return t.name }

// Admit decides about one contact from what is stored at this moment. The
// Ticket is usable only with status Mailable; any other status is the first
// reason why not. An error means that it could not be decided: nothing may be
// sent then.
func (g *Gate) Admit(ctx context.Context, c domain.Contact) (Ticket, domain.MailStatus, error) {
	if !canBeMailed(c.Email) {
		return Ticket{}, domain.NoAddress, nil
	}
	entries, err := g.store.ConsentOf(ctx, c.ID)
	if err != nil {
		return Ticket{}, domain.NoConsent, domain.Errorf(domain.CodeOf(err), "The permission of a person could not be read, so nothing was sent to them. %w", err)
	}
	if latest, ok := g.latest(entries); !ok || latest.Action != domain.Granted {
		return Ticket{}, domain.NoConsent, nil
	}
	suppressed, err := g.isSuppressed(ctx, c.Email)
	if err != nil || suppressed {
		return Ticket{}, domain.Suppressed, err
	}
	paused, err := g.isPaused(ctx, c.ID)
	if err != nil || paused {
		return Ticket{}, domain.Paused, err
	}
	return Ticket{contact: c.ID, address: c.Email, name: nameOf(c)}, domain.Mailable, nil
}

// AdmitOwn makes a ticket for a proof that the user sends to an address of
// their own. It needs no recorded permission, but a suppressed address stays
// closed: its owner said no.
func (g *Gate) AdmitOwn(ctx context.Context, address string) (Ticket, error) {
	address = strings.TrimSpace(address)
	if !canBeMailed(address) {
		return Ticket{}, domain.Errorf(domain.Invalid, "This is not an email address that can be written to. Check it for typing mistakes.")
	}
	suppressed, err := g.isSuppressed(ctx, address)
	if err != nil {
		return Ticket{}, err
	}
	if suppressed {
		return Ticket{}, domain.Errorf(domain.Blocked, "This address has asked not to be mailed, so no test is sent to it. Use another address of your own.")
	}
	return Ticket{address: address}, nil
}

// Suppress forbids mailing an address from now on. An earlier suppression of
// the same address stays as it is.
func (g *Gate) Suppress(ctx context.Context, address string, reason domain.SuppressionReason, source string) error {
	if strings.TrimSpace(address) == "" {
		return domain.Errorf(domain.Invalid, "There is no address to suppress. Enter one.")
	}
	return g.store.AddSuppression(ctx, domain.Suppression{
		Hash: HashAddress(g.secret, address), Reason: reason, Source: source, At: g.clock.Now(),
	})
}

func (g *Gate) isSuppressed(ctx context.Context, address string) (bool, error) {
	_, yes, err := g.store.IsSuppressed(ctx, HashAddress(g.secret, address))
	if err != nil {
		return false, domain.Errorf(domain.CodeOf(err), "The list of people who must not be mailed could not be read, so nothing was sent. %w", err)
	}
	return yes, nil
}

func (g *Gate) isPaused(ctx context.Context, id domain.ContactID) (bool, error) {
	p, found, err := g.store.PauseOf(ctx, id)
	if err != nil {
		return false, domain.Errorf(domain.CodeOf(err), "Whose mail is paused could not be read, so nothing was sent. %w", err)
	}
	return found && p.Holds(g.clock.Now()), nil
}

func (g *Gate) latest(entries []domain.ConsentEntry) (domain.ConsentEntry, bool) {
	for _, e := range slices.Backward(entries) {
		if e.Purpose == g.purpose {
			return e, true
		}
	}
	return domain.ConsentEntry{}, false
}

func nameOf(c domain.Contact) string {
	if name := c.Name(); name != c.Email && name != c.ExternalID {
		return name
	}
	return ""
}
