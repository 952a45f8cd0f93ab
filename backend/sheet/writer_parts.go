package sheet

import (
	"strconv"
	"strings"
)

// bookPart is a small part of a workbook.
type bookPart struct{ name, text string }

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relKind    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	sheetMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// The styles of cells: what stands between a cell's reference and its value. The
// numbers are places in stylesPart.
const (
	styleHeader = `" s="1`
	styleDay    = `" s="2"><v>`
	styleMoment = `" s="3"><v>`
	styleClock  = `" s="4"><v>`
	styleMoney  = `" s="5"><v>`
	styleWhole  = `" s="6"><v>`
)

// stylesPart are the styles: 2 is the number with two decimals grouped as the
// reader's system groups (numFmtId 4), 1 a whole number without an exponent.
const stylesPart = xmlHead + `<styleSheet ` + mainSpace + `><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// firstParts come before the sheets: programs that tell a workbook from other
// archives by their first files, such as mail gateways, look for these.
var firstParts = []bookPart{
	{"_rels/.rels", xmlHead + `<Relationships ` + relSpace + `><Relationship Id="rId1" Type="` + relKind + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/styles.xml", stylesPart},
}

// lastParts come after the sheets, which they list.
func (b *book) lastParts() []bookPart {
	return []bookPart{
		{"xl/workbook.xml", b.workbookPart()},
		{"xl/_rels/workbook.xml.rels", b.relationsPart()},
		{"[Content_Types].xml", b.typesPart()},
	}
}

func (b *book) workbookPart() string {
	var sheets, names strings.Builder
	for i, s := range b.sheets {
		n := strconv.Itoa(i + 1)
		name := xmlAttribute(s.name)
		sheets.WriteString(`<sheet name="` + name + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		if s.filter != "" {
			quoted := strings.ReplaceAll(name, "'", "''")
			names.WriteString(`<definedName name="_xlnm._FilterDatabase" localSheetId="` + strconv.Itoa(i) + `" hidden="1">'` + quoted + `'!` + absolute(s.filter) + `</definedName>`)
		}
	}
	defined := ""
	if names.Len() > 0 {
		defined = "<definedNames>" + names.String() + "</definedNames>"
	}
	return xmlHead + `<workbook ` + mainSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets>` + sheets.String() + `</sheets>` + defined + `</workbook>`
}

// absolute writes a range such as "A1:C9" with dollar signs.
func absolute(area string) string {
	var out strings.Builder
	letters := false
	for _, c := range area {
		letter := c >= 'A' && c <= 'Z'
		digit := c >= '0' && c <= '9'
		if letter && !letters || digit && letters {
			out.WriteByte('$')
		}
		letters = letter
		out.WriteRune(c)
	}
	return out.String()
}

func (b *book) relationsPart() string {
	var out strings.Builder
	out.WriteString(xmlHead + `<Relationships ` + relSpace + `>`)
	add := func(id int, kind, target string) {
		out.WriteString(`<Relationship Id="rId` + strconv.Itoa(id) + `" Type="` + relKind + kind + `" Target="` + target + `"/>`)
	}
	for i := range b.sheets {
		add(i+1, "worksheet", "worksheets/sheet"+strconv.Itoa(i+1)+".xml")
	}
	add(len(b.sheets)+1, "styles", "styles.xml")
	return out.String() + `</Relationships>`
}

func (b *book) typesPart() string {
	var out strings.Builder
	out.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	add := func(name, kind string) {
		out.WriteString(`<Override PartName="/xl/` + name + `.xml" ContentType="` + sheetMedia + kind + `+xml"/>`)
	}
	add("workbook", "sheet.main")
	add("styles", "styles")
	for i := range b.sheets {
		add("worksheets/sheet"+strconv.Itoa(i+1), "worksheet")
	}
	return out.String() + `</Types>`
}

func xmlAttribute(s string) string {
	return strings.ReplaceAll(string(appendXML(nil, s)), `"`, "&quot;")
}
