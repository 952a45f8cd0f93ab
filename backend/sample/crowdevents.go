package sample

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Sizes of what events are about.
const (
	crowdCampaigns  = 200
	crowdPages      = 800
	crowdProducts   = 1500
	crowdCategories = 12
)

var crowdDevices = []string{"phone", "phone", "phone", "desktop", "desktop", "tablet"}

// deed is one event on its way.
type deed struct {
	at      int64 // seconds
	about   int   // campaign, page or product
	amount  int64
	device  uint8
	machine bool
}

// ReadEvents makes a block of events.
func (c *Crowd) ReadEvents(ctx context.Context, i int, into *domain.EventBlock) error {
	kind := crowdShare[i/c.ranges()].kind
	first, last := c.bounds(i % c.ranges())
	*into = domain.EventBlock{Type: kind}
	var all []deed
	for k := first; k < last; k++ {
		deeds := c.deeds(k, kind)
		if len(deeds) == 0 {
			continue
		}
		slices.SortStableFunc(deeds, func(a, b deed) int { return cmp.Compare(a.at, b.at) })
		all = append(all, deeds...)
		into.Contacts = append(into.Contacts, domain.ContactID(k+1))
		into.Ends = append(into.Ends, uint32(len(all)))
		for _, d := range deeds {
			into.At = append(into.At, d.at*1000)
		}
	}
	into.Columns = crowdColumns(kind, into, all)
	return ctx.Err()
}

// deeds makes one person's events of a kind. Opens and clicks are of mails that
// were sent, so those are always made first.
func (c *Crowd) deeds(k int, kind domain.EventTypeID) []deed {
	r := c.rand(2, k)
	lively := r.ExpFloat64() // how much they do; the mean is 1
	sent := c.sent(r, lively)
	switch kind {
	case domain.EventSent:
		return sent
	case domain.EventOpened, domain.EventClicked:
		return c.reactions(r, kind, sent)
	}
	r = c.rand(int(kind), k)
	var out []deed
	for range c.howMany(r, kind, lively) {
		out = append(out, c.deed(r, kind))
	}
	return out
}

func (c *Crowd) howMany(r *rand.Rand, kind domain.EventTypeID, lively float64) int {
	for _, s := range crowdShare {
		if s.kind == kind {
			mean := float64(c.Deeds) / float64(c.People) * float64(s.share) / 100 * lively
			n := int(mean)
			if r.Float64() < mean-float64(n) {
				n++
			}
			return n
		}
	}
	return 0
}

func (c *Crowd) start() time.Time { return c.Until.AddDate(0, -monthsOfEvents, 0) }

func (c *Crowd) seconds() int64 { return int64(c.Until.Sub(c.start()).Seconds()) }

// sent makes the mails a person was sent: each campaign on its own day.
func (c *Crowd) sent(r *rand.Rand, lively float64) []deed {
	n := min(c.howMany(r, domain.EventSent, (lively+2)/3), crowdCampaigns)
	var out []deed
	step := c.seconds() / crowdCampaigns
	for _, campaign := range r.Perm(crowdCampaigns)[:n] {
		at := c.start().Unix() + int64(campaign)*step + int64(r.IntN(7200))
		out = append(out, deed{at: at, about: campaign})
	}
	return out
}

// reactions makes the opens (or clicks) of the mails sent.
func (c *Crowd) reactions(r *rand.Rand, kind domain.EventTypeID, sent []deed) []deed {
	rates := map[domain.EventTypeID]float64{domain.EventOpened: 0.375, domain.EventClicked: 0.1}
	reader := rand.New(rand.NewPCG(r.Uint64(), uint64(kind)))
	favourite := reader.IntN(24)
	var out []deed
	for _, s := range sent {
		if reader.Float64() < rates[kind] && s.at < c.Until.Unix()-86400 {
			s.at += int64(reader.IntN(3600)) + int64(favourite)*1800
			s.device = uint8(reader.IntN(len(crowdDevices)))
			s.machine = reader.IntN(20) == 0
			out = append(out, s)
		}
	}
	return out
}

func (c *Crowd) deed(r *rand.Rand, kind domain.EventTypeID) deed {
	d := deed{at: c.start().Unix() + r.Int64N(c.seconds()), device: uint8(r.IntN(len(crowdDevices)))}
	switch kind {
	case domain.EventVisited:
		d.about = skewed(r, crowdPages)
	default:
		d.about = skewed(r, crowdProducts)
		d.amount = 9900 + 100*int64(skewed(r, 5000))
	}
	return d
}

// crowdColumns makes the columns of events.
func crowdColumns(kind domain.EventTypeID, b *domain.EventBlock, all []deed) []domain.PropertyColumn {
	text := func(id domain.PropertyID, of func(d deed) string) domain.PropertyColumn {
		col := domain.PropertyColumn{Property: id, ValueColumn: domain.ValueColumn{Type: domain.Text, Codes: make([]uint32, len(all))}}
		codes := map[string]uint32{}
		for i, d := range all {
			s := of(d)
			if codes[s] == 0 {
				col.Texts = append(col.Texts, s)
				codes[s] = uint32(len(col.Texts))
			}
			col.Codes[i] = codes[s]
		}
		return col
	}
	ints := func(id domain.PropertyID, typ domain.ValueType, of func(d deed) int64) domain.PropertyColumn {
		col := domain.PropertyColumn{Property: id, ValueColumn: domain.ValueColumn{Type: typ, Ints: make([]int64, len(all))}}
		for i, d := range all {
			col.Ints[i] = of(d)
		}
		return col
	}
	campaign := text(domain.PropCampaign, func(d deed) string { return "Campaign " + strconv.Itoa(d.about) })
	device := text(domain.PropDevice, func(d deed) string { return crowdDevices[d.device] })
	switch kind {
	case domain.EventSent:
		return []domain.PropertyColumn{campaign, messages(b, all)}
	case domain.EventOpened, domain.EventClicked:
		machine := ints(domain.PropMachine, domain.Bool, func(d deed) int64 {
			if d.machine {
				return 1
			}
			return 0
		})
		return []domain.PropertyColumn{campaign, messages(b, all), device, machine}
	case domain.EventVisited:
		return []domain.PropertyColumn{text(domain.PropPage, func(d deed) string { return "/page/" + strconv.Itoa(d.about) }), device}
	}
	return []domain.PropertyColumn{
		text(domain.PropProduct, func(d deed) string { return "Product " + strconv.Itoa(d.about) }),
		text(domain.PropCategory, func(d deed) string { return "Category " + strconv.Itoa(d.about%crowdCategories) }),
		ints(domain.PropAmount, domain.Money, func(d deed) int64 { return d.amount }),
	}
}

// messages numbers every mail: one per campaign and person.
func messages(b *domain.EventBlock, all []deed) domain.PropertyColumn {
	col := domain.PropertyColumn{Property: domain.PropMessage, ValueColumn: domain.ValueColumn{Type: domain.Number, Ints: make([]int64, len(all))}}
	row := 0
	for k, end := range b.Ends {
		for ; row < int(end); row++ {
			col.Ints[row] = (int64(all[row].about)*10_000_000 + int64(b.Contacts[k])) * domain.NumberScale
		}
	}
	return col
}
