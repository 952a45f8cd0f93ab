package engine

// narrow is an array of whole numbers from 0 kept in as few bytes as the largest
// needs: exactly one of the slices is in use (none when it is empty).
type narrow struct {
	b1 []uint8
	b2 []uint16
	b4 []uint32
	b8 []uint64
}

// unsigned are the element types a narrow array can have.
type unsigned interface {
	uint8 | uint16 | uint32 | uint64
}

// newNarrow makes an array of n zeros that can hold numbers up to highest.
func newNarrow(n int, highest uint64) narrow {
	switch {
	case highest < 1<<8:
		return narrow{b1: make([]uint8, n)}
	case highest < 1<<16:
		return narrow{b2: make([]uint16, n)}
	case highest < 1<<32:
		return narrow{b4: make([]uint32, n)}
	}
	return narrow{b8: make([]uint64, n)}
}

// at returns element i.
func (a *narrow) at(i int) uint64 {
	switch {
	case a.b2 != nil:
		return uint64(a.b2[i])
	case a.b1 != nil:
		return uint64(a.b1[i])
	case a.b4 != nil:
		return uint64(a.b4[i])
	}
	return a.b8[i]
}

// set stores element i, which has to fit.
func (a *narrow) set(i int, v uint64) {
	switch {
	case a.b2 != nil:
		a.b2[i] = uint16(v)
	case a.b1 != nil:
		a.b1[i] = uint8(v)
	case a.b4 != nil:
		a.b4[i] = uint32(v)
	default:
		a.b8[i] = v
	}
}

// bytes returns the memory the array takes.
func (a *narrow) bytes() int {
	return len(a.b1) + 2*len(a.b2) + 4*len(a.b4) + 8*len(a.b8)
}
