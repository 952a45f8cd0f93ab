package bench_test

import (
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/bench"
)

func TestEveryReaderCountsTheSameInTheMeasuredFiles(t *testing.T) {
	for _, name := range []string{"shared.xlsx", "inline.xlsx"} {
		path := filepath.Join(t.TempDir(), name)
		if _, err := bench.DoImport(t.Context(), bench.MakeTask, path, 700); err != nil {
			t.Fatal(err)
		}
		ours, err := bench.DoImport(t.Context(), "read", path, 0)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := bench.DoImport(t.Context(), "excelize", path, 0)
		if err != nil || ours != theirs {
			t.Errorf("%s: we count %s, excelize %s, %v", name, ours, theirs, err)
		}
	}
}
