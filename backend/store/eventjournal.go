package store

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// An import records what it does to events, so that it can be taken back. Events have
// no lasting ids (sealing moves them), so they are known by their contact, their type
// and a mark of their key. An import never moves an event to another person.

// entriesAtOnce is how many entries are kept in memory before they are written.
const entriesAtOnce = 1 << 20

// eventMark names an event for as long as the workspace exists.
type eventMark struct {
	contact domain.ContactID
	kind    domain.EventTypeID
	key     uint64
}

// markOf marks an event. Two keys of one person and type have the same mark once in
// 2^64: the first eight bytes of SHA-256.
func markOf(contact domain.ContactID, kind domain.EventTypeID, key string) eventMark {
	sum := sha256.Sum256([]byte(key))
	return eventMark{contact, kind, binary.LittleEndian.Uint64(sum[:])}
}

// eventChange is how an event was before an act changed it, and how it left it.
type eventChange struct{ before, after eventState }

// eventState is what can change of an event.
type eventState struct {
	at    int64
	props []domain.PropertyValue
}

func stateOf(e *domain.Event) eventState {
	s := eventState{at: e.At.UnixMilli()}
	for _, p := range e.Props {
		if p.Value.IsSet() {
			s.props = append(s.props, p)
		}
	}
	sortProps(s.props)
	return s
}

func (s *eventState) same(o *eventState) bool { return s.at == o.at && slices.Equal(s.props, o.props) }

// into makes an event what it was.
func (s *eventState) into(e *domain.Event) { e.At, e.Props = instant(s.at), s.props }

// eventJournal collects what an act does to events.
type eventJournal struct {
	acts    *actWriter
	added   []eventMark
	changed map[eventMark]*eventChange
}

const noKey = "An event of an import has no key, so the import could not be undone. Nothing was changed."

func (j *eventJournal) add(e *domain.Event) error {
	if j == nil {
		return nil
	}
	if e.Key == "" {
		return domain.Errorf(domain.Internal, noKey)
	}
	j.added = append(j.added, markOf(e.ContactID, e.Type, e.Key))
	if len(j.added) < entriesAtOnce {
		return nil
	}
	return j.flush()
}

// change records that an event that was here before becomes another one. Of several
// changes the first before and the last after count.
func (j *eventJournal) change(old, e *domain.Event) error {
	if j == nil {
		return nil
	}
	if old.Key == "" || e.Key != old.Key || e.ContactID != old.ContactID {
		return domain.Errorf(domain.Internal, noKey)
	}
	if j.changed == nil {
		j.changed = map[eventMark]*eventChange{}
	}
	mark := markOf(e.ContactID, old.Type, e.Key)
	c := j.changed[mark]
	if c == nil {
		c = &eventChange{before: stateOf(old)}
		j.changed[mark] = c
	}
	c.after = stateOf(e)
	return nil
}

// finish writes everything that is still in memory.
func (j *eventJournal) finish() error {
	if j == nil {
		return nil
	}
	if err := j.flush(); err != nil {
		return err
	}
	byRange := map[int64]*journalBlock{}
	for mark, c := range j.changed {
		of := rangeOf(mark.contact)
		if byRange[of] == nil {
			byRange[of] = &journalBlock{}
		}
		byRange[of].marks = append(byRange[of].marks, mark)
		byRange[of].changes = append(byRange[of].changes, *c)
	}
	for of, b := range byRange {
		if err := j.write(of, b); err != nil {
			return err
		}
	}
	return nil
}

// flush writes the marks of added events.
func (j *eventJournal) flush() error {
	slices.SortFunc(j.added, func(a, b eventMark) int { return int(a.contact - b.contact) })
	for from := 0; from < len(j.added); {
		of, to := rangeOf(j.added[from].contact), from
		for to < len(j.added) && rangeOf(j.added[to].contact) == of {
			to++
		}
		if err := j.write(of, &journalBlock{marks: j.added[from:to]}); err != nil {
			return err
		}
		from = to
	}
	j.added = j.added[:0]
	return nil
}

func (j *eventJournal) write(of int64, b *journalBlock) error {
	data := b.seal()
	return j.acts.conn.exec("INSERT INTO act_event (act_id, range, checksum, data) VALUES (?, ?, ?, ?)", int64(j.acts.act.ID), of, checksum(data), data)
}

// journalBlock is entries of one act and range: all of added events, or all of changed
// ones with as many changes.
type journalBlock struct {
	marks   []eventMark
	changes []eventChange
}

// without is the block but for the events of some people.
func (b *journalBlock) without(who gone) *journalBlock {
	rest := &journalBlock{}
	for i, m := range b.marks {
		if who[m.contact] {
			continue
		}
		rest.marks = append(rest.marks, m)
		if len(b.changes) > 0 {
			rest.changes = append(rest.changes, b.changes[i])
		}
	}
	return rest
}

func (b *journalBlock) seal() []byte {
	ids, kinds, keys := make([]int64, len(b.marks)), make([]uint32, len(b.marks)), make([]uint64, len(b.marks))
	for i, m := range b.marks {
		ids[i], kinds[i], keys[i] = int64(m.contact), uint32(m.kind), m.key
	}
	out := binary.AppendUvarint(nil, uint64(len(b.marks)))
	out = binary.AppendUvarint(out, uint64(len(b.changes)))
	out, _ = appendInts(out, ids, nil)
	out = appendNumbers(appendNumbers(out, kinds), keys)
	for i := range b.changes {
		out = appendState(appendState(out, &b.changes[i].before), &b.changes[i].after)
	}
	return packer().EncodeAll(out, []byte{blockFormat})
}

func appendState(out []byte, s *eventState) []byte {
	out = binary.AppendUvarint(binary.AppendVarint(out, s.at), uint64(len(s.props)))
	for _, p := range s.props {
		out = appendValue(binary.AppendUvarint(out, uint64(p.ID)), p.Value)
	}
	return out
}

// openJournal unpacks a block; what is damaged is Corrupt.
func openJournal(data []byte, sum int64) (*journalBlock, error) {
	if checksum(data) != sum || len(data) == 0 || data[0] != blockFormat {
		return nil, damaged("record of changes")
	}
	raw, err := unpacker().DecodeAll(data[1:], nil)
	if err != nil {
		return nil, damaged("record of changes")
	}
	c := &cursor{data: raw}
	n := c.count(2 * maxRows)
	changes := c.count(2 * maxRows)
	ids, kinds, keys := c.readInts(n, nil), readNumbers[uint32](c, n, nil), readNumbers[uint64](c, n, nil)
	if c.bad || changes != 0 && changes != n {
		return nil, damaged("record of changes")
	}
	b := &journalBlock{marks: make([]eventMark, n), changes: make([]eventChange, changes)}
	for i := range b.marks {
		b.marks[i] = eventMark{domain.ContactID(ids[i]), domain.EventTypeID(kinds[i]), keys[i]}
	}
	for i := range b.changes {
		b.changes[i].before, b.changes[i].after = c.eventState(), c.eventState()
	}
	if c.bad || len(c.data) > 0 {
		return nil, damaged("record of changes")
	}
	return b, nil
}

func (c *cursor) eventState() eventState {
	s := eventState{at: c.varint()}
	for range c.count(len(c.data)) {
		id := domain.PropertyID(c.uvarint())
		s.props = append(s.props, domain.PropertyValue{ID: id, Value: c.value()})
	}
	return s
}
