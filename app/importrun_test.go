package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/job"
)

// guessedOf is the guessed plan of a csv with the text, permission answered.
func guessedOf(t *testing.T, b *Imports, name, text string) ImportSelection {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	seen := got[Inspection](t)(b.Inspect(path, ReadOptions{}))
	seen.Choices.Permission = PermissionChoice{Answer: "consent", Source: "shop counter", Purpose: "marketing", Language: "hi"}
	return seen.Choices
}

// importNow runs an import to its end.
func importNow(t *testing.T, s *session, sel ImportSelection) (string, ImportReport) {
	t.Helper()
	b := &Imports{s}
	id := got[string](t)(b.Start(sel))
	if v := s.jobs.Wait(id); v.State != job.Done {
		t.Fatalf("%+v", v)
	}
	return id, got[ImportReport](t)(b.Report(id))
}

func peopleOf(city string, from, to int) string {
	text := "Email,First name,City,Status\n"
	for n := from; n < to; n++ {
		text += fmt.Sprintf("new%d@example.com,Asha,%s,%s\n", n, city, []string{"subscribed", "unsubscribed"}[n%10/9])
	}
	return text
}

func TestAnImportChangesSegmentsAndIsTakenBackWithThem(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b, segments := &Imports{s}, &Segments{s}
	pune := got[SegmentView](t)(segments.Save(0, "Neighbours", fromPune))
	recorded(t, w, pune.ID, 2)
	_, report := importNow(t, s, guessedOf(t, b, "fair.csv", peopleOf("Pune", 0, 20)))
	if report.Rows != 20 || report.PeopleAdded != 20 || report.OptOuts != 2 || report.UndoneAt != "" {
		t.Fatalf("%+v", report)
	}
	effect := settledEffect(t, b, report.ImportID)
	if len(effect.Segments) != 1 || effect.Segments[0] != (SegmentMoveView{pune.ID, "Neighbours", 20, 0}) {
		t.Errorf("changed most: %+v", effect)
	}
	undo := got[string](t)(b.Undo(report.ImportID))
	if v := s.jobs.Wait(undo); v.State != job.Done {
		t.Fatalf("%+v", v)
	}
	account := got[UndoneView](t)(b.UndoReport(undo))
	if account.PeopleRemoved != 20 || account.OptOutsKept != 2 || account.PermissionsRemoved != 18 || account.KeptCount != 0 {
		t.Errorf("%+v", account)
	}
	recorded(t, w, pune.ID, 2)
	list := got[[]ImportReport](t)(b.List())
	if list[0].UndoneAt == "" || list[0].OptOuts != 2 || list[1].UndoneAt != "" {
		t.Errorf("%+v", list)
	}
	again := got[string](t)(b.Undo(report.ImportID))
	if v := s.jobs.Wait(again); v.State != job.Failed || !strings.Contains(v.Err.Error(), "undone already") {
		t.Errorf("%+v", v)
	}
}

func settledEffect(t *testing.T, b *Imports, id int64) ImportEffect {
	t.Helper()
	for range 500 {
		if effect := got[ImportEffect](t)(b.SegmentsChanged(id)); effect.Settled {
			return effect
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the segments were not followed")
	return ImportEffect{}
}

func TestImportsWaitForEachOther(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Imports{s}
	hold := make(chan struct{})
	s.jobs.Queue(importQueue, "import", "A long one", func(context.Context, job.Progress) (any, error) { <-hold; return nil, nil })
	id := got[string](t)(b.Start(guessedOf(t, b, "fair.csv", peopleOf("Pune", 0, 20))))
	for _, v := range got[[]JobView](t)((&Jobs{s}).List()) {
		if v.ID == id && v.State != "waiting" {
			t.Errorf("%+v", v)
		}
	}
	close(hold)
	if v := s.jobs.Wait(id); v.State != job.Done {
		t.Fatalf("%+v", v)
	}
	if list := got[[]WaitingView](t)(b.Waiting()); len(list) != 0 {
		t.Errorf("it is in, and still waits: %+v", list)
	}
}

func TestAnImportThatTheEndOfTheProgramInterruptedGoesOn(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b := &Imports{s}
	plan := planOf(guessedOf(t, b, "fair.csv", peopleOf("Pune", 0, 20)))
	if err := w.listImport(&plan); err != nil {
		t.Fatal(err)
	}
	w.imports.remove(plan.Waiting) // another run of the program put it there
	list := got[[]WaitingView](t)(b.Waiting())
	if len(list) != 1 || list[0].State != "interrupted" || list[0].File != "fair.csv" {
		t.Fatalf("%+v", list)
	}
	resumed := got[string](t)(b.Resume(list[0].ID, ""))
	if v := s.jobs.Wait(resumed); v.State != job.Done {
		t.Fatalf("%+v", v)
	}
	if report := got[ImportReport](t)(b.Report(resumed)); report.PeopleAdded != 20 {
		t.Errorf("%+v", report)
	}
	if list := got[[]WaitingView](t)(b.Waiting()); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestAnImportThatWasStoppedOrCannotBeDoneDoesNotWaitAnyMore(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Imports{s}
	hold := make(chan struct{})
	s.jobs.Queue(importQueue, "import", "A long one", func(context.Context, job.Progress) (any, error) { <-hold; return nil, nil })
	stopped := got[string](t)(b.Start(guessedOf(t, b, "fair.csv", peopleOf("Pune", 0, 20))))
	s.jobs.Cancel(stopped)
	s.jobs.Wait(stopped)
	close(hold)
	if list := got[[]WaitingView](t)(b.Waiting()); len(list) != 0 {
		t.Errorf("stopped, and still there: %+v", list)
	}
	sel := guessedOf(t, b, "fair.csv", peopleOf("Pune", 0, 20))
	if err := os.Remove(sel.Path); err != nil {
		t.Fatal(err)
	}
	if v := s.jobs.Wait(got[string](t)(b.Start(sel))); v.State != job.Failed {
		t.Errorf("%+v", v)
	}
	if list := got[[]WaitingView](t)(b.Waiting()); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestProblemsArePagedByCauseAndMendedByCorrections(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Imports{s}
	text := "Email,City,Points\n"
	for n := range 300 {
		text += fmt.Sprintf("new%d@example.com,Pune,%s\n", n, []string{"7", "many"}[n%3/2])
	}
	sel := guessedOf(t, b, "points.csv", text)
	sel.Mapping[2].Target = "new:number"
	dry := got[string](t)(b.DryRun(sel))
	s.jobs.Wait(dry)
	page := got[ProblemPage](t)(b.Problems(dry, "bad_number", 90, 20))
	if page.Total != 100 || len(page.Rows) != 10 || page.Rows[0].Index != 2 || page.Rows[0].Value != "many" {
		t.Fatalf("%d of %d: %+v", len(page.Rows), page.Total, page.Rows)
	}
	sel.Corrections = []CorrectionChoice{{Index: 2, From: "many", To: "12"}}
	if _, report := importNow(t, s, sel); report.ProblemCount != 0 || report.Added != 300 {
		t.Errorf("%+v", report)
	}
}
