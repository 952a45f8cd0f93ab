package secret

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// file is an age-encrypted JSON object with the key beside it.
type file struct{ folder string }

func (f file) path() string    { return filepath.Join(f.folder, "passwords.age") }
func (f file) keyPath() string { return filepath.Join(f.folder, "passwords.key") }

func (f file) get(key string) (string, bool, error) {
	all, _, err := f.load()
	value, found := all[key]
	return value, found, err
}

func (f file) put(key, value string) error {
	all, identity, err := f.load()
	if domain.CodeOf(err) == domain.Corrupt {
		// what is lost is lost; a damaged file must not keep the user from entering it again
		all, err = map[string]string{}, os.Rename(f.path(), f.path()+".damaged")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if identity == nil {
		if identity, err = f.newKey(); err != nil {
			return err
		}
	}
	all[key] = value
	return f.save(all, identity)
}

func (f file) remove(key string) error {
	all, identity, err := f.load()
	if err != nil {
		return err
	}
	if _, found := all[key]; !found {
		return nil
	}
	delete(all, key)
	return f.save(all, identity)
}

// load returns an empty map, and no identity, when nothing was ever saved.
func (f file) load() (map[string]string, *age.X25519Identity, error) {
	key, err := os.ReadFile(f.keyPath())
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil, nil
	}
	if err != nil {
		return nil, nil, unreadable(err)
	}
	identity, err := age.ParseX25519Identity(strings.TrimSpace(string(key)))
	if err != nil {
		return nil, nil, unreadable(err)
	}
	sealed, err := os.ReadFile(f.path())
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, identity, nil
	}
	if err != nil {
		return nil, identity, unreadable(err)
	}
	all, err := unseal(sealed, identity)
	if err != nil {
		return nil, identity, unreadable(err)
	}
	return all, identity, nil
}

func unseal(sealed []byte, identity age.Identity) (map[string]string, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	return all, json.Unmarshal(plain, &all)
}

func (f file) newKey() (*age.X25519Identity, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	return identity, replace(f.keyPath(), []byte(identity.String()+"\n"))
}

func (f file) save(all map[string]string, identity *age.X25519Identity) error {
	plain, err := json.Marshal(all)
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, identity.Recipient())
	if err != nil {
		return err
	}
	if _, err = w.Write(plain); err == nil {
		err = w.Close()
	}
	if err != nil {
		return err
	}
	return replace(f.path(), sealed.Bytes())
}

// replace writes a file so that a crash leaves the old one or the new one.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unwritable(err)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-*") // made readable by this user only
	if err != nil {
		return unwritable(err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already when all went well
	if _, err = temp.Write(data); err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return unwritable(err)
	}
	return nil
}

func unwritable(err error) error {
	return domain.Errorf(domain.Full, "The password could not be saved. Check that there is free disk space and that the app's folder can be written to. %w", err)
}
