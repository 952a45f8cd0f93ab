package engine

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// localTimes holds the local hour (low 5 bits) and weekday of every row of a run.
type localTimes []uint8

func (t localTimes) hour(row int) int64  { return int64(t[row] & 31) }
func (t localTimes) weekday(row int) int { return int(t[row] >> 5) }

// localKey names the local times of one event type in one zone.
type localKey struct {
	id   domain.EventTypeID
	zone string
}

// local returns the local times of a run, made on first use.
func (e *Engine) local(id domain.EventTypeID, r *run, loc *time.Location) *localTimes {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := localKey{id, loc.String()}
	if t := e.hours[key]; t != nil {
		return t
	}
	t := make(localTimes, len(r.at))
	zone := zoneCursor{loc: loc}
	for i, at := range r.at {
		seconds := floorDiv(at, 1000) + zone.offset(at)
		day := floorDiv(seconds, 86400)
		hour := (seconds - day*86400) / 3600
		weekday := ((day+4)%7 + 7) % 7 // 1 January 1970 was a Thursday
		t[i] = uint8(weekday<<5 | hour)
	}
	e.hours[key] = &t
	return &t
}

// zoneCursor finds zone offsets, quick while instants stay between two changes.
type zoneCursor struct {
	loc      *time.Location
	from, to int64 // milliseconds for which seconds holds
	seconds  int64
}

func (z *zoneCursor) offset(ms int64) int64 {
	if ms >= z.from && ms < z.to {
		return z.seconds
	}
	t := time.UnixMilli(ms).In(z.loc)
	start, end := t.ZoneBounds()
	_, seconds := t.Zone()
	z.seconds, z.from, z.to = int64(seconds), ms, ms+1
	if !start.IsZero() {
		z.from = start.UnixMilli()
	}
	if !end.IsZero() {
		z.to = end.UnixMilli()
	}
	if start.IsZero() && end.IsZero() {
		z.from, z.to = -1<<62, 1<<62
	}
	return z.seconds
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
