package importer

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// problemColumn is the header of the column that SaveProblems adds.
const problemColumn = "Problem"

// SaveProblems writes the rows that had a problem to a file, in the shape of the file
// they came from with one column more that says what is wrong: corrected, it can be
// imported. translate, which may be nil, turns a reason into the user's language. It
// reads the source again; when that changed meanwhile, rows may not be found, which is
// domain.Conflict.
func (r Report) SaveProblems(ctx context.Context, path string, translate func(string) string) error {
	s, err := look(ctx, r.plan.Path, r.plan.Options)
	if err != nil {
		return err
	}
	defer s.file.Close()
	out, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer out.Discard()
	w := problemWriter{out: out, survey: s, marks: byRow(r.marks), translate: translate}
	if err := w.write(ctx); err != nil {
		return err
	}
	return out.Close()
}

type problemWriter struct {
	out       *sheet.Writer
	survey    *survey
	marks     map[int][]problemMark
	translate func(string) string
}

func byRow(marks []problemMark) map[int][]problemMark {
	out := map[int][]problemMark{}
	for _, m := range marks {
		out[int(m.row)] = append(out[int(m.row)], m)
	}
	return out
}

func (w *problemWriter) write(ctx context.Context) error {
	if err := w.out.Begin("Problem rows", w.header()...); err != nil {
		return err
	}
	rows, err := w.survey.file.Rows(ctx, w.survey.sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row := rows.Row()
		marks := w.marks[row.Number]
		if len(marks) == 0 || row.Number <= w.survey.header {
			continue
		}
		delete(w.marks, row.Number)
		if err := w.out.Write(w.line(row, marks)); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil && domain.CodeOf(err) != domain.Corrupt {
		return err
	}
	if len(w.marks) > 0 {
		return domain.Errorf(domain.Conflict, "The file changed since it was read, so its problem rows cannot be found any more. Import it again to see them.")
	}
	return nil
}

func (w *problemWriter) header() []string {
	names := make([]string, 0, w.survey.width+1)
	for _, c := range w.survey.columns[:w.survey.width] {
		names = append(names, c.name)
	}
	return append(names, problemColumn)
}

// line is a row as it stands in the file, with what is wrong behind its last column.
func (w *problemWriter) line(row *sheet.Row, marks []problemMark) []sheet.Cell {
	cells := make([]sheet.Cell, max(w.survey.width, len(row.Cells))+1)
	copy(cells, row.Cells)
	why := ""
	for _, m := range marks {
		if why != "" {
			why += " "
		}
		if int(m.index) >= 0 && int(m.index) < len(w.survey.columns) {
			why += w.survey.columns[m.index].name + ": "
		}
		reason := reasons[m.code]
		if w.translate != nil {
			reason = w.translate(reason)
		}
		why += reason
	}
	cells[len(cells)-1] = sheet.Cell{Kind: sheet.Text, Text: why}
	return cells
}
