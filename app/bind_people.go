package app

// People is bound to the interface: looking at contacts.
type People struct{ s *session }

// List pages through people whose name, email or id contains search.
func (b *People) List(search string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.listPeople(search, offset, limit)
}
