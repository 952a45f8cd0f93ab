package store

import (
	"context"
	"database/sql"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// memoriesKept is for how many kinds of files choices are remembered: those used last.
const memoriesKept = 200

// RememberImport keeps what was chosen for a file, in the place of what was chosen for
// one with the same columns before.
func (b *Bulk) RememberImport(m domain.ImportMemory) error {
	err := b.conn.exec(`INSERT INTO import_memory (fingerprint, seen, name, columns, choices, used_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (fingerprint) DO UPDATE SET seen = excluded.seen, name = excluded.name, columns = excluded.columns, choices = excluded.choices, used_at = excluded.used_at`,
		m.Fingerprint, m.Seen, m.Name, int64(m.Columns), m.Choices, m.UsedAt.UnixMilli())
	if err != nil {
		return err
	}
	return b.conn.exec("DELETE FROM import_memory WHERE id NOT IN (SELECT id FROM import_memory ORDER BY used_at DESC, id DESC LIMIT ?)", int64(memoriesKept))
}

// ImportMemories lists what was chosen for files, the one used last first.
func (db *DB) ImportMemories(ctx context.Context) ([]domain.ImportMemory, error) {
	return list(ctx, db.read, "SELECT id, fingerprint, seen, name, columns, choices, used_at FROM import_memory ORDER BY used_at DESC, id DESC", func(m *domain.ImportMemory) []any {
		return []any{&m.ID, &m.Fingerprint, &m.Seen, &m.Name, &m.Columns, &m.Choices, (*moment)(&m.UsedAt)}
	})
}

// ForgetImportMemory forgets what was chosen for a kind of file. One that is not there
// is no error.
func (db *DB) ForgetImportMemory(ctx context.Context, id int64) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM import_memory WHERE id = ?", id)
		return err
	})
}
