package sheet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// bigBook writes a workbook of many different rows and returns its path and bytes.
func bigBook(t *testing.T, rows int) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "big.xlsx")
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		cells := []sheet.Cell{{Kind: sheet.Text, Text: fmt.Sprintf("person%d@example.com", i*7919)}, {Kind: sheet.Number, Text: fmt.Sprint(i * 104729)}}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, data
}

func TestAnUnfinishedDownloadGivesItsRowsAndSaysWhereItEnds(t *testing.T) {
	_, data := bigBook(t, 20_000)
	for _, share := range []float64{0.5, 0.9, 0.999} {
		t.Run(fmt.Sprint(share), func(t *testing.T) {
			got := read(t, file(t, "cut.xlsx", data[:int(float64(len(data))*share)]), "", sheet.Options{})
			if got.err == nil && len(got.warnings) == 0 {
				t.Fatal("a cut-off workbook was read without a word")
			}
			t.Logf("%d rows, %v, %v", len(got.order), got.warnings, got.err)
			if len(got.order) < 20_000 && (got.err == nil || !strings.Contains(got.err.Error(), fmt.Sprintf("row %d on", len(got.order)+1))) && len(got.order) > 0 {
				t.Errorf("%d rows came, but the error is %v", len(got.order), got.err)
			}
		})
	}
}

func TestAFlippedByteIsNoticed(t *testing.T) {
	_, data := bigBook(t, 5_000)
	silent := 0
	for at := len(data) / 4; at < len(data)*3/4; at += len(data) / 23 {
		broken := append([]byte(nil), data...)
		broken[at] ^= 0x10
		got := read(t, file(t, "flip.xlsx", broken), "", sheet.Options{})
		if got.err == nil && len(got.warnings) == 0 && len(got.order) != 5_000 {
			silent++
		}
	}
	if silent > 0 {
		t.Fatalf("%d damaged workbooks lost rows without a word", silent)
	}
}
