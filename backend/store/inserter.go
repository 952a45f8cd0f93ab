package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
)

// rawConn is one connection without database/sql between, for bulk work.
type rawConn struct {
	driver.Conn
	ahead *writeAhead // nil: nothing runs ahead
}

// settle waits for the statement that runs ahead.
func (c rawConn) settle() { c.ahead.settle() }

// run carries a statement out, ahead where that is possible.
func (c rawConn) run(do func()) {
	if c.ahead == nil {
		do()
		return
	}
	c.ahead.start(do)
}

// Prepare makes a statement that may be used after settle only.
func (c rawConn) Prepare(query string) (driver.Stmt, error) {
	c.settle()
	return c.Conn.Prepare(query)
}

// ExecContext runs a statement; it makes rawConn an execer.
func (c rawConn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	c.settle()
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, named(args))
}

func (c rawConn) exec(query string, args ...any) error {
	_, err := c.ExecContext(context.Background(), query, args...)
	return err
}

func (c rawConn) query(query string, fn func(row []driver.Value) error, args ...any) error {
	c.settle()
	rows, err := c.Conn.(driver.QueryerContext).QueryContext(context.Background(), query, named(args))
	if err != nil {
		return err
	}
	defer rows.Close()
	row := make([]driver.Value, len(rows.Columns()))
	for {
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := fn(row); err != nil {
			return err
		}
	}
}

func (c rawConn) number(query string) (n int64, err error) {
	err = c.query(query, func(row []driver.Value) error { n = integer(row[0]); return nil })
	return n, err
}

// named converts arguments to what drivers take: whole numbers, text, bytes, NULL.
func named(args []any) []driver.NamedValue {
	return appendNamed(make([]driver.NamedValue, 0, len(args)), args)
}

func appendNamed(out []driver.NamedValue, args []any) []driver.NamedValue {
	for i, a := range args {
		switch a.(type) {
		case nil, int64, string, []byte:
		default:
			v, err := driver.DefaultParameterConverter.ConvertValue(a)
			if err != nil {
				v = fmt.Sprint(a)
			}
			a = v
		}
		out = append(out, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return out
}

// inserter collects rows of one table and writes many with one statement. The
// first column is the id, which it counts itself.
type inserter struct {
	conn    rawConn
	table   string
	columns string
	clash   string // what to say when a row is there already
	last    int64
	full    driver.Stmt // for rowsAtOnce rows
	args    []any
	spare   chan []driver.NamedValue // memory for the statements that run ahead
	rows    int
	row     []any
	failed  *atomic.Pointer[error] // rows were lost: nothing may be committed
}

func newInserter(conn rawConn, table, clash string, last int64) inserter {
	n := inserter{conn: conn, table: table, clash: clash, last: last, spare: make(chan []driver.NamedValue, 2), failed: &atomic.Pointer[error]{}}
	for range cap(n.spare) {
		n.spare <- nil
	}
	return n
}

// begin returns a row with the next id in it, to be completed and given to add.
func (n *inserter) begin() []any {
	return append(n.row[:0], n.last+1)
}

// add collects a row. That it is there already may come out with a later row or flush.
func (n *inserter) add(row []any) (int64, error) {
	n.row = row
	n.last++
	n.args = append(n.args, row...)
	n.rows++
	if n.rows < rowsAtOnce {
		return n.last, nil
	}
	return n.last, n.writeFull()
}

// writeFull has the collected rows written while the next ones are collected.
func (n *inserter) writeFull() error {
	if n.full == nil {
		stmt, err := n.conn.Prepare(n.statement(rowsAtOnce))
		if err != nil {
			return err
		}
		n.full = stmt
	}
	args := appendNamed(<-n.spare, n.args)
	n.rows, n.args = 0, n.args[:0]
	n.conn.run(func() {
		n.writeArgs(args)
		n.spare <- args[:0]
	})
	return n.lost()
}

// writeArgs writes rows unless others were lost before: their order is that of the ids.
func (n *inserter) writeArgs(args []driver.NamedValue) {
	if n.lost() != nil {
		return
	}
	if _, err := n.full.(driver.StmtExecContext).ExecContext(context.Background(), args); err != nil {
		n.fail(err)
	}
}

// fail keeps the first failure: nothing may be committed any more.
func (n *inserter) fail(err error) {
	err = conflictOr(err, n.clash)
	n.failed.CompareAndSwap(nil, &err)
}

func (n *inserter) lost() error {
	if failed := n.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// flush writes the collected rows. Once it failed it fails forever, because the rows are gone.
func (n *inserter) flush() error {
	n.conn.settle()
	if n.lost() == nil && n.rows > 0 {
		rows, args := n.rows, n.args
		n.rows, n.args = 0, n.args[:0]
		if err := n.conn.exec(n.statement(rows), args...); err != nil {
			n.fail(err)
		}
	}
	return n.lost()
}

func (n *inserter) statement(rows int) string {
	marks := "(" + strings.TrimSuffix(strings.Repeat("?,", strings.Count(n.columns, ",")+1), ",") + ")"
	// OR FAIL: what was written of a statement that fails needs no undoing of its own,
	// because the whole transaction is given up then.
	return "INSERT OR FAIL INTO " + n.table + " (" + n.columns + ") VALUES " + strings.TrimSuffix(strings.Repeat(marks+",", rows), ",")
}

func (n *inserter) close() {
	n.conn.settle()
	if n.full != nil {
		n.full.Close()
		n.full = nil
	}
}
