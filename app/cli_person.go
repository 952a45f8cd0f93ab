package app

import (
	"flag"
	"fmt"
	"io"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// personTimeline is the most events that the command line prints of a person.
const personTimeline = 200

// personDetail is everything about one person as the command line prints it.
type personDetail struct {
	Person   PersonRow      `json:"person"`
	Fields   []PersonValue  `json:"fields"`
	Timeline []TimelineItem `json:"timeline"` // newest first
	Events   int            `json:"events"`
	Consent  []string       `json:"consent"` // the permission ledger, one sentence a line
}

func runPerson(c *call) error {
	if len(c.args) > 1 {
		if run := personCommands[c.args[0]]; run != nil {
			c.args = c.args[1:]
			return run(c)
		}
	}
	return c.withPerson(nil, []string{"KEY"}, func(r *personReader, contact domain.Contact, _ []string) error {
		detail, err := r.detail(contact)
		if err != nil {
			return err
		}
		return c.print(detail, func(w io.Writer) { printPerson(w, detail) })
	})
}

var personCommands = map[string]func(*call) error{"set": personSet, "note": personNote, "erase": personErase}

// withPerson finds the person that the first argument names and runs the command.
func (c *call) withPerson(define func(*flag.FlagSet), names []string, run func(*personReader, domain.Contact, []string) error) error {
	rest, err := c.parse(define)
	if err != nil {
		return err
	}
	if err := exactly(rest, names...); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contact, err := db.FindContact(c.ctx, rest[0])
		if err != nil {
			return err
		}
		r, err := newPersonReader(c.ctx, db, c.clock, "en")
		if err != nil {
			return err
		}
		return run(r, contact, rest[1:])
	})
}

func personSet(c *call) error {
	return c.withPerson(nil, []string{"KEY", "FIELD", "VALUE"}, func(r *personReader, contact domain.Contact, rest []string) error {
		change, err := r.setValues(contact.ID, []WrittenValue{{Key: rest[0], Text: rest[1]}})
		if err != nil {
			return err
		}
		return c.print(change, func(w io.Writer) {
			if change.Act == 0 {
				fmt.Fprintln(w, "Nothing changed: the value is the same already.")
				return
			}
			fmt.Fprintf(w, "Changed %s of %s.\n", rest[0], contact.Name())
		})
	})
}

func personNote(c *call) error {
	return c.withPerson(nil, []string{"KEY", "TEXT"}, func(r *personReader, contact domain.Contact, rest []string) error {
		n, err := r.db.SaveNote(c.ctx, domain.Note{ContactID: contact.ID, Text: rest[0], At: r.now})
		if err != nil {
			return err
		}
		return c.print(noteView(n), func(w io.Writer) { fmt.Fprintf(w, "Noted about %s.\n", contact.Name()) })
	})
}

func personErase(c *call) error {
	sure := false
	return c.withPerson(func(f *flag.FlagSet) { f.BoolVar(&sure, "yes", false, "") }, []string{"KEY"}, func(r *personReader, contact domain.Contact, _ []string) error {
		if !sure {
			return usagef("Erasing cannot be undone. Say --yes to erase this person and everything about them.")
		}
		if err := r.db.EraseContact(c.ctx, contact.ID); err != nil {
			return err
		}
		return c.print(map[string]any{"erased": int64(contact.ID)}, func(w io.Writer) { fmt.Fprintln(w, "Erased, with everything about them.") })
	})
}

func (r *personReader) detail(c domain.Contact) (personDetail, error) {
	view, err := r.view(c)
	if err != nil {
		return personDetail{}, err
	}
	past, err := r.past(c)
	if err != nil {
		return personDetail{}, err
	}
	d := personDetail{Person: view.Person, Fields: view.Derived, Events: len(past), Timeline: past[:min(len(past), personTimeline)]}
	for _, g := range view.Groups {
		d.Fields = append(d.Fields, g.Values...)
	}
	d.Consent, err = r.gate.Sentences(r.ctx, c, r.zone)
	return d, err
}

func printPerson(w io.Writer, d personDetail) {
	fmt.Fprintln(w, d.Person.Name)
	for _, f := range d.Fields {
		fmt.Fprintf(w, "  %s: %s  (%s)\n", f.Name, f.Value, f.Origin)
	}
	for _, line := range d.Consent {
		fmt.Fprintln(w, " ", line)
	}
	fmt.Fprintf(w, "%d events, newest first:\n", d.Events)
	for _, item := range d.Timeline {
		fmt.Fprintf(w, "  %s  %s %s\n", item.At, item.Text, item.Detail)
	}
}
