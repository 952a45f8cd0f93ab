package sheet

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Compressing is most of the work of writing a workbook, so blocks of it are
// compressed side by side. Blocks know nothing of each other, which costs well
// under one hundredth of the size; behind each other they are one deflate
// stream (RFC 1951: every block but the last ends with a flush to a whole byte).
const (
	packLevel   = 1
	packBlock   = 256 << 10
	packWorkers = 3
)

// packer compresses what is written to it. Its memory is bounded by its blocks.
type packer struct {
	out   io.Writer
	block *packedBlock
	free  chan *packedBlock // blocks to fill
	work  chan *packedBlock // full blocks, for the workers
	order chan *packedBlock // the same in the order of the stream, for the collector
	ended chan struct{}

	mu  sync.Mutex
	err error
}

type packedBlock struct {
	plain  []byte
	packed bytes.Buffer
	last   bool
	ready  chan struct{}
}

func newPacker(out io.Writer) *packer {
	const blocks = packWorkers + 2
	p := &packer{
		out: out, free: make(chan *packedBlock, blocks), work: make(chan *packedBlock, blocks), order: make(chan *packedBlock, blocks), ended: make(chan struct{}),
	}
	for range blocks {
		p.free <- &packedBlock{ready: make(chan struct{}, 1)}
	}
	p.block = <-p.free
	for range packWorkers {
		go p.compress()
	}
	go p.collect()
	return p
}

// encoders keeps compressors, whose tables are large, from one part to the next.
var encoders = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, packLevel)
	if err != nil {
		panic(err) // the level is a constant that exists
	}
	return w
}}

// compress works off full blocks.
func (p *packer) compress() {
	w := encoders.Get().(*flate.Writer)
	defer encoders.Put(w)
	for b := range p.work {
		b.packed.Reset()
		w.Reset(&b.packed)
		_, _ = w.Write(b.plain) // a buffer takes everything
		if b.last {
			_ = w.Close()
		} else {
			_ = w.Flush()
		}
		b.ready <- struct{}{}
	}
}

// collect writes the compressed blocks in their order.
func (p *packer) collect() {
	defer close(p.ended)
	for b := range p.order {
		<-b.ready
		if p.failed() == nil {
			if _, err := p.out.Write(b.packed.Bytes()); err != nil {
				p.fail(err)
			}
		}
		b.plain = b.plain[:0]
		p.free <- b
	}
}

func (p *packer) failed() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

func (p *packer) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = err
}

// Write takes bytes; its error may be that of bytes taken before.
func (p *packer) Write(b []byte) (int, error) {
	taken := len(b)
	for len(b) > 0 {
		n := min(len(b), packBlock-len(p.block.plain))
		p.block.plain = append(p.block.plain, b[:n]...)
		b = b[n:]
		if len(p.block.plain) == packBlock {
			p.send()
			p.block = <-p.free
		}
	}
	return taken, p.failed()
}

// over reports whether the stream was ended.
func (p *packer) over() bool { return p.block.last }

func (p *packer) send() {
	p.order <- p.block
	p.work <- p.block
}

// Close ends the stream and waits until everything is written.
func (p *packer) Close() error {
	p.block.last = true
	p.send()
	close(p.work)
	close(p.order)
	<-p.ended
	return p.failed()
}
