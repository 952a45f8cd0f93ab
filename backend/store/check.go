package store

import (
	"context"
	"strings"
)

// Health is what Check found.
type Health struct {
	Integrity    string `json:"integrity"` // "ok", or what SQLite says is wrong
	Contacts     int    `json:"contacts"`
	Events       int    `json:"events"`
	Consents     int    `json:"consents"`
	Suppressions int    `json:"suppressions"`
	Segments     int    `json:"segments"`
	Campaigns    int    `json:"campaigns"`
	Sends        int    `json:"sends"`
	Schema       int    `json:"schema"`
}

// Check reads the whole file for damage and counts what it holds.
func (db *DB) Check(ctx context.Context) (Health, error) {
	var h Health
	lines, err := list(ctx, db.read, "PRAGMA integrity_check", func(s *string) []any { return []any{s} })
	if err != nil {
		return h, err
	}
	h.Integrity = strings.Join(lines, "; ")
	for table, n := range map[string]*int{
		"contact": &h.Contacts, "consent": &h.Consents, "suppression": &h.Suppressions,
		"segment WHERE deleted_at IS NULL": &h.Segments, "campaign": &h.Campaigns, "send": &h.Sends,
	} {
		if *n, err = db.count(ctx, table); err != nil {
			return h, err
		}
	}
	if h.Events, err = db.CountEvents(ctx); err != nil {
		return h, err
	}
	err = db.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&h.Schema)
	return h, meaning(err, "read the workspace")
}
