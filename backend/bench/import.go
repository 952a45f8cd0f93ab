package bench

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// ImportFigure is what one task on one file took, in a process of its own.
type ImportFigure struct {
	Task    string  `json:"task"`
	File    string  `json:"file"`
	FileMiB float64 `json:"file_mib"`
	CPU     float64 `json:"cpu_seconds"` // user and system
	Wall    float64 `json:"wall_seconds"`
	RSS     float64 `json:"peak_rss_mib"`
	Said    string  `json:"said"` // what the task counted
}

// ImportReport compares reading workbooks with other readers, and tells what bringing
// one into a workspace takes.
type ImportReport struct {
	Rows       int            `json:"rows"`
	Columns    int            `json:"columns"`
	Figures    []ImportFigure `json:"figures"`
	OfExcelize float64        `json:"cpu_of_excelize"`
	OfOpenpyxl float64        `json:"cpu_of_openpyxl"` // 0 where openpyxl is not installed
	FirstRows  float64        `json:"first_rows_ms"`   // until 50 rows of the workbook with shared texts are there
	Inspected  float64        `json:"inspected_ms"`    // until all that the import screen shows of it is there
}

// The files that are read: texts in a table of their own, as Excel writes them, and in
// their cells, as many other programs do.
const (
	sharedFile = "shared.xlsx"
	inlineFile = "inline.xlsx"
)

// ImportTasks are carried out one after the other, each in a child process. The first
// does nothing: its memory is what the program itself, with its window's libraries, takes.
var ImportTasks = []struct{ Name, File string }{
	{startTask, sharedFile}, {"read", sharedFile}, {"read", inlineFile}, {"excelize", sharedFile}, {"openpyxl", sharedFile}, {"import", sharedFile}, {"import again", sharedFile},
}

// firstRows is how many rows the import screen shows.
const firstRows = 50

// Import makes the files and measures each task; child makes the command for a task on
// a file, nil where it cannot be carried out here. inspect is timed in this process.
func Import(ctx context.Context, rows int, child func(task, path string) *exec.Cmd, inspect func(path string) error, note func(string)) (ImportReport, error) {
	folder, err := os.MkdirTemp("", "kvnmail-bench-")
	if err != nil {
		return ImportReport{}, err
	}
	defer os.RemoveAll(folder)
	r := ImportReport{Rows: rows, Columns: ExportColumns}
	note("making the files")
	for _, name := range []string{sharedFile, inlineFile} { // by children: what a process took before it starts one counts for that
		if _, err := measureTask(MakeTask, filepath.Join(folder, name), child(MakeTask, filepath.Join(folder, name))); err != nil {
			return r, err
		}
	}
	for _, task := range ImportTasks {
		cmd := child(task.Name, filepath.Join(folder, task.File))
		if cmd == nil {
			continue
		}
		note(task.Name + " " + task.File)
		figure, err := measureTask(task.Name, filepath.Join(folder, task.File), cmd)
		if err != nil {
			return r, err
		}
		r.Figures = append(r.Figures, figure)
	}
	if err := r.timeFirst(ctx, filepath.Join(folder, sharedFile), inspect); err != nil {
		return r, err
	}
	ours := r.of("read")
	r.OfExcelize = ours / cmp.Or(r.of("excelize"), 1)
	if theirs := r.of("openpyxl"); theirs > 0 {
		r.OfOpenpyxl = ours / theirs
	}
	return r, nil
}

func (r *ImportReport) of(task string) float64 {
	for _, f := range r.Figures {
		if f.Task == task {
			return f.CPU
		}
	}
	return 0
}

func (r *ImportReport) timeFirst(ctx context.Context, path string, inspect func(string) error) error {
	start := time.Now()
	if _, err := countRows(ctx, path, firstRows); err != nil {
		return err
	}
	r.FirstRows = float64(time.Since(start).Microseconds()) / 1000
	start = time.Now()
	if err := inspect(path); err != nil {
		return err
	}
	r.Inspected = float64(time.Since(start).Microseconds()) / 1000
	return nil
}

func measureTask(task, path string, cmd *exec.Cmd) (ImportFigure, error) {
	start := time.Now()
	var wrong strings.Builder
	cmd.Stderr = &wrong
	said, err := cmd.Output()
	if err != nil {
		return ImportFigure{}, fmt.Errorf("%s: %w: %s", task, err, wrong.String())
	}
	f := ImportFigure{Task: task, File: filepath.Base(path), Wall: time.Since(start).Seconds(), RSS: peakMiB(cmd.ProcessState)}
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	f.FileMiB = float64(info.Size()) / (1 << 20)
	f.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	f.Said = strings.TrimSpace(string(said))
	return f, nil
}

// MakeTask is the task that writes a file, startTask the one that does nothing.
const (
	MakeTask  = "make"
	startTask = "start only"
)

// DoImport carries out a task on a workbook in this process, or makes the workbook, and
// says what it counted.
func DoImport(ctx context.Context, task, path string, rows int) (string, error) {
	switch {
	case task == MakeTask && filepath.Base(path) == sharedFile:
		return "", writeShared(path, rows)
	case task == MakeTask:
		return "", WriteExport("xlsx", path, rows)
	case task == startTask:
		return "nothing", nil
	case task == "excelize":
		return readExcelize(path)
	}
	return countRows(ctx, path, 1<<30)
}

func countRows(ctx context.Context, path string, most int) (string, error) {
	f, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		return "", err
	}
	defer f.Close()
	rows, err := f.Rows(ctx, "")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	n, cells := 0, 0
	for n < most && rows.Next() {
		n++
		for _, c := range rows.Row().Cells {
			if c.Kind != sheet.Empty {
				cells++
			}
		}
	}
	return fmt.Sprintf("%d rows, %d cells", n, cells), rows.Err()
}

func readExcelize(path string) (string, error) {
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return "", err
	}
	defer book.Close()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return "", err
	}
	n, cells := 0, 0
	for rows.Next() {
		line, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return "", err
		}
		n++
		for _, text := range line {
			if text != "" {
				cells++
			}
		}
	}
	return fmt.Sprintf("%d rows, %d cells", n, cells), rows.Error()
}

// OpenpyxlScript reads the workbook that is its argument with openpyxl in its mode for
// big files.
const OpenpyxlScript = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
n = cells = 0
for row in book.worksheets[0].iter_rows(values_only=True):
    n += 1
    cells += sum(1 for v in row if v is not None)
print("%d rows, %d cells" % (n, cells))
`
