package app

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
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
	kept, err := w.db.ImportMemories(background())
	if err != nil {
		return Inspection{}, err
	}
	seen, err := importer.Recall(background(), path, importer.ReadOptions(opt), fields, kept)
	if err != nil {
		return Inspection{}, err
	}
	return inspectionView(seen), nil
}

// guessAs guesses the plan of a file whose rows are said to be of a kind.
func (s *session) guessAs(path string, opt ReadOptions, kind string) (ImportSelection, error) {
	w, err := s.current()
	if err != nil {
		return ImportSelection{}, err
	}
	fields, err := w.db.Fields(background())
	if err != nil {
		return ImportSelection{}, err
	}
	plan, err := importer.Guess(background(), path, importer.ReadOptions(opt), fields, domain.ImportKind(kind))
	return selectionView(plan), err
}

func inspectionView(i importer.Inspection) Inspection {
	return Inspection{
		Path: i.Path, File: i.File, Format: i.Format, Bytes: i.Bytes, Sheet: i.Sheet, Encoding: i.Encoding, Delimiter: i.Delimiter,
		HeaderRow: i.HeaderRow, Kind: string(i.Kind), KindWhy: i.Why.In(spoken.sentence), Preset: i.Preset,
		Sheets:     each(i.Sheets, func(v importer.SheetInfo) SheetView { return SheetView(v) }),
		Columns:    each(i.Columns, columnView),
		Rows:       each(i.Rows, func(v importer.PreviewRow) PreviewRow { return PreviewRow(v) }),
		Warnings:   append(each(i.Cautions, func(v importer.Words) string { return v.In(spoken.sentence) }), i.Warnings...),
		Questions:  each(i.Questions, func(v importer.Question) QuestionView { return QuestionView{v.Code, title(v.Format, v.Args...)} }),
		Targets:    each(i.Targets, targetView),
		Choices:    selectionView(i.Choices),
		Remembered: rememberedView(i.Remembered),
	}
}

func targetView(t importer.Target) ImportTarget {
	return ImportTarget{Key: t.Key, Name: spoken.sentence(t.Name), Kind: t.Kind, Group: spoken.sentence(t.Group)}
}

func columnView(c importer.Column) ColumnView {
	return ColumnView{
		Index: c.Index, Name: c.Name, Target: c.Target, Confidence: c.Confidence, Note: spoken.sentence(c.Note), Type: string(c.Type),
		Samples: each(c.Samples, func(v string) string { return v }), Filled: c.Filled, Hidden: c.Hidden,
	}
}

func selectionView(p importer.Plan) ImportSelection {
	return ImportSelection{
		Path: p.Path, Options: ReadOptions(p.Options), Kind: string(p.Kind), Event: p.Event, MatchOn: p.MatchOn, OnMatch: p.OnMatch, DateOrder: p.DateOrder, AskDates: p.AskDates,
		Mapping:     each(p.Mapping, func(v importer.ColumnChoice) ColumnChoice { return ColumnChoice(v) }),
		Corrections: each(p.Corrections, func(v importer.Correction) CorrectionChoice { return CorrectionChoice(v) }),
		Permission:  permissionView(p.Permission),
	}
}

func permissionView(p importer.Permission) PermissionChoice {
	return PermissionChoice{
		Answer: p.Answer, Purpose: string(p.Purpose), Source: p.Source, On: p.On, Wording: p.Wording, Language: p.Language, Proof: p.Proof,
	}
}

func planOf(sel ImportSelection) importer.Plan {
	return importer.Plan{
		Path: sel.Path, Options: importer.ReadOptions(sel.Options), Kind: domain.ImportKind(sel.Kind), Event: sel.Event, MatchOn: sel.MatchOn, OnMatch: sel.OnMatch,
		DateOrder: sel.DateOrder, AskDates: sel.AskDates, Permission: permissionOf(sel.Permission),
		Mapping:     each(sel.Mapping, func(v ColumnChoice) importer.ColumnChoice { return importer.ColumnChoice(v) }),
		Corrections: each(sel.Corrections, func(v CorrectionChoice) importer.Correction { return importer.Correction(v) }),
	}
}

func permissionOf(p PermissionChoice) importer.Permission {
	return importer.Permission{
		Answer: p.Answer, Purpose: domain.Purpose(p.Purpose), Source: p.Source, On: p.On, Wording: p.Wording, Language: p.Language, Proof: p.Proof,
	}
}

// equip gives a plan what a run needs of the workspace.
func (w *workspace) equip(plan importer.Plan) importer.Plan {
	plan.HashAddress = func(email string) [32]byte { return comply.HashAddress(w.secret, email) }
	plan.Clock = w.session.clock
	return plan
}

// shownProblems is how many problems cross the bridge at once.
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
	view := s.reportView(report)
	view.Problems = view.Problems[:min(len(view.Problems), shownProblems)]
	return view, nil
}

func (s *session) reportView(r importer.Report) ImportReport {
	t := r.Tally
	return ImportReport{
		ImportID: int64(r.ImportID), File: r.File, Kind: string(r.Kind), Rows: t.Rows, Added: t.Added, Updated: t.Updated, Unchanged: t.Unchanged,
		Skipped: t.Skipped, PeopleAdded: t.PeopleAdded, PeopleUpdated: t.PeopleUpdated, EventsAdded: t.EventsAdded,
		Repeated: t.Repeated, Repeats: each(r.Repeats, func(v importer.Repeat) RepeatView { return RepeatView(v) }), OptOuts: t.OptOuts,
		Reasons:  each(r.Reasons, s.reasonView),
		Problems: each(r.Problems, s.problemView), ProblemCount: r.ProblemCount,
		Warnings: each(r.Warnings, func(v string) string { return v }), Seconds: r.Seconds, FinishedAt: stamp(r.FinishedAt),
	}
}

func (s *session) reasonView(v importer.Reason) ReasonCount {
	view := ReasonCount(v)
	view.Message = spoken.sentence(view.Message)
	return view
}

func (s *session) problemView(v domain.RowProblem) ProblemView {
	view := ProblemView(v)
	view.Message = spoken.sentence(view.Message)
	return view
}

func (s *session) importProblems(id, code string, offset, limit int) (ProblemPage, error) {
	report, err := s.finishedReport(id)
	if err != nil {
		return ProblemPage{}, err
	}
	found := report.Problems
	if code != "" {
		found = nil
		for _, p := range report.Problems {
			if p.Code == code {
				found = append(found, p)
			}
		}
	}
	from := min(max(offset, 0), len(found))
	to := min(from+min(max(limit, 0), shownProblems), len(found))
	return ProblemPage{Rows: each(found[from:to], s.problemView), Total: len(found)}, nil
}

func (s *session) listImports() ([]ImportReport, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	imports, err := w.db.Imports(background())
	return each(imports, func(i domain.Import) ImportReport {
		view := s.reportView(importer.Report{ImportID: i.ID, File: i.File, Kind: i.Kind, Tally: i.Tally, FinishedAt: i.FinishedAt, Seconds: i.FinishedAt.Sub(i.StartedAt).Seconds()})
		view.UndoneAt = stamp(i.UndoneAt)
		if !i.Undoable {
			view.WhyNotUndo = spoken.sentence("This import was made before KVN Mail recorded what an undo needs, so it cannot be taken back.")
		}
		return view
	}), err
}

func (s *session) saveProblems(id string) (string, error) {
	report, err := s.finishedReport(id)
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(report.File, filepath.Ext(report.File)) + ", problem rows"
	path, err := runtime.SaveFileDialog(s.window, runtime.SaveDialogOptions{
		Title: "Save problem rows", DefaultFilename: name + ".xlsx",
		Filters: []runtime.FileFilter{{DisplayName: "Excel (*.xlsx)", Pattern: "*.xlsx"}, {DisplayName: "CSV (*.csv)", Pattern: "*.csv"}},
	})
	if err != nil || path == "" {
		return "", nil
	}
	return path, report.SaveProblems(background(), path, spoken.sentence)
}
