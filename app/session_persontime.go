package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// The kinds of a timeline that are no events.
const (
	kindNote       = "note"
	kindPermission = "permission"
)

// yearDays is how many days the strip over a timeline shows.
const yearDays = 365

func (s *session) timeline(id int64, q TimelineQuery) (TimelinePage, error) {
	_, r, err := s.reader()
	if err != nil {
		return TimelinePage{}, err
	}
	c, err := r.db.Contact(r.ctx, domain.ContactID(id))
	if err != nil {
		return TimelinePage{}, err
	}
	past, err := r.past(c)
	if err != nil {
		return TimelinePage{}, err
	}
	return r.page(past, q), nil
}

// past is everything that happened with a person, newest first.
func (r *personReader) past(c domain.Contact) ([]TimelineItem, error) {
	events, err := r.db.ContactEvents(r.ctx, c.ID, 0)
	if err != nil {
		return nil, err
	}
	types, err := r.db.EventTypes(r.ctx)
	if err != nil {
		return nil, err
	}
	byID := map[domain.EventTypeID]domain.EventType{}
	for _, t := range types {
		byID[t.ID] = t
	}
	notes, err := r.db.NotesOf(r.ctx, c.ID)
	if err != nil {
		return nil, err
	}
	account, err := r.gate.Account(r.ctx, c, r.zone, r.words.lang)
	if err != nil {
		return nil, err
	}
	items := make([]TimelineItem, 0, len(events)+len(notes)+len(account.Lines))
	for n, e := range events {
		items = append(items, r.eventItem(len(events)-n, e, byID[e.Type]))
	}
	for _, n := range notes {
		items = append(items, r.item(fmt.Sprint("note", n.ID), n.At, TimelineItem{Kind: kindNote, Text: n.Text, Note: int64(n.ID)}))
	}
	for n, l := range account.Lines {
		items = append(items, r.item(fmt.Sprint("line", len(account.Lines)-n), l.At, TimelineItem{Kind: kindPermission, Text: l.Text}))
	}
	slices.SortStableFunc(items, func(a, b TimelineItem) int { return b.moment.Compare(a.moment) })
	return items, nil
}

func (r *personReader) eventItem(number int, e domain.Event, t domain.EventType) TimelineItem {
	return r.item(fmt.Sprint("event", number), e.At, TimelineItem{
		Kind: t.Key, Text: r.words.event(t), Detail: r.eventDetail(e), Machine: e.Prop(domain.PropMachine).Int != 0,
	})
}

// item completes an item with its moment.
func (r *personReader) item(key string, at time.Time, item TimelineItem) TimelineItem {
	at = at.In(r.zone)
	item.Key, item.moment = key, at
	item.At, item.Date, item.Time = stamp(at), at.Format(time.DateOnly), at.Format("15:04")
	item.Day = domain.FormatWeekday(at, r.words.lang)
	return item
}

// eventDetail names what an event was about: the product, the amount, the campaign.
func (r *personReader) eventDetail(e domain.Event) string {
	var parts []string
	for _, id := range []domain.PropertyID{domain.PropCampaign, domain.PropProduct, domain.PropCategory, domain.PropPage, domain.PropLink, domain.PropQuantity, domain.PropAmount, domain.PropOrder, domain.PropDevice} {
		v := e.Prop(id)
		switch {
		case !v.IsSet(), id == domain.PropQuantity && v.Int == domain.NumberScale:
		case id == domain.PropQuantity:
			parts = append(parts, shown(v, r.settings)+" "+r.words.pieces)
		default:
			parts = append(parts, shown(v, r.settings))
		}
	}
	for _, p := range r.properties { // what the user's own files say about it
		if v := e.Prop(p.ID); v.IsSet() && !p.Builtin {
			parts = append(parts, r.words.property(p)+": "+shownIn(v, r.settings, r.words.lang))
		}
	}
	if e.Prop(domain.PropMachine).Int != 0 {
		parts = append(parts, r.words.machine)
	}
	return join(parts)
}

func (r *personReader) page(past []TimelineItem, q TimelineQuery) TimelinePage {
	wanted := wantedItems(past, q)
	out := TimelinePage{Total: len(wanted), Offset: min(max(q.Offset, 0), len(wanted)), Kinds: r.kinds(past), Days: []YearDay{}}
	if q.Until != "" {
		out.Offset = slices.IndexFunc(wanted, func(i TimelineItem) bool { return i.Date <= q.Until })
		if out.Offset < 0 {
			out.Offset = len(wanted)
		}
	}
	end := min(out.Offset+min(max(q.Limit, 0), pageLimit), len(wanted))
	out.Items = append([]TimelineItem{}, wanted[out.Offset:end]...)
	if q.Year {
		out.Days = r.year(past)
	}
	return out
}

func wantedItems(past []TimelineItem, q TimelineQuery) []TimelineItem {
	search := strings.ToLower(strings.TrimSpace(q.Search))
	if search == "" && len(q.Kinds) == 0 {
		return past
	}
	var out []TimelineItem
	for _, i := range past {
		if len(q.Kinds) > 0 && !slices.Contains(q.Kinds, i.Kind) {
			continue
		}
		if strings.Contains(strings.ToLower(i.Text+"\n"+i.Detail+"\n"+i.Day), search) {
			out = append(out, i)
		}
	}
	return out
}

// kinds counts what a timeline holds, the most frequent first.
func (r *personReader) kinds(past []TimelineItem) []KindCount {
	out := []KindCount{}
	for _, i := range past {
		at := slices.IndexFunc(out, func(k KindCount) bool { return k.Key == i.Kind })
		if at < 0 {
			at = len(out)
			out = append(out, KindCount{Key: i.Kind, Name: r.kindName(i)})
		}
		out[at].Count++
	}
	slices.SortStableFunc(out, func(a, b KindCount) int { return b.Count - a.Count })
	return out
}

func (r *personReader) kindName(i TimelineItem) string {
	switch i.Kind {
	case kindNote:
		return r.words.note
	case kindPermission:
		return r.words.permission
	}
	return i.Text
}

// year counts the days up to today.
func (r *personReader) year(past []TimelineItem) []YearDay {
	per := map[string]int{}
	for _, i := range past {
		per[i.Date]++
	}
	y, m, d := r.now.In(r.zone).Date()
	out := make([]YearDay, yearDays)
	for n := range out {
		at := time.Date(y, m, d-yearDays+1+n, 12, 0, 0, 0, r.zone)
		date := at.Format(time.DateOnly)
		out[n] = YearDay{Date: date, Count: per[date], Text: r.words.happened(per[date], r.words.day(at))}
	}
	return out
}

// leftLately is for how long a segment that was left is told.
const leftLately = 90 * 24 * time.Hour

// segmentsOf lists the saved segments that a person is in, by what the engine says
// now, and those they left lately, by the record.
func (s *session) segmentsOf(id int64) (PersonSegments, error) {
	out := PersonSegments{In: []StayView{}, Left: []StayView{}}
	w, r, err := s.reader()
	if err != nil || w.loading() {
		return out, err
	}
	studio, err := w.studio()
	if err != nil {
		return out, err
	}
	all, err := r.db.Segments(r.ctx)
	if err != nil {
		return out, err
	}
	stays, err := r.db.ContactMemberships(r.ctx, domain.ContactID(id))
	if err != nil {
		return out, err
	}
	matches, err := studio.Belongs(r.ctx, domain.ContactID(id), each(all, func(g domain.Segment) string { return string(g.Rule) }))
	if err != nil {
		return out, err
	}
	out.Ready = true
	for k, g := range all {
		last, recorded := lastStay(stays, g.ID)
		in := matches[k]
		if !g.FrozenAt.IsZero() {
			in = recorded && last.LeftAt.IsZero()
		}
		view := StayView{Segment: int64(g.ID), Name: g.Name, Rule: string(g.Rule)}
		switch {
		case in:
			view.Since = r.since(last, recorded && last.LeftAt.IsZero())
			out.In = append(out.In, view)
		case recorded && !last.LeftAt.IsZero() && r.now.Sub(last.LeftAt) < leftLately:
			view.Since = r.words.left(r.day(last.LeftAt))
			out.Left = append(out.Left, view)
		}
	}
	return out, nil
}

func lastStay(stays []domain.Membership, id domain.SegmentID) (last domain.Membership, found bool) {
	for _, m := range stays {
		if m.SegmentID == id {
			last, found = m, true
		}
	}
	return last, found
}

// since says how long somebody has been in; who came in with the rule may have matched before.
func (r *personReader) since(m domain.Membership, recorded bool) string {
	switch {
	case !recorded:
		return ""
	case m.Entered == domain.CauseRule:
		return r.words.sinceStart(r.day(m.EnteredAt))
	}
	return r.words.since(r.day(m.EnteredAt))
}
