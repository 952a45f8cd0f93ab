package deliver

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func written(t *testing.T, dir string, notes ...note) string {
	t.Helper()
	j, err := openJournal(dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer j.close()
	for _, n := range notes {
		if err := j.write(n, 7); err != nil {
			t.Fatal(err)
		}
	}
	return j.file.Name()
}

func lastNote(t *testing.T, dir string) note {
	t.Helper()
	last, _, err := readJournals(dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	return last[7].note
}

func TestTheNewestNoteCountsInWhateverFileItIs(t *testing.T) {
	for range 20 { // names are random, and so is the order of reading
		dir := t.TempDir()
		written(t, dir, noteDot, noteLater)
		written(t, dir, noteDot)
		if got := lastNote(t, dir); got != noteDot {
			t.Fatalf("an old reply %q hides a newer dot", got)
		}
	}
}

func TestTornAndForeignRecordsCountForNothing(t *testing.T) {
	dir := t.TempDir()
	name := written(t, dir, noteDot, noteTaken)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for keep, want := range map[int]note{0: 0, recordSize - 1: 0, recordSize: noteDot, 2*recordSize - 1: noteDot, 2 * recordSize: noteTaken} {
		if err := os.WriteFile(name, whole[:keep], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := lastNote(t, dir); got != want {
			t.Errorf("%d bytes: %q, want %q", keep, got, want)
		}
	}
	whole[recordSize] ^= 1
	if err := os.WriteFile(name, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := lastNote(t, dir); got != noteDot {
		t.Errorf("a damaged record counts: %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "send-12-1.journal"), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if last, files, err := readJournals(dir, 2); err != nil || len(last)+len(files) > 0 {
		t.Errorf("another campaign's journal was read: %v %v", files, err)
	}
}

func TestEachNoteSettlesItsRow(t *testing.T) {
	for n, want := range map[note]domain.SendState{
		0: domain.SendQueued, noteDot: domain.SendUnknown, noteTaken: domain.SendSent, noteRefused: domain.SendRefused,
		noteBounced: domain.SendRefused, noteLater: domain.SendRetry,
	} {
		var r Recovery
		if got := r.settle(domain.Send{State: domain.SendClaimed}, n); got.State != want || r.Queued+r.Sent+r.Refused+r.Retry+r.Unknown != 1 {
			t.Errorf("note %q: %s %+v", n, got.State, r)
		}
	}
}
