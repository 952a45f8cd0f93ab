package app

import (
	"context"
	"path/filepath"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/store"
)

// exporter writes files for other programs. The window and the command line make
// one for each file; it reads a page at a time and holds none of it.
type exporter struct {
	ctx      context.Context
	db       *store.DB
	studio   *segment.Studio // nil where nobody is asked about
	zone     *time.Location
	words    *exportWords
	now      time.Time
	progress job.Progress
}

func newExporter(ctx context.Context, db *store.DB, studio *segment.Studio, language string, now time.Time, progress job.Progress) (*exporter, error) {
	settings, err := db.Settings(ctx)
	return &exporter{ctx: ctx, db: db, studio: studio, zone: settings.Location(), words: exportWordsIn(language), now: now, progress: progress}, err
}

// file writes a file; none is left, and what was there stays, when it fails or is
// stopped.
func (x *exporter) file(path string, write func(out *sheet.Writer) error) (ExportResult, error) {
	out, err := sheet.Create(path)
	if err != nil {
		return ExportResult{}, err
	}
	defer out.Discard()
	if err := write(out); err != nil {
		return ExportResult{}, err
	}
	if err := x.ctx.Err(); err != nil {
		return ExportResult{}, err
	}
	if err := out.Close(); err != nil {
		return ExportResult{}, err
	}
	r := out.Report()
	return ExportResult{File: filepath.Base(path), Path: path, Rows: r.Rows, Bytes: r.Bytes, Notes: x.notes(r)}, nil
}

// notes say what a user has to know about the file.
func (x *exporter) notes(r sheet.Written) []string {
	notes := []string{}
	for _, name := range r.Continued {
		notes = append(notes, x.words.continued(name))
	}
	if r.Cut > 0 {
		notes = append(notes, x.words.cut(r.Cut, r.CutAt))
	}
	return notes
}

// people writes columns of people, those of a file of people where keys is nil.
func (x *exporter) people(path, name string, ids []domain.ContactID, keys []string) (ExportResult, error) {
	return x.file(path, func(out *sheet.Writer) error {
		columns := append(x.studio.TableColumns(), x.studio.FileColumns()...)
		if keys == nil {
			keys = each(x.studio.FileColumns(), func(c segment.TableColumn) string { return c.Key })
		}
		names := map[string]string{}
		for _, c := range columns {
			names[c.Key] = c.Name
		}
		if err := out.Begin(name, each(keys, func(key string) string { return names[key] })...); err != nil {
			return err
		}
		cells, done := make([]sheet.Cell, len(keys)), 0
		return x.studio.TableValues(x.ctx, ids, keys, func(values []domain.Value) error {
			if done++; done%bulkStep == 0 {
				x.progress(int64(done), int64(len(ids)), "")
			}
			for i, v := range values {
				cells[i] = cellOf(v, x.zone)
			}
			return out.Write(cells)
		})
	})
}

// members returns who is in a saved segment: by its rule, or by the record once it
// is frozen. A rule with unfinished parts is refused, because mail may follow from
// the file.
func (x *exporter) members(g domain.Segment) ([]domain.ContactID, error) {
	if g.FrozenAt.IsZero() {
		return x.studio.Members(x.ctx, string(g.Rule))
	}
	ids, err := x.db.OpenMembers(x.ctx, g.ID)
	return x.studio.Present(ids), err
}

func (x *exporter) segment(path string, g domain.Segment) (ExportResult, error) {
	ids, err := x.members(g)
	if err != nil {
		return ExportResult{}, err
	}
	return x.people(path, g.Name, ids, nil)
}
