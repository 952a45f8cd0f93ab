package app

import (
	"flag"
	"fmt"
	"io"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// How much "bench engine" measures with unless told.
const (
	benchPeople   = 100_000
	benchPerHead  = 20
	benchRuns     = 15
	benchEdits    = 570
	benchSegments = 200
	benchAppended = 300_000
)

// benches are measurements in files of their own.
var benches = map[string]func(*call) error{"export": benchExport, "import": benchImport}

func runBench(c *call) error {
	if len(c.args) > 0 && benches[c.args[0]] != nil {
		return c.verb(benches)
	}
	if len(c.args) == 0 || c.args[0] != "engine" && c.args[0] != "file" {
		return notYet(c)
	}
	what := c.args[0]
	c.args = c.args[1:]
	o := bench.Options{People: benchPeople, Seed: 1, Runs: benchRuns, Edits: benchEdits, Segments: benchSegments, Appended: benchAppended, Now: yesterday(c.clock)}
	keep := ""
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&keep, "keep", "", "")
		f.IntVar(&o.People, "people", o.People, "")
		f.IntVar(&o.Events, "events", 0, "")
		f.IntVar(&o.Runs, "runs", o.Runs, "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	if o.Events == 0 {
		o.Events = o.People * benchPerHead
	}
	if o.People < 1 || o.Events < 0 || o.Runs < 1 {
		return domain.Errorf(domain.Invalid, "The numbers of people, events and runs have to be above 0.")
	}
	if what == "file" {
		return c.benchFile(o, keep)
	}
	o.Appended = min(o.Appended, o.Events/10+1)
	report, err := bench.Run(c.ctx, o, func(what string) { fmt.Fprintln(c.err, "measuring "+what) })
	if err != nil {
		return err
	}
	return c.print(report, func(w io.Writer) { printBench(w, report) })
}

func printBench(w io.Writer, r bench.Report) {
	fmt.Fprintf(w, "%d people, %d events on %d cores: made and indexed in %.1f s; %.0f MiB of index, %.1f bytes an event; %.0f MiB in all\n",
		r.People, r.Events, r.Cores, r.LoadMS/1000, r.IndexMiB, r.PerEvent, r.HeapMiB)
	line := func(f bench.Figure) {
		fmt.Fprintf(w, "  %-50s %9d people  cold %8.2f  median %7.2f  p95 %7.2f  p99 %7.2f  max %7.2f ms  %5.0f allocations\n",
			f.Name, f.People, f.Cold, f.Median, f.P95, f.P99, f.Max, f.Allocs)
	}
	for _, f := range r.Queries {
		line(f)
	}
	fmt.Fprintf(w, "median of the medians %.2f ms, slowest median %.2f ms\n", r.Median, r.Slowest)
	for _, f := range []bench.Figure{r.Session, r.Many, r.Explain, r.Live.Full, r.Live.Event} {
		line(f)
	}
	fmt.Fprintf(w, "%d edits took longer than a frame\n", r.Frame)
	fmt.Fprintf(w, "%d segments of %d conditions; %d events more: taken in %.0f ms, written into one part %.0f ms, all segments evaluated %.0f ms\n",
		r.Live.Segments, r.Live.Conditions, r.Live.Appended, r.Live.AppendMS, r.Live.CompactMS, r.Live.UpdateMS)
}
