package importer

import (
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// rowsAhead is how many rows are read from the file at once, batchesAhead how many
// such batches wait for their turn.
const (
	rowsAhead    = 256
	batchesAhead = 4
)

// feed reads a sheet ahead in a goroutine of its own, so that reading the file and
// writing the workspace take two cores.
type feed struct {
	full  chan *rowBatch
	empty chan *rowBatch
	stop  chan struct{}
}

// rowBatch is some rows, whose cells lie behind each other in memory that is used again.
type rowBatch struct {
	rows        []sheet.Row
	cells       []sheet.Cell
	done, total int64 // of the file's bytes, when the last row was read
}

// newFeed begins to read. The caller calls close when it wants no more.
func newFeed(rows *sheet.Rows) *feed {
	f := &feed{full: make(chan *rowBatch, batchesAhead), empty: make(chan *rowBatch, batchesAhead+2), stop: make(chan struct{})}
	for range cap(f.empty) {
		f.empty <- &rowBatch{}
	}
	go f.read(rows)
	return f
}

func (f *feed) read(rows *sheet.Rows) {
	defer close(f.full)
	for {
		var b *rowBatch
		select {
		case b = <-f.empty:
		case <-f.stop:
			return
		}
		if !b.fill(rows) {
			return
		}
		select {
		case f.full <- b:
		case <-f.stop:
			return
		}
	}
}

// fill reads the next rows into a batch; false when there are none.
func (b *rowBatch) fill(rows *sheet.Rows) bool {
	b.rows, b.cells = b.rows[:0], b.cells[:0]
	for len(b.rows) < rowsAhead && rows.Next() {
		row := rows.Row()
		from := len(b.cells)
		b.cells = append(b.cells, row.Cells...)
		b.rows = append(b.rows, sheet.Row{Number: row.Number, Hidden: row.Hidden, Damaged: row.Damaged, Cells: b.cells[from:len(b.cells):len(b.cells)]})
	}
	b.done, b.total = rows.Progress()
	return len(b.rows) > 0
}

// close ends the reading and waits until nothing reads any more.
func (f *feed) close() {
	close(f.stop)
	for range f.full {
	}
}
