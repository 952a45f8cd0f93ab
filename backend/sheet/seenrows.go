package sheet

// seenRows remembers which numbers rows had, so that no two have the same.
type seenRows struct {
	bits []uint64
	last int // the highest number
}

// take returns the number, or the first one behind all others if it was taken before.
func (s *seenRows) take(number int) int {
	if number <= s.last && (number > lastRow || s.has(number)) {
		number = s.last + 1
	}
	s.last = max(s.last, number)
	if number <= lastRow {
		for number/64 >= len(s.bits) {
			s.bits = append(s.bits, 0)
		}
		s.bits[number/64] |= 1 << (number % 64)
	}
	return number
}

func (s *seenRows) has(number int) bool {
	return number/64 < len(s.bits) && s.bits[number/64]&(1<<(number%64)) != 0
}
