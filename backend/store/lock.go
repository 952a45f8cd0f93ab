package store

import (
	"errors"
	"io/fs"
	"os"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// lockSuffix names the file beside a workspace that says "in use". It is a file
// of its own because nothing but SQLite may open and close the workspace itself:
// closing any other handle drops SQLite's locks.
const lockSuffix = "-lock"

// fileLock keeps two programs, or two windows of one, from writing one workspace.
type fileLock struct{ file *os.File }

// lockFile takes the lock of a workspace. It fails with Conflict when somebody
// has it and with a permission error of package fs when the folder cannot be written.
func lockFile(path string) (*fileLock, error) {
	for {
		file, err := os.OpenFile(path+lockSuffix, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		if err := hold(file); err != nil {
			file.Close()
			return nil, domain.Errorf(domain.Conflict, "This workspace is open in another window or program. Close it there first.")
		}
		if stillThere(file, path+lockSuffix) {
			return &fileLock{file}, nil
		}
		file.Close() // whoever had it removed it between our opening and our locking
	}
}

func stillThere(file *os.File, name string) bool {
	ours, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(name)
	return err == nil && os.SameFile(ours, named)
}

// lockFault says in words why there is no lock.
func lockFault(err error) error {
	if errors.As(err, new(*domain.Error)) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &domain.Error{Code: domain.NotFound, Message: "The folder for the workspace is not there any more. Choose another one.", Err: err}
	}
	return &domain.Error{Code: domain.Unavailable, Message: "The workspace cannot be kept here: the folder cannot be written. Choose another folder.", Err: err}
}

// release removes the file first: a locked one that is gone is nobody's (see stillThere).
func (l *fileLock) release() {
	os.Remove(l.file.Name())
	l.file.Close()
}
