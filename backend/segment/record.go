package segment

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// differences makes after the members and returns who entered and left at an instant.
func (l *Live) differences(f *followed, after *engine.Bitmap, at time.Time, cause domain.Cause) []domain.MembershipChange {
	f.in.Grow(after.Len())
	moved := f.in.Xor(after)
	n := moved.Count()
	if n == 0 {
		return nil
	}
	out, ids := make([]domain.MembershipChange, 0, n), l.engine.IDs()
	moved.Each(func(i int) bool {
		out = append(out, domain.MembershipChange{SegmentID: f.id, ContactID: ids[i], Entered: !f.in.Has(i), At: at, Cause: cause})
		return true
	})
	f.in = after
	return out
}

func (l *Live) change(f *followed, i int, at time.Time, cause domain.Cause) domain.MembershipChange {
	return domain.MembershipChange{SegmentID: f.id, ContactID: l.engine.Contact(i), Entered: !f.in.Has(i), At: at, Cause: cause}
}

// write puts changes on record, with how far the segments were followed.
func (l *Live) write(ctx context.Context, done []*followed, changes []domain.MembershipChange, now time.Time) error {
	batch := domain.MembershipBatch{Changes: changes}
	changed := changedSegments(changes)
	for _, f := range done {
		to := domain.SegmentWatch{SegmentID: f.id, EvaluatedAt: now, Version: f.version, DataVersion: l.data}
		if !changed[f.id] && (sameWatch(to, f.watch) || now.Before(f.watch.EvaluatedAt)) {
			continue
		}
		to.EvaluatedAt = forward(to, f.watch)
		batch.Moves = append(batch.Moves, domain.WatchMove{From: f.watch, To: to})
		if now.Before(f.watch.EvaluatedAt) {
			putOff(batch.Changes, f)
		}
	}
	if len(batch.Moves) == 0 {
		return nil
	}
	if err := l.record.RecordMembership(ctx, batch); err != nil {
		return err
	}
	for _, m := range batch.Moves {
		l.segments[m.To.SegmentID].watch = m.To
	}
	return l.passOn(ctx, changes, now)
}

// changedSegments returns the segments that changes are about, mostly one's after the other's.
func changedSegments(changes []domain.MembershipChange) map[domain.SegmentID]bool {
	changed := map[domain.SegmentID]bool{}
	last := domain.SegmentID(0)
	for _, c := range changes {
		if c.SegmentID != last {
			last = c.SegmentID
			changed[last] = true
		}
	}
	return changed
}

// forward returns when a segment counts as evaluated if something is to be recorded of
// it: two changes can come within a millisecond, but the record moves with each.
func forward(to, recorded domain.SegmentWatch) time.Time {
	if to.EvaluatedAt.Before(recorded.EvaluatedAt) {
		to.EvaluatedAt = recorded.EvaluatedAt
	}
	if sameWatch(to, recorded) {
		return to.EvaluatedAt.Add(time.Millisecond)
	}
	return to.EvaluatedAt
}

// putOff moves a segment's changes to where its record has got already.
func putOff(changes []domain.MembershipChange, f *followed) {
	for i := range changes {
		if changes[i].SegmentID == f.id && changes[i].At.Before(f.watch.EvaluatedAt) {
			changes[i].At = f.watch.EvaluatedAt
		}
	}
}

// passOn evaluates the segments that ask about the history of those that people
// just entered or left, a millisecond later. Segments that ask about each other's
// history end when nothing changes any more; what never ends goes on next time.
func (l *Live) passOn(ctx context.Context, changes []domain.MembershipChange, now time.Time) error {
	l.engine.HistoryChanged(slices.Collect(maps.Keys(changedSegments(changes)))...)
	if !l.anyHistories() {
		return nil
	}
	who := map[domain.SegmentID][]int{}
	for _, c := range changes {
		if i, ok := l.engine.Index(c.ContactID); ok {
			who[c.SegmentID] = append(who[c.SegmentID], i)
		}
	}
	now = now.Add(time.Millisecond)
	var caused []domain.MembershipChange
	var done []*followed
	for _, f := range l.ordered() {
		own, err := l.changedIn(ctx, f, askedAbout(f.rule, who), now)
		if err != nil {
			return err
		}
		if caused = append(caused, own...); len(own) > 0 {
			done = append(done, f)
		}
	}
	if len(done) == 0 || now.Sub(l.now()) > maxPassed {
		return nil
	}
	return l.write(ctx, done, caused, now)
}

// anyHistories reports whether any segment asks about the history of segments.
func (l *Live) anyHistories() bool {
	for _, f := range l.segments {
		if len(f.rule.Histories()) > 0 {
			return true
		}
	}
	return false
}

// maxPassed bounds how often changes are passed on, a millisecond each time.
const maxPassed = 16 * time.Millisecond

// askedAbout returns the people of the segments whose history a rule asks about.
func askedAbout(r rule.Rule, who map[domain.SegmentID][]int) []int {
	var out []int
	for _, id := range r.Histories() {
		out = append(out, who[id]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
