package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// rangeJournal is what an import did to the events of a range, and what others did
// to them since.
type rangeJournal struct {
	added   map[eventMark]bool
	changed map[eventMark]*eventChange
	since   map[eventMark]bool
	others  gone // people of the range who have an event that stays
}

// readJournal reads what the import and later acts, unless taken back, did to the
// events of a range.
func (u *importUndoer) readJournal(of int64) (*rangeJournal, error) {
	j := &rangeJournal{added: map[eventMark]bool{}, changed: map[eventMark]*eventChange{}, since: map[eventMark]bool{}, others: gone{}}
	query := fmt.Sprintf("SELECT act_id, checksum, data FROM act_event WHERE range = %d AND act_id >= %d", of, u.target.ID)
	err := u.conn.query(query, func(row []driver.Value) error {
		act := domain.ActID(integer(row[0]))
		b, err := openJournal(blob(row[2]), integer(row[1]))
		if err != nil || act != u.target.ID && !u.stands(act) {
			return err
		}
		for i, mark := range b.marks {
			switch {
			case act == u.target.ID && len(b.changes) == 0:
				j.added[mark] = true
			case act == u.target.ID:
				j.changed[mark] = &b.changes[i]
			case len(b.changes) > 0:
				j.since[mark] = true
			}
		}
		return nil
	})
	return j, err
}

// verdict is what the undo does to an event.
type verdict uint8

const (
	leave verdict = iota
	takeOut
	putBack
)

// judge says what to do with an event and makes it what it was where it is put back.
func (j *rangeJournal) judge(u *importUndoer, e *domain.Event) verdict {
	if e.Key == "" {
		return leave
	}
	mark := markOf(e.ContactID, e.Type, e.Key)
	change := j.changed[mark]
	switch {
	case !j.added[mark] && change == nil:
		return leave
	case j.since[mark]:
		u.out.EventsKept++
		return leave
	case change == nil:
		u.out.EventsRemoved++
		return takeOut
	}
	if now := stateOf(e); !now.same(&change.after) {
		u.out.EventsKept++
		return leave
	}
	change.before.into(e)
	u.out.EventsRestored++
	return putBack
}

// undo takes back what was done to the events of a range, and notes who has others.
func (j *rangeJournal) undo(u *importUndoer, of int64) error {
	if err := j.undoRows(u, of); err != nil {
		return err
	}
	return j.undoBlocks(u, of)
}

func (j *rangeJournal) undoRows(u *importUndoer, of int64) error {
	from, to := contactsOf(of)
	columns := u.changes.acts.columns
	writer := bulkEvents{ctx: u.ctx, conn: u.conn, columns: columns}
	var out []string
	var back []domain.Event
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id BETWEEN %d AND %d", columns.eventColumns(), from, to)
	err := u.conn.query(query, func(row []driver.Value) error {
		e := columns.readEvent(row, nil)
		switch j.judge(u, &e) {
		case takeOut:
			out = append(out, strconv.FormatInt(int64(e.ID), 10))
			return nil
		case putBack:
			back = append(back, e)
		}
		j.others[e.ContactID] = true
		return nil
	})
	for chunk := range slices.Chunk(out, 2000) {
		if err == nil {
			err = u.conn.exec("DELETE FROM event WHERE id IN (" + strings.Join(chunk, ",") + ")")
		}
	}
	for i := 0; err == nil && i < len(back); i++ {
		err = writer.updateRow(back[i])
	}
	return err
}

func (j *rangeJournal) undoBlocks(u *importUndoer, of int64) error {
	type fresh struct {
		id, batch int64
		cut       cut
	}
	var blocks []fresh
	var decoder eventDecoder
	query := fmt.Sprintf("SELECT id, checksum, data FROM event_block WHERE range = %d", of)
	err := u.conn.query(query, func(row []driver.Value) error {
		b := &sealedBlock{id: integer(row[0])}
		if err := decoder.decode(blob(row[2]), integer(row[1]), nil, true, &b.sealedEvents); err != nil {
			return err
		}
		if c, touched := j.judgeBlock(u, b, of); touched {
			blocks = append(blocks, fresh{b.id, b.Batch, c})
		}
		return u.ctx.Err()
	})
	for i := 0; err == nil && i < len(blocks); i++ {
		err = storeBlock(u.conn, blocks[i].id, &blocks[i].cut, blocks[i].batch)
	}
	return err
}

// judgeBlock is a block's events as they are after the undo, and whether that differs.
func (j *rangeJournal) judgeBlock(u *importUndoer, b *sealedBlock, of int64) (c cut, touched bool) {
	rows := &eventRows{kind: b.Type}
	rows.addBlock(&b.EventBlock)
	rows.keys = slices.Clone(b.Keys)
	out := make([]bool, len(rows.at))
	for row := range rows.at {
		e := rows.event(row)
		e.Props = slices.DeleteFunc(e.Props, func(p domain.PropertyValue) bool { return !u.changes.acts.columns.knows(p.ID, p.Value.Type) })
		switch j.judge(u, &e) {
		case takeOut:
			out[row], touched = true, true
			continue
		case putBack:
			rows.replaceKnown(row, e, u.changes.acts.columns)
			touched = true
		}
		j.others[e.ContactID] = true
	}
	if !touched {
		return c, false
	}
	c = cut{of: of, rows: rows}
	for _, row := range rows.sorted() {
		if out[row] {
			continue
		}
		c.pick = append(c.pick, row)
		if len(b.Ranks) > 0 {
			c.ranks = append(c.ranks, b.Ranks[row])
		}
	}
	return c, true
}
