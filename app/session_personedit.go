package app

import (
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/store"
)

func (s *session) setValues(id int64, values []WrittenValue) (PersonChange, error) {
	w, r, err := s.reader()
	if err != nil {
		return PersonChange{}, err
	}
	change, err := r.setValues(domain.ContactID(id), values)
	if err == nil && change.Act != 0 {
		w.peopleChanged(domain.ContactID(id))
	}
	return change, err
}

// setValues writes values of one person as one act.
func (r *personReader) setValues(id domain.ContactID, values []WrittenValue) (PersonChange, error) {
	var changed domain.Contact
	act, err := r.db.ChangeContacts(r.ctx, domain.Act{Kind: domain.ActEdit, At: r.now}, func(tx *store.Changes) error {
		c, err := tx.Contact(id)
		if err != nil {
			return err
		}
		for _, v := range values {
			if err := r.write(&c, v); err != nil {
				return err
			}
		}
		changed = c
		return r.update(tx, c)
	})
	if err != nil {
		return PersonChange{}, err
	}
	return r.changed(act, nil, changed)
}

// write puts what somebody wrote into a contact.
func (r *personReader) write(c *domain.Contact, w WrittenValue) error {
	f, err := r.field(w.Key)
	if err != nil {
		return err
	}
	switch f.ID {
	case domain.FieldEmail:
		c.Email = ""
		if strings.TrimSpace(w.Text) != "" {
			clean, ok := importer.CleanEmail(w.Text)
			if !ok {
				return domain.Errorf(domain.Invalid, "%q is not an email address that mail can reach. Check it for typing mistakes.", w.Text)
			}
			c.Email = clean
		}
		return nil
	case domain.FieldExternalID:
		c.ExternalID = domain.TextValue(w.Text).Text
		return nil
	case domain.FieldPhone:
		if w.Text, err = importer.ReadPhone(w.Text, r.settings); err != nil {
			return err
		}
	}
	v, err := importer.ReadWritten(w.Text, f.Type, r.settings)
	if err != nil {
		return err
	}
	if c.Values[f.ID] = v; !v.IsSet() {
		delete(c.Values, f.ID)
	}
	return nil
}

func (r *personReader) field(key string) (domain.Field, error) {
	for _, f := range r.fields {
		if f.Key != key {
			continue
		}
		if !f.DerivedAt.IsZero() {
			return f, domain.Errorf(domain.Blocked, "%s is worked out by KVN Mail, so it cannot be written by hand.", f.Name)
		}
		return f, nil
	}
	return domain.Field{}, domain.Errorf(domain.NotFound, "There is no such field in this workspace any more.")
}

// update writes a contact; who else has its address or id is named.
func (r *personReader) update(tx *store.Changes, c domain.Contact) error {
	if c.Email == "" && c.ExternalID == "" {
		return domain.Errorf(domain.Invalid, "A person needs an email address or a customer id. Write one of them.")
	}
	_, err := tx.Update(c)
	if domain.CodeOf(err) != domain.Conflict {
		return err
	}
	for _, key := range []string{c.Email, c.ExternalID} {
		other, found := r.db.FindContact(r.ctx, key)
		if found != nil || other.ID == c.ID {
			continue
		}
		if key == c.Email {
			return domain.Errorf(domain.Conflict, "This email address belongs to another person: %s. Write another one, or correct theirs first.", r.otherName(other))
		}
		return domain.Errorf(domain.Conflict, "This customer id belongs to another person: %s. Write another one, or correct theirs first.", r.otherName(other))
	}
	return err
}

// otherName calls a person by name, or by the key that is not at stake.
func (r *personReader) otherName(c domain.Contact) string {
	if c.ExternalID != "" && c.Name() != c.ExternalID {
		return c.Name() + " (" + c.ExternalID + ")"
	}
	return c.Name()
}

// changed describes what an act did to one person.
func (r *personReader) changed(act domain.Act, kept []domain.KeptValue, c domain.Contact) (PersonChange, error) {
	out := PersonChange{Act: int64(act.ID), Kept: r.words.kept(kept, r.fields)}
	suppressions, err := r.gate.SuppressionsOf(r.ctx, c)
	if len(suppressions) > 0 {
		out.Notice = r.words.closedAddress
	}
	return out, err
}

func (s *session) setTags(id int64, tags []string) (PersonChange, error) {
	w, r, err := s.reader()
	if err != nil {
		return PersonChange{}, err
	}
	made := false
	act, err := r.db.ChangeContacts(r.ctx, domain.Act{Kind: domain.ActTag, At: r.now}, func(tx *store.Changes) error {
		f, fresh, err := r.tagsField(tx)
		if err != nil {
			return err
		}
		made = fresh
		c, err := tx.Contact(domain.ContactID(id))
		if err != nil {
			return err
		}
		if c.Values[f] = domain.ListValue(tags); !c.Values[f].IsSet() {
			delete(c.Values, f)
		}
		_, err = tx.Update(c)
		return err
	})
	if err != nil {
		return PersonChange{}, err
	}
	if made {
		w.fieldMade()
	}
	if act.ID != 0 {
		w.peopleChanged(domain.ContactID(id))
	}
	return PersonChange{Act: int64(act.ID), Kept: []string{}}, nil
}

// tagsField finds the field of tags or makes it on first use.
func (r *personReader) tagsField(tx *store.Changes) (id domain.FieldID, made bool, err error) {
	for _, f := range r.fields {
		if f.Key == tagsKey && f.Type == domain.List {
			return f.ID, false, nil
		}
		if f.Key == tagsKey {
			return 0, false, domain.Errorf(domain.Conflict, "This workspace has a field of its own called %s, so tags cannot be kept there.", f.Name)
		}
	}
	f, err := tx.CreateField(domain.Field{Key: tagsKey, Name: englishPerson.tags, Type: domain.List})
	return f.ID, err == nil, err
}

// fieldMade lets rules name a new field.
func (w *workspace) fieldMade() {
	if w.loading() {
		w.reload()
		return
	}
	if studio, err := w.studio(); err != nil || w.refreshCatalog(studio) != nil {
		w.reload()
	}
}

func (s *session) undoAct(id int64) (PersonChange, error) {
	w, r, err := s.reader()
	if err != nil {
		return PersonChange{}, err
	}
	done, err := r.db.UndoAct(r.ctx, domain.ActID(id), domain.Act{Kind: domain.ActUndo, At: r.now})
	if err != nil {
		return PersonChange{}, err
	}
	w.peopleChanged(done.Contacts...)
	return PersonChange{Act: int64(done.Act.ID), Kept: r.words.kept(done.Kept, r.fields)}, nil
}

// noteLimit is how long a note may be.
const noteLimit = 4000

func (s *session) saveNote(person int64, note NoteView) (NoteView, error) {
	w, err := s.current()
	if err != nil {
		return NoteView{}, err
	}
	text := strings.TrimSpace(note.Text)
	if text == "" {
		return NoteView{}, domain.Errorf(domain.Invalid, "The note is empty. Write something first.")
	}
	if len([]rune(text)) > noteLimit {
		return NoteView{}, domain.Errorf(domain.Invalid, "The note is longer than %d letters. Split it into two.", noteLimit)
	}
	at := s.clock.Now()
	if was, err := time.Parse(time.RFC3339, note.At); err == nil {
		at = was
	}
	n, err := w.db.SaveNote(background(), domain.Note{ID: domain.NoteID(note.ID), ContactID: domain.ContactID(person), Text: text, At: at})
	return noteView(n), err
}

func (s *session) deleteNote(id int64) (NoteView, error) {
	w, err := s.current()
	if err != nil {
		return NoteView{}, err
	}
	n, err := w.db.DeleteNote(background(), domain.NoteID(id))
	return noteView(n), err
}

func noteView(n domain.Note) NoteView {
	return NoteView{ID: int64(n.ID), Text: n.Text, At: stamp(n.At)}
}
