package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// fixedClock is a clock that a command sets with --as-of.
type fixedClock struct{ at time.Time }

// Now returns the chosen moment.
func (f fixedClock) Now() time.Time { return f.at }

// studio opens the live engine on a workspace as of a moment.
func (c *call) studio(db *store.DB, asOf string) (*segment.Studio, error) {
	settings, err := db.Settings(c.ctx)
	if err != nil {
		return nil, err
	}
	at, err := c.asOf(asOf, settings.Location())
	if err != nil {
		return nil, err
	}
	secret, err := db.Secret(c.ctx)
	if err != nil {
		return nil, err
	}
	return openStudio(c.ctx, db, secret, fixedClock{at}, "")
}

func readRule(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", domain.Errorf(domain.NotFound, "The rule file could not be read. Check its name and try again.")
	}
	return string(text), nil
}

// segmentVerbs are the words after "segment".
var segmentVerbs = map[string]func(*call) error{
	"count": segmentCount, "members": segmentMembers, "words": segmentWords,
	"save": segmentSave, "list": segmentList, "versions": segmentVersions, "restore": segmentRestore,
	"freeze": segmentFreeze, "thaw": segmentThaw, "history": segmentHistory,
	"templates": segmentTemplates, "delete": segmentDelete, "undelete": segmentUndelete, "duplicate": segmentDuplicate, "uses": segmentUsed,
	"merge": combining("merge", " or "), "intersect": combining("intersect", " and "), "subtract": combining("subtract", " without "),
}

func runSegment(c *call) error { return c.verb(segmentVerbs) }

// verb runs the command's second word.
func (c *call) verb(verbs map[string]func(*call) error) error {
	if len(c.args) == 0 || verbs[c.args[0]] == nil {
		return usagef("%s needs one of its words", c.command.name)
	}
	run := verbs[c.args[0]]
	c.args = c.args[1:]
	return run(c)
}

func segmentCount(c *call) error {
	var asOf string
	var nodes bool
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&asOf, "as-of", "", "")
		f.BoolVar(&nodes, "nodes", false, "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest, "RULE.json"); err != nil {
		return err
	}
	text, err := readRule(rest[0])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		studio, err := c.studio(db, asOf)
		if err != nil {
			return err
		}
		count, err := studio.Count(c.ctx, text)
		if err != nil {
			return err
		}
		return c.printCount(count, nodes)
	})
}

func (c *call) printCount(count segment.RuleCount, nodes bool) error {
	result := map[string]any{"people": count.People, "mailable": count.Mailable, "ms": count.Ms}
	if nodes {
		result["nodes"] = each(count.Nodes, func(n segment.NodeCount) map[string]any {
			return map[string]any{"path": n.Path, "alone": n.Alone, "left": n.Left, "without": n.Without}
		})
	}
	if len(count.Unfinished) > 0 {
		result["unfinished"] = each(count.Unfinished, func(n segment.PathNotice) PathNotice { return PathNotice(n) })
	}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "%d people, %d can be mailed.\n", count.People, count.Mailable)
		for _, n := range count.Nodes {
			if nodes {
				fmt.Fprintf(w, "  %-24s alone %d, left %d, without it %d\n", n.Path, n.Alone, n.Left, n.Without)
			}
		}
		for _, n := range count.Unfinished {
			fmt.Fprintf(w, "  %s is not finished: %s\n", n.Path, n.Message)
		}
	})
}

func segmentMembers(c *call) error {
	var asOf string
	rest, err := c.parse(func(f *flag.FlagSet) { f.StringVar(&asOf, "as-of", "", "") })
	if err != nil {
		return err
	}
	if err := exactly(rest, "RULE.json"); err != nil {
		return err
	}
	text, err := readRule(rest[0])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contacts, err := c.members(db, text, asOf)
		if err != nil {
			return err
		}
		keys := each(contacts, contactKey)
		slices.Sort(keys)
		return c.print(keys, func(w io.Writer) {
			for _, key := range keys {
				fmt.Fprintln(w, key)
			}
		})
	})
}

// contactKey is what the command line calls a person by: email, else external id.
func contactKey(c domain.Contact) string {
	if c.Email != "" {
		return c.Email
	}
	return c.ExternalID
}

// membersAtOnce is how many people are read from the workspace at a time.
const membersAtOnce = 500

// members reads the people of a rule, in id order.
func (c *call) members(db *store.DB, text, asOf string) ([]domain.Contact, error) {
	studio, err := c.studio(db, asOf)
	if err != nil {
		return nil, err
	}
	ids, err := studio.Members(c.ctx, text)
	if err != nil {
		return nil, err
	}
	var all []domain.Contact
	for chunk := range slices.Chunk(ids, membersAtOnce) {
		contacts, err := db.Contacts(c.ctx, chunk)
		if err != nil {
			return nil, err
		}
		all = append(all, contacts...)
	}
	return all, nil
}

func segmentWords(c *call) error {
	var lang string
	rest, err := c.parse(func(f *flag.FlagSet) { f.StringVar(&lang, "lang", "en", "") })
	if err != nil {
		return err
	}
	if err := exactly(rest, "RULE.json"); err != nil {
		return err
	}
	if lang != "en" {
		return notYet(c)
	}
	text, err := readRule(rest[0])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		cat, err := readCatalog(c.ctx, db, "")
		if err != nil {
			return err
		}
		r, err := rule.Parse([]byte(text))
		if err != nil {
			return err
		}
		sentence := rule.Sentence(r, cat)
		return c.print(map[string]string{"sentence": sentence}, func(w io.Writer) { fmt.Fprintln(w, sentence) })
	})
}

func segmentSave(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "NAME", "RULE.json"); err != nil {
		return err
	}
	text, err := readRule(rest[1])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		studio, err := c.studio(db, "")
		if err != nil {
			return err
		}
		if err := studio.CheckSave(0, rest[0], text); err != nil {
			return err
		}
		saved, err := db.SaveSegment(c.ctx, domain.Segment{Name: rest[0], Rule: []byte(text)})
		if err != nil {
			return err
		}
		return c.print(map[string]any{"id": saved.ID, "name": saved.Name, "version": saved.Version}, func(w io.Writer) {
			fmt.Fprintf(w, "Saved as segment %d.\n", saved.ID)
		})
	})
}

func segmentList(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		all, err := db.Segments(c.ctx)
		if err != nil {
			return err
		}
		studio, err := c.studio(db, "")
		if err != nil {
			return err
		}
		views := []SegmentView{}
		for _, g := range all {
			view, err := segmentView(db, studio, g, nil)
			if err != nil {
				return err
			}
			views = append(views, view)
		}
		return c.print(views, func(w io.Writer) {
			for _, v := range views {
				fmt.Fprintf(w, "%d  %s: %d people, %d can be mailed. %s\n", v.ID, v.Name, v.People, v.Mailable, v.Sentence)
			}
		})
	})
}

func runExplain(c *call) error {
	var asOf string
	rest, err := c.parse(func(f *flag.FlagSet) { f.StringVar(&asOf, "as-of", "", "") })
	if err != nil {
		return err
	}
	if err := exactly(rest, "RULE.json", "PERSON"); err != nil {
		return err
	}
	text, err := readRule(rest[0])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contact, err := db.FindContact(c.ctx, rest[1])
		if err != nil {
			return err
		}
		studio, err := c.studio(db, asOf)
		if err != nil {
			return err
		}
		lanes, err := studio.Explain(c.ctx, text, contact.ID)
		if err != nil {
			return err
		}
		views := each(lanes, explanationView)
		return c.print(map[string]any{"member": segment.IsMember(lanes), "lanes": views}, func(w io.Writer) { printExplanation(w, views, "") })
	})
}

func printExplanation(w io.Writer, nodes []Explanation, indent string) {
	for _, n := range nodes {
		verdict := "no "
		if n.Match {
			verdict = "yes"
		}
		fmt.Fprintf(w, "%s%s  %s  %s\n", indent, verdict, n.Text, n.Facts)
		printExplanation(w, n.Children, indent+"  ")
	}
}

func runPeople(c *call) error {
	var filter string
	var limit int
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&filter, "filter", "", "")
		f.IntVar(&limit, "limit", 50, "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contacts, err := c.people(db, filter, limit)
		if err != nil {
			return err
		}
		fields, err := db.Fields(c.ctx)
		if err != nil {
			return err
		}
		rows := each(contacts, func(p domain.Contact) map[string]string { return plainContact(p, fields) })
		return c.print(rows, func(w io.Writer) {
			for _, p := range contacts {
				fmt.Fprintf(w, "%s  %s\n", contactKey(p), p.Name())
			}
		})
	})
}

func (c *call) people(db *store.DB, filter string, limit int) ([]domain.Contact, error) {
	if filter == "" {
		contacts, _, err := db.ListContacts(c.ctx, "", 0, limit)
		return contacts, err
	}
	text, err := readRule(filter)
	if err != nil {
		return nil, err
	}
	contacts, err := c.members(db, text, "")
	return contacts[:min(max(limit, 0), len(contacts))], err
}

// plainContact is a contact as field keys and plain values.
func plainContact(p domain.Contact, fields []domain.Field) map[string]string {
	row := map[string]string{}
	for _, f := range fields {
		if v := p.Value(f.ID); v.IsSet() {
			row[f.Key] = v.String()
		}
	}
	return row
}
