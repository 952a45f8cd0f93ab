package conformance_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"testing"
	"time"

	"modernc.org/sqlite"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/rule/sqlgen"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// registerFunctions gives SQLite what queries need; it can be done once only.
var registerFunctions = sync.OnceValue(func() error {
	for _, f := range sqlgen.Functions() {
		err := sqlite.RegisterDeterministicScalarFunction(f.Name, int32(f.NArgs), func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			plain := make([]any, len(args))
			for i, a := range args {
				plain[i] = a
			}
			return f.Func(plain)
		})
		if err != nil {
			return err
		}
	}
	return nil
})

// table is a workspace in an SQLite database in memory.
type table struct{ tx *sql.Tx }

func (d table) insert(query string) (fn func(row []any) error, end func() error, err error) {
	stmt, err := d.tx.Prepare(query)
	if err != nil {
		return nil, nil, err
	}
	return func(row []any) error { _, err := stmt.Exec(row...); return err }, stmt.Close, nil
}

// fill sends the rows that each hands over.
func fill[T any](ctx context.Context, d table, query string, each func(context.Context, func(T) error) error, row func(T) []any) error {
	send, end, err := d.insert(query)
	if err != nil {
		return err
	}
	if err := each(ctx, func(v T) error { return send(row(v)) }); err != nil {
		return err
	}
	return end()
}

type suppressed struct {
	id domain.ContactID
	s  domain.Suppression
}

func (d table) load(ctx context.Context, w *conformance.Workspace) error {
	for _, statement := range sqlgen.SQLite.Schema(w.Catalog) {
		if _, err := d.tx.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	rows := sqlgen.NewRows(w.Catalog)
	suppressions := func(ctx context.Context, fn func(suppressed) error) error {
		return w.EachSuppression(ctx, func(id domain.ContactID, s domain.Suppression) error { return fn(suppressed{id, s}) })
	}
	stays := func(_ context.Context, fn func(domain.Membership) error) error {
		for _, m := range w.Stays {
			if err := fn(m); err != nil {
				return err
			}
		}
		return nil
	}
	for _, step := range []error{
		fill(ctx, d, rows.InsertContact, w.EachContact, rows.Contact),
		fill(ctx, d, rows.InsertEvent, w.EachEvent, rows.Event),
		fill(ctx, d, rows.InsertConsent, w.EachConsent, rows.Consent),
		fill(ctx, d, rows.InsertSuppression, suppressions, func(s suppressed) []any { return rows.Suppression(s.id, s.s) }),
		fill(ctx, d, rows.InsertStay, stays, rows.Stay),
	} {
		if step != nil {
			return step
		}
	}
	return nil
}

func (d table) members(ctx context.Context, r rule.Rule, cat rule.Catalog, asOf time.Time) ([]domain.ContactID, error) {
	plan, err := rule.Compile(r, cat, asOf)
	if err != nil {
		return nil, err
	}
	q, err := sqlgen.SQLite.Query(plan)
	if err != nil {
		return nil, err
	}
	rows, err := d.tx.QueryContext(ctx, q.SQL, q.Args...)
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s\n%v", err, q.SQL, q.Args)
	}
	defer rows.Close()
	var out []domain.ContactID
	for rows.Next() {
		var id domain.ContactID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// ask makes evaluators on databases that are closed when the test ends.
func ask(t *testing.T) func(w *conformance.Workspace) (conformance.Evaluator, error) {
	return func(w *conformance.Workspace) (conformance.Evaluator, error) {
		if err := registerFunctions(); err != nil {
			return nil, err
		}
		db, err := sql.Open("sqlite", ":memory:?_dqs=0")
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { db.Close() })
		tx, err := db.Begin()
		if err != nil {
			return nil, err
		}
		d := table{tx}
		if err := d.load(t.Context(), w); err != nil {
			return nil, err
		}
		return func(ctx context.Context, r rule.Rule, asOf time.Time) ([]domain.ContactID, error) {
			return d.members(ctx, r, w.Catalog, asOf)
		}, nil
	}
}

func TestSQLiteAgreesWithTheReferenceOnRandomRules(t *testing.T) {
	t.Parallel()
	c := conformance.Run(t, ask(t), conformance.Options{Seed: 1, Workspaces: often(600), Rules: 40, Contacts: 60, Corpus: corpus})
	if missing := c.Missing(wantedAspects()); len(missing) > 0 && often(10) == 10 {
		t.Errorf("never asked: %q", missing)
	}
}

func TestSQLiteAgreesOnManyContacts(t *testing.T) {
	t.Parallel()
	conformance.Run(t, ask(t), conformance.Options{Seed: 900, Workspaces: 3, Rules: often(100), Contacts: 3000, Corpus: corpus})
}
