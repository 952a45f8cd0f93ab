package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// EraseContact removes a person and everything kept about them, in one durable
// transaction: values, events (sealed ones too), permission ledger, notes, pause,
// stays in segments, what changes recorded about them, and mails to them in the
// outbox. What stays names nobody: the lines of the send ledger with a number that
// belongs to no one, and the keyed hash of a suppressed address, so that a "no"
// outlives the person's data. It cannot be undone.
func (db *DB) EraseContact(ctx context.Context, id domain.ContactID) error {
	return db.EraseContacts(ctx, []domain.ContactID{id})
}

// EraseContacts removes several people as EraseContact does, all of them or none.
func (db *DB) EraseContacts(ctx context.Context, ids []domain.ContactID) error {
	err := db.rawTransaction(ctx, func(conn rawConn) error {
		db.sealedKeys = nil
		return eraseAll(ctx, conn, ids)
	})
	if err != nil {
		return meaning(err, "erase this person")
	}
	// The log of changes holds older pages; folding it into the file leaves them behind.
	_, err = db.write.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(TRUNCATE)")
	return meaning(err, "erase this person")
}

// eraseAll erases people; blocks that several of them are in are written anew once.
func eraseAll(ctx context.Context, conn rawConn, ids []domain.ContactID) error {
	byRange := map[int64]gone{}
	for _, id := range ids {
		if err := erase(conn, id); err != nil {
			return err
		}
		of := rangeOf(id)
		if byRange[of] == nil {
			byRange[of] = gone{}
		}
		byRange[of][id] = true
	}
	for of, who := range byRange {
		if err := eraseSealed(ctx, conn, of, who); err != nil {
			return err
		}
		if err := eraseTouches(conn, of, who); err != nil {
			return err
		}
	}
	return conn.exec("UPDATE workspace SET data_version = data_version + 1")
}

// gone are people who are being erased.
type gone map[domain.ContactID]bool

// leaveMoves takes a contact's stays out of the count of moves, whose sum is who is
// in a segment now. One look for each segment finds them: stays have no index by contact.
const leaveMoves = `UPDATE segment_move SET entered = segment_move.entered - gone.entered, left = segment_move.left - gone.left FROM (
	WITH stay AS (SELECT segment_id, entered_at, left_at FROM membership WHERE segment_id IN (SELECT id FROM segment) AND contact_id = ?)
	SELECT segment_id, slot, sum(entered) AS entered, sum(gone) AS left FROM (
		SELECT segment_id, entered_at / 1800000 AS slot, 1 AS entered, 0 AS gone FROM stay
		UNION ALL SELECT segment_id, left_at / 1800000, 0, 1 FROM stay WHERE left_at IS NOT NULL
	) GROUP BY segment_id, slot
) AS gone WHERE gone.segment_id = segment_move.segment_id AND gone.slot = segment_move.slot`

// erase removes the rows of a person.
func erase(conn rawConn, id domain.ContactID) error {
	found, email := false, ""
	err := conn.query("SELECT email FROM contact WHERE id = ?", func(row []driver.Value) error {
		found, email = true, str(row[0])
		return nil
	}, int64(id))
	if err != nil {
		return err
	}
	if !found {
		return domain.Errorf(domain.NotFound, noPerson)
	}
	for _, query := range []string{
		"DELETE FROM contact WHERE id = ?", // first: the ledger's entries go only with their person
		"DELETE FROM consent WHERE contact_id = ?", "DELETE FROM note WHERE contact_id = ?", "DELETE FROM pause WHERE contact_id = ?",
		leaveMoves, "DELETE FROM membership WHERE segment_id IN (SELECT id FROM segment) AND contact_id = ?", "DELETE FROM event WHERE contact_id = ?",
	} {
		if err := conn.exec(query, int64(id)); err != nil {
			return err
		}
	}
	if email != "" {
		if err := conn.exec("DELETE FROM outbox_mail WHERE recipient = ? COLLATE NOCASE", email); err != nil {
			return err
		}
	}
	return nil
}

// eraseSealed writes the blocks of a range anew without the events of some people.
func eraseSealed(ctx context.Context, conn rawConn, of int64, who gone) error {
	var decoder eventDecoder
	type fresh struct {
		id, batch int64
		cut       cut
	}
	var blocks []fresh
	query := fmt.Sprintf("SELECT id, checksum, data FROM event_block WHERE range = %d", of)
	err := conn.query(query, func(row []driver.Value) error {
		var b sealedEvents
		if err := decoder.decode(blob(row[2]), integer(row[1]), nil, true, &b); err != nil {
			return err
		}
		if slices.ContainsFunc(b.Contacts, func(id domain.ContactID) bool { return who[id] }) {
			blocks = append(blocks, fresh{integer(row[0]), b.Batch, cutWithout(&b, of, who)})
		}
		return ctx.Err()
	})
	for i := 0; err == nil && i < len(blocks); i++ {
		err = storeBlock(conn, blocks[i].id, &blocks[i].cut, blocks[i].batch)
	}
	return err
}

// cutWithout is a block's events but those of some people.
func cutWithout(b *sealedEvents, of int64, who gone) cut {
	rows := &eventRows{kind: b.Type}
	rows.addBlock(&b.EventBlock)
	rows.keys = slices.Clone(b.Keys)
	c := cut{of: of, rows: rows}
	for _, row := range rows.sorted() {
		if who[rows.contacts[row]] {
			continue
		}
		c.pick = append(c.pick, row)
		if len(b.Ranks) > 0 {
			c.ranks = append(c.ranks, b.Ranks[row])
		}
	}
	return c
}

// storeBlock writes a block anew; one that has no events any more goes.
func storeBlock(conn rawConn, id int64, c *cut, batch int64) error {
	if len(c.pick) == 0 {
		return conn.exec(fmt.Sprintf("DELETE FROM event_block WHERE id = %d", id))
	}
	data := c.seal(batch)
	return conn.exec("UPDATE event_block SET events = ?, checksum = ?, data = ? WHERE id = ?", int64(len(c.pick)), checksum(data), data, id)
}

// eraseTouches writes what acts recorded of a range anew without some people.
func eraseTouches(conn rawConn, of int64, who gone) error {
	kept := map[int64]*touchRows{}
	query := fmt.Sprintf("SELECT id, act_id, checksum, data FROM act_block WHERE range = %d", of)
	err := conn.query(query, func(row []driver.Value) error {
		t, touched := &touchRows{}, false
		err := openTouches(blob(row[3]), integer(row[2]), domain.ActID(integer(row[1])), func(id domain.ContactID, one touch) {
			if who[id] {
				touched = true
				return
			}
			t.add(id, int64(one.row), one.shape(), one.before)
		})
		if touched {
			kept[integer(row[0])] = t
		}
		return err
	})
	for block, t := range kept {
		if err == nil {
			err = storeTouches(conn, block, t)
		}
	}
	return err
}

func storeTouches(conn rawConn, block int64, t *touchRows) error {
	if t.len() == 0 {
		return conn.exec("DELETE FROM act_block WHERE id = ?", block)
	}
	order, _ := t.byRange()
	data := t.seal(order)
	return conn.exec("UPDATE act_block SET first = ?, last = ?, checksum = ?, data = ? WHERE id = ?",
		int64(t.contacts[order[0]]), int64(t.contacts[order[len(order)-1]]), checksum(data), data, block)
}
