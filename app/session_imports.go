package app

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// bulkStore is the store as package importer wants it.
type bulkStore struct{ *store.DB }

// Bulk runs fn in one transaction.
func (b bulkStore) Bulk(ctx context.Context, fn func(importer.Tx) error) error {
	return b.DB.Bulk(ctx, func(tx *store.Bulk) error { return fn(tx) })
}

func (s *session) pickSpreadsheet() (string, error) {
	path, err := runtime.OpenFileDialog(s.window, runtime.OpenDialogOptions{
		Title:   "Choose a spreadsheet",
		Filters: []runtime.FileFilter{{DisplayName: "Spreadsheets (*.xlsx, *.csv, *.tsv, *.txt)", Pattern: "*.xlsx;*.xlsm;*.csv;*.tsv;*.txt;*.XLSX;*.CSV"}, {DisplayName: "All files", Pattern: "*"}},
	})
	if err != nil {
		return "", domain.Errorf(domain.Unavailable, "The system's file dialog did not open. Drop the file on the window instead.")
	}
	return path, nil
}

func (s *session) inspect(path string, opt ReadOptions) (Inspection, error) {
	w, err := s.current()
	if err != nil {
		return Inspection{}, err
	}
	fields, err := w.db.Fields(background())
	if err != nil {
		return Inspection{}, err
	}
	seen, err := importer.Inspect(background(), path, importer.ReadOptions(opt), fields)
	if err != nil {
		return Inspection{}, err
	}
	return inspectionView(seen), nil
}

func inspectionView(i importer.Inspection) Inspection {
	return Inspection{
		Path: i.Path, File: i.File, Format: i.Format, Bytes: i.Bytes, Sheet: i.Sheet, Encoding: i.Encoding, Delimiter: i.Delimiter,
		HeaderRow: i.HeaderRow, Kind: string(i.Kind), KindWhy: i.KindWhy,
		Sheets:   each(i.Sheets, func(v importer.SheetInfo) SheetView { return SheetView(v) }),
		Columns:  each(i.Columns, columnView),
		Rows:     each(i.Rows, func(v importer.PreviewRow) PreviewRow { return PreviewRow(v) }),
		Warnings: each(i.Warnings, func(v string) string { return v }),
		Targets:  each(i.Targets, func(v importer.Target) ImportTarget { return ImportTarget(v) }),
		Choices:  selectionView(i.Choices),
	}
}

func columnView(c importer.Column) ColumnView {
	return ColumnView{
		Index: c.Index, Name: c.Name, Target: c.Target, Confidence: c.Confidence, Note: c.Note, Type: string(c.Type),
		Samples: each(c.Samples, func(v string) string { return v }), Filled: c.Filled,
	}
}

func selectionView(p importer.Plan) ImportSelection {
	return ImportSelection{
		Path: p.Path, Options: ReadOptions(p.Options), Kind: string(p.Kind), MatchOn: p.MatchOn, OnMatch: p.OnMatch, DateOrder: p.DateOrder, AskDates: p.AskDates,
		Mapping:    each(p.Mapping, func(v importer.ColumnChoice) ColumnChoice { return ColumnChoice(v) }),
		Permission: PermissionChoice(p.Permission),
	}
}

func planOf(sel ImportSelection) importer.Plan {
	return importer.Plan{
		Path: sel.Path, Options: importer.ReadOptions(sel.Options), Kind: domain.ImportKind(sel.Kind), MatchOn: sel.MatchOn, OnMatch: sel.OnMatch,
		DateOrder: sel.DateOrder, AskDates: sel.AskDates, Permission: importer.Permission(sel.Permission),
		Mapping: each(sel.Mapping, func(v ColumnChoice) importer.ColumnChoice { return importer.ColumnChoice(v) }),
	}
}

// startImport runs a plan as a job; its result is the report.
func (s *session) startImport(sel ImportSelection, dry bool) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	plan := w.equip(planOf(sel))
	plan.DryRun = dry
	kind, title := "import", "Importing "+filepath.Base(sel.Path)
	if dry {
		kind, title = "dry_run", "Looking through "+filepath.Base(sel.Path)
	}
	return s.jobs.Start(kind, title, func(ctx context.Context, progress job.Progress) (any, error) {
		report, err := importer.Run(ctx, plan, bulkStore{w.db}, progress)
		if err == nil && !dry {
			w.reload()
			s.announceWorkspace()
		}
		return report, err
	}), nil
}

// equip gives a plan what a run needs of the workspace.
func (w *workspace) equip(plan importer.Plan) importer.Plan {
	plan.HashAddress = func(email string) [32]byte { return comply.HashAddress(w.secret, email) }
	plan.Clock = w.session.clock
	return plan
}

// shownProblems is how many problems cross the bridge; all kept ones can be saved to a file.
const shownProblems = 200

func (s *session) finishedReport(id string) (importer.Report, error) {
	result, err := s.jobs.Result(id)
	if err != nil {
		return importer.Report{}, err
	}
	report, ok := result.(importer.Report)
	if !ok {
		return importer.Report{}, domain.Errorf(domain.NotFound, "That task was not an import.")
	}
	return report, nil
}

func (s *session) importReport(id string) (ImportReport, error) {
	report, err := s.finishedReport(id)
	if err != nil {
		return ImportReport{}, err
	}
	view := reportView(report)
	view.Problems = view.Problems[:min(len(view.Problems), shownProblems)]
	return view, nil
}

func reportView(r importer.Report) ImportReport {
	t := r.Tally
	return ImportReport{
		ImportID: int64(r.ImportID), File: r.File, Kind: string(r.Kind), Rows: t.Rows, Added: t.Added, Updated: t.Updated, Unchanged: t.Unchanged,
		Skipped: t.Skipped, PeopleAdded: t.PeopleAdded, PeopleUpdated: t.PeopleUpdated, EventsAdded: t.EventsAdded,
		Reasons:  each(r.Reasons, func(v importer.Reason) ReasonCount { return ReasonCount(v) }),
		Problems: each(r.Problems, func(v domain.RowProblem) ProblemView { return ProblemView(v) }), ProblemCount: r.ProblemCount,
		Warnings: each(r.Warnings, func(v string) string { return v }), Seconds: r.Seconds, FinishedAt: stamp(r.FinishedAt),
	}
}

func (s *session) listImports() ([]ImportReport, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	imports, err := w.db.Imports(background())
	return each(imports, func(i domain.Import) ImportReport {
		return reportView(importer.Report{ImportID: i.ID, File: i.File, Kind: i.Kind, Tally: i.Tally, FinishedAt: i.FinishedAt, Seconds: i.FinishedAt.Sub(i.StartedAt).Seconds()})
	}), err
}

func (s *session) saveProblems(id string) (string, error) {
	report, err := s.finishedReport(id)
	if err != nil {
		return "", err
	}
	path, err := runtime.SaveFileDialog(s.window, runtime.SaveDialogOptions{Title: "Save problem rows", DefaultFilename: "Problem rows.csv"})
	if err != nil || path == "" {
		return "", nil
	}
	return path, writeProblems(path, report.Problems)
}

// writeProblems writes problems to a csv file that spreadsheet programs read as UTF-8.
func writeProblems(path string, problems []domain.RowProblem) error {
	file, err := os.Create(path)
	if err != nil {
		return domain.Errorf(domain.Unavailable, "The file could not be written there. Choose another folder. %w", err)
	}
	defer file.Close()
	if _, err := file.WriteString("\ufeff"); err != nil {
		return domain.Errorf(domain.Full, "The problem rows could not be written. Check the space on the disk. %w", err)
	}
	out := csv.NewWriter(file)
	rows := [][]string{{"Row", "Column", "Value", "Problem"}}
	for _, p := range problems {
		rows = append(rows, []string{strconv.Itoa(p.Row), p.Column, p.Value, p.Message})
	}
	if err := out.WriteAll(rows); err != nil {
		return domain.Errorf(domain.Full, "The problem rows could not be written. Check the space on the disk. %w", err)
	}
	return nil
}
