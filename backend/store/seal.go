package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Limits of sealing.
const (
	sealGroup  = 500_000 // events of one transaction, about
	manyRows   = 200_000 // rows from which sealing is due
	manyBlocks = 4       // blocks of one range and type, besides full ones, from which they are made one
)

// rangeState is what a range of contacts has.
type rangeState struct {
	of     int64
	rows   int  // in event
	sealed int  // events in blocks
	parted bool // in many blocks
}

// merges reports whether the range's blocks are written anew together with its rows.
func (s rangeState) merges() bool { return s.parted || s.sealed > 0 && s.rows >= s.sealed/4 }

// Seal moves the rows of event into compressed blocks and makes many small blocks
// one. What is read afterwards is the same. It works in several transactions, each
// whole by itself; when it is stopped, what is done stays done.
func (db *DB) Seal(ctx context.Context) error {
	if db.write == nil {
		return domain.Errorf(domain.Blocked, "%s", db.readOnly)
	}
	states, err := db.rangeStates(ctx)
	if err != nil {
		return err
	}
	for len(states) > 0 {
		n, events := 0, 0
		for n < len(states) && (n == 0 || events < sealGroup) {
			events += states[n].rows
			if states[n].merges() {
				events += states[n].sealed
			}
			n++
		}
		group := states[:n]
		states = states[n:]
		err := db.rawTransaction(ctx, func(c rawConn) error {
			db.sealedKeys = nil
			return sealRanges(ctx, c, db.columns(), group)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// SealDue reports whether there is enough for Seal to do to be worth it.
func (db *DB) SealDue(ctx context.Context) (bool, error) {
	var rows, blocks, events, pairs int
	err := db.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event_block),
		(SELECT coalesce(sum(events), 0) FROM event_block), (SELECT count(*) FROM (SELECT DISTINCT range, type_id FROM event_block))`).Scan(&rows, &blocks, &events, &pairs)
	parted := pairs > 0 && blocks >= manyBlocks*pairs+2*events/cutRows
	return rows > manyRows || parted, meaning(err, "read the workspace")
}

// rangeStates lists the ranges that Seal has something to do for.
func (db *DB) rangeStates(ctx context.Context) ([]rangeState, error) {
	const query = `WITH r AS (SELECT contact_id / 4096 AS of, count(*) AS n FROM event GROUP BY 1),
		b AS (SELECT range AS of, sum(events) AS n, max(parts) AS parts FROM (SELECT range, sum(events) AS events, count(*) - 2 * sum(events) / %d AS parts FROM event_block GROUP BY range, type_id) GROUP BY 1)
		SELECT of, sum(rows), sum(sealed), max(parts) >= %d FROM
			(SELECT of, n AS rows, 0 AS sealed, 0 AS parts FROM r UNION ALL SELECT of, 0, n, parts FROM b)
		GROUP BY of HAVING sum(rows) > 0 OR max(parts) >= %d ORDER BY of`
	return list(ctx, db.read, fmt.Sprintf(query, cutRows, manyBlocks, manyBlocks), func(s *rangeState) []any {
		return []any{&s.of, &s.rows, &s.sealed, &s.parted}
	})
}

// sealRanges seals the rows of some ranges within a transaction.
func sealRanges(ctx context.Context, conn rawConn, c columns, ranges []rangeState) error {
	// Ids only grow, which tells readers that blocks were written. So they are taken before any is deleted.
	first, err := conn.number("SELECT coalesce(max(id), 0) + 1 FROM event_block")
	if err != nil {
		return err
	}
	var batch eventBatch
	scan := func(query string, fn func([]driver.Value) error) error { return conn.query(query, fn) }
	for _, r := range ranges {
		sealed := &sealedRange{}
		if r.merges() {
			if sealed, err = readSealedRange(scan, nil, r.of, 0); err != nil {
				return err
			}
		}
		if err := mergeRange(scan, c, r.of, sealed, func(e domain.Event) error { batch.add(e); return ctx.Err() }); err != nil {
			return err
		}
		if err := clearRange(conn, r.of, r.merges()); err != nil {
			return err
		}
	}
	if batch.len() == 0 {
		return nil
	}
	_, err = writeBlocks(ctx, conn, &batch, first)
	return err
}

func clearRange(conn rawConn, of int64, blocks bool) error {
	from, to := contactsOf(of)
	if err := conn.exec("DELETE FROM event WHERE contact_id BETWEEN ? AND ?", from, to); err != nil || !blocks {
		return err
	}
	return conn.exec("DELETE FROM event_block WHERE range = ?", of)
}

// contactsOf returns the first and the last contact id of a range.
func contactsOf(of int64) (from, to int64) { return of * rangeWidth, (of+1)*rangeWidth - 1 }

// mergeRange calls fn with the events of a range in order, sealed ones and rows.
func mergeRange(scan scanner, c columns, of int64, sealed *sealedRange, fn func(domain.Event) error) error {
	give := func(b *sealedBlock, r sealedRow) error { return fn(b.event(r.contact, int(r.row), nil)) }
	from, to := contactsOf(of)
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id BETWEEN %d AND %d ORDER BY contact_id, at, id", c.eventColumns(), from, to)
	err := scan(query, func(row []driver.Value) error {
		e := c.readEvent(row, nil)
		if err := sealed.upTo(e.ContactID, e.At.UnixMilli(), give); err != nil {
			return err
		}
		return fn(e)
	})
	if err != nil {
		return err
	}
	return sealed.upTo(domain.ContactID(to), maxTime, give)
}
