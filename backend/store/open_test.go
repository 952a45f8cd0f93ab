package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func TestANewWorkspaceCanBeUsedAtOnceAndAfterItIsOpenedAgain(t *testing.T) {
	db := create(t)
	people(t, db, 40)
	secret := must[[]byte](t)(db.Secret(t.Context()))
	db = reopen(t, db)
	if s := must[domain.Settings](t)(db.Settings(t.Context())); s != settings() {
		t.Errorf("settings came back as %+v", s)
	}
	if again := must[[]byte](t)(db.Secret(t.Context())); !bytes.Equal(secret, again) || len(secret) != 32 {
		t.Error("the workspace's secret changed")
	}
	people := must[int](t)(db.CountContacts(t.Context()))
	accounts := must[[]domain.Account](t)(db.Accounts(t.Context()))
	if people != 40 || len(accounts) != 1 || accounts[0].Kind != domain.AccountOutbox || db.ReadOnly() != "" {
		t.Errorf("%d people, accounts %v, read-only %q", people, accounts, db.ReadOnly())
	}
	fields := must[[]domain.Field](t)(db.Fields(t.Context()))
	if len(fields) != len(domain.BuiltinFields()) || fields[8] != domain.BuiltinFields()[8] {
		t.Errorf("fields are %v", fields)
	}
}

func TestACleanlyClosedWorkspaceIsOneFile(t *testing.T) {
	db := create(t)
	people(t, db, 1000)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	names := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(db.Path())))
	if len(names) != 1 {
		t.Errorf("the folder holds %v", names)
	}
}

func TestWhatIsNoWorkspaceIsRefusedInWordsAndLeftAlone(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.db")
	rawExec(t, other, "CREATE TABLE t (a)")
	database := must[[]byte](t)(os.ReadFile(other))
	for _, c := range []struct{ name, content, word string }{
		{"a text", strings.Repeat("email,city\n", 50), "not a KVN Mail workspace"},
		{"an empty file", "", "not a KVN Mail workspace"},
		{"a beginning", "SQLite format 3\x00", "not a KVN Mail workspace"},
		{"a database of another program", string(database), "another program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file.kvnmail")
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := store.Open(t.Context(), path)
			wantCode(t, err, domain.Invalid)
			if db != nil || !strings.Contains(err.Error(), c.word) {
				t.Errorf("said %v", err)
			}
			left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path)))
			if now := must[[]byte](t)(os.ReadFile(path)); string(now) != c.content || len(left) != 1 {
				t.Errorf("the file was touched, the folder holds %v", left)
			}
		})
	}
	t.Run("a folder", func(t *testing.T) {
		_, err := store.Open(t.Context(), t.TempDir())
		wantCode(t, err, domain.Invalid)
	})
	t.Run("nothing at all", func(t *testing.T) {
		_, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "gone.kvnmail"))
		wantCode(t, err, domain.NotFound)
	})
}

func TestCreateNeverTakesThePlaceOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Create(t.Context(), path, settings())
	wantCode(t, err, domain.Conflict)
	if now := must[[]byte](t)(os.ReadFile(path)); string(now) != "mine" {
		t.Error("the file was changed")
	}
	_, err = store.Create(t.Context(), filepath.Join(t.TempDir(), "no", "folder.kvnmail"), settings())
	wantCode(t, err, domain.NotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	_, err = store.Create(ctx, filepath.Join(folder, "new.kvnmail"), settings())
	wantCode(t, err, domain.Canceled)
	if left := must[[]os.DirEntry](t)(os.ReadDir(folder)); len(left) != 0 {
		t.Errorf("a failed start left %v", left)
	}
}

func TestOneWorkspaceIsOpenOnce(t *testing.T) {
	db := create(t)
	for range 2 {
		_, err := store.Open(t.Context(), db.Path())
		wantCode(t, err, domain.Conflict)
	}
	t.Run("and other programs still see it in use after a refused opening", func(t *testing.T) {
		out, err := runChild(t, db.Path(), "alone").CombinedOutput()
		if err == nil || !strings.Contains(string(out), "locked") {
			t.Errorf("another program could take the file for itself: %v\n%s", err, out)
		}
	})
	people(t, db, 3)
	reopen(t, db)
}

func TestAWorkspaceOfANewerVersionIsOnlyRead(t *testing.T) {
	db := create(t)
	people(t, db, 2)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rawExec(t, db.Path(), "PRAGMA user_version = 99")
	db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
	t.Cleanup(func() { _ = db.Close() })
	if !strings.Contains(db.ReadOnly(), "newer") || must[int](t)(db.CountContacts(t.Context())) != 2 {
		t.Errorf("read-only: %q", db.ReadOnly())
	}
	wantRefusedWriting(t, db)
}

func TestAWriteProtectedWorkspaceIsOnlyRead(t *testing.T) {
	if _, err := exec.LookPath("mount"); err != nil && os.Geteuid() == 0 {
		t.Skip("permission bits do not bind the superuser, and nothing can be mounted here")
	}
	db := create(t)
	people(t, db, 2)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	protect(t, filepath.Dir(db.Path()))
	db, err := store.Open(t.Context(), db.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if !strings.Contains(db.ReadOnly(), "write-protected") || must[int](t)(db.CountContacts(t.Context())) != 2 {
		t.Errorf("read-only: %q", db.ReadOnly())
	}
	wantRefusedWriting(t, db)
}

// protect makes a folder read-only until the test ends; the superuser needs a read-only mount for that.
func protect(t *testing.T, folder string) {
	t.Helper()
	if os.Geteuid() != 0 {
		if err := os.Chmod(folder, 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
		return
	}
	if out, err := exec.Command("mount", "--bind", folder, folder).CombinedOutput(); err != nil {
		t.Skipf("nothing can be mounted here: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", folder).Run() })
	if out, err := exec.Command("mount", "-o", "remount,ro,bind", folder).CombinedOutput(); err != nil {
		t.Skipf("no read-only mount here: %s", out)
	}
}

func wantRefusedWriting(t *testing.T, db *store.DB) {
	t.Helper()
	wantCode(t, db.SaveSettings(t.Context(), settings()), domain.Blocked)
	wantCode(t, db.Bulk(t.Context(), func(*store.Bulk) error { return nil }), domain.Blocked)
	if err := db.SaveSettings(t.Context(), settings()); fmt.Sprint(err) != db.ReadOnly() {
		t.Errorf("said %v", err)
	}
}
