package sheet

import (
	"bytes"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// compoundMark begins old Office files and encrypted new ones.
var compoundMark = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// maxEncrypted is the largest encrypted workbook, in bytes: decrypting needs it whole in memory.
const maxEncrypted = 512 << 20

const saveAs = "Open it in your spreadsheet program, choose \"Save as\", pick \"Excel workbook (.xlsx)\" or \"CSV UTF-8\" and import that file."

// openCompound opens an encrypted workbook and names everything else in the old container.
func (f *File) openCompound(password string) error {
	if !hasStream(f.file, "EncryptedPackage") {
		return domain.Errorf(domain.Invalid, "This is a workbook in the old .xls format (Excel 97 to 2003), which cannot be read here. %s", saveAs)
	}
	if password == "" {
		return domain.Errorf(domain.Blocked, "This workbook is locked with a password. Type the password, or save a copy without one and import that.")
	}
	if f.bytes > maxEncrypted {
		return domain.Errorf(domain.Full, "This locked workbook is too large to be unlocked here. Save a copy without a password and import that.")
	}
	raw, err := io.ReadAll(io.NewSectionReader(f.file, 0, f.bytes))
	if err != nil {
		return openError(err)
	}
	plain, err := excelize.Decrypt(raw, &excelize.Options{Password: password})
	if err != nil || !bytes.HasPrefix(plain, []byte("PK")) {
		return because(err, domain.Errorf(domain.Blocked, "The password does not open this workbook. Check capital letters and the keyboard language, then try again."))
	}
	return f.openZip(bytes.NewReader(plain), int64(len(plain)))
}

func hasStream(src io.ReaderAt, name string) bool {
	doc, err := mscfb.New(src)
	if err != nil {
		return false
	}
	for entry, err := doc.Next(); err == nil; entry, err = doc.Next() {
		if entry.Name == name {
			return true
		}
	}
	return false
}

// refusePackage names archives that are no xlsx.
func refusePackage(arc *archive) error {
	what := ""
	switch {
	case arc.has("xl/workbook.bin"):
		what = "This is a binary workbook (.xlsb), which cannot be read here."
	case arc.has("content.xml"):
		what = "This is an OpenDocument file (.ods), which cannot be read here."
	case arc.has("Index/Document.iwa") || arc.has("Index.zip"):
		what = "This is a Numbers document, which cannot be read here."
	case arc.has("word/document.xml"):
		what = "This is a text document (.docx), not a spreadsheet."
	case arc.has("ppt/presentation.xml"):
		what = "This is a presentation (.pptx), not a spreadsheet."
	case !arc.cutOff && !arc.has("[Content_Types].xml") && !arc.has("xl/workbook.xml"):
		return domain.Errorf(domain.Invalid, "This is a zip archive, not a spreadsheet. Unpack it and import the spreadsheet inside.")
	}
	if what == "" {
		return nil
	}
	return domain.Errorf(domain.Invalid, "%s %s", what, saveAs)
}

// refuseForeign names files that are neither workbook nor text table by their first bytes.
func refuseForeign(head []byte) error {
	start := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head[:min(len(head), 2048)], []byte("\xEF\xBB\xBF")), " \t\r\n")))
	what := ""
	switch {
	case strings.HasPrefix(start, "<?xml") && strings.Contains(start, "office:spreadsheet"):
		what = "This is an XML spreadsheet of Excel 2003, which cannot be read here."
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<table"), strings.HasPrefix(start, "<meta"), strings.HasPrefix(start, "<head"), strings.HasPrefix(start, "<style"):
		what = "This is a web page (HTML) with the name of a spreadsheet, as some shops and banks export it."
	case strings.HasPrefix(start, "<?xml"):
		what = "This is an XML file, not a spreadsheet."
	case strings.HasPrefix(start, "%pdf"):
		what = "This is a PDF document, not a spreadsheet. Ask for the data as xlsx or csv."
	case strings.HasPrefix(start, "{\\rtf"):
		what = "This is a formatted text document (RTF), not a spreadsheet."
	case bytes.HasPrefix(head, []byte("SQLite format 3")):
		what = "This is a database file, not a spreadsheet."
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}), bytes.HasPrefix(head, []byte("7z\xBC\xAF")), bytes.HasPrefix(head, []byte("Rar!")), bytes.HasPrefix(head, []byte("\xFD7zXZ")):
		return domain.Errorf(domain.Invalid, "This is a packed archive, not a spreadsheet. Unpack it and import the spreadsheet inside.")
	case bytes.HasPrefix(head, []byte{9, 8}), bytes.HasPrefix(head, []byte{9, 4}), bytes.HasPrefix(head, []byte{9, 2}):
		what = "This is a workbook in a very old .xls format, which cannot be read here."
	}
	if what == "" {
		return nil
	}
	return domain.Errorf(domain.Invalid, "%s %s", what, saveAs)
}
