package app

import (
	"context"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// tagsKey is the field that tags are kept in. It is made with the first tag.
const tagsKey = "tags"

// bulkStep is after how many people a job says how far it is.
const bulkStep = 500

func (s *session) tags() ([]ValueCount, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	if _, known := studio.Catalog().Field(tagsKey); !known {
		return []ValueCount{}, nil
	}
	values, err := studio.Values("field:"+tagsKey, "", pageLimit)
	return each(values, valueCountView), err
}

func (s *session) tagPeople(sel PeopleSelection, tag string, add bool) (string, error) {
	w, studio, ids, err := s.chosen(sel)
	if err != nil {
		return "", err
	}
	if tag = strings.TrimSpace(strings.ReplaceAll(tag, "\n", " ")); tag == "" {
		return "", domain.ErrorAt(domain.Invalid, "tag", "%s", inWords(studio, "Type the tag first.", "पहले टैग लिखें।"))
	}
	title := inWords(studio, "Tagging people", "लोगों पर टैग लग रहा है")
	return s.jobs.Start("tag", title, func(ctx context.Context, progress job.Progress) (any, error) {
		t := tagging{tag: tag, add: add, ids: ids, progress: progress}
		act, err := w.db.ChangeContacts(ctx, domain.Act{Kind: domain.ActTag, Label: tag, At: s.clock.Now()}, t.run)
		if err != nil || act.ID == 0 {
			return BulkResult{}, err
		}
		if t.fresh {
			if err := w.refreshCatalog(studio); err != nil {
				return nil, err
			}
		}
		w.peopleChanged(t.changed...)
		return BulkResult{People: len(t.changed), Act: int64(act.ID)}, nil
	}), nil
}

// tagging puts a tag on people or takes it from them.
type tagging struct {
	tag      string
	add      bool
	ids      []domain.ContactID
	progress job.Progress
	field    domain.Field
	fresh    bool // the field was made
	changed  []domain.ContactID
}

func (t *tagging) run(c *store.Changes) error {
	if err := t.findField(c); err != nil || t.field.ID == 0 {
		return err
	}
	for k, id := range t.ids {
		if k%bulkStep == 0 {
			t.progress(int64(k), int64(len(t.ids)), "")
		}
		p, err := c.Contact(id)
		if domain.CodeOf(err) == domain.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		p.Values[t.field.ID] = withTag(p.Value(t.field.ID), t.tag, t.add)
		if !p.Values[t.field.ID].IsSet() {
			delete(p.Values, t.field.ID)
		}
		changed, err := c.Update(p)
		if err != nil {
			return err
		}
		if changed {
			t.changed = append(t.changed, id)
		}
	}
	return nil
}

// findField finds the field of tags, or makes it for the first one.
func (t *tagging) findField(c *store.Changes) (err error) {
	fields, err := c.Fields()
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(fields, func(f domain.Field) bool { return f.Key == tagsKey }); i >= 0 {
		if t.field = fields[i]; t.field.Type != domain.List {
			return domain.Errorf(domain.Conflict, "This workspace has a field called “%s” that is no list of tags. Rename its column and import it again, then tag people.", t.field.Name)
		}
		return nil
	}
	if !t.add {
		return nil
	}
	t.fresh = true
	t.field, err = c.CreateField(domain.Field{Key: tagsKey, Name: "Tags", Type: domain.List})
	return err
}

// withTag returns a list of tags with one more, or without it. Tags are the same
// whatever their case.
func withTag(v domain.Value, tag string, add bool) domain.Value {
	same := func(item string) bool { return rule.Fold(item) == rule.Fold(tag) }
	items := v.Items()
	switch {
	case add && slices.ContainsFunc(items, same):
		return v
	case add:
		return domain.ListValue(append(slices.Clone(items), tag))
	case !slices.ContainsFunc(items, same):
		return v
	}
	return domain.ListValue(slices.DeleteFunc(slices.Clone(items), same))
}

func (s *session) takeBackAct(act int64, redo bool) (int, error) {
	w, err := s.current()
	if err != nil {
		return 0, err
	}
	take := w.db.UndoAct
	if redo {
		take = w.db.RedoAct
	}
	done, err := take(background(), domain.ActID(act), domain.Act{Kind: domain.ActUndo, At: s.clock.Now()})
	if err != nil {
		return 0, err
	}
	w.peopleChanged(done.Contacts...)
	return len(done.Contacts), nil
}

// chosen resolves a selection to people.
func (s *session) chosen(sel PeopleSelection) (*workspace, *segment.Studio, []domain.ContactID, error) {
	w, studio, err := s.studio()
	if err != nil {
		return nil, nil, nil, err
	}
	ids, err := studio.Chosen(background(), selectionOf(sel))
	return w, studio, ids, err
}

// inWords picks a sentence in the language of the interface.
func inWords(studio *segment.Studio, english, hindi string) string {
	if studio.Catalog().Tongue() == "hi" {
		return hindi
	}
	return english
}
