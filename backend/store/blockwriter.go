package store

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// sealedBatch says where the events of a batch went.
type sealedBatch struct {
	firstBlock int64
	ends       []uint32 // of each block among the sorted events
	places     []uint32 // of each event by its number: the place among the sorted events
}

// packedRange is the blocks of a range, ready to be written.
type packedRange struct {
	of     int64
	cuts   []cut
	packed [][]byte
	ready  chan struct{}
}

// writeBlocks writes all events of a batch as blocks with ids from first on, within
// the transaction of insert. Several cores pack, the caller's goroutine writes.
func writeBlocks(ctx context.Context, tx execer, b *eventBatch, first int64) (sealedBatch, error) {
	ctx, cancel := context.WithCancel(ctx)
	ranges, numbers := b.byRange()
	work := make([]packedRange, len(ranges))
	for i, of := range ranges {
		work[i] = packedRange{of: of, ready: make(chan struct{})}
	}
	var running sync.WaitGroup
	defer func() { cancel(); running.Wait() }()
	packers := max(1, runtime.GOMAXPROCS(0))
	ahead := make(chan struct{}, 4*packers) // ranges packed and not yet written
	next := make(chan int)
	running.Go(func() { feed(ctx, len(work), ahead, next) })
	for range packers {
		running.Go(func() {
			for i := range next {
				work[i].pack(b, numbers[i], first)
			}
		})
	}
	sealed := sealedBatch{firstBlock: first, places: make([]uint32, b.len())}
	for i := range work {
		select {
		case <-work[i].ready:
			<-ahead
		case <-ctx.Done():
			return sealed, ctx.Err()
		}
		if err := sealed.write(ctx, tx, &work[i]); err != nil {
			return sealed, err
		}
		work[i] = packedRange{}
	}
	return sealed, nil
}

// feed hands out the numbers below n, as many ahead as fit.
func feed(ctx context.Context, n int, ahead chan<- struct{}, next chan<- int) {
	defer close(next)
	for i := range n {
		select {
		case ahead <- struct{}{}:
		case <-ctx.Done():
			return
		}
		select {
		case next <- i:
		case <-ctx.Done():
			return
		}
	}
}

func (p *packedRange) pack(b *eventBatch, numbers []uint32, batch int64) {
	p.cuts = b.cuts(p.of, numbers)
	for i := range p.cuts {
		p.packed = append(p.packed, p.cuts[i].seal(batch))
	}
	close(p.ready)
}

func (s *sealedBatch) write(ctx context.Context, tx execer, p *packedRange) error {
	for i, data := range p.packed {
		c := &p.cuts[i]
		start := uint32(0)
		if n := len(s.ends); n > 0 {
			start = s.ends[n-1]
		}
		for row, picked := range c.pick {
			s.places[c.rows.numbers[picked]] = start + uint32(row)
		}
		id := s.firstBlock + int64(len(s.ends))
		s.ends = append(s.ends, start+uint32(len(c.pick)))
		if err := insertBlock(ctx, tx, id, p.of, c.rows.kind, len(c.pick), data); err != nil {
			return err
		}
	}
	return nil
}

func insertBlock(ctx context.Context, tx execer, id, of int64, kind domain.EventTypeID, events int, data []byte) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO event_block (id, range, type_id, events, checksum, data) VALUES (?, ?, ?, ?, ?, ?)",
		id, of, int64(kind), int64(events), checksum(data), data)
	return err
}

// id returns the id under which an event of the batch can be found now.
func (s *sealedBatch) id(number int) domain.EventID {
	place := s.places[number]
	block, exact := slices.BinarySearch(s.ends, place)
	if exact {
		block++
	}
	start := uint32(0)
	if block > 0 {
		start = s.ends[block-1]
	}
	return sealedID(s.firstBlock+int64(block), int(place-start))
}

// sealedID is the id of an event in a block, for as long as the block is not
// written anew. Rows have positive ids.
func sealedID(block int64, row int) domain.EventID {
	return domain.EventID(-(block*maxRows + int64(row)) - 1)
}

// sealedPlace is where the event with a negative id is.
func sealedPlace(id domain.EventID) (block int64, row int) {
	n := -(int64(id) + 1)
	return n / maxRows, int(n % maxRows)
}
