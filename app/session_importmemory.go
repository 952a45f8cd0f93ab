package app

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

func rememberedView(r *importer.Remembered) *RememberedView {
	if r == nil {
		return nil
	}
	own := func(v string) string { return v }
	return &RememberedView{
		Name: r.Name, UsedAt: stamp(r.UsedAt), Same: r.Same, New: each(r.New, own), Gone: each(r.Gone, own), Permission: permissionView(r.Permission),
	}
}

func (s *session) mappings() ([]MappingView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	kept, err := w.db.ImportMemories(background())
	return each(kept, func(m domain.ImportMemory) MappingView {
		return MappingView{ID: m.ID, Name: m.Name, Columns: m.Columns, UsedAt: stamp(m.UsedAt)}
	}), err
}

func (s *session) forgetMapping(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	return w.db.ForgetImportMemory(background(), id)
}
