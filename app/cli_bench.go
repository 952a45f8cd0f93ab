package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// benchRules are the questions of the engine's benchmark.
var benchRules = []struct{ name, rule string }{
	{"one text field", `{"all":[{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]}]}`},
	{"more than 3 orders in a year", `{"all":[{"type":"event","event":"purchased","count":{"op":"at_least","n":4},"window":{"kind":"last","n":365,"unit":"day"}}]}`},
	{"none of the last 3 mails opened", `{"all":[{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}]}`},
	{"spent 5,000 or more", `{"all":[{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"5000"}]}`},
	{"seven clauses with a group and a leave-out lane", `{"include":{"all":[
		{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
		{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}},
		{"any":[{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]},
			{"type":"event","event":"opened","where":[{"property":"hour","op":"between","value":"19","to":"22"}],"count":{"op":"at_least","n":3}},
			{"type":"event","event":"visited","where":[{"property":"category","op":"any_of","values":["Skincare"]}],"count":{"op":"at_least","n":2},"window":{"kind":"last","n":30,"unit":"day"}}]},
		{"type":"messages","n":3,"action":"opened","count":{"op":"at_least","n":1}}]},
		"exclude":{"any":[{"type":"field","field":"loyalty_tier","op":"any_of","values":["Gold"]}]}}`},
}

const benchRuns = 21

func runBench(c *call) error {
	if len(c.args) == 0 || c.args[0] != "engine" {
		return notYet(c)
	}
	c.args = c.args[1:]
	people := sample.DefaultPeople
	rest, err := c.parse(func(f *flag.FlagSet) { f.IntVar(&people, "people", people, "") })
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "kvnmail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	c.workspace = filepath.Join(folder, "bench.kvnmail")
	return c.with(true, func(db *store.DB) error { return c.benchEngine(db, people) })
}

func (c *call) benchEngine(db *store.DB, people int) error {
	start := time.Now()
	stats, err := c.fill(db, sample.Options{People: people, Seed: 1, Until: yesterday(c.clock)})
	if err != nil {
		return err
	}
	fill := time.Since(start)
	start = time.Now()
	studio, err := c.studio(db, "")
	if err != nil {
		return err
	}
	load := time.Since(start)
	queries := []map[string]any{}
	for _, q := range benchRules {
		result, err := c.benchRule(studio, q.name, q.rule)
		if err != nil {
			return err
		}
		queries = append(queries, result)
	}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	runtime.KeepAlive(studio)
	result := map[string]any{
		"machine": fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()), "people": stats.People, "events": stats.Events,
		"fill_seconds": fill.Seconds(), "load_ms": milliseconds(load), "queries": queries, "memory_mib": memory.HeapAlloc >> 20,
	}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "%d people, %d events: written in %.1f s, loaded in %.0f ms, %d MiB\n", stats.People, stats.Events, fill.Seconds(), milliseconds(load), memory.HeapAlloc>>20)
		for _, q := range queries {
			fmt.Fprintf(w, "  %-50s %8d people  median %.2f ms  p95 %.2f ms  first %.2f ms\n", q["name"], q["people"], q["median_ms"], q["p95_ms"], q["cold_ms"])
		}
	})
}

// benchRule counts one rule again and again, with every number the studio shows.
// The clock moves between runs by itself, so results of an earlier second are not reused.
func (c *call) benchRule(studio *segment.Studio, name, text string) (map[string]any, error) {
	var times []float64
	people := 0
	for range benchRuns {
		start := time.Now()
		count, err := studio.Count(c.ctx, text)
		if err != nil {
			return nil, err
		}
		times = append(times, milliseconds(time.Since(start)))
		people = count.People
	}
	cold := times[0]
	slices.Sort(times)
	return map[string]any{"name": name, "people": people, "median_ms": times[len(times)/2], "p95_ms": times[len(times)*95/100], "cold_ms": cold}, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
