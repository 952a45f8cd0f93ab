package store

// Many new people come faster into a table without indexes: each address finds its place
// once, when the index is made at the end, and not among pages that are spread over the
// file. So when a bulk has brought as many as were there before, and not just a few, the
// indexes go until it ends. All of it is one transaction.

// indexFree is from how many new people on a bulk does without indexes.
const indexFree = 50_000

// contactIndexes are the indexes that keep people apart, as the first migration made them.
var contactIndexes = []struct{ name, create string }{
	{"contact_email", "CREATE UNIQUE INDEX contact_email ON contact (email) WHERE email IS NOT NULL"},
	{"contact_external_id", "CREATE UNIQUE INDEX contact_external_id ON contact (external_id) WHERE external_id IS NOT NULL"},
}

// grow is told of every new person and takes the indexes away when it is time.
func (b *Bulk) grow() error {
	b.grown++
	if b.grown != max(b.bareFrom, b.before) || b.bare {
		return nil
	}
	b.bare = true
	for _, index := range contactIndexes {
		if err := b.conn.exec("DROP INDEX " + index.name); err != nil {
			return err
		}
	}
	return nil
}

// reindex brings the indexes back. People who cannot be told apart come out here.
func (b *Bulk) reindex() error {
	if !b.bare {
		return nil
	}
	for _, index := range contactIndexes {
		if err := conflictOr(b.conn.exec(index.create), samePerson); err != nil {
			return err
		}
	}
	return nil
}
