package store

// writesAhead is how many statements may wait for their turn.
const writesAhead = 4

// writeAhead runs statements of a connection, in order, while its owner prepares the
// next ones: SQLite and the program that feeds it take two cores. Everything else that
// uses the connection waits for them (rawConn.settle), so the connection is still used
// by one goroutine at a time. It belongs to one goroutine, which ends it with close.
type writeAhead struct {
	work  chan func()
	ended chan struct{}
	open  int           // statements given to work since the last settle
	done  chan struct{} // one for each that was carried out
}

func newWriteAhead() *writeAhead {
	w := &writeAhead{work: make(chan func(), writesAhead), ended: make(chan struct{}), done: make(chan struct{}, writesAhead+1)}
	go func() {
		defer close(w.ended)
		for do := range w.work {
			do()
			w.done <- struct{}{}
		}
	}()
	return w
}

// start has a statement carried out after those before it.
func (w *writeAhead) start(do func()) {
	for w.open >= writesAhead {
		<-w.done
		w.open--
	}
	w.open++
	w.work <- do
}

// settle waits until everything is carried out.
func (w *writeAhead) settle() {
	if w == nil {
		return
	}
	for ; w.open > 0; w.open-- {
		<-w.done
	}
}

func (w *writeAhead) close() {
	w.settle()
	close(w.work)
	<-w.ended
}
