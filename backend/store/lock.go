package store

import (
	"os"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// lockSuffix names the file beside a workspace that says "in use". It is a file
// of its own because nothing but SQLite may open and close the workspace itself.
const lockSuffix = "-lock"

// fileLock keeps two programs from writing one workspace.
type fileLock struct{ file *os.File }

func lockFile(path string) (*fileLock, error) {
	file, err := os.OpenFile(path+lockSuffix, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, domain.Errorf(domain.Unavailable, "The workspace cannot be kept here: the folder cannot be written. Choose another folder. %w", err)
	}
	if err := hold(file); err != nil {
		file.Close()
		return nil, domain.Errorf(domain.Conflict, "This workspace is open in another window or program. Close it there first.")
	}
	return &fileLock{file}, nil
}

func (l *fileLock) release() {
	os.Remove(l.file.Name())
	l.file.Close()
}
