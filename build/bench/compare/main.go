// Command compare asks the same questions of the same people of the live engine,
// of SQLite (through package rule/sqlgen, its best form) and, when built with
// -tags duckdb, of DuckDB; it checks that all find the same people and prints how
// many times longer each takes. It is no part of the product: it has a module of
// its own, so that the product does not depend on what it is compared with.
//
//	cd build/bench && go run ./compare -people 100000
//	cd build/bench && go run -tags duckdb ./compare -people 1000000 -events 20000000
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// rival is a database that answers the set of questions.
type rival interface {
	name() string
	// load takes the list over.
	load(ctx context.Context, o bench.Options, cat rule.Catalog) error
	// count answers question number i as of an instant.
	count(ctx context.Context, i int, plan *rule.Plan) (int, error)
	close() error
}

// rivals are made by what is built in.
var rivals []func(folder string) (rival, error)

// row is one question's figures in milliseconds.
type row struct {
	Name   string             `json:"name"`
	People int                `json:"people"`
	Engine float64            `json:"engine_ms"`
	Rivals map[string]float64 `json:"rivals_ms"`
}

func main() {
	o := bench.Options{Seed: 1, Now: time.Now().UTC().Truncate(24 * time.Hour)}
	flag.IntVar(&o.People, "people", 100_000, "how many people")
	flag.IntVar(&o.Events, "events", 0, "how many events; 20 a head if 0")
	runs := flag.Int("runs", 5, "how often the rivals are asked; the engine is asked 15 times")
	asJSON := flag.Bool("json", false, "print JSON")
	flag.Parse()
	if o.Events == 0 {
		o.Events = 20 * o.People
	}
	rows, err := compare(context.Background(), o, *runs)
	if err != nil {
		log.Fatal(err)
	}
	if *asJSON {
		if err := json.NewEncoder(os.Stdout).Encode(rows); err != nil {
			log.Fatal(err)
		}
		return
	}
	show(rows)
}

func compare(ctx context.Context, o bench.Options, runs int) ([]row, error) {
	crowd := bench.NewCrowd(o)
	cat := bench.Catalog(crowd)
	e, err := engine.Load(ctx, crowd, cat)
	if err != nil {
		return nil, err
	}
	e.Warm()
	rows, err := askEngine(ctx, e, cat, o)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	for _, open := range rivals {
		if err := askRival(ctx, open, folder, o, cat, rows, runs); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func plan(i int, cat rule.Catalog, at time.Time) (*rule.Plan, error) {
	r, err := rule.Parse([]byte(bench.Queries[i].Rule))
	if err != nil {
		return nil, err
	}
	return rule.Compile(r, cat, at)
}

func askEngine(ctx context.Context, e *engine.Engine, cat rule.Catalog, o bench.Options) ([]row, error) {
	const runs = 15
	var rows []row
	for i, q := range bench.Queries {
		r := row{Name: q.Name, Rivals: map[string]float64{}}
		times, err := timed(runs, func() error {
			e.SetCatalog(cat) // nothing kept
			p, err := plan(i, cat, o.Now)
			if err != nil {
				return err
			}
			members, err := e.Members(ctx, p)
			if err == nil {
				r.People = members.Count()
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		r.Engine = times
		rows = append(rows, r)
	}
	return rows, nil
}

func askRival(ctx context.Context, open func(string) (rival, error), folder string, o bench.Options, cat rule.Catalog, rows []row, runs int) error {
	v, err := open(folder)
	if err != nil {
		return err
	}
	defer v.close()
	start := time.Now()
	if err := v.load(ctx, o, cat); err != nil {
		return fmt.Errorf("%s: %w", v.name(), err)
	}
	fmt.Fprintf(os.Stderr, "%s: loaded in %.0f s\n", v.name(), time.Since(start).Seconds())
	for i := range rows {
		p, err := plan(i, cat, o.Now)
		if err != nil {
			return err
		}
		people := 0
		rows[i].Rivals[v.name()], err = timed(runs, func() (err error) { people, err = v.count(ctx, i, p); return err })
		if err != nil {
			return fmt.Errorf("%s, %s: %w", v.name(), rows[i].Name, err)
		}
		if people != rows[i].People {
			return fmt.Errorf("%s finds %d people for %q, the engine %d", v.name(), people, rows[i].Name, rows[i].People)
		}
	}
	return nil
}

// timed returns the median of some runs after a first one, in milliseconds.
func timed(runs int, fn func() error) (float64, error) {
	var times []float64
	for k := range runs + 1 {
		start := time.Now()
		if err := fn(); err != nil {
			return 0, err
		}
		if k > 0 {
			times = append(times, float64(time.Since(start).Nanoseconds())/1e6)
		}
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}

func show(rows []row) {
	ratios := map[string][]float64{}
	for _, r := range rows {
		fmt.Printf("%-45s %9d people  engine %8.2f ms", r.Name, r.People, r.Engine)
		for name, ms := range r.Rivals {
			ratios[name] = append(ratios[name], ms/r.Engine)
			fmt.Printf("  %s %9.1f ms (%.0f x)", name, ms, ms/r.Engine)
		}
		fmt.Println()
	}
	for name, all := range ratios {
		slices.Sort(all)
		fmt.Printf("%s takes %.1f times as long in the median question, %.1f at least, %.0f at most\n", name, all[len(all)/2], all[0], all[len(all)-1])
	}
}
