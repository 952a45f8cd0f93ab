package app

// Drafts returns the segments that are being written and not saved yet.
func (b *Segments) Drafts() (out []KeptDraft, err error) {
	defer guard(&err)
	return b.s.keptDrafts()
}

// KeepDraft keeps unsaved work on a segment ("new" for one without a number), so
// that it survives the end of the program. The body is JSON of the interface's own.
func (b *Segments) KeepDraft(key, body string) (err error) {
	defer guard(&err)
	return b.s.keepDraft(key, body)
}

// DropDraft forgets unsaved work, because it was saved or thrown away.
func (b *Segments) DropDraft(key string) (err error) {
	defer guard(&err)
	return b.s.dropDraft(key)
}
