package secret

import (
	"errors"
	"os"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/zalando/go-keyring"
)

// Store keeps secrets by key ("account/<workspace>/<id>"). It is safe for use
// by several goroutines.
type Store struct {
	mu   sync.Mutex
	file file
	ring keychain
	down bool // the keychain did not answer once: it is not asked again
}

// keychain is the part of the system's keychain that is used.
type keychain interface {
	Set(service, user, password string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

const service = "KVN Mail"

// Open returns the store of this user. Folder is the app's configuration
// folder, made when needed, for the encrypted file.
func Open(folder string) *Store { return &Store{file: file{folder}, ring: system{}} }

// OpenFile returns a store that uses the encrypted file only, for computers
// without a keychain and for the command line.
func OpenFile(folder string) *Store { return &Store{file: file{folder}, down: true} }

type system struct{}

func (system) Set(service, user, password string) error { return keyring.Set(service, user, password) }
func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

// Set keeps a secret under a key, in place of any earlier one.
func (s *Store) Set(key string, value Secret) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.ask(func() error { return s.ring.Set(service, key, value.value) })
	if err == nil {
		return s.file.remove(key) // an old copy must not come back
	}
	return s.file.put(key, value.value)
}

// Get returns the secret of a key; found is false if there is none.
func (s *Store) Get(key string) (value Secret, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var password string
	err = s.ask(func() (err error) {
		password, err = s.ring.Get(service, key)
		return err
	})
	if err == nil {
		return Secret{password}, true, nil
	}
	password, found, err = s.file.get(key)
	return Secret{password}, found, err
}

// Delete forgets the secret of a key, wherever it is. No such secret is no error.
func (s *Store) Delete(key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.ask(func() error { return s.ring.Delete(service, key) }) // not there, or no keychain: then it is not in it
	return s.file.remove(key)
}

// Where says in a sentence where secrets are kept.
func (s *Store) Where() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.ask(func() error { _, err := s.ring.Get(service, "where"); return err }) // only whether it answers
	if s.down {
		return "This computer has no keychain, so the password is kept in an encrypted file that only you can read."
	}
	return "The password is kept in this computer's keychain."
}

// patience is long enough for the system to ask the user to unlock the keychain.
const patience = 30 * time.Second

var errDown = errors.New("no keychain answers")

// ask calls the keychain, which can hang when its service does.
func (s *Store) ask(call func() error) error {
	if s.down {
		return errDown
	}
	answer := make(chan error, 1)
	go func() { answer <- call() }()
	select {
	case err := <-answer:
		known := err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrSetDataTooBig)
		s.down = !known
		return err
	case <-time.After(patience):
		s.down = true
		return errDown
	}
}

func unreadable(err error) error {
	if errors.Is(err, os.ErrPermission) {
		return domain.Errorf(domain.Unavailable, "The file with the saved passwords cannot be opened. Check that the app's folder belongs to you. %w", err)
	}
	return domain.Errorf(domain.Corrupt, "The file with the saved passwords is damaged, so they cannot be read. Enter the passwords of the sending accounts again. %w", err)
}
