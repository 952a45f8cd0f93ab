package importer

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// Again is what an import has to find that nobody looks at before it is in: the columns
// its plan was made for, and no fewer than half of the rows of the last time. Damage in
// the file, and a file that changes while it is read, end such an import too; then the
// workspace is as it was.
type Again struct {
	Keys []string
	Rows int
}

// Settle says what a plan comes to in terms of the names of its file's columns, for
// [Examine], and their fingerprint. It refuses what [Run] would refuse.
func Settle(ctx context.Context, plan Plan, store Store) (Choices, string, error) {
	r, err := begin(ctx, plan, store)
	if err != nil {
		return Choices{}, "", err
	}
	defer r.survey.file.Close()
	reading, _ := r.ownReading()
	return r.choices(reading), fingerprint(r.survey.keys()), nil
}

// sameColumns refuses a plan made for other columns.
func (r *run) sameColumns() error {
	if r.plan.Again == nil || slices.Equal(r.plan.Again.Keys, r.survey.keys()) {
		return nil
	}
	return fileMoved()
}

func fileMoved() error {
	return domain.Errorf(domain.Unavailable, "The file changed while it was read, so nothing of it was taken. It is tried again when it is whole.")
}

// watchFile notes what the file is before its rows are read. Should it change after
// that, the next look at it finds a content that is not the one noted here.
func (r *run) watchFile() (err error) {
	if r.file, err = os.Stat(r.plan.Path); err != nil {
		return fileMoved()
	}
	r.content.SHA256, err = sum(r.plan.Path)
	return err
}

// stillWhole refuses what nobody looked at and is not as it should be.
func (r *run) stillWhole() error {
	if r.plan.Again == nil {
		return nil
	}
	now, err := os.Stat(r.plan.Path)
	if err != nil || !now.ModTime().Equal(r.file.ModTime()) || now.Size() != r.file.Size() || r.survey.file.CutOff() {
		return fileMoved()
	}
	if Shrunk(r.tally.Rows, r.plan.Again.Rows) {
		return domain.Errorf(domain.Blocked, "The file has fewer than half of the rows it had the last time, so nothing of it was taken. Look at it once.")
	}
	return nil
}

// Shrunk reports whether a file lost so many rows that somebody has to look at it.
func Shrunk(rows, before int) bool { return 2*rows < before }

// Found is what a file is like that was imported before.
type Found struct {
	SHA256     string
	Rows       int      // rows of data
	New, Gone  []string // names of columns that it has now, and had then
	CutOff     bool     // the end of the workbook is missing
	Unfinished bool     // rows are damaged, or the last line of a text seems to be half written
	Plan       Plan     // to import it again; empty where the columns are others
}

// Fits reports whether the file has the columns that the choices are about.
func (f Found) Fits() bool { return len(f.New)+len(f.Gone) == 0 }

// Examine reads a file from beginning to end without writing anything and says how it
// stands to the choices made for it. rows is how many rows it had the last time. A
// file whose content is a known one is not read further: its Found has the SHA256
// only. Errors are those of [sheet.Open] and of reading.
func Examine(ctx context.Context, path string, c Choices, rows int, known ...string) (Found, error) {
	hash, err := sum(path)
	if err != nil || slices.Contains(known, hash) {
		return Found{SHA256: hash}, err
	}
	s, err := look(ctx, path, c.Reading)
	if err != nil {
		return Found{SHA256: hash}, err
	}
	defer s.file.Close()
	found := Found{SHA256: hash, CutOff: s.file.CutOff()}
	if found.compare(s, c); !found.Fits() {
		return found, nil
	}
	found.Plan = c.plan(path, s.keys())
	found.Plan.Again = &Again{Keys: s.keys(), Rows: rows}
	return found, found.count(ctx, s)
}

// compare finds the columns that are new and those that are gone.
func (f *Found) compare(s *survey, c Choices) {
	keys := s.keys()
	now, then := telling(keys), telling(c.keys())
	for i, key := range keys {
		if slices.Contains(now, key) && !slices.Contains(then, key) {
			f.New = append(f.New, s.columns[i].name)
		}
	}
	for _, one := range c.Columns {
		if slices.Contains(then, one.Key) && !slices.Contains(now, one.Key) {
			f.Gone = append(f.Gone, one.Name)
		}
	}
}

// count reads all rows.
func (f *Found) count(ctx context.Context, s *survey) error {
	rows, err := s.file.Rows(ctx, s.sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	last, width := 0, 0
	for rows.Next() {
		row := rows.Row()
		f.Unfinished = f.Unfinished || row.Damaged
		if row.Number <= s.header || lastFilled(row.Cells) == 0 {
			continue
		}
		f.Rows++
		last, width = len(row.Cells), max(width, len(row.Cells))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if s.file.Format() != sheet.XLSX && last < width {
		f.Unfinished = f.Unfinished || !endsLine(s.file, f.Plan.Path)
	}
	return nil
}

// endsLine reports whether a text file ends with the end of a line. One that is being
// written mostly does not, and its last row lacks cells.
func endsLine(file *sheet.File, path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	tail := make([]byte, min(8, file.Bytes()))
	if _, err := f.ReadAt(tail, file.Bytes()-int64(len(tail))); err != nil {
		return false
	}
	if strings.HasPrefix(strings.ToLower(file.Encoding()), "utf-16") {
		tail = slices.DeleteFunc(tail, func(b byte) bool { return b == 0 })
	}
	return len(tail) > 0 && (tail[len(tail)-1] == '\n' || tail[len(tail)-1] == '\r')
}
