package app

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// value finds one trait of a person's page, and the title of the group it is in.
func (v PersonView) value(key string) (PersonValue, string) {
	for _, g := range v.Groups {
		for _, x := range g.Values {
			if x.Key == key {
				return x, g.Title
			}
		}
	}
	return PersonValue{}, ""
}

// recorded waits until the members of a fresh segment are on record.
func recorded(t *testing.T, w *workspace, id int64, people int) {
	t.Helper()
	for range 500 {
		members, err := w.db.OpenMembers(t.Context(), domain.SegmentID(id))
		if err != nil {
			t.Fatal(err)
		}
		if len(members) == people {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("segment %d has not got %d people on record", id, people)
}

func TestAPersonIsCorrectedByHandAndEverythingFollows(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b, segments := &Person{s}, &Segments{s}
	pune := got[SegmentView](t)(segments.Save(0, "Neighbours", fromPune))
	recorded(t, w, pune.ID, 2)
	before := got[PersonView](t)(b.Get(1))
	if city, group := before.value("city"); city.Value != "Pune" || !strings.HasPrefix(group, "From ") || !strings.Contains(city.Origin, ", row 2.") {
		t.Fatalf("%+v in %q", city, group)
	}
	changed := got[PersonChange](t)(b.SetValues(1, []WrittenValue{{"city", " Nagpur "}, {"phone", "+91 98765 43210"}, {"joined", "03/04/2026"}}))
	after := got[PersonView](t)(b.Get(1))
	city, group := after.value("city")
	joined, _ := after.value("joined")
	if changed.Act == 0 || city.Value != "Nagpur" || group != "Written by hand" || joined.Value != "3 April 2026" || joined.Text != "3 April 2026" {
		t.Errorf("%+v: %+v in %q, %+v", changed, city, group, joined)
	}
	t.Run("the segments and the record too", func(t *testing.T) {
		if now := got[SegmentView](t)(segments.Get(pune.ID)); now.People != pune.People-1 {
			t.Errorf("%d people, there were %d", now.People, pune.People)
		}
		in := got[PersonSegments](t)(b.Segments(1))
		if !in.Ready || len(in.In) != 0 || len(in.Left) != 1 || !strings.HasPrefix(in.Left[0].Since, "Left on ") {
			t.Errorf("%+v", in)
		}
		if members, err := w.db.OpenMembers(t.Context(), domain.SegmentID(pune.ID)); err != nil || slices.Contains(members, 1) {
			t.Errorf("on record are %v %v", members, err)
		}
	})
	t.Run("and undo brings back the value with its origin", func(t *testing.T) {
		undone := got[PersonChange](t)(b.Undo(changed.Act))
		back := got[PersonView](t)(b.Get(1))
		city, _ := back.value("city")
		if phone, _ := back.value("phone"); undone.Act == 0 || city.Value != "Pune" || !strings.Contains(city.Origin, ", row 2.") || phone.Key != "" {
			t.Errorf("%+v %+v %+v", undone, city, phone)
		}
		if now := got[SegmentView](t)(segments.Get(pune.ID)); now.People != pune.People {
			t.Errorf("%d people", now.People)
		}
	})
	t.Run("what cannot be is refused in words and changes nothing", func(t *testing.T) {
		for _, c := range []struct {
			key, text, says string
			code            domain.Code
		}{
			{"joined", "yesterday-ish", "cannot be read as a date", domain.Invalid}, {"email", "asha@", "not an email address", domain.Invalid},
			{"email", "ravi@example.com", "belongs to another person: ", domain.Conflict}, {"phone", "call me", "not a phone number", domain.Invalid}, {"nose", "x", "no such field", domain.NotFound},
		} {
			_, err := b.SetValues(1, []WrittenValue{{"city", "Elsewhere"}, {c.key, c.text}})
			if e := toBridge(err); err == nil || e.Code != c.code || !strings.Contains(e.Message, c.says) {
				t.Errorf("%s = %q: %v", c.key, c.text, err)
			}
		}
		if city, _ := got[PersonView](t)(b.Get(1)).value("city"); city.Value != "Pune" {
			t.Error(city)
		}
	})
}

func TestSomebodyPinnedIntoASegmentIsInIt(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b, segments := &Person{s}, &Segments{s}
	mumbai := got[SegmentView](t)(segments.Save(0, "Mumbai", `{"include":{"all":[{"id":"a","type":"field","field":"city","op":"any_of","values":["Mumbai"]}]},"always":[{"contact":1}],"never":[{"contact":2}]}`))
	for id, want := range map[int64]int{1: 1, 2: 0, 3: 0} {
		if in := got[PersonSegments](t)(b.Segments(id)); len(in.In) != want {
			t.Errorf("person %d is in %v of %d people", id, in.In, mumbai.People)
		}
	}
}

func TestTagsAreAFieldOfTheirOwnMadeOnFirstUse(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b, segments := &Person{s}, &Segments{s}
	first := got[PersonChange](t)(b.SetTags(1, []string{"VIP", "diwali", "VIP"}))
	if v := got[PersonView](t)(b.Get(1)); !slices.Equal(v.Tags, []string{"VIP", "diwali"}) {
		t.Errorf("%v", v.Tags)
	}
	got[PersonChange](t)(b.SetTags(2, []string{"VIP"}))
	rule := `{"include":{"all":[{"id":"a","type":"field","field":"tags","op":"any_of","values":["VIP"]}]}}`
	if n := got[RuleCount](t)(segments.Count(rule)); n.People != 2 {
		t.Errorf("%d people are tagged: %+v", n.People, n.Unfinished)
	}
	got[PersonChange](t)(b.Undo(first.Act))
	if n := got[RuleCount](t)(segments.Count(rule)); n.People != 1 {
		t.Errorf("%d people are tagged after the undo", n.People)
	}
}

func TestAPauseHoldsMailBackAndCountsAsAReason(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b, segments := &Person{s}, &Segments{s}
	everybody := `{"include":{"all":[{"id":"a","type":"everyone"}]}}`
	was := got[RuleCount](t)(segments.Count(everybody))
	before := got[PauseView](t)(b.Pause(1, PauseView{On: true}))
	now := got[RuleCount](t)(segments.Count(everybody))
	if before.On || now.Paused != 1 || now.Mailable != was.Mailable-1 || now.Mailable+now.NoAddress+now.NoConsent+now.Suppressed+now.Paused != now.People {
		t.Errorf("%+v: %+v after %+v", before, now, was)
	}
	if v := got[PersonView](t)(b.Get(1)); v.Mail.Can || !v.Mail.Paused || v.Mail.Status != "paused" || v.Mail.Reason != "Mail to them is paused." {
		t.Errorf("%+v", v.Mail)
	}
	c := got[domain.Contact](t)(w.db.Contact(t.Context(), 1))
	if ticket, status, err := w.gate.Admit(t.Context(), c); err != nil || status != domain.Paused || ticket.Address() != "" {
		t.Errorf("the gate says %v %v", status, err)
	}
	today := s.clock.Now().In(time.FixedZone("IST", 19800)).Format(time.DateOnly)
	if again := got[PauseView](t)(b.Pause(1, PauseView{On: true, Until: today})); !again.On || again.Until != "" {
		t.Errorf("before was %+v", again)
	}
	if v := got[PersonView](t)(b.Get(1)); v.Mail.PausedUntil != today {
		t.Errorf("%+v", v.Mail)
	}
	if _, err := b.Pause(1, PauseView{On: true, Until: "2020-01-01"}); toBridge(err).Code != domain.Invalid {
		t.Error(err)
	}
	got[PauseView](t)(b.Pause(1, PauseView{}))
	if n := got[RuleCount](t)(segments.Count(everybody)); n.Mailable != was.Mailable || n.Paused != 0 {
		t.Errorf("after lifting %+v", n)
	}
}

func TestAnOptOutFollowsThePersonToANewAddress(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b := &Person{s}
	if err := w.gate.Suppress(t.Context(), "asha@example.com", domain.SuppressedUnsubscribed, "link"); err != nil {
		t.Fatal(err)
	}
	change := got[PersonChange](t)(b.SetValues(1, []WrittenValue{{"email", "new@example.com"}}))
	if v := got[PersonView](t)(b.Get(1)); v.Mail.Status != "suppressed" || change.Notice == "" {
		t.Errorf("%+v %+v", v.Mail, change)
	}
	if err := w.gate.Suppress(t.Context(), "ravi@example.com", domain.SuppressedBounced, "server"); err != nil {
		t.Fatal(err)
	}
	if change := got[PersonChange](t)(b.SetValues(2, []WrittenValue{{"email", "ravi.new@example.com"}})); change.Notice != "" {
		t.Errorf("a better mailbox is closed too: %+v", change)
	}
}

func TestPermissionIsRecordedAndTakenBack(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Person{s}
	if err := b.Withdraw(1, "Phone call"); err != nil {
		t.Fatal(err)
	}
	if v := got[PersonView](t)(b.Get(1)); v.Mail.Status != "no_consent" || v.Mail.Granted || !strings.Contains(v.Mail.Lines[0].Text, "(Phone call)") {
		t.Errorf("%+v", v.Mail)
	}
	for _, bad := range []GivenPermission{{On: "2026-01-31"}, {Source: "Counter", On: "2999-01-31"}, {Source: "Counter", On: "soon"}} {
		if err := b.Grant(1, bad); toBridge(err).Code != domain.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if err := b.Grant(1, GivenPermission{Source: "Counter", On: "2026-01-31"}); toBridge(err).Code != domain.Blocked {
		t.Errorf("a yes from before the no counts: %v", err)
	}
	today := s.clock.Now().In(domain.DefaultSettings().Location()).Format(time.DateOnly)
	if err := b.Grant(1, GivenPermission{Source: "Counter", On: today, Wording: "Yes please"}); err != nil {
		t.Fatal(err)
	}
	if v := got[PersonView](t)(b.Get(1)); !v.Mail.Granted || !v.Mail.Can {
		t.Errorf("%+v", v.Mail)
	}
}

func TestErasingAsksWhoIsMeantAndLeavesNobody(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b, segments := &Person{s}, &Segments{s}
	pune := got[SegmentView](t)(segments.Save(0, "Neighbours", fromPune))
	recorded(t, w, pune.ID, 2)
	if err := b.Erase(1, "somebody"); toBridge(err).Code != domain.Invalid {
		t.Fatal(err)
	}
	if err := b.Erase(1, "ASHA@example.com "); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Get(1); toBridge(err).Code != domain.NotFound {
		t.Error(err)
	}
	if now := got[SegmentView](t)(segments.Get(pune.ID)); now.People != pune.People-1 {
		t.Errorf("%d people of %d", now.People, pune.People)
	}
	if members, err := w.db.OpenMembers(t.Context(), domain.SegmentID(pune.ID)); err != nil || slices.Contains(members, 1) {
		t.Errorf("on record are %v %v", members, err)
	}
	if err := w.loop().live.Due(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestATimelineGoesBackToTheFirstDay(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b := &Person{s}
	note := got[NoteView](t)(b.SaveNote(1, NoteView{Text: " Called about her order "}))
	start := time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)
	var events []domain.Event
	for n := range 300 {
		events = append(events, domain.Event{ContactID: 1, Type: domain.EventVisited, At: start.AddDate(0, 0, -n), Props: []domain.PropertyValue{{ID: domain.PropPage, Value: domain.TextValue("page")}}})
	}
	events = append(events, domain.Event{ContactID: 1, Type: domain.EventOpened, At: start, Props: []domain.PropertyValue{{ID: domain.PropMachine, Value: domain.BoolValue(true)}}})
	if err := w.db.AddEvents(t.Context(), events); err != nil {
		t.Fatal(err)
	}
	first := got[TimelinePage](t)(b.Timeline(1, TimelineQuery{Limit: 50, Year: true}))
	if len(first.Items) != 50 || first.Items[0].Note != note.ID || first.Items[0].Text != "Called about her order" || len(first.Days) != 365 || first.Days[364].Count == 0 {
		t.Errorf("%d of %d: %+v", len(first.Items), first.Total, first.Items[0])
	}
	seen := map[string]bool{}
	for offset := 0; offset < first.Total; offset += 60 {
		for _, item := range got[TimelinePage](t)(b.Timeline(1, TimelineQuery{Offset: offset, Limit: 60})).Items {
			seen[item.Key] = true
		}
	}
	if len(seen) != first.Total {
		t.Errorf("%d different items of %d", len(seen), first.Total)
	}
	visits := got[TimelinePage](t)(b.Timeline(1, TimelineQuery{Kinds: []string{"visited"}, Until: "2025-12-31", Limit: 10}))
	if visits.Offset != 1 || visits.Items[0].Date != "2025-12-31" || visits.Items[0].Day != "Wednesday, 31 December 2025" {
		t.Errorf("from %d: %+v", visits.Offset, visits.Items[0])
	}
	found := got[TimelinePage](t)(b.Timeline(1, TimelineQuery{Search: "machine", Limit: 10}))
	if found.Total != 1 || !found.Items[0].Machine {
		t.Errorf("%+v", found.Items)
	}
	s.updatePreferences(func(p *preferences) { p.Language = "hi" })
	if hindi := got[TimelinePage](t)(b.Timeline(1, TimelineQuery{Search: "मशीन", Limit: 10})); hindi.Total != 1 || hindi.Items[0].Text != "ईमेल खोला" || hindi.Items[0].Day != "गुरुवार, 1 जनवरी 2026" {
		t.Errorf("%+v", hindi.Items)
	}
}

func TestAnExportHoldsEverythingStoredAboutAPerson(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[imported](l, "import", l.file("orders.csv", ordersCSV), "--as", "orders")
	s, _ := l.window()
	b := &Person{s}
	got[NoteView](t)(b.SaveNote(1, NoteView{Text: "=HYPERLINK(1) <script>"}))
	got[PersonChange](t)(b.SetTags(1, []string{"VIP"}))
	_, r, err := s.reader()
	if err != nil {
		t.Fatal(err)
	}
	all := got[personExport](t)(r.everything(1))
	if len(all.Values) < 4 || len(all.Notes) != 1 || len(all.Events) == 0 {
		t.Errorf("%+v", all)
	}
	for kind, write := range exportKinds {
		text := string(got[[]byte](t)(write(all)))
		for _, want := range []string{"asha@example.com", "VIP", "Pune", "HYPERLINK"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s says nothing of %s", kind, want)
			}
		}
		if kind == "html" && strings.Contains(text, "<script>") || kind == "csv" && !strings.Contains(text, "'=HYPERLINK") || kind == "json" && !json.Valid([]byte(text)) {
			t.Errorf("%s could do harm:\n%s", kind, text)
		}
	}
}

func TestSamplePeopleCameWithTheSample(t *testing.T) {
	l := newLine(t)
	do[map[string]any](l, "sample", "--people", "50")
	s, _ := l.window()
	v := got[PersonView](t)((&Person{s}).Get(7))
	if email, group := v.value("email"); group != "From the sample data" || !strings.HasPrefix(email.Origin, "Came with the sample data on ") {
		t.Errorf("%+v in %q", email, group)
	}
}

func TestThePersonOnTheCommandLine(t *testing.T) {
	l := newLine(t)
	l.shop()
	if done := do[PersonChange](l, "person", "set", "C1", "city", "Agra"); done.Act == 0 {
		t.Errorf("%+v", done)
	}
	do[NoteView](l, "person", "note", "C1", "Called")
	person := do[personDetail](l, "person", "C1")
	if !slices.ContainsFunc(person.Fields, func(v PersonValue) bool { return v.Value == "Agra" && strings.HasPrefix(v.Origin, "Written by hand") }) {
		t.Errorf("%+v", person.Fields)
	}
	do[map[string]int](l, "person", "erase", "C1", "--yes")
	l.refused(domain.NotFound, "person", "C1")
}

func TestATimelineTellsWhatTheUsersOwnFilesSay(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	colour, err := w.db.CreateProperty(t.Context(), domain.Property{Key: "colour", Name: "Colour", Type: domain.Text})
	if err != nil {
		t.Fatal(err)
	}
	bought := domain.Event{ContactID: 1, Type: domain.EventBought, At: time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC), Props: []domain.PropertyValue{
		{ID: domain.PropProduct, Value: domain.TextValue("Kurta")}, {ID: colour.ID, Value: domain.TextValue("Indigo")},
	}}
	if err := w.db.AddEvents(t.Context(), []domain.Event{bought}); err != nil {
		t.Fatal(err)
	}
	found := got[TimelinePage](t)((&Person{s}).Timeline(1, TimelineQuery{Search: "indigo", Limit: 10}))
	if found.Total != 1 || found.Items[0].Detail != "Kurta · Colour: Indigo" {
		t.Errorf("%+v", found.Items)
	}
}

func TestAThingHasTheSameNameOnAPersonsPageAsInRules(t *testing.T) {
	words := personWordsIn("hi")
	for _, e := range domain.BuiltinEventTypes() {
		if words.event(e) == e.Name {
			t.Errorf("%s has no Hindi", e.Key)
		}
	}
	for _, f := range domain.BuiltinFields() {
		if words.field(f) == f.Name {
			t.Errorf("%s has no Hindi", f.Key)
		}
	}
}
