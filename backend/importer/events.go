package importer

import (
	"hash/fnv"
	"io"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// addEvent adds an event, or brings the one of the same key up to date.
func (r *run) addEvent(event domain.Event) (outcome, error) {
	have, found, err := r.tx.EventByKey(event.Type, event.Key)
	if err != nil {
		return unchanged, err
	}
	if found {
		return r.mergeEvent(have, event)
	}
	r.tally.EventsAdded++
	_, err = r.tx.AddEvent(event)
	return added, err
}

// mergeEvent fills the blanks of an event that is here, or replaces its values
// when the file is to win.
func (r *run) mergeEvent(have, fresh domain.Event) (outcome, error) {
	if r.plan.OnMatch == OnMatchKeep {
		return unchanged, nil
	}
	newer := r.plan.OnMatch == OnMatchNewer
	var changes []domain.PropertyValue
	for _, p := range fresh.Props {
		if old := have.Prop(p.ID); !old.IsSet() || newer && old != p.Value {
			changes = append(changes, p)
		}
	}
	moved := newer && have.At.UnixMilli() != fresh.At.UnixMilli()
	if len(changes) == 0 && !moved {
		return unchanged, nil
	}
	have.Props = replaceProps(have.Props, changes)
	if moved {
		have.At = fresh.At
	}
	return updated, r.tx.UpdateEvent(have)
}

// events imports rows that are events of one type, such as visits.
type events struct {
	orders
	kind domain.EventTypeID
}

func newEvents(r *run) (*events, error) {
	o, err := newOrders(r)
	if err != nil {
		return nil, err
	}
	e := &events{orders: *o}
	e.kind, err = r.eventType(r.plan.Event)
	return e, err
}

// eventType finds the type of the key or makes it.
func (r *run) eventType(key string) (domain.EventTypeID, error) {
	for _, t := range r.types {
		if t.Key == key || t.Key == keyOf(key, "event") {
			return t.ID, nil
		}
	}
	made, err := r.tx.CreateEventType(domain.EventType{Key: keyOf(key, "event"), Name: key})
	return made.ID, err
}

func (e *events) row(row *sheet.Row) (outcome, error) {
	who := e.people.read(row)
	if out, refused := e.people.refuse(&who); refused {
		return out, nil
	}
	l, ok := e.read(row)
	if !ok {
		return skipped, nil
	}
	id, person, err := e.people.applyTo(&who, e.policy())
	if err != nil {
		return unchanged, err
	}
	l.person = id
	event := l.event(e.kind, e.kind)
	event.Key = e.keyOf(row, &l)
	out, err := e.r.addEvent(event)
	return combine(out, person), err
}

// keyOf names an event by the number the file gives it; without one by its person and
// everything the row says, mapped or not, and the how-manieth like it this is. So the
// same file adds nothing again, whatever its columns are mapped to then.
func (e *events) keyOf(row *sheet.Row, l *line) string {
	if e.key != nil {
		if text, _ := e.key.id(row.Cells); text != "" {
			return "#" + text
		}
	}
	h := fnv.New64a()
	for _, c := range row.Cells[:min(lastFilled(row.Cells), e.r.survey.width)] {
		io.WriteString(h, cleanText(c.Text))
		h.Write([]byte{0})
	}
	base := "~" + strconv.FormatInt(int64(l.person), 36) + "~" + strconv.FormatUint(h.Sum64(), 36)
	return base + "~" + strconv.Itoa(e.ordinal(base, false))
}

func (e *events) finish() error { return nil }
