package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

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

// eraseAll erases people, range by range: what several of them are in is written anew once.
func eraseAll(ctx context.Context, conn rawConn, ids []domain.ContactID) error {
	byRange := map[int64]gone{}
	for _, id := range ids {
		of := rangeOf(id)
		if byRange[of] == nil {
			byRange[of] = gone{}
		}
		byRange[of][id] = true
	}
	for of, who := range byRange {
		if err := eraseMails(conn, who); err != nil {
			return err
		}
		if err := erase(conn, who); err != nil {
			return err
		}
		if err := eraseSealed(ctx, conn, of, who); err != nil {
			return err
		}
		if err := eraseTouches(conn, of, who); err != nil {
			return err
		}
		if err := eraseJournal(conn, of, who); err != nil {
			return err
		}
	}
	return conn.exec("UPDATE workspace SET data_version = data_version + 1")
}

// gone are people who are being erased.
type gone map[domain.ContactID]bool

// among is the condition that a column holds one of them.
func (g gone) among(column string) string {
	ids := slices.Sorted(maps.Keys(g))
	var b strings.Builder
	fmt.Fprintf(&b, "(%s BETWEEN %d AND %d AND %s IN (", column, ids[0], ids[len(ids)-1], column)
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(int64(id), 10))
	}
	return b.String() + "))"
}

// leaveMoves takes contacts' stays out of the count of moves, whose sum is who is in
// a segment now. One look for each segment finds them: stays have no index by contact.
const leaveMoves = `UPDATE segment_move SET entered = segment_move.entered - gone.entered, left = segment_move.left - gone.left FROM (
	WITH stay AS (SELECT segment_id, entered_at, left_at FROM membership WHERE segment_id IN (SELECT id FROM segment) AND %s)
	SELECT segment_id, slot, sum(entered) AS entered, sum(gone) AS left FROM (
		SELECT segment_id, entered_at / 1800000 AS slot, 1 AS entered, 0 AS gone FROM stay
		UNION ALL SELECT segment_id, left_at / 1800000, 0, 1 FROM stay WHERE left_at IS NOT NULL
	) GROUP BY segment_id, slot
) AS gone WHERE gone.segment_id = segment_move.segment_id AND gone.slot = segment_move.slot`

// eraseMails removes the mails in the outbox that went to people.
func eraseMails(conn rawConn, who gone) error {
	return conn.exec("DELETE FROM outbox_mail WHERE recipient COLLATE NOCASE IN (SELECT email FROM contact WHERE email IS NOT NULL AND " + who.among("id") + ")")
}

// erase removes the rows of people. One who is not there is not_found.
func erase(conn rawConn, who gone) error {
	among := who.among("contact_id")
	// First the people: the ledger's entries go only with their person.
	res, err := conn.ExecContext(context.Background(), "DELETE FROM contact WHERE "+who.among("id"))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(who)) {
		return firstFault(err, domain.Errorf(domain.NotFound, noPerson))
	}
	for _, query := range []string{
		"DELETE FROM consent WHERE " + among, "DELETE FROM note WHERE " + among, "DELETE FROM pause WHERE " + among,
		fmt.Sprintf(leaveMoves, among), "DELETE FROM membership WHERE segment_id IN (SELECT id FROM segment) AND " + among, "DELETE FROM event WHERE " + among,
	} {
		if err := conn.exec(query); err != nil {
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

// eraseJournal writes what acts recorded of the events of a range anew without some people.
func eraseJournal(conn rawConn, of int64, who gone) error {
	kept := map[int64]*journalBlock{}
	err := conn.query(fmt.Sprintf("SELECT id, checksum, data FROM act_event WHERE range = %d", of), func(row []driver.Value) error {
		b, err := openJournal(blob(row[2]), integer(row[1]))
		if err == nil && slices.ContainsFunc(b.marks, func(m eventMark) bool { return who[m.contact] }) {
			kept[integer(row[0])] = b.without(who)
		}
		return err
	})
	for block, b := range kept {
		if err == nil {
			err = storeJournal(conn, block, b)
		}
	}
	return err
}

func storeJournal(conn rawConn, block int64, b *journalBlock) error {
	if len(b.marks) == 0 {
		return conn.exec("DELETE FROM act_event WHERE id = ?", block)
	}
	data := b.seal()
	return conn.exec("UPDATE act_event SET checksum = ?, data = ? WHERE id = ?", checksum(data), data, block)
}
