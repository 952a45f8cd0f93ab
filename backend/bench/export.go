package bench

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// ExportColumns is how wide the table is that the writing of files is measured with.
const ExportColumns = 20

// ExportFigure is what writing one table took, in a process of its own.
type ExportFigure struct {
	Writer  string  `json:"writer"`
	CPU     float64 `json:"cpu_seconds"` // user and system
	Wall    float64 `json:"wall_seconds"`
	RSS     float64 `json:"peak_rss_mib"`
	FileMiB float64 `json:"file_mib"`
}

// ExportReport compares the program's writers with the StreamWriter of excelize.
type ExportReport struct {
	Rows    int            `json:"rows"`
	Columns int            `json:"columns"`
	Figures []ExportFigure `json:"figures"`
	Ratio   float64        `json:"cpu_of_excelize"` // the workbook's CPU time as a share of excelize's
	Wall    float64        `json:"wall_of_excelize"`
}

// exportWriters are measured in this order: their names and file endings.
var exportWriters = []struct{ name, ending string }{{"xlsx", ".xlsx"}, {"csv", ".csv"}, {"excelize", ".xlsx"}}

// Export measures each writer in a child process, so that none profits from what
// another left warm; child makes the command that calls [WriteExport].
func Export(ctx context.Context, rows int, child func(writer, path string) *exec.Cmd, note func(string)) (ExportReport, error) {
	folder, err := os.MkdirTemp("", "kvnmail-bench-")
	if err != nil {
		return ExportReport{}, err
	}
	defer os.RemoveAll(folder)
	r := ExportReport{Rows: rows, Columns: ExportColumns}
	for _, w := range exportWriters {
		note(w.name)
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		path := filepath.Join(folder, w.name+w.ending)
		figure, err := measureChild(w.name, child(w.name, path), path)
		if err != nil {
			return r, err
		}
		r.Figures = append(r.Figures, figure)
	}
	ours, theirs := r.Figures[0], r.Figures[len(r.Figures)-1]
	r.Ratio, r.Wall = ours.CPU/cmp.Or(theirs.CPU, 1), ours.Wall/cmp.Or(theirs.Wall, 1)
	return r, nil
}

func measureChild(name string, cmd *exec.Cmd, path string) (ExportFigure, error) {
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return ExportFigure{}, err
	}
	f := ExportFigure{Writer: name, Wall: time.Since(start).Seconds(), RSS: peakMiB(cmd.ProcessState)}
	f.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	f.FileMiB = float64(info.Size()) / (1 << 20)
	return f, os.Remove(path)
}

// WriteExport writes the table with one of the writers.
func WriteExport(writer, path string, rows int) error {
	if writer == "excelize" {
		return writeExcelize(path, rows)
	}
	out, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer out.Discard()
	if err := out.Begin("People", exportHeader()...); err != nil {
		return err
	}
	var people [exportPool][ExportColumns]sheet.Cell
	for i := range people {
		for k, v := range exportValues(i) {
			people[i][k] = exportCell(v, k)
		}
	}
	for i := range rows {
		cells := people[i%exportPool][:]
		for k, text := range exportOwn(i) {
			cells[exportOwned[k]].Text = text
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	return out.Close()
}

func exportHeader() []string {
	return []string{
		"Customer id", "Email", "First name", "Last name", "Phone", "City", "State", "Country", "Language", "Tags",
		"Note", "Source", "Pin code", "Joined", "Last order", "Orders", "Total spent", "Rating", "Newsletter", "Points",
	}
}

// What repeats in real lists repeats; what is everybody's own is everybody's own.
var (
	exportFirst  = []string{"Asha", "Ravi", "Meera", "Arjun", "Priya", "Kabir", "Zoya", "अनिल", "சுந்தர்", "Dev", "Isha", "Rohan", "Tara", "Vikram", "Neha", "Sana"}
	exportLast   = []string{"Rao", "Sharma", "Iyer", "Khan", "Patel", "Das", "Nair", "Gupta", "Singh", "Mehta", "Bose", "Reddy", "Joshi"}
	exportCity   = []string{"Mumbai", "Pune", "Delhi", "Bengaluru", "Chennai", "Kolkata", "Hyderabad", "Jaipur", "Surat", "Kochi", "Indore"}
	exportState  = []string{"Maharashtra", "Karnataka", "Tamil Nadu", "West Bengal", "Telangana", "Rajasthan", "Gujarat", "Kerala"}
	exportTags   = []string{"", "vip", "festive, silk", "wholesale", "silk", "newsletter, vip"}
	exportNote   = []string{"", "", "", "asked for a call <after Diwali> & a catalogue", "prefers cotton", "complained about delivery, was refunded"}
	exportSource = []string{"website", "store", "Instagram", "fair in Jaipur"}
)

// exportValues are a made-up person's values as Go has them; a text "" is an empty cell.
func exportValues(n int) [ExportColumns]any {
	mixed := n * 7919 % 1_000_003
	day := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, mixed%2500)
	return [ExportColumns]any{
		"C" + strconv.Itoa(100_000_000+n), "person" + strconv.Itoa(mixed) + "@example" + strconv.Itoa(n%97) + ".com",
		exportFirst[mixed%len(exportFirst)], exportLast[mixed%len(exportLast)], "+9198" + strconv.Itoa(10_000_000+mixed*83), exportCity[mixed%len(exportCity)],
		exportState[mixed%len(exportState)], "India", "en", exportTags[mixed%len(exportTags)], exportNote[mixed%len(exportNote)], exportSource[mixed%len(exportSource)],
		"0" + strconv.Itoa(10_000+mixed%90_000), day, day.Add(time.Duration(mixed) * time.Second), int64(mixed % 40), float64(mixed*37%9_000_000) / 100, float64(mixed%50) / 10,
		mixed%3 > 0, int64(mixed),
	}
}

// exportPool is how many people are made up before writing begins, so that it is
// the writing that is measured. They come again and again, far apart, with other
// values in the columns of exportOwned.
const exportPool = 4999

var exportOwned = [3]int{0, 1, 4}

func exportOwn(n int) [3]string {
	mixed := strconv.Itoa(n * 7919 % 1_000_003)
	return [3]string{"C" + strconv.Itoa(100_000_000+n), "person" + mixed + "@example" + strconv.Itoa(n%97) + ".com", "+9198" + strconv.Itoa(10_000_000+n*83)}
}

// exportMoney is the column of amounts.
const exportMoney = 16

func exportCell(v any, column int) sheet.Cell {
	switch v := v.(type) {
	case string:
		if v == "" {
			return sheet.Cell{}
		}
		return sheet.Cell{Kind: sheet.Text, Text: v}
	case int64:
		return sheet.Cell{Kind: sheet.Number, Text: strconv.FormatInt(v, 10)}
	case float64:
		kind := sheet.Number
		if column == exportMoney {
			kind = sheet.Money
		}
		return sheet.Cell{Kind: kind, Text: strconv.FormatFloat(v, 'f', -1, 64)}
	case bool:
		return sheet.Cell{Kind: sheet.Bool, Text: strconv.FormatBool(v)}
	case time.Time:
		if v.Hour()+v.Minute()+v.Second() == 0 {
			return sheet.Cell{Kind: sheet.Date, Text: v.Format(time.DateOnly)}
		}
		return sheet.Cell{Kind: sheet.Date, Text: v.Format("2006-01-02T15:04:05")}
	}
	return sheet.Cell{}
}

// writeExcelize writes the same table as the library's users do: values of Go
// types, styles for dates and amounts.
func writeExcelize(path string, rows int) error {
	book := excelize.NewFile()
	defer book.Close()
	styles := [3]int{}
	for i, format := range []string{"yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "#,##0.00"} {
		var err error
		if styles[i], err = book.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return err
		}
	}
	out, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	var people [exportPool][]any
	for i := range people {
		people[i] = excelizeRow(exportValues(i), styles)
	}
	header := make([]any, ExportColumns)
	for i, name := range exportHeader() {
		header[i] = name
	}
	for row := range rows + 1 {
		line := header
		if row > 0 {
			line = people[(row-1)%exportPool]
			for k, text := range exportOwn(row - 1) {
				line[exportOwned[k]] = text
			}
		}
		at, err := excelize.CoordinatesToCellName(1, row+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, line); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return book.SaveAs(path)
}

func excelizeRow(values [ExportColumns]any, styles [3]int) []any {
	line := make([]any, ExportColumns)
	for k, v := range values {
		line[k] = v
		switch v := v.(type) {
		case time.Time:
			style := styles[0]
			if v.Hour()+v.Minute()+v.Second() > 0 {
				style = styles[1]
			}
			line[k] = excelize.Cell{StyleID: style, Value: v}
		case float64:
			if k == exportMoney {
				line[k] = excelize.Cell{StyleID: styles[2], Value: v}
			}
		case string:
			if v == "" {
				line[k] = nil
			}
		}
	}
	return line
}
