package store

import (
	"context"
	"database/sql"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const accountColumns = "SELECT id, name, kind, host, port, tls, user_name, from_name, from_address, rate, connections FROM account "

func accountInto(a *domain.Account) []any {
	return []any{&a.ID, &a.Name, &a.Kind, &a.Host, &a.Port, &a.TLS, &a.User, &a.FromName, &a.FromAddress, &a.RatePerSec, &a.Connections}
}

// Accounts lists the sending accounts in the order they were made.
func (db *DB) Accounts(ctx context.Context) ([]domain.Account, error) {
	return list(ctx, db.read, accountColumns+"ORDER BY id", accountInto)
}

// Account returns one account, or not_found.
func (db *DB) Account(ctx context.Context, id domain.AccountID) (domain.Account, error) {
	var a domain.Account
	err := db.read.QueryRowContext(ctx, accountColumns+"WHERE id = ?", id).Scan(accountInto(&a)...)
	return a, missing(err, "This sending account was deleted. Choose another one.")
}

const accountNameTaken = "There is an account of that name already. Choose another name."

// SaveAccount stores an account; id 0 makes a new one. A name in use is a conflict.
func (db *DB) SaveAccount(ctx context.Context, a domain.Account) (domain.Account, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		if a.ID == 0 {
			res, err := tx.ExecContext(ctx, "INSERT INTO account (name, kind, host, port, tls, user_name, from_name, from_address, rate, connections) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				a.Name, a.Kind, a.Host, a.Port, a.TLS, a.User, a.FromName, a.FromAddress, a.RatePerSec, a.Connections)
			if err != nil {
				return conflictOr(err, accountNameTaken)
			}
			id, err := res.LastInsertId()
			a.ID = domain.AccountID(id)
			return err
		}
		res, err := tx.ExecContext(ctx, "UPDATE account SET name = ?, kind = ?, host = ?, port = ?, tls = ?, user_name = ?, from_name = ?, from_address = ?, rate = ?, connections = ? WHERE id = ?",
			a.Name, a.Kind, a.Host, a.Port, a.TLS, a.User, a.FromName, a.FromAddress, a.RatePerSec, a.Connections, a.ID)
		return mustHit(res, conflictOr(err, accountNameTaken), "This account was deleted in the meantime.")
	})
	return a, err
}

// DeleteAccount removes an account. The outbox on this computer and an account
// that a campaign is still being sent with stay.
func (db *DB) DeleteAccount(ctx context.Context, id domain.AccountID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		var kind domain.AccountKind
		var busy int
		err := tx.QueryRowContext(ctx, "SELECT kind, (SELECT count(*) FROM campaign WHERE account_id = account.id AND state IN ('sending', 'paused')) FROM account WHERE id = ?", id).Scan(&kind, &busy)
		switch {
		case err != nil:
			return missing(err, "This account was deleted already.")
		case kind == domain.AccountOutbox:
			return domain.Errorf(domain.Blocked, "The outbox on this computer belongs to every workspace and cannot be deleted.")
		case busy > 0:
			return domain.Errorf(domain.Conflict, "A campaign is still being sent with this account. Wait until it is done.")
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM account WHERE id = ?", id)
		return err
	})
}
