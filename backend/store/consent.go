package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const (
	consentColumns    = "contact_id, purpose, action, basis, wording, source, proof, at, language, act_id"
	insertConsent     = "INSERT INTO consent (" + consentColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	insertSuppression = "INSERT INTO suppression (hash, reason, source, at) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING"
)

// AppendConsent appends to the permission ledger, durably. Segments may ask about
// permission, so it counts as a change of the data.
func (db *DB) AppendConsent(ctx context.Context, e domain.ConsentEntry) error {
	return db.changeData(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, insertConsent, consentRow(e, 0)...)
		return err
	})
}

// consentRow is an entry in the order of consentColumns; act 0 is none.
func consentRow(e domain.ConsentEntry, act domain.ActID) []any {
	return []any{int64(e.ContactID), string(e.Purpose), string(e.Action), e.Basis, e.Wording, e.Source, e.Proof, e.At.UnixMilli(), e.Language, orNull(int64(act))}
}

// ConsentOf returns a contact's permission ledger, oldest first.
func (db *DB) ConsentOf(ctx context.Context, id domain.ContactID) ([]domain.ConsentEntry, error) {
	out := []domain.ConsentEntry{}
	query := fmt.Sprintf("SELECT contact_id, purpose, action, basis, wording, source, proof, at, language FROM consent WHERE contact_id = %d ORDER BY id", id)
	err := db.scan(ctx, query, func(row []driver.Value) error {
		e := readConsent(row)
		e.Wording, e.Source, e.Proof, e.At = str(row[4]), str(row[5]), str(row[6]), time.UnixMilli(integer(row[7])).UTC()
		e.Language = str(row[8])
		out = append(out, e)
		return nil
	})
	return out, err
}

func readConsent(row []driver.Value) domain.ConsentEntry {
	return domain.ConsentEntry{
		ContactID: domain.ContactID(integer(row[0])), Purpose: domain.Purpose(str(row[1])), Action: domain.ConsentAction(str(row[2])), Basis: str(row[3]),
	}
}

// EachConsentEntry calls fn with the whole permission ledger, by contact and then
// as recorded, without its wordings, sources and proofs.
func (db *DB) EachConsentEntry(ctx context.Context, fn func(domain.ConsentEntry) error) error {
	return db.scan(ctx, "SELECT contact_id, purpose, action, basis, at FROM consent ORDER BY contact_id, id", func(row []driver.Value) error {
		e := readConsent(row)
		e.At = time.UnixMilli(integer(row[4])).UTC()
		return fn(e)
	})
}

// EachConsent calls fn with the latest entry of every contact for a purpose, in contact order.
func (db *DB) EachConsent(ctx context.Context, purpose domain.Purpose, fn func(id domain.ContactID, latest domain.ConsentAction, at time.Time) error) error {
	rows, err := db.read.QueryContext(ctx, "SELECT contact_id, action, at, max(id) FROM consent WHERE purpose = ? GROUP BY contact_id ORDER BY contact_id", purpose)
	if err != nil {
		return meaning(err, "read the permission ledger")
	}
	defer rows.Close()
	for rows.Next() {
		var id domain.ContactID
		var action domain.ConsentAction
		var at, last int64
		if err := rows.Scan(&id, &action, &at, &last); err != nil {
			return meaning(err, "read the permission ledger")
		}
		if err := fn(id, action, time.UnixMilli(at).UTC()); err != nil {
			return err
		}
	}
	return meaning(rows.Err(), "read the permission ledger")
}

// AddSuppression forbids mailing an address, durably; an earlier entry stays as it is.
func (db *DB) AddSuppression(ctx context.Context, s domain.Suppression) error {
	return db.changeData(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, insertSuppression, s.Hash[:], s.Reason, s.Source, s.At.UnixMilli())
		return err
	})
}

// IsSuppressed returns the suppression of a hash, if there is one.
func (db *DB) IsSuppressed(ctx context.Context, hash [32]byte) (domain.Suppression, bool, error) {
	s := domain.Suppression{Hash: hash}
	var at int64
	err := db.read.QueryRowContext(ctx, "SELECT reason, source, at FROM suppression WHERE hash = ?", hash[:]).Scan(&s.Reason, &s.Source, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Suppression{}, false, nil
	}
	s.At = time.UnixMilli(at).UTC()
	return s, err == nil, meaning(err, "read the suppressions")
}

// EachSuppression calls fn with every suppression.
func (db *DB) EachSuppression(ctx context.Context, fn func(domain.Suppression) error) error {
	return db.scan(ctx, "SELECT hash, reason, source, at FROM suppression", func(row []driver.Value) error {
		s := domain.Suppression{Reason: domain.SuppressionReason(str(row[1])), Source: str(row[2]), At: time.UnixMilli(integer(row[3])).UTC()}
		copy(s.Hash[:], str(row[0]))
		return fn(s)
	})
}
