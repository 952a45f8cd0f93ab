package deliver

import (
	"context"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const (
	commitEvery = 100 * time.Millisecond
	commitAt    = 1000 // rows in one transaction
	idle        = 50 * time.Millisecond
	longestIdle = 5 * time.Second // while waiting for retries, which are minutes away
)

// feed claims rows in batches and hands them to the connections, until nobody
// is left or the run is to stop. What it claimed and could not hand out goes
// back into the queue.
func (r *run) feed() error {
	pause := idle
	for r.ctx.Err() == nil {
		rows, err := r.store.ClaimSends(r.disk, r.job.Campaign.ID, r.batch(), r.clock.Now())
		if err != nil {
			r.stop(err)
			return err
		}
		if len(rows) > 0 {
			pause = idle
			r.rows.Add(int64(len(rows)))
			if err := r.handOut(rows); err != nil {
				return err
			}
			continue
		}
		done, err := r.nobodyLeft()
		if err != nil || done {
			return err
		}
		_ = sleep(r.ctx, pause) // the loop looks whether the run is to stop
		if pause = min(2*pause, longestIdle); r.rows.Load() > 0 {
			pause = idle
		}
	}
	return nil
}

// batch is about two seconds' worth, so that a pause or a crash finds few rows claimed.
func (r *run) batch() int {
	if r.job.RatePerSec == 0 {
		return 500
	}
	return min(max(int(2*r.job.RatePerSec), r.job.Connections), 500)
}

func (r *run) nobodyLeft() (bool, error) {
	if r.rows.Load() > 0 {
		return false, nil
	}
	tally, err := r.store.SendTally(r.disk, r.job.Campaign.ID)
	if err != nil {
		r.stop(err)
		return false, err
	}
	if tally.Retry > 0 && tally.Retry == left(tally) {
		settled := tally.Sent + tally.Refused + tally.Unknown + tally.LeftOut
		r.progress(int64(settled), int64(settled+tally.Retry), "Waiting to try "+people(tally.Retry)+" again")
	}
	return left(tally) == 0, nil
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

func (r *run) handOut(rows []domain.Send) error {
	ids := make([]domain.ContactID, len(rows))
	for i, row := range rows {
		ids[i] = row.ContactID
	}
	known, err := r.contacts(ids)
	if err != nil {
		r.stop(err)
		return err
	}
	for _, row := range rows {
		contact, exists := known[row.ContactID]
		if !exists {
			r.put(leftOut(row, ReasonGone, ""))
			continue
		}
		select {
		case r.work <- task{row, contact}:
		case <-r.ctx.Done():
			r.release(row)
		}
	}
	return nil
}

// contacts tolerates a store that leaves out people who no longer exist as well
// as one that answers not_found for the whole list.
func (r *run) contacts(ids []domain.ContactID) (map[domain.ContactID]domain.Contact, error) {
	found, err := r.store.Contacts(r.disk, ids)
	if domain.CodeOf(err) == domain.NotFound && len(ids) > 1 {
		people := map[domain.ContactID]domain.Contact{}
		for _, id := range ids {
			one, err := r.contacts([]domain.ContactID{id})
			if err != nil {
				return nil, err
			}
			if c, ok := one[id]; ok {
				people[id] = c
			}
		}
		return people, nil
	}
	if err != nil && domain.CodeOf(err) != domain.NotFound {
		return nil, err
	}
	people := make(map[domain.ContactID]domain.Contact, len(found))
	for _, c := range found {
		if c.ID != 0 {
			people[c.ID] = c
		}
	}
	return people, nil
}

func leftOut(row domain.Send, reason, words string) domain.Send {
	row.State, row.Reason, row.Reply = domain.SendLeftOut, reason, words
	return row
}

// release gives a row back that was not tried.
func (r *run) release(row domain.Send) {
	row.State = domain.SendQueued
	r.put(row)
}

func (r *run) put(row domain.Send) {
	row.UpdatedAt = r.clock.Now()
	r.results <- row
}

// commitLoop writes results in groups. After a failure it writes nothing more:
// the rows stay claimed and the journals tell what became of them.
func (r *run) commitLoop() error {
	tick := time.NewTicker(commitEvery)
	defer tick.Stop()
	var group []domain.Send
	var failure error
	counter := r.newCounter()
	flush := func() {
		if len(group) == 0 || failure != nil {
			return
		}
		if failure = r.store.FinishSends(r.disk, group); failure != nil {
			r.stop(failure)
			return
		}
		counter.add(group)
		r.rows.Add(-int64(len(group)))
		group = group[:0]
	}
	for {
		select {
		case row, open := <-r.results:
			if !open {
				flush()
				return failure
			}
			if group = append(group, row); len(group) >= commitAt {
				flush()
			}
		case <-tick.C:
			flush()
		}
	}
}

// counter tells the progress from what was committed.
type counter struct {
	progress    Progress
	locale      string
	done, total int64
	sent        int
}

func (r *run) newCounter() *counter {
	tally, err := r.store.SendTally(r.disk, r.job.Campaign.ID)
	if err != nil {
		return &counter{progress: func(int64, int64, string) {}} // progress is a courtesy; sending goes on
	}
	settings, _ := r.store.Settings(context.WithoutCancel(r.disk)) // only for how numbers are written
	settled := tally.Sent + tally.Refused + tally.Unknown + tally.LeftOut
	return &counter{
		progress: r.progress, locale: settings.Locale, done: int64(settled), total: int64(settled + left(tally)), sent: tally.Sent,
	}
}

func (c *counter) add(group []domain.Send) {
	for _, row := range group {
		switch row.State {
		case domain.SendSent:
			c.sent++
			c.done++
		case domain.SendRefused, domain.SendUnknown, domain.SendLeftOut:
			c.done++
		}
	}
	c.progress(c.done, c.total, domain.FormatCount(c.sent, c.locale)+" sent")
}
