package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// benchImportRows is how many rows "bench import" reads unless told.
const benchImportRows = 1_000_000

// benchImport measures the reading of files and their import. It calls itself with
// --reader for each of the readers, and the import command for the rest.
func benchImport(c *call) error {
	rows, reader := benchImportRows, ""
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.IntVar(&rows, "rows", rows, "")
		f.StringVar(&reader, "reader", "", "")
	})
	if err != nil {
		return err
	}
	if rows < 1 || rows >= 1<<20 {
		return domain.Errorf(domain.Invalid, "The number of rows has to be above 0 and fit on one sheet, which holds 1,048,576 with the header.")
	}
	if reader != "" { // a child of the measuring process
		if err := exactly(rest, "FILE"); err != nil {
			return err
		}
		said, err := bench.DoImport(c.ctx, reader, rest[0], rows)
		fmt.Fprintln(c.out, said)
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	return c.compareImports(rows)
}

func (c *call) compareImports(rows int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	child := func(task, path string) *exec.Cmd {
		switch task {
		case "openpyxl":
			return c.openpyxl(path)
		case "import", "import again":
			file := filepath.Join(filepath.Dir(path), "bench.kvnmail")
			return exec.CommandContext(c.ctx, program, "-w", file, "import", path, "--as", "people", "--on-match", "newer")
		}
		return exec.CommandContext(c.ctx, program, "bench", "import", "--rows", strconv.Itoa(rows), "--reader", task, path)
	}
	inspect := func(path string) error {
		_, err := importer.Inspect(c.ctx, path, importer.ReadOptions{}, nil)
		return err
	}
	report, err := bench.Import(c.ctx, rows, child, inspect, func(what string) { fmt.Fprintln(c.err, "measuring "+what) })
	if err != nil {
		return err
	}
	return c.print(report, func(w io.Writer) { printImports(w, report) })
}

// openpyxl makes the command that reads a workbook with openpyxl, nil where it is not
// installed: the python3 that comes first may not be the system's.
func (c *call) openpyxl(path string) *exec.Cmd {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(c.ctx, python, "-c", "import openpyxl").Run() == nil {
			return exec.CommandContext(c.ctx, python, "-c", bench.OpenpyxlScript, path)
		}
	}
	fmt.Fprintln(c.err, "openpyxl is not installed (Debian: python3-openpyxl)")
	return nil
}

func printImports(w io.Writer, r bench.ImportReport) {
	fmt.Fprintf(w, "%d rows of %d columns, each task in a process of its own\n", r.Rows, r.Columns)
	for _, f := range r.Figures {
		fmt.Fprintf(w, "  %-12s %-11s %6.1f MiB  %7.2f s CPU  %7.2f s wall  %6.0f MiB peak  %s\n", f.Task, f.File, f.FileMiB, f.CPU, f.Wall, f.RSS, f.Said)
	}
	fmt.Fprintf(w, "reading takes %.3f of excelize's CPU time", r.OfExcelize)
	if r.OfOpenpyxl > 0 {
		fmt.Fprintf(w, " and %.3f of openpyxl's", r.OfOpenpyxl)
	}
	fmt.Fprintf(w, "\nthe first rows are there after %.0f ms, all that the import screen shows after %.0f ms\n", r.FirstRows, r.Inspected)
}
