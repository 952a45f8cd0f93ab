package bench

import (
	"runtime"
	"slices"
	"time"
)

// Report is what was measured. Times are in milliseconds.
type Report struct {
	Machine   string   `json:"machine"`
	Cores     int      `json:"cores"`
	People    int      `json:"people"`
	Events    int      `json:"events"`
	LoadMS    float64  `json:"load_ms"`
	IndexMiB  float64  `json:"index_mib"`
	HeapMiB   float64  `json:"heap_mib"`
	PerEvent  float64  `json:"index_bytes_per_event"`
	Queries   []Figure `json:"queries"`
	Median    float64  `json:"median_of_medians_ms"`
	Slowest   float64  `json:"slowest_median_ms"`
	Session   Figure   `json:"editing_session"`
	Frame     int      `json:"edits_over_one_frame"`
	Many      Figure   `json:"two_hundred_conditions"`
	Live      Live     `json:"live_segments"`
	Explain   Figure   `json:"explanation"`
	Forgotten []string `json:"not_measured,omitempty"`
}

// Figure is a series of times.
type Figure struct {
	Name   string  `json:"name"`
	People int     `json:"people,omitempty"`
	Runs   int     `json:"runs"`
	Cold   float64 `json:"cold_ms"`
	Median float64 `json:"median_ms"`
	P95    float64 `json:"p95_ms"`
	P99    float64 `json:"p99_ms"`
	Max    float64 `json:"max_ms"`
	Bytes  float64 `json:"bytes_per_run"`
	Allocs float64 `json:"allocs_per_run"`
}

// Live is what following many segments takes.
type Live struct {
	Segments   int     `json:"segments"`
	Conditions int     `json:"conditions"`
	Full       Figure  `json:"full_evaluation"`
	Event      Figure  `json:"one_event"`
	Appended   int     `json:"appended_events"`
	AppendMS   float64 `json:"append_ms"`
	CompactMS  float64 `json:"compact_ms"`
	UpdateMS   float64 `json:"update_ms"`
}

// series times a function again and again.
type series struct {
	name   string
	people int
	times  []float64
	before runtime.MemStats
}

func newSeries(name string) *series {
	s := &series{name: name}
	runtime.ReadMemStats(&s.before)
	return s
}

// time runs fn once and keeps how long it took.
func (s *series) time(fn func() error) error {
	start := time.Now()
	err := fn()
	s.times = append(s.times, milliseconds(time.Since(start)))
	return err
}

// figure sums the series up; the first run is the cold one.
func (s *series) figure() Figure {
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	n := float64(max(1, len(s.times)))
	f := Figure{
		Name: s.name, People: s.people, Runs: len(s.times), Cold: s.times[0],
		Bytes: float64(after.TotalAlloc-s.before.TotalAlloc) / n, Allocs: float64(after.Mallocs-s.before.Mallocs) / n,
	}
	warm := slices.Clone(s.times)
	if len(warm) > 1 {
		warm = warm[1:]
	}
	slices.Sort(warm)
	at := func(percent int) float64 { return warm[min(len(warm)-1, len(warm)*percent/100)] }
	f.Median, f.P95, f.P99, f.Max = at(50), at(95), at(99), warm[len(warm)-1]
	return f
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
