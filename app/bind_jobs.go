package app

// Jobs is bound to the interface: long tasks.
type Jobs struct{ s *session }

// JobView is a long task as the interface shows it. The event "job" carries one
// whenever it moves.
type JobView struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"` // "import", "dry_run", "sample", "send", "load"
	Title string `json:"title"`
	State string `json:"state"` // "waiting" for others of its kind, "running", "done", "failed", "canceled"
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0 when unknown
	Note  string `json:"note"`  // one plain sentence about where it is
	Error string `json:"error"` // the sentence for the user when failed
}

// List returns the jobs of this session, newest first.
func (b *Jobs) List() (out []JobView, err error) {
	defer guard(&err)
	return b.s.jobViews(), nil
}

// Cancel asks a job to stop; it is not an error if it has ended.
func (b *Jobs) Cancel(id string) (err error) {
	defer guard(&err)
	b.s.jobs.Cancel(id)
	return nil
}
