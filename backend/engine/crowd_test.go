package engine_test

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/sample"
)

func crowdSize() int {
	if n, err := strconv.Atoi(os.Getenv("CROWD")); err == nil {
		return n
	}
	return 20_000
}

func TestCrowdQueries(t *testing.T) {
	n := crowdSize()
	settings := domain.DefaultSettings()
	c := &sample.Crowd{People: n, Deeds: 20 * n, Seed: 1, Until: asOf, Zone: settings.Location()}
	cat := rule.NewCatalog(c.Fields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, settings)
	start := time.Now()
	e, err := engine.Load(t.Context(), c, cat)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("loaded %d people, %d events in %v; %d MiB index, %d MiB heap", e.Contacts(), e.Events(), time.Since(start), e.Memory()>>20, m.HeapAlloc>>20)
	for _, q := range bench.Queries {
		if only := os.Getenv("QUERY"); only != "" && !strings.Contains(q.Name, only) {
			continue
		}
		r, err := rule.Parse([]byte(q.Rule))
		if err != nil {
			t.Fatal(err)
		}
		var times []time.Duration
		people := 0
		runs := 16
		if os.Getenv("QUERY") != "" {
			runs = 600
		}
		for k := range runs {
			e.SetCatalog(cat) // nothing kept
			at := asOf.Add(time.Duration(k) * time.Second)
			start := time.Now()
			b, err := e.Evaluate(t.Context(), r, at)
			if err != nil {
				t.Fatal(err)
			}
			people = b.Count()
			times = append(times, time.Since(start))
		}
		cold := times[0]
		slices.Sort(times)
		t.Logf("%-45s %8d  median %8v  p95 %8v cold %8v", q.Name, people, times[runs/2].Round(time.Microsecond), times[runs*95/100].Round(time.Microsecond), cold.Round(time.Microsecond))
	}
}
