package app

// Exports is bound to the interface: files for other programs. Each of its jobs
// asks for a file first, whose ending decides between a workbook and text; the
// job is "" when the user closed that dialog.
type Exports struct{ s *session }

// ExportResult is what writing a file came to.
type ExportResult struct {
	File  string   `json:"file"` // its name
	Path  string   `json:"path"`
	Rows  int      `json:"rows"`
	Bytes int64    `json:"bytes"`
	Notes []string `json:"notes"` // what the user has to know about it, in sentences
}

// Segment writes the people of a saved segment.
func (b *Exports) Segment(id int64) (job string, err error) {
	defer guard(&err)
	return b.s.exportSegment(id)
}

// Rule writes the people of a rule that is being edited; name names the file.
func (b *Exports) Rule(rule, name string) (job string, err error) {
	defer guard(&err)
	return b.s.exportRule(rule, name)
}

// SegmentReport writes the report of a saved segment, a workbook.
func (b *Exports) SegmentReport(id int64) (job string, err error) {
	defer guard(&err)
	return b.s.exportSegmentReport(id)
}

// Campaign writes the report of a campaign that was sent.
func (b *Exports) Campaign(id int64) (job string, err error) {
	defer guard(&err)
	return b.s.exportCampaign(id)
}

// Imports writes the list of imports.
func (b *Exports) Imports() (job string, err error) {
	defer guard(&err)
	return b.s.exportImports()
}

// Result returns what a finished job of this kind came to.
func (b *Exports) Result(job string) (out ExportResult, err error) {
	defer guard(&err)
	return b.s.exportResult(job)
}
