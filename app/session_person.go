package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// tagsKey is the key of the field that tags are kept in.
const tagsKey = "tags"

// personReader reads what is stored about people and puts it into words.
type personReader struct {
	ctx        context.Context
	db         *store.DB
	gate       *comply.Gate
	settings   domain.Settings
	zone       *time.Location
	words      *personWords
	fields     []domain.Field
	properties []domain.Property
	now        time.Time
}

func newPersonReader(ctx context.Context, db *store.DB, clock domain.Clock, lang string) (*personReader, error) {
	r := &personReader{ctx: ctx, db: db, words: personWordsIn(lang), now: clock.Now()}
	secret, err := db.Secret(ctx)
	if err != nil {
		return nil, err
	}
	r.gate = comply.NewGate(db, secret, domain.Marketing, clock)
	if r.settings, err = db.Settings(ctx); err != nil {
		return nil, err
	}
	r.zone = r.settings.Location()
	if r.fields, err = db.Fields(ctx); err != nil {
		return nil, err
	}
	r.properties, err = db.Properties(ctx)
	return r, err
}

// reader reads people of the open workspace in the interface's language.
func (s *session) reader() (*workspace, *personReader, error) {
	w, err := s.current()
	if err != nil {
		return nil, nil, err
	}
	r, err := newPersonReader(background(), w.db, s.clock, s.language())
	return w, r, err
}

func (s *session) personView(id int64) (PersonView, error) {
	_, r, err := s.reader()
	if err != nil {
		return PersonView{}, err
	}
	c, err := r.db.Contact(r.ctx, domain.ContactID(id))
	if err != nil {
		return PersonView{}, err
	}
	return r.view(c)
}

func (r *personReader) view(c domain.Contact) (PersonView, error) {
	account, err := r.gate.Account(r.ctx, c, r.zone, r.words.lang)
	if err != nil {
		return PersonView{}, err
	}
	origins, err := r.db.Origins(r.ctx, c.ID)
	if err != nil {
		return PersonView{}, err
	}
	v := PersonView{Person: personRow(c, account.Status), Mail: r.standing(account), Tags: []string{}, Added: r.words.hereSince(r.day(c.CreatedAt))}
	v.Person.Why = r.words.statuses[account.Status]
	v.Groups, v.Derived = r.groups(c, origins)
	for _, f := range r.fields {
		switch {
		case f.Key == tagsKey && f.Type == domain.List:
			v.Tags = append(v.Tags, c.Value(f.ID).Items()...)
		case !c.Value(f.ID).IsSet() && f.DerivedAt.IsZero():
			v.Blank = append(v.Blank, BlankField{Key: f.Key, Name: r.words.field(f), Type: string(f.Type)})
		}
	}
	v.Blank = each(v.Blank, func(b BlankField) BlankField { return b })
	before, after, err := r.db.Beside(r.ctx, c.ID)
	v.Before, v.After = int64(before), int64(after)
	return v, err
}

func (r *personReader) day(at time.Time) string { return r.words.day(at.In(r.zone)) }

func (r *personReader) standing(a comply.Account) MailStanding {
	m := MailStanding{
		Can: a.Status == domain.Mailable, Status: a.Status.String(), Headline: a.Headline, Reason: a.Reason, Todo: a.Todo, Paused: a.Paused,
		Lines: each(a.Lines, func(l comply.AccountLine) LedgerLine { return LedgerLine{Kind: l.Kind, Text: l.Text, At: stamp(l.At)} }),
	}
	if a.Paused && !a.Pause.Until.IsZero() {
		m.PausedUntil = lastDay(a.Pause.Until, r.zone)
	}
	for _, l := range a.Lines {
		if l.Kind != "suppressed" {
			m.Granted = l.Kind == string(domain.Granted)
			break
		}
	}
	return m
}

// groups sorts the values of a contact by where they came from, in the order in
// which that first happened; tags and derived values are apart.
func (r *personReader) groups(c domain.Contact, origins map[domain.FieldID]domain.Origin) ([]ValueGroup, []PersonValue) {
	type group struct {
		ValueGroup
		act domain.ActID
	}
	var groups []*group
	derived := []PersonValue{}
	for _, f := range r.fields {
		v := c.Value(f.ID)
		if !v.IsSet() || f.Key == tagsKey && f.Type == domain.List {
			continue
		}
		out := PersonValue{Key: f.Key, Name: r.words.field(f), Type: string(f.Type), Value: shownIn(v, r.settings, r.words.lang), Text: written(v, r.settings)}
		if !f.DerivedAt.IsZero() {
			out.Origin = r.words.derived(r.day(f.DerivedAt))
			derived = append(derived, out)
			continue
		}
		origin := origins[f.ID]
		title, text := r.origin(origin)
		out.Origin = text
		i := slices.IndexFunc(groups, func(g *group) bool { return g.Title == title })
		if i < 0 {
			i = len(groups)
			groups = append(groups, &group{ValueGroup{Title: title}, origin.Act.ID})
		}
		groups[i].Values = append(groups[i].Values, out)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.act, b.act) })
	return each(groups, func(g *group) ValueGroup { return g.ValueGroup }), derived
}

// origin puts where a value came from into the title of a group and a sentence.
func (r *personReader) origin(o domain.Origin) (title, sentence string) {
	day := r.day(o.Act.At)
	switch {
	case o.Act.ID == 0:
		return r.words.unknownGroup, r.words.unknownOrigin
	case o.Act.Kind == domain.ActImport:
		return r.words.fromFile(o.Act.Label, day), r.words.inFile(o.Act.Label, day, o.Row)
	case o.Act.Kind == domain.ActSample:
		return r.words.fromSample, r.words.sampleAt(day)
	}
	return r.words.byHand, r.words.byHandAt(day + o.Act.At.In(r.zone).Format(", 15:04"))
}

// shownIn is shown with dates in a language.
func shownIn(v domain.Value, settings domain.Settings, lang string) string {
	switch v.Type {
	case domain.Date:
		return domain.FormatDay(v.DateTime(), lang)
	case domain.Time:
		at := v.DateTime().In(settings.Location())
		return domain.FormatDay(at, lang) + at.Format(", 15:04")
	case domain.Bool:
		if lang == "hi" {
			return map[bool]string{true: "हाँ", false: "नहीं"}[v.Int != 0]
		}
	}
	return shown(v, settings)
}

// written puts a value as one would write it into a box of the workspace's region.
func written(v domain.Value, settings domain.Settings) string {
	switch v.Type {
	case domain.Date:
		return domain.FormatDay(v.DateTime(), "en")
	case domain.Time:
		at := v.DateTime().In(settings.Location())
		return domain.FormatDay(at, "en") + at.Format(" 15:04")
	case domain.Number:
		return domain.FormatDecimalIn(v.Int, domain.NumberScale, settings.Locale)
	case domain.Money:
		return domain.FormatDecimalIn(v.Int, 100, settings.Locale)
	}
	return v.String()
}
