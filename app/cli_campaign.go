package app

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/smtp"
	"github.com/kvnmail/kvnmail/backend/store"
)

// campaignVerbs are the words after "campaign".
var campaignVerbs = map[string]func(*call) error{
	"create": campaignCreate, "list": campaignList, "check": campaignCheck, "render": campaignRender,
}

func runCampaign(c *call) error { return c.verb(campaignVerbs) }

// desk runs a function with the workspace opened the way the window has it.
func (c *call) desk(run func(w *workspace) error) error {
	return c.with(false, func(db *store.DB) error {
		s := &session{clock: c.clock}
		s.jobs = job.NewRunner(c.clock, func(job.View) {})
		w, err := newWorkspace(db, s)
		if err != nil {
			return err
		}
		defer w.stop()
		s.opened = w
		w.reload()
		return run(w)
	})
}

// campaignFile is the form of FILE.json: segment by id or name.
type campaignFile struct {
	Name      string          `json:"name"`
	Segment   string          `json:"segment"`
	Account   string          `json:"account"`
	Subject   string          `json:"subject"`
	Preheader string          `json:"preheader"`
	Template  string          `json:"template"`
	Document  json.RawMessage `json:"document"`
}

func campaignCreate(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "FILE.json"); err != nil {
		return err
	}
	text, err := os.ReadFile(rest[0])
	if err != nil {
		return domain.Errorf(domain.NotFound, "The campaign file could not be read. Check its name and try again.")
	}
	var in campaignFile
	if err := json.Unmarshal(text, &in); err != nil {
		return domain.Errorf(domain.Invalid, `The campaign file is not in the form {"name":"...","segment":"...","subject":"...","document":{...}}.`)
	}
	return c.desk(func(w *workspace) error {
		segment, err := w.findSegment(in.Segment)
		if err != nil {
			return err
		}
		view, err := w.session.createCampaign(int64(segment), in.Template)
		if err != nil {
			return err
		}
		if view, err = w.session.saveCampaign(in.over(view)); err != nil {
			return err
		}
		return c.print(map[string]any{"id": view.ID, "name": view.Name, "state": view.State}, func(out io.Writer) {
			fmt.Fprintf(out, "Drafted campaign %d.\n", view.ID)
		})
	})
}

// over puts what the file says over a fresh draft.
func (f campaignFile) over(v CampaignView) CampaignView {
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	set(&v.Name, f.Name)
	set(&v.Subject, f.Subject)
	set(&v.Preheader, f.Preheader)
	set(&v.Document, string(f.Document))
	return v
}

// findSegment finds a saved segment by its id or name; 0 for "".
func (w *workspace) findSegment(key string) (domain.SegmentID, error) {
	if key == "" {
		return 0, nil
	}
	all, err := w.db.Segments(background())
	if err != nil {
		return 0, err
	}
	for _, g := range all {
		if g.Name == key || strconv.FormatInt(int64(g.ID), 10) == key {
			return g.ID, nil
		}
	}
	return 0, domain.Errorf(domain.NotFound, "There is no segment of that name. List them with: kvnmail segment list")
}

func campaignList(c *call) error {
	return c.desk(func(w *workspace) error {
		views, err := w.session.listCampaigns()
		if err != nil {
			return err
		}
		return c.print(views, func(out io.Writer) {
			for _, v := range views {
				fmt.Fprintf(out, "%d  %s (%s) to %s: %d sent, %d left\n", v.ID, v.Name, v.State, v.SegmentName, v.Tally.Sent, v.Tally.Queued+v.Tally.Retry)
			}
		})
	})
}

// id reads the one id among a command's arguments.
func id(rest []string) (int64, error) {
	if err := exactly(rest, "ID"); err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(rest[0], 10, 64)
	if err != nil || n < 1 {
		return 0, usagef("%q is no id", rest[0])
	}
	return n, nil
}

func campaignCheck(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	n, err := id(rest)
	if err != nil {
		return err
	}
	return c.desk(func(w *workspace) error {
		report, err := w.session.checkCampaign(n)
		if err != nil {
			return err
		}
		return c.print(report, func(out io.Writer) {
			for _, f := range report.Checks {
				fmt.Fprintf(out, "%-8s %s\n", f.Severity, f.Message)
			}
		})
	})
}

func campaignRender(c *call) error {
	var as string
	rest, err := c.parse(func(f *flag.FlagSet) { f.StringVar(&as, "as", "", "") })
	if err != nil {
		return err
	}
	n, err := id(rest)
	if err != nil {
		return err
	}
	if as == "" {
		return usagef("--as PERSON is needed")
	}
	return c.desk(func(w *workspace) error {
		_, campaign, err := w.session.campaign(n)
		if err != nil {
			return err
		}
		person, err := w.db.FindContact(c.ctx, as)
		if err != nil {
			return err
		}
		result, err := w.renderWhole(campaign, person)
		if err != nil {
			return err
		}
		return c.print(result, func(out io.Writer) { fmt.Fprintln(out, result["text"]) })
	})
}

// renderWhole renders one person's mail down to the bytes that would be sent.
// It needs a ticket like any mail: who may not be mailed has no such bytes.
func (w *workspace) renderWhole(c domain.Campaign, person domain.Contact) (map[string]string, error) {
	p, err := w.press(c, compose.PreviewPicture)
	if err != nil {
		return nil, err
	}
	r := p.render(person)
	result := map[string]string{"subject": r.Subject, "html": r.HTML, "text": r.Text, "mime": ""}
	ticket, status, err := w.gate.Admit(background(), person)
	if err != nil || status != domain.Mailable || p.letterhead.FromAddress == "" {
		return result, err
	}
	content, err := newComposer(w, c)
	if err != nil {
		return nil, err
	}
	mail, err := content.Compose(background(), person)
	if err != nil {
		return nil, err
	}
	raw, err := smtp.Assemble(p.letterhead.Message(ticket, mail, w.session.clock.Now()))
	result["mime"] = string(raw)
	return result, err
}

// accountVerbs are the words after "account".
var accountVerbs = map[string]func(*call) error{"add": accountAdd, "list": accountList}

func runAccount(c *call) error { return c.verb(accountVerbs) }

func accountAdd(c *call) error {
	var view AccountView
	var passwordFile, rate string
	var connections int
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&view.Host, "host", "", "")
		f.IntVar(&view.Port, "port", 587, "")
		f.StringVar(&view.TLS, "tls", "starttls", "")
		f.StringVar(&view.User, "user", "", "")
		f.StringVar(&view.FromAddress, "from", "", "")
		f.StringVar(&view.FromName, "from-name", "", "")
		f.StringVar(&rate, "rate", "", "")
		f.IntVar(&connections, "connections", 0, "")
		f.StringVar(&passwordFile, "password-file", "", "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest, "NAME"); err != nil {
		return err
	}
	if rate != "" {
		if view.RatePerSec, err = strconv.ParseFloat(strings.TrimSuffix(rate, "/s"), 64); err != nil || view.RatePerSec <= 0 {
			return usagef("--rate takes mails per second, like 14/s")
		}
	}
	view.Name, view.Kind = rest[0], string(domain.AccountSMTP)
	if view.Password, err = readPassword(passwordFile); err != nil {
		return err
	}
	return c.desk(func(w *workspace) error {
		saved, err := w.session.saveAccount(view)
		if err == nil && connections > 0 {
			err = w.setConnections(domain.AccountID(saved.ID), connections)
		}
		if err != nil {
			return err
		}
		return c.print(map[string]any{"id": saved.ID, "name": saved.Name}, func(out io.Writer) { fmt.Fprintf(out, "Added account %s.\n", saved.Name) })
	})
}

func (w *workspace) setConnections(id domain.AccountID, n int) error {
	account, err := w.db.Account(background(), id)
	if err != nil {
		return err
	}
	account.Connections = n
	_, err = w.db.SaveAccount(background(), account)
	return err
}

func accountList(c *call) error {
	return c.desk(func(w *workspace) error {
		views, err := w.session.listAccounts()
		if err != nil {
			return err
		}
		return c.print(views, func(out io.Writer) {
			for _, v := range views {
				fmt.Fprintf(out, "%d  %s  %s:%d %s\n", v.ID, v.Name, v.Host, v.Port, v.TLS)
			}
		})
	})
}
