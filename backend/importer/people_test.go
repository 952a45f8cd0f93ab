package importer_test

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// write puts a text into a file of the test and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func hash(email string) [32]byte { return sha256.Sum256([]byte(email)) }

// bring imports a text with the guessed plan, changed by edit, and checks that the account adds up.
func bring(t *testing.T, store *memory, text string, edit func(*importer.Plan)) importer.Report {
	t.Helper()
	return bringFile(t, store, write(t, "people.csv", text), edit)
}

func bringFile(t *testing.T, store *memory, path string, edit func(*importer.Plan)) importer.Report {
	t.Helper()
	ctx := context.Background()
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, store.fields, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.HashAddress = hash
	plan.Permission.Answer = importer.PermissionNone
	if edit != nil {
		edit(&plan)
	}
	rep, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := rep.Tally; n.Rows != n.Added+n.Updated+n.Unchanged+n.Skipped {
		t.Fatalf("rows are not accounted for: %+v", n)
	}
	return rep
}

func person(t *testing.T, store *memory, key string) domain.Contact {
	t.Helper()
	for _, c := range store.contacts {
		if c.Email == key || c.ExternalID == key {
			return c
		}
	}
	t.Fatalf("nobody has the key %s", key)
	return domain.Contact{}
}

func value(t *testing.T, store *memory, key, field string) string {
	t.Helper()
	for _, f := range store.fields {
		if f.Key == field {
			return person(t, store, key).Value(f.ID).String()
		}
	}
	t.Fatalf("there is no field %s", field)
	return ""
}

func TestPeopleComeInWithTypedFields(t *testing.T) {
	store := newMemory()
	rep := bring(t, store, "Customers of May\n\nEmail,Full Name,City,Joined,Spent,VIP,PIN\n"+
		" Asha@Example.IN ,Asha Rao,Pune,25/04/2024,\"₹1,00,000.50\",yes,011001\n"+
		"b@example.com,\"Mehta, Bela\",Mumbai,03/04/2024,₹250,no,560001\n"+
		"a@b,Nobody,X,01/01/2024,₹1,no,1\n", nil)
	if rep.Tally.Added != 2 || rep.Tally.Skipped != 1 || rep.Reasons[0].Code != "email_no_dot" {
		t.Fatalf("tally %+v, reasons %+v", rep.Tally, rep.Reasons)
	}
	if p := rep.Problems[0]; p.Row != 6 || p.Column != "Email" || p.Value != "a@b" || !p.Skipped {
		t.Errorf("problem is %+v", p)
	}
	for _, c := range []struct{ key, field, want string }{
		{"asha@example.in", "first_name", "Asha"}, {"asha@example.in", "last_name", "Rao"},
		{"b@example.com", "first_name", "Bela"}, {"asha@example.in", "joined", "2024-04-25"},
		{"b@example.com", "joined", "2024-04-03"}, {"asha@example.in", "spent", "100000.5"},
		{"asha@example.in", "vip", "yes"}, {"asha@example.in", "pin", "011001"},
	} {
		if got := value(t, store, c.key, c.field); got != c.want {
			t.Errorf("%s of %s is %q, want %q", c.field, c.key, got, c.want)
		}
	}
}

func TestTheSameFileAgainLeavesEverybodyUnchanged(t *testing.T) {
	store := newMemory()
	text := "email,city,segment\na@x.in,Pune,gold\nb@x.in,Delhi,\nA@X.IN,,silver\n"
	first := bring(t, store, text, nil)
	if first.Tally.Added != 2 || first.Tally.Unchanged != 1 || first.Tally.PeopleAdded != 2 {
		t.Errorf("first tally %+v", first.Tally)
	}
	again := bring(t, store, text, nil)
	if again.Tally.Unchanged != 3 || len(store.contacts) != 2 || len(store.fields) != 10 {
		t.Errorf("second tally %+v, %d fields", again.Tally, len(store.fields))
	}
}

func TestPeopleAlreadyHereAreFilledReplacedOrKept(t *testing.T) {
	for _, c := range []struct {
		policy, city, country string
		updated               int
	}{{"fill", "Pune", "India", 1}, {"newer", "Delhi", "India", 1}, {"keep", "Pune", "", 0}} {
		t.Run(c.policy, func(t *testing.T) {
			store := newMemory()
			bring(t, store, "email,city\na@x.in,Pune\n", nil)
			rep := bring(t, store, "email,city,country\na@x.in,Delhi,India\n", func(p *importer.Plan) { p.OnMatch = c.policy })
			if city, country := value(t, store, "a@x.in", "city"), value(t, store, "a@x.in", "country"); city != c.city || country != c.country {
				t.Errorf("city %q and country %q", city, country)
			}
			if rep.Tally.Updated != c.updated || rep.Tally.PeopleUpdated != c.updated {
				t.Errorf("tally %+v", rep.Tally)
			}
		})
	}
}

func TestAKeyOfSomebodyElseIsNotTakenAway(t *testing.T) {
	store := newMemory()
	bring(t, store, "email,customer id\na@x.in,1\nb@x.in,2\n", nil)
	rep := bring(t, store, "email,customer id\na@x.in,2\nc@x.in,1\n", func(p *importer.Plan) { p.OnMatch = "newer" })
	if person(t, store, "a@x.in").ExternalID != "1" || person(t, store, "b@x.in").ExternalID != "2" || person(t, store, "c@x.in").ExternalID != "" {
		t.Errorf("customer ids moved: %v", store.contacts)
	}
	if rep.ProblemCount != 2 || rep.Problems[0].Code != "id_taken" || rep.Problems[0].Skipped {
		t.Errorf("problems %+v", rep.Problems)
	}
	again := bring(t, store, "customer id,email\n7,\n", func(p *importer.Plan) { p.MatchOn = "external_id" })
	joined := bring(t, store, "customer id,email\n7,new@x.in\n", func(p *importer.Plan) { p.MatchOn = "email" })
	if again.Tally.Added != 1 || joined.Tally.Updated != 1 || person(t, store, "7").Email != "new@x.in" {
		t.Errorf("an email did not reach the person who had only an id: %+v", joined.Tally)
	}
}

func TestOptOutsBecomeSuppressionsAndGetNoPermission(t *testing.T) {
	store := newMemory()
	text := "email,status\na@x.in,subscribed\nb@x.in,Unsubscribed\nc@x.in,cleaned\nd@x.in,spam complaint\n"
	consent := func(p *importer.Plan) {
		p.Permission = importer.Permission{Answer: "consent", Source: "Shop", On: "2024-05-01"}
	}
	rep := bring(t, store, text, consent)
	if rep.Tally.Added != 4 || len(store.suppressions) != 3 || len(store.consents) != 1 {
		t.Fatalf("%+v, %d suppressions, %d permissions", rep.Tally, len(store.suppressions), len(store.consents))
	}
	if s := store.suppressions[1]; s.Hash != hash("c@x.in") || s.Reason != domain.SuppressedBounced {
		t.Errorf("suppression is %+v", s)
	}
	if c := store.consents[0]; c.Basis != "consent" || c.Source != "Shop" || c.At.Format(time.RFC3339) != "2024-05-01T00:00:00+05:30" {
		t.Errorf("permission is %+v", c)
	}
	again := bring(t, store, text, consent)
	if again.Tally.Unchanged != 4 || len(store.suppressions) != 3 || len(store.consents) != 1 {
		t.Errorf("again: %+v, %d suppressions, %d permissions", again.Tally, len(store.suppressions), len(store.consents))
	}
}

func TestAWithdrawnPermissionIsNotGrantedAnew(t *testing.T) {
	store := newMemory()
	bring(t, store, "email\na@x.in\n", nil)
	who := person(t, store, "a@x.in").ID
	store.consents = append(store.consents, domain.ConsentEntry{ContactID: who, Purpose: domain.Marketing, Action: domain.Withdrawn, At: time.Now()})
	bring(t, store, "email\na@x.in\n", func(p *importer.Plan) { p.Permission.Answer = "consent" })
	if len(store.consents) != 1 {
		t.Fatalf("the ledger grew to %+v", store.consents)
	}
}

func TestOnlyThoseWhoAgreedInTheirColumnGetPermission(t *testing.T) {
	store := newMemory()
	bring(t, store, "Email,Accepts Marketing\na@x.in,yes\nb@x.in,no\nc@x.in,\n", func(p *importer.Plan) { p.Permission.Answer = "consent" })
	if len(store.consents) != 1 || store.consents[0].ContactID != person(t, store, "a@x.in").ID {
		t.Fatalf("permissions %+v", store.consents)
	}
}

func TestADryRunCountsTheSameAndWritesNothing(t *testing.T) {
	store := newMemory()
	text := "email,tier\na@x.in,1\nbad,2\n"
	dry := bring(t, store, text, func(p *importer.Plan) { p.DryRun = true; p.Permission.Answer = "" })
	if len(store.contacts)+len(store.imports) != 0 || len(store.fields) != 9 || dry.ImportID != 0 {
		t.Fatalf("a dry run wrote: %d people, %d fields", len(store.contacts), len(store.fields))
	}
	if real := bring(t, store, text, nil); real.Tally != dry.Tally || real.ImportID == 0 {
		t.Errorf("dry %+v, real %+v", dry.Tally, real.Tally)
	}
}

func TestACanceledImportLeavesNothing(t *testing.T) {
	store, ctx := newMemory(), context.Background()
	path := write(t, "many.csv", "email\n"+strings.Repeat("x@example.com\n", 30_000))
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer = "none"
	stopping, stop := context.WithCancel(ctx)
	_, err = importer.Run(stopping, plan, store, func(done, total int64, _ string) { stop() })
	if domain.CodeOf(err) != domain.Canceled || len(store.contacts) != 0 {
		t.Fatalf("error %v, %d people", err, len(store.contacts))
	}
}

func TestPlansThatCannotBeRightAreRefused(t *testing.T) {
	ctx := context.Background()
	path := write(t, "dates.csv", "email,joined\na@x.in,03/04/2024\nb@x.in,05/06/2024\n")
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	if !plan.AskDates {
		t.Error("day and month are in doubt, but nobody is asked")
	}
	for name, edit := range map[string]func(*importer.Plan){
		"day and month in doubt":  func(p *importer.Plan) {},
		"permission not answered": func(p *importer.Plan) { p.DateOrder, p.Permission.Answer = "dmy", "" },
		"nobody named":            func(p *importer.Plan) { p.DateOrder, p.Mapping = "dmy", p.Mapping[1:] },
	} {
		t.Run(name, func(t *testing.T) {
			p := plan
			p.Permission.Answer = "none"
			edit(&p)
			if _, err := importer.Run(ctx, p, newMemory(), nil); domain.CodeOf(err) != domain.Invalid {
				t.Fatalf("error is %v, want a refusal", err)
			}
		})
	}
	for order, want := range map[string]string{"dmy": "2024-04-03", "mdy": "2024-03-04"} {
		store := newMemory()
		p := plan
		p.DateOrder, p.Permission.Answer = order, "none"
		if _, err := importer.Run(ctx, p, store, nil); err != nil {
			t.Fatal(err)
		}
		if got := value(t, store, "a@x.in", "joined"); got != want {
			t.Errorf("%s reads %s, want %s", order, got, want)
		}
	}
}
