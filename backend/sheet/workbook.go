package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"
)

// workbook is what the parts of an xlsx say about its sheets.
type workbook struct {
	arc      *archive
	sheets   []sheetPart
	from1904 bool
	styles   []style
	strings  *sharedStrings
	texts    string // the part that they are in
	warnings []string
}

type sheetPart struct {
	Info
	part string
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

type workbookXML struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"`
	} `xml:"sheets>sheet"`
}

func openWorkbook(arc *archive) (*workbook, error) {
	w := &workbook{arc: arc}
	main := w.mainPart()
	var doc workbookXML
	if err := w.decode(main, &doc); err != nil && !arc.cutOff {
		w.warnings = append(w.warnings, "The list of sheets in this file is damaged, so sheets or their names may be missing. Open it in your spreadsheet program and save it again if something is not there.")
	}
	w.from1904 = doc.Properties.Date1904 == "1" || doc.Properties.Date1904 == "true"
	byID := w.relations(main)
	for _, s := range doc.Sheets {
		w.addSheet(Info{s.Name, s.State == "hidden" || s.State == "veryHidden"}, s.Attrs, byID)
	}
	w.findSheets()
	w.loadStyles(byID)
	w.loadStrings(byID)
	if len(w.sheets) == 0 {
		return nil, errors.New("no sheet was found in the file")
	}
	return w, nil
}

// addSheet lists a sheet of cells; sheets of charts and the like are left out.
func (w *workbook) addSheet(info Info, attrs []xml.Attr, byID map[string]relationship) {
	for _, a := range attrs {
		if a.Name.Local != "id" {
			continue
		}
		switch rel, ok := byID[a.Value]; {
		case !ok:
			w.warnings = append(w.warnings, fmt.Sprintf("Sheet %q is listed in this file, but its cells are missing. Open it in your spreadsheet program to see what is there.", info.Name))
		case strings.HasSuffix(rel.Type, "/worksheet"):
			w.sheets = append(w.sheets, sheetPart{info, rel.Target})
		}
	}
}

func (w *workbook) mainPart() string {
	for _, rel := range w.relationsOf("_rels/.rels", "") {
		if strings.HasSuffix(rel.Type, "/officeDocument") {
			return rel.Target
		}
	}
	return "xl/workbook.xml"
}

func (w *workbook) relations(main string) map[string]relationship {
	dir := path.Dir(main)
	return w.relationsOf(dir+"/_rels/"+path.Base(main)+".rels", dir)
}

// relationsOf reads a relationship part; targets come back as part names.
func (w *workbook) relationsOf(name, dir string) map[string]relationship {
	var doc struct {
		List []relationship `xml:"Relationship"`
	}
	byID := map[string]relationship{}
	if err := w.decode(name, &doc); err != nil {
		return byID
	}
	for _, rel := range doc.List {
		if !strings.HasPrefix(rel.Target, "/") {
			rel.Target = path.Join(dir, rel.Target)
		}
		rel.Target = partName(rel.Target)
		byID[rel.ID] = rel
	}
	return byID
}

// findSheets lists the sheets of a cut-off file whose workbook part is gone.
func (w *workbook) findSheets() {
	if len(w.sheets) > 0 {
		return
	}
	for name := range w.arc.parts {
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			title := strings.TrimSuffix(path.Base(name), ".xml")
			w.sheets = append(w.sheets, sheetPart{Info{Name: title}, name})
		}
	}
	sort.Slice(w.sheets, func(i, j int) bool { return w.sheets[i].part < w.sheets[j].part })
}

func (w *workbook) loadStyles(byID map[string]relationship) {
	name := target(byID, "/styles", "xl/styles.xml")
	if !w.arc.has(name) {
		return
	}
	r, _, err := w.arc.open(name)
	if err == nil {
		defer r.Close()
		w.styles, err = readStyles(r)
	}
	if err != nil {
		w.warnings = append(w.warnings, "The cell formats of this file are damaged, so dates may appear as numbers. Check the date columns.")
	}
}

func (w *workbook) loadStrings(byID map[string]relationship) {
	w.texts = target(byID, "/sharedStrings", "xl/sharedstrings.xml")
	w.reopenStrings()
}

// reopenStrings begins the table of texts anew.
func (w *workbook) reopenStrings() {
	if w.strings != nil && w.strings.close != nil {
		w.strings.close.Close() // it was only read
	}
	w.strings = &sharedStrings{}
	if !w.arc.has(w.texts) {
		return
	}
	if r, _, err := w.arc.open(w.texts); err == nil {
		w.strings = &sharedStrings{src: newScanner(r), close: r}
	}
}

func target(byID map[string]relationship, kind, fallback string) string {
	for _, rel := range byID {
		if strings.HasSuffix(rel.Type, kind) {
			return rel.Target
		}
	}
	return fallback
}

// decodeXML reads a part of the structure. Its bytes are UTF-8, whatever it declares.
func decodeXML(r io.Reader, into any) error {
	d := xml.NewDecoder(io.LimitReader(r, maxStructure))
	d.CharsetReader = func(_ string, src io.Reader) (io.Reader, error) { return src, nil }
	return d.Decode(into)
}

func (w *workbook) decode(name string, into any) error {
	r, _, err := w.arc.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return decodeXML(r, into)
}
