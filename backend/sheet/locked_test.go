package sheet_test

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func TestALockedWorkbookOpensWithItsPasswordOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "locked.xlsx")
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetCellValue("Sheet1", "A1", "secret list"); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(path, excelize.Options{Password: "sesame"}); err != nil {
		t.Fatal(err)
	}
	for password, blocked := range map[string]bool{"": true, "wrong": true, "sesame": false} {
		got := read(t, path, "", sheet.Options{Password: password})
		if blocked && domain.CodeOf(got.err) != domain.Blocked {
			t.Errorf("password %q: error is %v, want blocked", password, got.err)
		}
		if !blocked && got.words() != "1:secret list" {
			t.Errorf("password %q: read %q (%v)", password, got.words(), got.err)
		}
	}
}
