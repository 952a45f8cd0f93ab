package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// errDry rolls a dry run back.
var errDry = errors.New("dry run")

// run is one import under way.
type run struct {
	ctx        context.Context
	plan       Plan
	store      Store
	tx         Tx
	survey     *survey
	settings   domain.Settings
	fields     []domain.Field
	properties []domain.Property
	types      []domain.EventType
	loc        *time.Location
	clock      domain.Clock
	progress   func(done, total int64, note string)
	started    time.Time
	warnings   []string
	row        *sheet.Row // at hand
	corrections
	account
	people  people
	file    os.FileInfo        // as the reading began
	content domain.FileContent // for what is to be known of the file later
}

// rowImporter is what a kind of import does with rows.
type rowImporter interface {
	row(*sheet.Row) (outcome, error)
	finish() error // after the last row
}

// Run carries out a plan. Everything is written in one transaction: an error
// or a canceled context leaves the workspace as it was. progress, which may be
// nil, hears bytes read of bytes in all and a note. The error is
// domain.Invalid for a plan that cannot be carried out, domain.Canceled when
// stopped, or what the file or the store said.
func Run(ctx context.Context, plan Plan, store Store, progress func(done, total int64, note string)) (Report, error) {
	begun := time.Now()
	r, err := begin(ctx, plan, store)
	if err != nil {
		return Report{}, err
	}
	defer r.survey.file.Close()
	r.progress = progress
	r.survey.forget()
	id, err := r.transact()
	if err != nil {
		return Report{}, err
	}
	return r.report(id, time.Since(begun)), nil
}

// begin opens the file of a plan and refuses one that cannot be carried out. The caller
// closes the file.
func begin(ctx context.Context, plan Plan, store Store) (*run, error) {
	r := &run{ctx: ctx, plan: plan, store: store, clock: plan.Clock}
	if r.clock == nil {
		r.clock = domain.SystemClock{}
	}
	r.started = r.clock.Now()
	var err error
	if r.settings, err = store.Settings(ctx); err != nil {
		return nil, err
	}
	r.loc = r.settings.Location()
	if r.fields, err = store.Fields(ctx); err != nil {
		return nil, err
	}
	if r.properties, err = store.Properties(ctx); err != nil {
		return nil, err
	}
	if r.survey, err = look(ctx, plan.Path, plan.Options); err != nil {
		return nil, err
	}
	r.corrections = correctionsOf(plan.Corrections, len(r.survey.columns))
	if err := r.check(); err != nil {
		r.survey.file.Close()
		return nil, err
	}
	return r, nil
}

// preload reads the permission ledger, the suppressed addresses and the event
// types. It runs while the transaction is open, so that nobody can withdraw
// between the reading and the writing.
func (r *run) preload() (err error) {
	if r.types, err = r.store.EventTypes(r.ctx); err != nil {
		return err
	}
	if err := r.people.consent.load(r); err != nil {
		return err
	}
	r.people.suppressed = map[[32]byte]bool{}
	return r.store.EachSuppression(r.ctx, func(s domain.Suppression) error {
		r.people.suppressed[s.Hash] = true
		return nil
	})
}

func (r *run) report(id domain.ImportID, took time.Duration) Report {
	return Report{
		ImportID: id, File: filepath.Base(r.plan.Path), Kind: r.plan.Kind, Tally: r.tally,
		Reasons: r.account.reasons(), Problems: r.problems, ProblemCount: len(r.marks), Repeats: r.repeats,
		Warnings: r.warnings, Seconds: took.Seconds(), FinishedAt: r.clock.Now(), plan: r.plan, header: r.survey.header, marks: r.marks,
		Content: r.content,
	}
}

// transact runs the import inside one transaction.
func (r *run) transact() (id domain.ImportID, err error) {
	if err := r.watchFile(); err != nil {
		return 0, err
	}
	dryDone := false
	err = r.store.Bulk(r.ctx, func(tx Tx) error {
		r.tx = tx
		if err := tx.BeginAct(domain.Act{Kind: domain.ActImport, Label: filepath.Base(r.plan.Path), At: r.started}); err != nil {
			return err
		}
		if err := r.preload(); err != nil {
			return err
		}
		if err := r.importRows(); err != nil {
			return err
		}
		if r.plan.DryRun {
			dryDone = true
			return errDry
		}
		id, err = r.record()
		r.release()
		return err
	})
	if dryDone {
		return 0, nil
	}
	if r.ctx.Err() != nil && err != nil {
		return 0, domain.Errorf(domain.Canceled, "The import was stopped. Nothing of it was kept.")
	}
	return id, err
}

// release lets go of what only rows need, because the store needs room to finish: who
// is who, and the texts of the workbook.
func (r *run) release() {
	r.people = people{}
	r.survey.file.Forget()
	debug.FreeOSMemory()
}

// record writes down what the import did and what is to be known of its file later.
func (r *run) record() (domain.ImportID, error) {
	if err := r.stillWhole(); err != nil {
		return 0, err
	}
	finished := r.clock.Now()
	id, err := r.tx.SaveImport(domain.Import{
		Kind: r.plan.Kind, File: filepath.Base(r.plan.Path), SHA256: r.content.SHA256,
		Tally: r.tally, StartedAt: r.started, FinishedAt: finished,
	})
	if err == nil && r.plan.Waiting != 0 {
		err = r.tx.DoneWaiting(r.plan.Waiting)
	}
	if err != nil {
		return id, err
	}
	return id, r.remember(id, finished)
}

// sum returns the SHA-256 of a file's bytes, hex.
func sum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("import: hash the file: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("import: hash the file: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (r *run) importRows() error {
	rows, err := r.newRowImporter()
	if err != nil {
		return err
	}
	if err := r.eachRow(rows.row); err != nil {
		return err
	}
	return rows.finish()
}

func (r *run) newRowImporter() (rowImporter, error) {
	if err := r.people.prepare(r); err != nil {
		return nil, err
	}
	switch r.plan.Kind {
	case domain.ImportOrders:
		return newOrders(r)
	case domain.ImportEvents:
		return newEvents(r)
	}
	return &r.people, nil
}

// eachRow gives every data row to fn and closes its account. Damage in the
// file ends the reading with a warning: what was read before it stands.
func (r *run) eachRow(fn func(*sheet.Row) (outcome, error)) error {
	rows, err := r.survey.file.Rows(r.ctx, r.survey.sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := r.eachBatch(rows, fn); err != nil {
		return err
	}
	r.warnings = append(r.warnings, rows.Warnings()...)
	if err := rows.Err(); err != nil {
		if domain.CodeOf(err) != domain.Corrupt || r.plan.Again != nil {
			return err
		}
		r.warnings = append(r.warnings, userMessage(err)+" The rows before it were imported.")
	}
	return r.ctx.Err()
}

// eachBatch goes through the rows while others are read ahead. When it returns,
// nothing reads any more.
func (r *run) eachBatch(rows *sheet.Rows, fn func(*sheet.Row) (outcome, error)) error {
	ahead := newFeed(rows)
	defer ahead.close()
	for batch := range ahead.full {
		if err := r.people.known.prefetch(batch.rows); err != nil {
			return err
		}
		for i := range batch.rows {
			row := &batch.rows[i]
			if row.Number <= r.survey.header || lastFilled(row.Cells) == 0 && !row.Damaged {
				continue
			}
			o, err := r.oneRow(row, fn)
			if err != nil {
				return fmt.Errorf("import: row %d: %w", row.Number, err)
			}
			r.account.close(o)
		}
		r.tell(batch)
		ahead.empty <- batch
	}
	return nil
}

func (r *run) tell(b *rowBatch) {
	if r.progress != nil {
		r.progress(b.done, max(b.total, b.done), fmt.Sprintf("%d rows read", r.tally.Rows))
	}
}

// oneRow gives a row to fn as the user corrected it.
func (r *run) oneRow(row *sheet.Row, fn func(*sheet.Row) (outcome, error)) (outcome, error) {
	r.row = row
	switch {
	case row.Damaged:
		return r.skip(wholeRow, "damaged_row"), nil
	case row.Hidden && r.plan.Options.HiddenRows == HiddenSkip:
		return r.skip(wholeRow, "hidden_row"), nil
	}
	if width := r.survey.width; len(row.Cells) > width && lastFilled(row.Cells) > width {
		r.problem(width, "too_many_cells", false)
	}
	if code := r.aside(row); code != "" {
		return r.skip(wholeRow, code), nil
	}
	if at := r.survey.unfoldRow(row); at >= 0 {
		r.problem(at, strangeKey, false)
	}
	if r.corrections.apply(row) {
		return r.skip(wholeRow, "left_out"), nil
	}
	return fn(row)
}

// wholeRow is the index of a problem that no single column has.
const wholeRow = -1

// problem records something wrong with the column of the row at hand.
func (r *run) problem(index int, code string, skip bool) {
	r.suggest(index, code, "", skip)
}

// suggest is problem with what was probably meant.
func (r *run) suggest(index int, code, suggestion string, skip bool) {
	p := domain.RowProblem{Row: r.row.Number, Index: index, Code: code, Suggestion: suggestion, Skipped: skip}
	switch {
	case index == wholeRow:
	case code == "too_many_cells":
		p.Column, p.Value = sheet.ColumnName(index), textAt(r.row.Cells, index)
	case index < len(r.survey.columns):
		p.Column, p.Value = r.survey.columns[index].name, textAt(r.row.Cells, index)
	default:
		p.Column, p.Value = sheet.ColumnName(index), textAt(r.row.Cells, index)
	}
	r.account.problem(p)
}

// skip records why the row at hand is left out.
func (r *run) skip(index int, code string) outcome {
	r.problem(index, code, true)
	return skipped
}
