package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Settings returns the workspace's settings.
func (db *DB) Settings(ctx context.Context) (domain.Settings, error) {
	var raw string
	s := domain.DefaultSettings()
	if err := db.read.QueryRowContext(ctx, "SELECT settings FROM workspace").Scan(&raw); err != nil {
		return s, meaning(err, "read the workspace")
	}
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		return s, &domain.Error{Code: domain.Corrupt, Message: "The workspace's settings are damaged. Open a backup, or enter them again in Settings.", Err: err}
	}
	return s, nil
}

// SaveSettings stores the settings.
func (db *DB) SaveSettings(ctx context.Context, s domain.Settings) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE workspace SET settings = ?", string(raw))
		return err
	})
}

// Secret returns the workspace's 32 random bytes, made with the file.
func (db *DB) Secret(ctx context.Context) (secret []byte, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT secret FROM workspace").Scan(&secret)
	return secret, meaning(err, "read the workspace")
}
