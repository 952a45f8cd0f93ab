package sheet_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func TestAFullDiskIsNamedAndLeavesNothing(t *testing.T) {
	for _, ending := range []string{".xlsx", ".csv"} {
		for _, rows := range []int{1, 200_000} {
			path := filepath.Join(t.TempDir(), "list"+ending)
			undo := sheet.SetCreatePart(func(folder, pattern string) (*os.File, error) {
				name := filepath.Join(folder, "full.part") // a name of its own, because it is removed
				if err := os.Symlink("/dev/full", name); err != nil {
					return nil, err
				}
				return os.OpenFile(name, os.O_WRONLY, 0)
			})
			out, err := sheet.Create(path)
			undo()
			must(t, err)
			for i := 0; i < rows && err == nil; i++ {
				err = out.WriteText("asha@example.com", "Pune", strings.Repeat("z", i%90))
			}
			if rows > 1 && err == nil {
				t.Errorf("%s: %d rows fit on a full disk", ending, rows)
			}
			if err == nil {
				err = out.Close()
			}
			out.Discard()
			if domain.CodeOf(err) != domain.Full || !strings.Contains(err.Error(), "disk is full") || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%s of %d rows: %v", ending, rows, err)
			}
			if _, err := os.Stat(path); !os.IsNotExist(err) {
				t.Errorf("%s: something is there: %v", ending, err)
			}
		}
	}
}
