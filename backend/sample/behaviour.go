package sample

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// mailing is one mail the shop sent to everyone who could be mailed.
type mailing struct {
	name string
	at   time.Time
}

// mailings are one every 26 days, named for the festival in October and November.
func mailings(start, until time.Time) []mailing {
	var all []mailing
	n := 0
	for day := start.AddDate(0, 0, 6); day.Before(until); day = day.AddDate(0, 0, 26) {
		y, m, d := day.Date()
		name := campaignThemes[n%len(campaignThemes)] + " " + strconv.Itoa(n/len(campaignThemes)+1)
		if m == time.October || m == time.November {
			name = "Festive letters " + day.Format("2 Jan 2006")
		}
		all = append(all, mailing{name, time.Date(y, m, d, 11, 0, 0, 0, day.Location())})
		n++
	}
	return all
}

func text(id domain.PropertyID, s string) domain.PropertyValue {
	return domain.PropertyValue{ID: id, Value: domain.TextValue(s)}
}

// shopping makes orders with their lines, some returned. The keen buy often; October and November more.
func (g *generator) shopping(p *person) {
	from := later(p.joined, g.start)
	years := p.quietFrom.Sub(from).Hours() / 24 / 365
	if years <= 0 {
		return
	}
	rate := 2.6 * math.Pow(p.keen, 2.2)
	if p.chance(.18) {
		rate += .7
	}
	for range p.count(rate * years) {
		at := p.moment(between(p.source, from, p.quietFrom), p.hour)
		g.order(p, at)
	}
	if festive := festiveDay(p.quietFrom); p.keen > .45 && p.chance(.22) && festive.After(from) {
		g.order(p, p.moment(festive.AddDate(0, 0, -p.IntN(18)), p.hour))
	}
}

// festiveDay is a day at the end of the October before t.
func festiveDay(t time.Time) time.Time {
	day := time.Date(t.Year(), time.October, 29, 0, 0, 0, 0, t.Location())
	if day.After(t) {
		day = day.AddDate(-1, 0, 0)
	}
	return day
}

func (g *generator) order(p *person, at time.Time) {
	if !at.Before(g.until) || at.Before(g.start) {
		return
	}
	p.orders++
	number := fmt.Sprintf("NB-%06d-%02d", p.index+1, p.orders)
	var total, pieces int64
	lines := 1 + p.count(.6)
	for range lines {
		item := g.item(p)
		quantity := int64(1 + p.count(.15))
		amount := item.price * quantity
		total, pieces = total+amount, pieces+quantity
		g.add(domain.EventBought, at, text(domain.PropOrder, number), text(domain.PropProduct, item.name), text(domain.PropCategory, item.category),
			domain.PropertyValue{ID: domain.PropQuantity, Value: domain.IntValue(quantity)}, domain.PropertyValue{ID: domain.PropAmount, Value: domain.MoneyValue(amount)})
	}
	p.spent += total
	sum := []domain.PropertyValue{
		text(domain.PropOrder, number), {ID: domain.PropAmount, Value: domain.MoneyValue(total)},
		{ID: domain.PropQuantity, Value: domain.IntValue(pieces)}, text(domain.PropDevice, devices[p.device]),
	}
	g.add(domain.EventPurchased, at, sum...)
	if p.chance(.045) {
		g.add(domain.EventRefunded, at.Add(time.Duration(3+p.IntN(14))*24*time.Hour), sum[:3]...)
	}
}

// item is one product, mostly of the category the person likes.
func (g *generator) item(p *person) product {
	c := p.taste
	if p.chance(.35) {
		c = p.weighted(categoryWeights)
	}
	return products[categories[c].first+p.IntN(categories[c].last-categories[c].first)]
}

// browsing makes visits and carts left behind.
func (g *generator) browsing(p *person) {
	from := later(p.joined, g.start)
	years := p.quietFrom.Sub(from).Hours() / 24 / 365
	if years <= 0 {
		return
	}
	for range p.count(10 * p.keen * years) {
		at := p.moment(between(p.source, from, p.quietFrom), p.hour)
		item, device := g.item(p), devices[p.device]
		if p.chance(.15) {
			device = devices[p.weighted(deviceWeights)]
		}
		page := "/products/" + ascii(item.name)
		g.add(domain.EventVisited, at, text(domain.PropPage, page), text(domain.PropProduct, item.name), text(domain.PropCategory, item.category), text(domain.PropDevice, device))
		if p.chance(.13) {
			g.add(domain.EventAddedToCart, at.Add(time.Duration(1+p.IntN(9))*time.Minute), text(domain.PropProduct, item.name), text(domain.PropCategory, item.category),
				domain.PropertyValue{ID: domain.PropAmount, Value: domain.MoneyValue(item.price)}, text(domain.PropDevice, device))
		}
	}
}

// sampleMessages is where the message numbers of the sample begin: out of the way
// of the send ledger, which numbers its own mails from 1.
const sampleMessages = 1_000_000_000

// mails makes what the shop sent to the person and what they did with it.
func (g *generator) mails(p *person) {
	if !p.optedIn {
		return
	}
	for k, m := range g.campaigns {
		if m.at.Before(p.joined) || !p.leftAt.IsZero() && m.at.After(p.leftAt) {
			continue
		}
		message := domain.PropertyValue{ID: domain.PropMessage, Value: domain.IntValue(sampleMessages + int64(p.index)*1000 + int64(k))}
		campaign := text(domain.PropCampaign, m.name)
		at := m.at.Add(time.Duration(p.index%3600) * time.Second)
		g.add(domain.EventSent, at, campaign, message)
		if p.bounces && g.until.Sub(m.at) < 60*24*time.Hour {
			g.add(domain.EventBounced, at.Add(2*time.Second), campaign, message)
			continue
		}
		g.reading(p, at, campaign, message)
	}
	if !p.leftAt.IsZero() {
		g.add(domain.EventUnsubscribed, p.leftAt)
	}
}

// reading makes opens and clicks of one mail; some opens are made by privacy proxies.
func (g *generator) reading(p *person, sent time.Time, campaign, message domain.PropertyValue) {
	if p.chance(.09) {
		g.add(domain.EventOpened, sent.Add(time.Duration(5+p.IntN(50))*time.Second), campaign, message,
			text(domain.PropDevice, devices[p.device]), domain.PropertyValue{ID: domain.PropMachine, Value: domain.BoolValue(true)})
	}
	likely := .62 * p.reader
	if sent.After(p.quietFrom) {
		likely *= .06
	}
	if !p.chance(likely) {
		return
	}
	opened := p.moment(sent.AddDate(0, 0, p.count(.6)), p.hour)
	if opened.Before(sent) {
		opened = sent.Add(time.Duration(10+p.IntN(600)) * time.Minute)
	}
	device := text(domain.PropDevice, devices[p.device])
	g.add(domain.EventOpened, opened, campaign, message, device)
	if p.chance(.16 * (.4 + p.keen)) {
		item := g.item(p)
		g.add(domain.EventClicked, opened.Add(time.Duration(20+p.IntN(200))*time.Second), campaign, message, device,
			text(domain.PropLink, "https://nilabotanics.example/products/"+ascii(item.name)))
	}
}
