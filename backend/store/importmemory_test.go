package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func remember(t *testing.T, db *store.DB, m domain.ImportMemory) {
	t.Helper()
	if err := db.Bulk(t.Context(), func(b *store.Bulk) error { return b.RememberImport(m) }); err != nil {
		t.Fatal(err)
	}
}

func TestChoicesOfImportsAreKept(t *testing.T) {
	db := create(t)
	may := domain.ImportMemory{Fingerprint: "a", Seen: "s", Name: "may.csv", Columns: 4, Choices: "{}", UsedAt: noon}
	remember(t, db, may)
	remember(t, db, domain.ImportMemory{Fingerprint: "b", Name: "orders.csv", Columns: 9, Choices: "{}", UsedAt: noon.Add(time.Hour)})
	db = reopen(t, db)
	all := must[[]domain.ImportMemory](t)(db.ImportMemories(t.Context()))
	may.ID = 1
	if len(all) != 2 || all[0].Name != "orders.csv" || all[1] != may {
		t.Fatalf("kept are %+v", all)
	}
	t.Run("once for each kind of file, as they were last", func(t *testing.T) {
		june := domain.ImportMemory{Fingerprint: "a", Name: "june.csv", Columns: 4, Choices: `{"x":1}`, UsedAt: noon.Add(2 * time.Hour)}
		remember(t, db, june)
		june.ID = 1
		if all := must[[]domain.ImportMemory](t)(db.ImportMemories(t.Context())); len(all) != 2 || all[0] != june {
			t.Errorf("kept are %+v", all)
		}
	})
	t.Run("until they are forgotten, once or twice", func(t *testing.T) {
		for range 2 {
			if err := db.ForgetImportMemory(t.Context(), 1); err != nil {
				t.Fatal(err)
			}
		}
		if all := must[[]domain.ImportMemory](t)(db.ImportMemories(t.Context())); len(all) != 1 {
			t.Errorf("kept are %+v", all)
		}
	})
	t.Run("and those that were not used for longest give way", func(t *testing.T) {
		for n := range 210 {
			remember(t, db, domain.ImportMemory{Fingerprint: fmt.Sprint(n), Name: fmt.Sprint(n), Choices: "{}", UsedAt: noon.Add(time.Duration(n) * 24 * time.Hour)})
		}
		all := must[[]domain.ImportMemory](t)(db.ImportMemories(t.Context()))
		if len(all) != 200 || all[0].Name != "209" || all[199].Name != "10" {
			t.Errorf("%d are kept, %s to %s", len(all), all[0].Name, all[len(all)-1].Name)
		}
	})
}

func TestWhatAWatchedFileHeldIsKept(t *testing.T) {
	db, whole := create(t), t
	file := must[domain.WatchedFile](t)(db.WatchFile(t.Context(), domain.WatchedFile{Path: "/lists/guests.csv", Choices: "{}", Permission: "{}", Fingerprint: "a", MadeAt: noon}))
	if file.ID != 1 || file.State != domain.WatchChanged || !file.ImportedAt.IsZero() {
		t.Fatalf("the file is %+v", file)
	}
	people := func(ids ...domain.ContactID) domain.ContactSet { return domain.Contacts(slices.Values(ids)) }
	bring := func(c domain.FileContent, add int) {
		t.Helper()
		c.Path, c.Choices, c.At = cmp.Or(c.Path, file.Path), "{}", noon
		err := db.Bulk(t.Context(), func(b *store.Bulk) error {
			for n := range add {
				if _, err := b.AddContact(domain.Contact{ExternalID: fmt.Sprint(n), CreatedAt: noon}); err != nil {
					return err
				}
			}
			return b.ImportedFile(c)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	removed := func() []domain.ContactID {
		t.Helper()
		return must[[]domain.ContactID](t)(db.RemovedFromFile(t.Context(), file.ID))
	}
	bring(domain.FileContent{Kind: domain.ImportPeople, SHA256: "1", Rows: 3, People: people(1, 2, 3), Import: 7}, 4)
	if now := must[domain.WatchedFile](t)(db.WatchedFile(t.Context(), file.ID)); now.State != domain.WatchSame || now.SHA256 != "1" || now.Rows != 3 || now.Import != 7 || !now.ImportedAt.Equal(noon) {
		t.Errorf("the file is %+v", now)
	}
	t.Run("and who left it, until they are back", func(t *testing.T) {
		bring(domain.FileContent{Kind: domain.ImportPeople, SHA256: "2", People: people(2, 4)}, 0)
		if got := removed(); !slices.Equal(got, []domain.ContactID{1, 3}) {
			t.Errorf("removed are %v", got)
		}
		bring(domain.FileContent{Kind: domain.ImportPeople, SHA256: "3", People: people(2, 3)}, 0)
		if got := removed(); !slices.Equal(got, []domain.ContactID{1, 4}) {
			t.Errorf("removed are %v", got)
		}
	})
	t.Run("but not of another file", func(t *testing.T) {
		bring(domain.FileContent{Path: "/lists/others.csv", Kind: domain.ImportPeople, SHA256: "9"}, 0)
		if now := must[domain.WatchedFile](t)(db.WatchedFile(t.Context(), file.ID)); now.SHA256 != "3" {
			t.Errorf("the file is %+v", now)
		}
	})
	t.Run("and who of it was erased", func(t *testing.T) {
		if err := db.EraseContacts(t.Context(), []domain.ContactID{1, 2}); err != nil {
			t.Fatal(err)
		}
		if n := must[int](t)(db.ErasedFromFile(t.Context(), file.ID)); n != 1 {
			t.Errorf("%d people were erased", n)
		}
		if got := removed(); !slices.Equal(got, []domain.ContactID{4}) {
			t.Errorf("removed are %v", got)
		}
	})
	t.Run("and why it waits, also when it is watched anew", func(t *testing.T) {
		file.State, file.Why, file.Details, file.Held, file.CheckedAt = domain.WatchPaused, domain.WatchWhyColumns, []string{"A", "", "B"}, "4", noon
		if err := db.SaveWatchState(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		db = reopen(whole, db)
		if now := must[[]domain.WatchedFile](t)(db.WatchedFiles(t.Context())); len(now) != 1 || now[0].Why != domain.WatchWhyColumns || !slices.Equal(now[0].Details, file.Details) || now[0].Held != "4" {
			t.Errorf("files are %+v", now)
		}
		again := must[domain.WatchedFile](t)(db.WatchFile(t.Context(), domain.WatchedFile{Path: file.Path, Choices: "{}", Permission: "{}", MadeAt: noon}))
		if again.ID != file.ID || again.State != domain.WatchChanged || again.Held != "" || again.SHA256 != "3" {
			t.Errorf("the file is %+v", again)
		}
	})
	t.Run("until it is not watched any more", func(t *testing.T) {
		if err := db.UnwatchFile(t.Context(), file.ID); err != nil {
			t.Fatal(err)
		}
		_, err := db.RemovedFromFile(t.Context(), file.ID)
		wantCode(t, err, domain.NotFound)
		_, err = db.ErasedFromFile(t.Context(), file.ID)
		wantCode(t, err, domain.NotFound)
	})
}
