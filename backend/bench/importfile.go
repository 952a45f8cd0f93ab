package bench

import (
	"bufio"
	"os"
	"strconv"
	"time"

	"github.com/klauspost/compress/zip"
)

// sharedParts are the parts of a workbook of one sheet but for the sheet and its texts.
var sharedParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`},
}

// sharedTexts gives every text of the table its number in the order of first use.
type sharedTexts struct {
	numbers map[string]int
	list    []string
}

func (s *sharedTexts) number(text string) int {
	n, known := s.numbers[text]
	if !known {
		n = len(s.list)
		s.numbers[text] = n
		s.list = append(s.list, text)
	}
	return n
}

// writeShared writes the table of [WriteExport] as Excel would: texts stand in a table
// of their own, in the order of their first use.
func writeShared(path string, rows int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, part := range sharedParts {
		w, err := z.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			return err
		}
	}
	texts := &sharedTexts{numbers: map[string]int{}}
	if err := writePart(z, "xl/worksheets/sheet1.xml", func(w *bufio.Writer) { writeSharedRows(w, texts, rows) }); err != nil {
		return err
	}
	if err := writePart(z, "xl/sharedStrings.xml", texts.write); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}

func writePart(z *zip.Writer, name string, write func(*bufio.Writer)) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	write(out) // what fails comes out of Flush
	return out.Flush()
}

func writeSharedRows(w *bufio.Writer, texts *sharedTexts, rows int) {
	w.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	var header [ExportColumns]any
	for i, name := range exportHeader() {
		header[i] = name
	}
	var line []byte
	line = appendSharedRow(line, texts, 1, header)
	w.Write(line)
	for n := range rows {
		line = appendSharedRow(line[:0], texts, n+2, exportValues(n))
		w.Write(line)
	}
	w.WriteString(`</sheetData></worksheet>`)
}

func appendSharedRow(line []byte, texts *sharedTexts, row int, values [ExportColumns]any) []byte {
	line = append(strconv.AppendInt(append(line, `<row r="`...), int64(row), 10), `" spans="1:20">`...)
	for i, v := range values {
		ref := strconv.AppendInt(append([]byte{}, byte('A'+i)), int64(row), 10)
		line = appendSharedCell(line, texts, ref, v)
	}
	return append(line, "</row>"...)
}

func appendSharedCell(line []byte, texts *sharedTexts, ref []byte, v any) []byte {
	kind, value := "", ""
	switch v := v.(type) {
	case string:
		if v == "" {
			return line
		}
		kind, value = ` t="s"`, strconv.Itoa(texts.number(v))
	case int64:
		value = strconv.FormatInt(v, 10)
	case float64:
		value = strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		kind, value = ` t="b"`, map[bool]string{true: "1", false: "0"}[v]
	case time.Time:
		days := v.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		kind, value = ` s="2"`, strconv.FormatFloat(days, 'f', -1, 64)
		if days == float64(int(days)) {
			kind = ` s="1"`
		}
	}
	line = append(append(append(line, `<c r="`...), ref...), '"')
	line = append(append(append(line, kind...), `><v>`...), value...)
	return append(line, `</v></c>`...)
}

func (s *sharedTexts) write(w *bufio.Writer) {
	w.WriteString(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="` + strconv.Itoa(len(s.list)) + `">`)
	for _, text := range s.list {
		w.WriteString("<si><t>")
		for _, r := range text {
			switch r {
			case '&':
				w.WriteString("&amp;")
			case '<':
				w.WriteString("&lt;")
			default:
				w.WriteRune(r)
			}
		}
		w.WriteString("</t></si>")
	}
	w.WriteString("</sst>")
}
