package bench

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// Options say what to measure. Runs is how often each question is asked warm, at
// least 15; Edits how long the editing session is.
type Options struct {
	People, Events int
	Seed           uint64
	Runs           int
	Edits          int
	Segments       int
	Appended       int
	Now            time.Time
}

// frame is how long a picture stays at 60 pictures a second, in milliseconds.
const frame = 16.7

// bench is one run.
type bench struct {
	ctx      context.Context
	o        Options
	cat      rule.Catalog
	e        *engine.Engine
	progress func(what string)
	report   Report
}

// Catalog is what rules about the fictional list can name.
func Catalog(c *sample.Crowd) rule.Catalog {
	return rule.NewCatalog(c.Fields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
}

// NewCrowd is the list that is measured with.
func NewCrowd(o Options) *sample.Crowd {
	return &sample.Crowd{People: o.People, Deeds: o.Events, Seed: o.Seed, Until: o.Now, Zone: domain.DefaultSettings().Location()}
}

// Run measures everything. progress is told what is being done.
func Run(ctx context.Context, o Options, progress func(what string)) (Report, error) {
	b := &bench{ctx: ctx, o: o, progress: progress}
	crowd := NewCrowd(o)
	b.cat = Catalog(crowd)
	steps := []struct {
		what string
		do   func() error
	}{
		{"making people and events", func() error { return b.load(crowd) }},
		{"single questions", b.queries},
		{"an editing session", b.session},
		{"a rule of 200 conditions", b.many},
		{"explanations", b.explain},
		{"live segments", b.live},
	}
	for _, s := range steps {
		progress(s.what)
		if err := s.do(); err != nil {
			return b.report, fmt.Errorf("%s: %w", s.what, err)
		}
	}
	return b.report, nil
}

func (b *bench) load(crowd *sample.Crowd) error {
	start := time.Now()
	e, err := engine.Load(b.ctx, crowd, b.cat)
	if err != nil {
		return err
	}
	b.e = e
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.report = Report{
		Machine: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.GOMAXPROCS(0), People: e.Contacts(), Events: e.Events(),
		LoadMS: milliseconds(time.Since(start)), IndexMiB: float64(e.Memory()) / (1 << 20), HeapMiB: float64(m.HeapAlloc) / (1 << 20),
		PerEvent: float64(e.EventMemory()) / float64(max(1, e.Events())),
	}
	return nil
}

// ask times one rule; nothing is kept between runs.
func (b *bench) ask(name, text string) (Figure, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return Figure{}, err
	}
	s := newSeries(name)
	for k := range b.o.Runs + 1 {
		b.e.SetCatalog(b.cat)
		at := b.o.Now.Add(time.Duration(k) * time.Second)
		err := s.time(func() error {
			members, err := b.e.Evaluate(b.ctx, r, at)
			if err == nil {
				s.people = members.Count()
			}
			return err
		})
		if err != nil {
			return Figure{}, err
		}
	}
	return s.figure(), nil
}

func (b *bench) queries() error {
	var medians []float64
	for _, q := range Queries {
		f, err := b.ask(q.Name, q.Rule)
		if err != nil {
			return err
		}
		b.report.Queries = append(b.report.Queries, f)
		medians = append(medians, f.Median)
	}
	slices.Sort(medians)
	b.report.Median, b.report.Slowest = medians[len(medians)/2], medians[len(medians)-1]
	return nil
}

// session edits a rule of up to twelve conditions, each edit with the numbers of
// every node and a sample of people. Two edits are most of a second apart, and
// the instant they ask at is the studio's.
func (b *bench) session() error {
	b.e.SetCatalog(b.cat)
	s, ed, at := newSeries("editing session"), newEditor(b.o.Seed, 12), b.o.Now
	for range b.o.Edits {
		r := ed.edit()
		at = at.Add(700 * time.Millisecond)
		if err := s.time(func() error { return b.nodes(r, segment.AsOf(at, b.e.Last())) }); err != nil {
			return err
		}
	}
	b.report.Session = s.figure()
	for _, t := range s.times {
		if t > frame {
			b.report.Frame++
		}
	}
	return nil
}

// shown is how many people are shown beside a rule.
const shown = 8

func (b *bench) nodes(r rule.Rule, at time.Time) error {
	answer, err := b.e.Nodes(b.ctx, r, at)
	if err != nil {
		return err
	}
	n := 0
	answer.Members.Each(func(i int) bool {
		_ = b.e.Contact(i)
		n++
		return n < shown
	})
	return nil
}

func (b *bench) many() error {
	ed := newEditor(b.o.Seed+1, 200)
	root := &rule.Node{ID: "many", Mode: rule.Any}
	for range 20 {
		g := &rule.Node{ID: fmt.Sprintf("g%d", len(root.Kids)), Mode: rule.All}
		for range 10 {
			g.Kids = append(g.Kids, ed.condition())
		}
		root.Kids = append(root.Kids, g)
	}
	s := newSeries("200 conditions with all numbers")
	for k := range b.o.Runs + 1 {
		b.e.SetCatalog(b.cat)
		at := b.o.Now.Add(time.Duration(k) * time.Second)
		if err := s.time(func() error { return b.nodes(rule.Rule{Include: root}, at) }); err != nil {
			return err
		}
	}
	b.report.Many = s.figure()
	return nil
}

// explain asks why one person is in a rule with a ranking, whose edge has to be
// found among everybody.
func (b *bench) explain() error {
	r, err := rule.Parse([]byte(`{"all":[` + Queries[8].Rule + `,` + Queries[12].Rule + `]}`))
	if err != nil {
		return err
	}
	s := newSeries("why is this person in")
	for k := range b.o.Runs + 1 {
		b.e.SetCatalog(b.cat)
		who := rule.NewPerson(domain.Contact{ID: domain.ContactID(1 + k*7)}, nil)
		err := s.time(func() error {
			_, err := rule.Explain(b.ctx, r, who, b.o.Now, b.cat, b.e)
			return err
		})
		if err != nil {
			return err
		}
	}
	b.report.Explain = s.figure()
	return nil
}
