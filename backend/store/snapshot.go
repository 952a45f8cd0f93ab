package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// snapshotTries is how often all connections are asked to agree on one moment.
const snapshotTries = 5

// snapshot is connections that all see the workspace as of one moment.
type snapshot struct {
	conns   []*sql.Conn
	columns columns
}

// version tells moments apart: the first number moves with what people see, the
// second also when events go into blocks.
type version struct{ data, blocks int64 }

// snapshot opens n connections that see one moment, a single one when others keep
// writing. The caller releases it.
func (db *DB) snapshot(ctx context.Context, n int) (*snapshot, error) {
	for try := 1; ; try++ {
		if try == snapshotTries {
			n = 1
		}
		s := &snapshot{columns: db.columns()}
		agree, err := s.begin(ctx, db.scans, n)
		if err == nil && agree {
			return s, nil
		}
		s.release()
		if err != nil {
			return nil, err
		}
	}
}

// begin opens the connections and says whether they see the same data.
func (s *snapshot) begin(ctx context.Context, pool *sql.DB, n int) (agree bool, err error) {
	var first version
	for i := range n {
		conn, err := pool.Conn(ctx)
		if err != nil {
			return false, err
		}
		s.conns = append(s.conns, conn)
		if _, err := conn.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
			return false, err
		}
		var v version
		err = conn.QueryRowContext(ctx, "SELECT data_version, (SELECT coalesce(max(id), 0) FROM event_block) FROM workspace").Scan(&v.data, &v.blocks)
		if err != nil {
			return false, err
		}
		if i == 0 {
			first = v
		}
		if v != first {
			return false, nil
		}
	}
	return true, nil
}

// release ends what the connections read; they are closed.
func (s *snapshot) release() {
	for _, conn := range s.conns {
		_, err := conn.ExecContext(context.Background(), "ROLLBACK")
		_ = errors.Join(err, conn.Close()) // only read: there is nothing to lose
	}
	s.conns = nil
}

// scanner reads with one of the connections.
func (s *snapshot) scanner(ctx context.Context, conn int) scanner {
	return func(query string, fn func([]driver.Value) error) error { return rawScan(ctx, s.conns[conn], query, fn) }
}
