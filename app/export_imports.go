package app

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// importList writes every import with the account of its rows.
func (x *exporter) importList(path string) (ExportResult, error) {
	imports, err := x.db.Imports(x.ctx)
	if err != nil {
		return ExportResult{}, err
	}
	w := x.words
	return x.file(path, func(out *sheet.Writer) error {
		err := out.Begin(w.imports, w.file, w.kind, w.importedAt, w.rows, w.added, w.updated, w.unchanged, w.skipped, w.peopleAdded, w.peopleUpdated, w.eventsAdded, w.undoneAt)
		for _, i := range imports {
			if err != nil {
				return err
			}
			err = out.Write(x.importCells(i))
		}
		return err
	})
}

func (x *exporter) importCells(i domain.Import) []sheet.Cell {
	t := i.Tally
	cells := []sheet.Cell{textCell(i.File), textCell(x.words.kinds[i.Kind]), momentCell(i.FinishedAt, x.zone)}
	cells = append(cells, each([]int{t.Rows, t.Added, t.Updated, t.Unchanged, t.Skipped, t.PeopleAdded, t.PeopleUpdated, t.EventsAdded}, countCell)...)
	return append(cells, momentCell(i.UndoneAt, x.zone))
}
