package secret_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/secret"
	"github.com/zalando/go-keyring"
)

func TestASecretNeverPrints(t *testing.T) {
	s := secret.New("hunter2")
	in := struct {
		User     string
		Password secret.Secret
	}{"asha", s}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "s", s, "in", in)
	asJSON, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprintf("%v %+v %#v %s %q %x %d %v %+v %#v", s, s, s, s, s, s, s, in, in, &in) + string(asJSON) + log.String() + fmt.Errorf("failed: %v", s).Error()
	if strings.Contains(all, "hunter") || strings.Contains(all, "68756e746572") || s.Reveal() != "hunter2" {
		t.Error(all)
	}
}

func keep(t *testing.T, open func() *secret.Store) {
	t.Helper()
	s := open()
	if _, found, err := s.Get("a"); found || err != nil {
		t.Fatalf("%v %v", found, err)
	}
	for k, v := range map[string]string{"a": "first", "b": "पासवर्ड \"1\""} {
		if err := s.Set(k, secret.New(v)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Set("a", secret.New("second")); err != nil {
		t.Fatal(err)
	}
	s = open()
	a, _, errA := s.Get("a")
	b, _, errB := s.Get("b")
	if a.Reveal() != "second" || b.Reveal() != "पासवर्ड \"1\"" || errA != nil || errB != nil {
		t.Errorf("%q %v, %q %v", a.Reveal(), errA, b.Reveal(), errB)
	}
	for range 2 {
		if err := s.Delete("a"); err != nil {
			t.Fatal(err)
		}
	}
	if _, found, err := open().Get("a"); found || err != nil {
		t.Errorf("%v %v", found, err)
	}
}

func TestPasswordsAreKeptWithAndWithoutAKeychain(t *testing.T) {
	t.Run("a keychain that answers", func(t *testing.T) {
		keyring.MockInit()
		dir := t.TempDir()
		keep(t, func() *secret.Store { return secret.Open(dir) })
		if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
			t.Errorf("files beside a working keychain: %v %v", files, err)
		}
	})
	t.Run("a keychain that does not", func(t *testing.T) {
		keyring.MockInitWithError(errors.New("no D-Bus"))
		dir := filepath.Join(t.TempDir(), "made when needed")
		keep(t, func() *secret.Store { return secret.Open(dir) })
		if where := secret.Open(dir).Where(); !strings.Contains(where, "encrypted file") {
			t.Error(where)
		}
	})
	t.Run("the file alone", func(t *testing.T) {
		dir := t.TempDir()
		keep(t, func() *secret.Store { return secret.OpenFile(dir) })
	})
}

func TestTheFileIsEncryptedAndPrivate(t *testing.T) {
	dir := t.TempDir()
	if err := secret.OpenFile(dir).Set("account/1", secret.New("hunter2")); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("%v %v", files, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil || bytes.Contains(data, []byte("hunter2")) || bytes.Contains(data, []byte("account/1")) {
			t.Errorf("%s is readable: %v", f.Name(), err)
		}
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f.Name(), info.Mode(), err)
		}
	}
}

func TestADamagedFileIsSaidAndCanBeReplaced(t *testing.T) {
	dir := t.TempDir()
	s := secret.OpenFile(dir)
	if err := s.Set("a", secret.New("x")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "passwords.age"), []byte("rubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Get("a"); domain.CodeOf(err) != domain.Corrupt {
		t.Error(err)
	}
	if err := s.Set("a", secret.New("y")); err != nil {
		t.Fatal(err)
	}
	if got, found, err := s.Get("a"); got.Reveal() != "y" || !found || err != nil {
		t.Errorf("%v %v", found, err)
	}
}
