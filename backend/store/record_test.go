package store_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func TestAPersonComesBackWithEveryKindOfValue(t *testing.T) {
	db := create(t)
	values := map[domain.FieldID]domain.Value{domain.FieldFirstName: domain.TextValue("O'Brien; DROP TABLE contact; --"), domain.FieldJoined: domain.DateValue(noon)}
	for key, v := range map[string]domain.Value{
		"score": domain.IntValue(-3), "balance": domain.MoneyValue(1 << 60), "seen": domain.TimeValue(noon), "vip": domain.BoolValue(false), "note": domain.TextValue("नमस्ते 🙂\nline"),
	} {
		f, err := db.CreateField(t.Context(), domain.Field{Key: key, Name: key, Type: v.Type})
		if err != nil {
			t.Fatal(err)
		}
		values[f.ID] = v
	}
	want := domain.Contact{ID: 1, ExternalID: "C1", CreatedAt: noon, Values: values}
	bulk(t, db, func(b *store.Bulk) error { _, err := b.AddContact(want); return err })
	db = reopen(t, db)
	if got := must[domain.Contact](t)(db.Contact(t.Context(), 1)); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	n := 0
	if err := db.EachContact(t.Context(), func(c domain.Contact) error {
		if n++; !reflect.DeepEqual(c, want) {
			t.Errorf("EachContact gave %+v", c)
		}
		return nil
	}); err != nil || n != 1 {
		t.Error(n, err)
	}
	want.ExternalID, want.Email = "", "new@example.com"
	want.Values = map[domain.FieldID]domain.Value{domain.FieldCity: domain.TextValue("Pune")}
	bulk(t, db, func(b *store.Bulk) error { return b.UpdateContact(want) })
	if got := must[domain.Contact](t)(db.Contact(t.Context(), 1)); !reflect.DeepEqual(got, want) {
		t.Errorf("after the change %+v", got)
	}
}

func TestPeopleAreFoundByAddressThenByCustomerId(t *testing.T) {
	db := create(t)
	people(t, db, 30)
	for _, key := range []string{"p7@example.com", " P7@Example.COM ", "C7"} {
		if c, err := db.FindContact(t.Context(), key); err != nil || c.ID != 7 {
			t.Errorf("%q found %+v, %v", key, c, err)
		}
	}
	_, err := db.FindContact(t.Context(), "c7")
	wantCode(t, err, domain.NotFound)
	_, err = db.Contact(t.Context(), 99)
	wantCode(t, err, domain.NotFound)
	if got := must[[]domain.Contact](t)(db.Contacts(t.Context(), []domain.ContactID{9, 99, 2})); len(got) != 2 || got[0].ID != 9 || got[1].ID != 2 {
		t.Errorf("in the order asked: %+v", got)
	}
	for search, want := range map[string]int{"": 30, "asha1": 11, "P3": 2, "%": 0, "_": 0, `\`: 0, "example.com": 30, "C30": 1} {
		page, total, err := db.ListContacts(t.Context(), search, 0, 5)
		if err != nil || total != want || len(page) != min(5, want) {
			t.Errorf("search %q: %d of %d, %v", search, len(page), total, err)
		}
	}
	page, _, err := db.ListContacts(t.Context(), "", 28, 5)
	if err != nil || len(page) != 2 || page[0].ID != 29 {
		t.Errorf("last page %+v, %v", page, err)
	}
	n := 0
	if err := db.EachAddress(t.Context(), func(id domain.ContactID, email string) error {
		if n++; int(id) != n || email != person(n).Email {
			t.Error(id, email)
		}
		return nil
	}); err != nil || n != 30 {
		t.Error(n, err)
	}
}

func TestNamesOfFieldsPropertiesAndEventsAreTakenOnce(t *testing.T) {
	db := create(t)
	_, err := db.CreateField(t.Context(), domain.Field{Key: "city", Name: "City", Type: domain.Text})
	wantCode(t, err, domain.Conflict)
	_, err = db.CreateProperty(t.Context(), domain.Property{Key: "amount", Name: "Amount", Type: domain.Money})
	wantCode(t, err, domain.Conflict)
	_, err = db.CreateEventType(t.Context(), domain.EventType{Key: "opened", Name: "Opened"})
	wantCode(t, err, domain.Conflict)
	kind := must[domain.EventType](t)(db.CreateEventType(t.Context(), domain.EventType{Key: "wished", Name: "Wished"}))
	prop := must[domain.Property](t)(db.CreateProperty(t.Context(), domain.Property{Key: "colour", Name: "Colour", Type: domain.Text}))
	types, props := must[[]domain.EventType](t)(db.EventTypes(t.Context())), must[[]domain.Property](t)(db.Properties(t.Context()))
	if types[len(types)-1] != kind || props[len(props)-1] != prop {
		t.Errorf("%v %v", types, props)
	}
}

func TestSegmentsCountTheirVersions(t *testing.T) {
	db := create(t)
	s := must[domain.Segment](t)(db.SaveSegment(t.Context(), domain.Segment{Name: "beta", Rule: []byte(`{"all":[]}`)}))
	must[domain.Segment](t)(db.SaveSegment(t.Context(), domain.Segment{Name: "Alpha", Rule: []byte(`{}`)}))
	s.Name, s.Rule = "gamma", []byte(`{"any":[]}`)
	again := must[domain.Segment](t)(db.SaveSegment(t.Context(), s))
	if s.Version != 1 || again.Version != 2 || again.ID != s.ID || string(again.Rule) != `{"any":[]}` || again.CreatedAt.IsZero() {
		t.Errorf("%+v then %+v", s, again)
	}
	if all := must[[]domain.Segment](t)(db.Segments(t.Context())); len(all) != 2 || all[0].Name != "Alpha" || !reflect.DeepEqual(all[1], again) {
		t.Errorf("listed %+v", all)
	}
	if err := db.DeleteSegment(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	wantCode(t, db.DeleteSegment(t.Context(), s.ID), domain.NotFound)
	_, err := db.SaveSegment(t.Context(), again)
	wantCode(t, err, domain.NotFound)
	_, err = db.Segment(t.Context(), s.ID)
	wantCode(t, err, domain.NotFound)
}

func TestOnlyDraftsOfCampaignsChange(t *testing.T) {
	db := create(t)
	c := draft(t, db)
	c.Subject, c.Preheader, c.SegmentID, c.Document = "Namaste", "look", 4, []byte(`{"version":1}`)
	saved := must[domain.Campaign](t)(db.SaveCampaign(t.Context(), c))
	saved.UpdatedAt = c.UpdatedAt
	if !reflect.DeepEqual(saved, c) || saved.State != domain.CampaignDraft || !saved.SentAt.IsZero() {
		t.Errorf("saved %+v", saved)
	}
	if err := db.SetCampaignState(t.Context(), c.ID, domain.CampaignSending, noon); err != nil {
		t.Fatal(err)
	}
	if err := db.SetCampaignState(t.Context(), c.ID, domain.CampaignSent, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if c = must[domain.Campaign](t)(db.Campaign(t.Context(), c.ID)); c.State != domain.CampaignSent || !c.SentAt.Equal(noon) {
		t.Errorf("sent %+v", c)
	}
	_, err := db.SaveCampaign(t.Context(), c)
	wantCode(t, err, domain.NotFound)
	wantCode(t, db.DeleteCampaign(t.Context(), c.ID), domain.NotFound)
	other := draft(t, db)
	if all := must[[]domain.Campaign](t)(db.Campaigns(t.Context())); len(all) != 2 || all[0].ID != other.ID {
		t.Errorf("listed %+v", all)
	}
	if err := db.DeleteCampaign(t.Context(), other.ID); err != nil {
		t.Error(err)
	}
	_, err = db.Campaign(t.Context(), other.ID)
	wantCode(t, err, domain.NotFound)
}

func TestAccountsKeepTheirNamesApart(t *testing.T) {
	db := create(t)
	a := must[domain.Account](t)(db.SaveAccount(t.Context(), domain.Account{Name: "Shop", Kind: domain.AccountSMTP, Host: "mail.example", Port: 587, TLS: domain.TLSStartTLS, User: "u", FromName: "Asha", FromAddress: "a@shop.example", RatePerSec: 1.5, Connections: 3}))
	if got := must[domain.Account](t)(db.Account(t.Context(), a.ID)); got != a {
		t.Errorf("got %+v, want %+v", got, a)
	}
	twin := a
	twin.ID = 0
	_, err := db.SaveAccount(t.Context(), twin)
	wantCode(t, err, domain.Conflict)
	a.Name = "Outbox on this computer"
	_, err = db.SaveAccount(t.Context(), a)
	wantCode(t, err, domain.Conflict)
	wantCode(t, db.DeleteAccount(t.Context(), 1), domain.Blocked)
	c := must[domain.Campaign](t)(db.SaveCampaign(t.Context(), domain.Campaign{Name: "n", AccountID: a.ID, Document: []byte("{}")}))
	if err := errors.Join(db.SetCampaignState(t.Context(), c.ID, domain.CampaignPaused, noon)); err != nil {
		t.Fatal(err)
	}
	wantCode(t, db.DeleteAccount(t.Context(), a.ID), domain.Conflict)
	if err := errors.Join(db.SetCampaignState(t.Context(), c.ID, domain.CampaignSent, noon), db.DeleteAccount(t.Context(), a.ID)); err != nil {
		t.Error(err)
	}
	wantCode(t, db.DeleteAccount(t.Context(), a.ID), domain.NotFound)
}

func TestPicturesOutboxAndImportsComeBackAsTheyWere(t *testing.T) {
	db := create(t)
	for _, data := range []string{"old", "new\x00bytes"} {
		if err := db.AddPicture(t.Context(), "a.png", "image/png", []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	id := must[domain.MessageID](t)(db.AddOutboxMail(t.Context(), "p@example.com", "Hi", []byte("raw\r\n"), noon))
	must[domain.MessageID](t)(db.AddOutboxMail(t.Context(), "q@example.com", "Ho", []byte("x"), noon))
	record := domain.Import{Kind: domain.ImportOrders, File: "o.csv", SHA256: "ab", Tally: domain.ImportTally{Rows: 3, Added: 2, Skipped: 1}, StartedAt: noon, FinishedAt: noon.Add(time.Second)}
	bulk(t, db, func(b *store.Bulk) (err error) { record.ID, err = b.SaveImport(record); return err })
	db = reopen(t, db)
	if mime, data, err := db.Picture(t.Context(), "a.png"); err != nil || mime != "image/png" || string(data) != "new\x00bytes" {
		t.Error(mime, data, err)
	}
	_, _, err := db.Picture(t.Context(), "b.png")
	wantCode(t, err, domain.NotFound)
	if m := must[domain.OutboxMail](t)(db.OutboxMail(t.Context(), id)); m.To != "p@example.com" || m.Subject != "Hi" || string(m.Raw) != "raw\r\n" || m.Bytes != 5 || !m.ReceivedAt.Equal(noon) {
		t.Errorf("%+v", m)
	}
	if page, total, err := db.OutboxMails(t.Context(), 1, 1); err != nil || total != 2 || len(page) != 1 || page[0].ID != id || page[0].Raw != nil {
		t.Error(page, total, err)
	}
	if all := must[[]domain.Import](t)(db.Imports(t.Context())); len(all) != 1 || !reflect.DeepEqual(all[0], record) {
		t.Errorf("imports %+v, want %+v", all, record)
	}
	if err := db.ClearOutbox(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = db.OutboxMail(t.Context(), id)
	wantCode(t, err, domain.NotFound)
}

func TestTheDataVersionMovesWithPeopleAndEventsOnly(t *testing.T) {
	db := create(t)
	version := func() int64 { return must[int64](t)(db.DataVersion(t.Context())) }
	before := version()
	people(t, db, 1)
	c := frozen(t, db, 1)
	afterPeople := version()
	must[domain.Segment](t)(db.SaveSegment(t.Context(), domain.Segment{Name: "s", Rule: []byte("{}")}))
	claimed := must[[]domain.Send](t)(db.ClaimSends(t.Context(), c.ID, 1, noon))
	if afterPeople <= before || version() != afterPeople {
		t.Errorf("%d, %d, %d", before, afterPeople, version())
	}
	claimed[0].State, claimed[0].UpdatedAt = domain.SendSent, noon
	if err := db.FinishSends(t.Context(), claimed); err != nil || version() <= afterPeople {
		t.Error("a sent mail is an event of its person", err, version())
	}
}
