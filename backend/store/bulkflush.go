package store

import (
	"database/sql/driver"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// finish writes everything that is still in memory.
func (b *bulkEvents) finish() error {
	if b.failed == nil {
		b.failed = b.writeChanges()
	}
	if b.failed != nil || b.batch.len() == 0 {
		return b.failed
	}
	if len(b.flushed) > 0 || b.batch.len() >= sealFrom {
		b.failed = b.flush()
	} else {
		b.failed = b.insert()
	}
	return b.failed
}

// insert writes the collected events as rows.
func (b *bulkEvents) insert() error {
	rows := newInserter(b.conn, "event", sameEvent, b.first-1)
	rows.columns = b.columns.eventColumns()
	defer rows.close()
	for n := range b.batch.len() {
		e := b.batch.event(n)
		row := append(rows.begin(), int64(e.ContactID), int64(e.Type), e.At.UnixMilli(), text(e.Key))
		for _, p := range b.columns.props {
			row = append(row, stored(e.Prop(p.ID)))
		}
		if _, err := rows.add(row); err != nil {
			return err
		}
	}
	return rows.flush()
}

// flush writes the collected events as blocks. Rows that are there already go into
// blocks before them, because blocks are older than rows.
func (b *bulkEvents) flush() error {
	if b.rows {
		if err := b.sealRows(); err != nil {
			return err
		}
		b.rows = false
	}
	sealed, err := b.write(&b.batch)
	if err != nil {
		return err
	}
	b.flushed = append(b.flushed, flushedEvents{first: b.first, sealedBatch: sealed})
	b.first += int64(b.batch.len())
	b.batch = eventBatch{}
	return nil
}

func (b *bulkEvents) write(batch *eventBatch) (sealedBatch, error) {
	first, err := b.conn.number("SELECT coalesce(max(id), 0) + 1 FROM event_block")
	if err != nil {
		return sealedBatch{}, err
	}
	return writeBlocks(b.ctx, b.conn, batch, first)
}

// sealRows seals all rows of event, some ranges of contacts at a time.
func (b *bulkEvents) sealRows() error {
	var ranges []rangeState
	err := b.conn.query("SELECT contact_id / 4096, count(*) FROM event GROUP BY 1 ORDER BY 1", func(row []driver.Value) error {
		ranges = append(ranges, rangeState{of: integer(row[0]), rows: int(integer(row[1]))})
		return nil
	})
	for err == nil && len(ranges) > 0 {
		n, events := 1, ranges[0].rows
		for n < len(ranges) && events+ranges[n].rows <= b.every {
			events += ranges[n].rows
			n++
		}
		from, _ := contactsOf(ranges[0].of)
		_, to := contactsOf(ranges[n-1].of)
		err = b.sealContacts(from, to)
		ranges = ranges[n:]
	}
	return err
}

// sealContacts seals the rows of the contacts with ids from to to.
func (b *bulkEvents) sealContacts(from, to int64) error {
	var batch eventBatch
	var ids []int64
	query := "SELECT " + b.columns.eventColumns() + " FROM event WHERE contact_id BETWEEN ? AND ? ORDER BY contact_id, at, id"
	err := b.conn.query(query, func(row []driver.Value) error {
		e := b.columns.readEvent(row, nil)
		ids = append(ids, int64(e.ID))
		batch.add(e)
		return b.ctx.Err()
	}, from, to)
	if err != nil {
		return err
	}
	if err := b.conn.exec("DELETE FROM event WHERE contact_id BETWEEN ? AND ?", from, to); err != nil {
		return err
	}
	sealed, err := b.write(&batch)
	if err != nil {
		return err
	}
	for n, id := range ids {
		if _, yes := b.handed[domain.EventID(id)]; yes {
			b.handed[domain.EventID(id)] = sealed.id(n)
		}
	}
	return b.indexRows(&batch, &sealed)
}

// indexRows makes the keys of rows that were sealed known to the indexes, and
// finds collected events that have the same.
func (b *bulkEvents) indexRows(batch *eventBatch, sealed *sealedBatch) error {
	for n, p := range batch.where {
		rows := batch.order[p.rows]
		key := rows.key(int(p.row))
		if key == "" || b.keys[rows.kind] == nil {
			continue
		}
		if err := b.claimKey(rows.kind, key, sealed.id(n)); err != nil {
			return err
		}
	}
	return nil
}

// writeChanges writes blocks with changed events anew.
func (b *bulkEvents) writeChanges() error {
	perBlock := map[int64][]domain.EventID{}
	for id := range b.changes {
		block, _ := sealedPlace(id)
		perBlock[block] = append(perBlock[block], id)
	}
	for block, ids := range perBlock {
		slices.Sort(ids)
		if err := b.rewrite(block, ids); err != nil {
			return err
		}
	}
	clear(b.changes)
	return nil
}

// rewrite writes one block anew. An event that went to a contact of another range
// is collected like a new one.
func (b *bulkEvents) rewrite(id int64, changed []domain.EventID) error {
	old, err := b.cache.block(id)
	if err != nil {
		return err
	}
	if old == nil {
		return damaged("events")
	}
	of := rangeOf(old.Contacts[0])
	rows := &eventRows{kind: old.Type}
	rows.addBlock(&old.EventBlock)
	rows.keys = slices.Clone(old.Keys)
	var gone []uint32
	for _, change := range changed {
		_, row := sealedPlace(change)
		e := b.changes[change]
		if rangeOf(e.ContactID) != of {
			gone = append(gone, uint32(row))
			b.batch.add(e)
			continue
		}
		rows.replaceKnown(row, e, b.columns)
	}
	c := cut{of: of, rows: rows}
	for _, row := range rows.sorted() {
		if slices.Contains(gone, row) {
			continue
		}
		c.pick = append(c.pick, row)
		if len(old.Ranks) > 0 {
			c.ranks = append(c.ranks, old.Ranks[row])
		}
	}
	return storeBlock(b.conn, id, &c, old.Batch)
}
