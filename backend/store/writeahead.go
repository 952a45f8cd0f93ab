package store

// writeAhead lets one statement of a connection run while its owner prepares the next
// ones: SQLite and the program that feeds it take two cores. Everything else that uses
// the connection waits for it (rawConn.settle), so the connection is still used by one
// goroutine at a time. The zero value is ready; it belongs to one goroutine.
type writeAhead struct {
	running chan struct{} // closed when the statement is done; nil: there is none
}

// settle waits until nothing runs.
func (w *writeAhead) settle() {
	if w != nil && w.running != nil {
		<-w.running
		w.running = nil
	}
}

// start runs do after what runs now. Without a writeAhead it runs at once.
func (w *writeAhead) start(do func()) {
	if w == nil {
		do()
		return
	}
	w.settle()
	done := make(chan struct{})
	w.running = done
	go func() {
		defer close(done)
		do()
	}()
}
