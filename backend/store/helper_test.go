package store_test

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain lets the test binary also be a process that can be killed (see crash_test.go).
func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		if err := childMain(path, os.Getenv(childTask)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	os.Exit(m.Run())
}

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func settings() domain.Settings {
	s := domain.DefaultSettings()
	s.Name, s.SenderName = "Asha Stores", "Asha"
	return s
}

// create makes a workspace that is closed when the test ends.
func create(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "shop 100%? #1.kvnmail"), settings())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // closing twice only repeats an error
	return db
}

func reopen(t testing.TB, db *store.DB) *store.DB {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), db.Path())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	return again
}

// raw is a second connection to the file, as another program would have.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	name := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	db, err := sql.Open("sqlite", "file:"+name+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// rawExec changes a closed workspace behind the product's back.
func rawExec(t testing.TB, path, statement string) {
	t.Helper()
	db := raw(t, path)
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func bulk(t testing.TB, db *store.DB, fn func(b *store.Bulk) error) {
	t.Helper()
	if err := db.Bulk(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// person n has an address, a customer id and a city.
func person(n int) domain.Contact {
	return domain.Contact{
		Email: fmt.Sprintf("p%d@example.com", n), ExternalID: fmt.Sprintf("C%d", n), CreatedAt: noon,
		Values: map[domain.FieldID]domain.Value{domain.FieldFirstName: domain.TextValue(fmt.Sprint("Asha", n)), domain.FieldCity: domain.TextValue("Pune")},
	}
}

// people adds n of them, with ids 1 to n in a new workspace.
func people(t testing.TB, db *store.DB, n int) {
	t.Helper()
	bulk(t, db, func(b *store.Bulk) error {
		for i := 1; i <= n; i++ {
			if _, err := b.AddContact(person(i)); err != nil {
				return err
			}
		}
		return nil
	})
}

// draft is a saved campaign.
func draft(t testing.TB, db *store.DB) domain.Campaign {
	t.Helper()
	c, err := db.SaveCampaign(t.Context(), domain.Campaign{Name: "Diwali", AccountID: 1, Subject: "Hello", Document: []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// frozen is a campaign to people 1 to n, begun.
func frozen(t testing.TB, db *store.DB, n int) domain.Campaign {
	t.Helper()
	c := draft(t, db)
	var sends []domain.Send
	for i := 1; i <= n; i++ {
		sends = append(sends, domain.Send{ContactID: domain.ContactID(i), State: domain.SendQueued})
	}
	if err := db.FreezeAudience(t.Context(), c.ID, sends); err != nil {
		t.Fatal(err)
	}
	return c
}

func wantCode(t testing.TB, err error, code domain.Code) {
	t.Helper()
	if domain.CodeOf(err) != code {
		t.Errorf("got %v (%s), want code %s", err, domain.CodeOf(err), code)
	}
}

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
