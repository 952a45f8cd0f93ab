package deliver

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// A journal is one connection's notes of what is not in the ledger yet: records
// of 24 bytes, appended, each with a checksum and a number that grows over all
// journals of a computer. A torn record is one that was
// never made: the final dot is only written after its record is on disk.
type journal struct{ file *os.File }

type note byte

const (
	noteDot     note = 'D' // the final dot is about to be written
	noteTaken   note = 'K' // 2xx
	noteRefused note = 'F' // 5xx
	noteBounced note = 'B' // 5xx, and the address is to be suppressed
	noteLater   note = 'T' // 4xx, or the connection's or account's trouble
	recordSize       = 24
)

var noteOf = map[Verdict]note{
	Accepted: noteTaken, Refused: noteRefused, HardBounce: noteBounced,
	Later: noteLater, Throttled: noteLater, Stop: noteLater, Dropped: noteLater,
}

func journalPattern(dir string, campaign domain.CampaignID) string {
	return filepath.Join(dir, fmt.Sprintf("send-%d-*.journal", campaign))
}

// openJournal starts a new file, so that no torn record of an earlier run can
// shift the records of this one.
func openJournal(dir string, campaign domain.CampaignID) (*journal, error) {
	file, err := os.CreateTemp(dir, filepath.Base(journalPattern(dir, campaign)))
	if err != nil {
		return nil, domain.Errorf(domain.Full, "The sending journal could not be written, so nothing was sent. Free some disk space and try again. %w", err)
	}
	syncFolder(dir)
	return &journal{file: file}, nil
}

// syncFolder makes the new file's name durable where the system supports it.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // Windows cannot sync folders and does not need it
		_ = d.Close()
	}
}

func (j *journal) write(n note, id domain.SendID) error {
	var record [recordSize]byte
	record[0] = byte(n)
	binary.LittleEndian.PutUint64(record[4:], uint64(id))
	binary.LittleEndian.PutUint64(record[12:], nextNumber())
	binary.LittleEndian.PutUint32(record[20:], crc32.ChecksumIEEE(record[:20]))
	if _, err := j.file.Write(record[:]); err != nil {
		return err
	}
	if n != noteDot {
		return nil // a lost reply is only an unknown, a lost dot would be a second mail
	}
	return j.file.Sync()
}

func (j *journal) close() { _ = j.file.Close() }

// readJournals returns the last note of each send in a campaign's journals.
func readJournals(dir string, campaign domain.CampaignID) (last map[domain.SendID]numbered, files []string, err error) {
	files, err = filepath.Glob(journalPattern(dir, campaign))
	if err != nil {
		return nil, nil, err
	}
	last = map[domain.SendID]numbered{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, domain.Errorf(domain.Unavailable, "The sending journal could not be read, so nothing was sent. Close other programs that use the workspace's folder and try again. %w", err)
		}
		merge(last, data)
	}
	return last, files, nil
}

type numbered struct {
	note   note
	number uint64
}

// merge keeps the note with the highest number of each send. A send that is
// tried twice in one run may have its notes in two journals, and an old reply
// must not hide a newer dot.
func merge(last map[domain.SendID]numbered, data []byte) {
	for ; len(data) >= recordSize; data = data[recordSize:] {
		if crc32.ChecksumIEEE(data[:20]) != binary.LittleEndian.Uint32(data[20:]) {
			continue
		}
		id, number := domain.SendID(binary.LittleEndian.Uint64(data[4:])), binary.LittleEndian.Uint64(data[12:])
		if number >= last[id].number {
			last[id] = numbered{note(data[0]), number}
		}
	}
}

var lastNumber atomic.Uint64

// nextNumber grows within a process by counting and from one process to the
// next by the clock.
func nextNumber() uint64 {
	for {
		last := lastNumber.Load()
		next := max(last+1, uint64(time.Now().UnixNano()))
		if lastNumber.CompareAndSwap(last, next) {
			return next
		}
	}
}

func removeJournals(files []string) error {
	for _, name := range files {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
