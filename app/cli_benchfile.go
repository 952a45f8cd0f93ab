package app

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/store"
)

// fileReport is what a workspace file takes.
type fileReport struct {
	People        int     `json:"people"`
	Events        int     `json:"events"`
	WriteSeconds  float64 `json:"write_seconds"`
	FileMiB       float64 `json:"file_mib"`
	EventBytes    float64 `json:"bytes_per_event"`
	FirstOpenMS   float64 `json:"first_open_to_counts_ms"`
	OpenMS        float64 `json:"open_to_counts_ms"`
	ExplainMS     float64 `json:"explain_ms"`
	SinglePerSec  float64 `json:"single_events_per_second"`
	SingleAtOnce  int     `json:"single_events_per_transaction"`
	WithoutEvents float64 `json:"file_without_events_mib"`
}

// benchFile writes the fictional list into a workspace file and opens it. The file
// is a new one that stays where keep says, else one that goes again.
func (c *call) benchFile(o bench.Options, keep string) error {
	folder, err := os.MkdirTemp("", "kvnmail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	c.workspace = filepath.Join(folder, "bench.kvnmail")
	if keep != "" {
		c.workspace = keep
		if _, err := os.Stat(keep); err == nil {
			return domain.Errorf(domain.Conflict, "There is a file with that name already. Choose another name to keep the measured workspace under.")
		}
	}
	r := fileReport{}
	crowd := bench.NewCrowd(o)
	if err := c.with(true, func(db *store.DB) error { return c.writeCrowd(db, crowd, &r) }); err != nil {
		return err
	}
	for _, ms := range []*float64{&r.FirstOpenMS, &r.OpenMS} {
		if err := c.openCrowd(&r, ms); err != nil {
			return err
		}
	}
	if err := c.with(false, func(db *store.DB) error { return c.singleEvents(db, &r) }); err != nil {
		return err
	}
	return c.print(r, func(w io.Writer) {
		fmt.Fprintf(w, "%d people, %d events: written durably in %.1f s; %.0f MiB, %.1f bytes an event\n", r.People, r.Events, r.WriteSeconds, r.FileMiB, r.EventBytes)
		fmt.Fprintf(w, "from opening the file to a count: %.0f ms the first time, %.0f ms after; why one person is in: %.1f ms\n", r.FirstOpenMS, r.OpenMS, r.ExplainMS)
		fmt.Fprintf(w, "%.0f single events a second, %d in a durable transaction\n", r.SinglePerSec, r.SingleAtOnce)
	})
}

// size returns the bytes of the workspace file.
func (c *call) size() float64 {
	info, err := os.Stat(c.workspace)
	if err != nil {
		return 0
	}
	return float64(info.Size())
}

func (c *call) writeCrowd(db *store.DB, crowd *sample.Crowd, r *fileReport) error {
	fmt.Fprintln(c.err, "writing people")
	fields := map[domain.FieldID]domain.FieldID{}
	err := db.Bulk(c.ctx, func(b *store.Bulk) error {
		for _, f := range crowd.Fields() {
			fields[f.ID] = f.ID
			if f.Builtin {
				continue
			}
			made, err := b.CreateField(f)
			if err != nil {
				return err
			}
			fields[f.ID] = made.ID
		}
		return crowd.EachPerson(c.ctx, func(p domain.Contact) error {
			own := map[domain.FieldID]domain.Value{}
			for id, v := range p.Values {
				own[fields[id]] = v
			}
			p.Values = own
			r.People++
			_, err := b.AddContact(p)
			return err
		})
	})
	if err != nil {
		return err
	}
	r.WithoutEvents = c.size() / (1 << 20)
	fmt.Fprintln(c.err, "writing events")
	start := time.Now()
	err = db.Bulk(c.ctx, func(b *store.Bulk) error {
		return crowd.EachEvent(c.ctx, func(e domain.Event) error {
			r.Events++
			_, err := b.AddEvent(e)
			return err
		})
	})
	r.WriteSeconds = time.Since(start).Seconds()
	r.FileMiB = c.size() / (1 << 20)
	r.EventBytes = (r.FileMiB - r.WithoutEvents) * (1 << 20) / float64(max(1, r.Events))
	return err
}

// openCrowd times from opening the file to a count, as at the start of the program.
func (c *call) openCrowd(r *fileReport, ms *float64) error {
	runtime.GC()
	start := time.Now()
	return c.with(false, func(db *store.DB) error {
		studio, err := c.studio(db, "")
		if err != nil {
			return err
		}
		if _, err := studio.Count(c.ctx, bench.Queries[2].Rule); err != nil {
			return err
		}
		*ms = milliseconds(time.Since(start))
		start = time.Now()
		if _, err := studio.Explain(c.ctx, bench.Queries[12].Rule, domain.ContactID(r.People/2+1)); err != nil && domain.CodeOf(err) != domain.Invalid {
			return err
		}
		r.ExplainMS = milliseconds(time.Since(start))
		return tidyWorkspace(c.ctx, db)
	})
}

func (c *call) singleEvents(db *store.DB, r *fileReport) error {
	const transactions = 100
	r.SingleAtOnce = 100
	start := time.Now()
	for k := range transactions {
		var events []domain.Event
		for i := range r.SingleAtOnce {
			events = append(events, domain.Event{ContactID: domain.ContactID(1 + (k*r.SingleAtOnce+i)%r.People), Type: domain.EventVisited, At: c.clock.Now()})
		}
		if err := db.AddEvents(c.ctx, events); err != nil {
			return err
		}
	}
	r.SinglePerSec = float64(transactions*r.SingleAtOnce) / time.Since(start).Seconds()
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
