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
	_, r, err := s.reader()
	if err != nil {
		return "", err
	}
	if _, known := studio.Catalog().Field(tagsKey); !known && !add {
		ids = nil // nobody has a tag
	}
	if tag = strings.TrimSpace(strings.ReplaceAll(tag, "\n", " ")); tag == "" {
		return "", domain.ErrorAt(domain.Invalid, "tag", "Type the tag first.")
	}
	title := jobTitle(studio, "Tagging people", "लोगों पर टैग लग रहा है")
	return s.jobs.Start("tag", title, func(ctx context.Context, progress job.Progress) (any, error) {
		t := tagging{tag: tag, add: add, ids: ids, progress: progress, findField: r.tagsField}
		act, err := w.db.ChangeContacts(ctx, domain.Act{Kind: domain.ActTag, Label: tag, At: s.clock.Now()}, t.run)
		if err != nil || act.ID == 0 {
			return BulkResult{}, err
		}
		if t.fresh {
			w.fieldMade()
		}
		w.peopleChanged(t.changed...)
		return BulkResult{People: len(t.changed), Act: int64(act.ID)}, nil
	}), nil
}

// tagging puts a tag on people or takes it from them.
type tagging struct {
	tag       string
	add       bool
	ids       []domain.ContactID
	progress  job.Progress
	findField func(*store.Changes) (domain.FieldID, bool, error)
	fresh     bool // the field was made
	changed   []domain.ContactID
}

func (t *tagging) run(c *store.Changes) error {
	if len(t.ids) == 0 {
		return nil
	}
	field, fresh, err := t.findField(c)
	if err != nil {
		return err
	}
	t.fresh = fresh
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
		p.Values[field] = withTag(p.Value(field), t.tag, t.add)
		if !p.Values[field].IsSet() {
			delete(p.Values, field)
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

// jobTitle picks words in the language of the interface.
func jobTitle(studio *segment.Studio, english, hindi string) string {
	if studio.Catalog().Tongue() == "hi" {
		return hindi
	}
	return english
}
