package engine

import (
	"sync"
	"time"
)

// localTimes holds the local hour (low 5 bits) and weekday (Sunday is 0) of
// every row of a run, per time zone, made on first use.
type localTimes struct {
	mu    sync.Mutex
	zones map[string]*narrow
}

// local returns the local times of the run's rows.
func (r *run) local(loc *time.Location) *narrow {
	r.hours.mu.Lock()
	defer r.hours.mu.Unlock()
	if t := r.hours.zones[loc.String()]; t != nil {
		return t
	}
	t := &narrow{b1: make([]uint8, r.rows())}
	const block = 1 << 16
	everyCore((r.rows()+block-1)/block, func(k int) {
		zone := zoneCursor{loc: loc}
		for row := k * block; row < min((k+1)*block, r.rows()); row++ {
			t.b1[row] = zone.localTime(r.at.at(row))
		}
	})
	if r.hours.zones == nil {
		r.hours.zones = map[string]*narrow{}
	}
	r.hours.zones[loc.String()] = t
	return t
}

// zoneCursor finds zone offsets, quick while instants stay between two changes.
type zoneCursor struct {
	loc      *time.Location
	from, to int64 // milliseconds for which seconds holds
	seconds  int64
}

func (z *zoneCursor) localTime(ms int64) uint8 {
	seconds := floorDiv(ms, 1000) + z.offset(ms)
	day := floorDiv(seconds, 86400)
	hour := (seconds - day*86400) / 3600
	weekday := ((day+4)%7 + 7) % 7 // 1 January 1970 was a Thursday
	return uint8(weekday<<5 | hour)
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
		z.from, z.to = forever.Lo, forever.Hi
	}
	return z.seconds
}
