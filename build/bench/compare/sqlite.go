package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/rule/sqlgen"
)

func init() {
	rivals = append(rivals, func(folder string) (rival, error) { return newSQLite(filepath.Join(folder, "rows.db")) })
}

// inSQLite asks SQLite what sqlgen makes of a rule.
type inSQLite struct{ db *sql.DB }

func newSQLite(path string) (*inSQLite, error) {
	for _, f := range sqlgen.Functions() {
		err := sqlite.RegisterDeterministicScalarFunction(f.Name, int32(f.NArgs), func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			plain := make([]any, len(args))
			for i, a := range args {
				plain[i] = a
			}
			return f.Func(plain)
		})
		if err != nil {
			return nil, err
		}
	}
	db, err := sql.Open("sqlite", path+"?_dqs=0&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=cache_size(-1048576)&_pragma=temp_store(2)&_pragma=mmap_size(8589934592)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return &inSQLite{db}, nil
}

func (s *inSQLite) name() string { return "SQLite" }

func (s *inSQLite) close() error { return s.db.Close() }

func (s *inSQLite) load(ctx context.Context, o bench.Options, cat rule.Catalog) error {
	var tables, indexes []string
	for _, statement := range sqlgen.SQLite.Schema(cat) {
		if strings.HasPrefix(statement, "CREATE TABLE") {
			tables = append(tables, statement)
		} else {
			indexes = append(indexes, statement)
		}
	}
	if err := s.exec(ctx, tables); err != nil {
		return err
	}
	rows := sqlgen.NewRows(cat)
	err := s.fill(ctx, rows.InsertContact, func(send func([]any) error) error {
		return eachContact(ctx, o, func(c domain.Contact) error { return send(rows.Contact(c)) })
	})
	if err != nil {
		return err
	}
	err = s.fill(ctx, rows.InsertEvent, func(send func([]any) error) error {
		return eachEvent(ctx, o, func(e domain.Event) error { return send(rows.Event(e)) })
	})
	if err != nil {
		return err
	}
	return s.exec(ctx, append(indexes, "ANALYZE"))
}

func (s *inSQLite) exec(ctx context.Context, statements []string) error {
	for _, statement := range statements {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// fill inserts rows in one transaction.
func (s *inSQLite) fill(ctx context.Context, insert string, rows func(send func([]any) error) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	stmt, err := tx.Prepare(insert)
	if err != nil {
		return err
	}
	if err := rows(func(row []any) error { _, err := stmt.Exec(row...); return err }); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *inSQLite) count(ctx context.Context, _ int, plan *rule.Plan) (int, error) {
	q, err := sqlgen.SQLite.Query(plan)
	if err != nil {
		return 0, err
	}
	n := 0
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM ("+q.SQL+")", q.Args...).Scan(&n)
	return n, err
}
