package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// benchExportRows is how many rows "bench export" writes unless told.
const benchExportRows = 1_000_000

// benchExport measures the writing of files. It calls itself with --writer for
// each of the writers.
func benchExport(c *call) error {
	rows, writer := benchExportRows, ""
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.IntVar(&rows, "rows", rows, "")
		f.StringVar(&writer, "writer", "", "")
	})
	if err != nil {
		return err
	}
	if rows < 1 || rows >= 1<<20 {
		return domain.Errorf(domain.Invalid, "The number of rows has to be above 0 and fit on one sheet, which holds 1,048,576 with the header.")
	}
	if writer != "" {
		if err := exactly(rest, "OUT"); err != nil {
			return err
		}
		return bench.WriteExport(writer, rest[0], rows)
	}
	if err := exactly(rest); err != nil {
		return err
	}
	return c.compareExports(rows)
}

func (c *call) compareExports(rows int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	child := func(writer, path string) *exec.Cmd {
		return exec.CommandContext(c.ctx, program, "bench", "export", "--rows", strconv.Itoa(rows), "--writer", writer, path)
	}
	report, err := bench.Export(c.ctx, rows, child, func(what string) { fmt.Fprintln(c.err, "measuring "+what) })
	if err != nil {
		return err
	}
	return c.print(report, func(w io.Writer) {
		fmt.Fprintf(w, "%d rows of %d columns, each writer in a process of its own\n", report.Rows, report.Columns)
		for _, f := range report.Figures {
			fmt.Fprintf(w, "  %-9s %7.2f s CPU  %7.2f s wall  %6.0f MiB peak  %6.1f MiB file\n", f.Writer, f.CPU, f.Wall, f.RSS, f.FileMiB)
		}
		fmt.Fprintf(w, "the workbook takes %.3f of excelize's CPU time and %.3f of its wall time\n", report.Ratio, report.Wall)
	})
}
