package sheet

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// partFile is a file on its way: written beside its path under another name and
// put there in one step when it is whole.
type partFile struct {
	*bufio.Writer
	path string
	file *os.File
}

// createPart makes the unfinished file, which only its owner may read. Tests
// replace it by a disk without room.
var createPart = os.CreateTemp

func newPartFile(path string) (*partFile, error) {
	f, err := createPart(filepath.Dir(path), ".kvnmail-*.part") // short: the name itself may be as long as the system allows
	if err != nil {
		return nil, writeError(err)
	}
	return &partFile{Writer: bufio.NewWriterSize(f, 128<<10), path: path, file: f}, nil
}

// keep makes the file durable, puts it at its path and returns its size.
func (p *partFile) keep() (bytes int64, err error) {
	if err = p.Flush(); err != nil {
		return 0, err
	}
	if err = p.file.Sync(); err != nil {
		return 0, err
	}
	info, err := p.file.Stat()
	if err != nil {
		return 0, err
	}
	if err = p.file.Close(); err != nil {
		return 0, err
	}
	if err = os.Rename(p.file.Name(), p.path); err != nil {
		return 0, err
	}
	syncFolder(filepath.Dir(p.path))
	return info.Size(), nil
}

// syncFolder makes a new name in a folder durable, where the system can.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync() // not every file system has it for folders; the file itself is safe
		f.Close()
	}
}

// drop removes the unfinished file.
func (p *partFile) drop() {
	p.file.Close()
	os.Remove(p.file.Name())
}

// isFull reports whether a disk has no room left. The numbers are Windows'
// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
func isFull(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func writeError(err error) error {
	var known *domain.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if isFull(err) {
		return because(err, domain.Errorf(domain.Full, "The disk is full, so the file was not written. Free some space or choose another disk, then try again."))
	}
	return because(err, domain.Errorf(domain.Unavailable, "The file could not be written. Check that the folder exists, that you may write there and that the file is not open elsewhere."))
}
