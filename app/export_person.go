package app

import (
	"bytes"
	"encoding/json"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// personExport is everything stored about a person, as they have a right to get it.
type personExport struct {
	Name       string        `json:"name"`
	MadeAt     string        `json:"madeAt"`
	Added      string        `json:"added"`
	Values     []exportValue `json:"values"`
	Mail       string        `json:"mail"`
	Permission []exportLine  `json:"permission"`
	Notes      []exportLine  `json:"notes"`
	Segments   []exportStay  `json:"segments"`
	Mails      []exportSend  `json:"mails"`
	Events     []exportEvent `json:"events"`
}

type exportValue struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

type exportLine struct {
	At   string `json:"at"`
	Text string `json:"text"`
}

type exportStay struct {
	Name    string `json:"name"`
	Entered string `json:"entered"`
	Left    string `json:"left"`
}

type exportSend struct {
	Campaign string `json:"campaign"`
	State    string `json:"state"`
	At       string `json:"at"`
}

type exportEvent struct {
	At         string            `json:"at"`
	Event      string            `json:"event"`
	Properties map[string]string `json:"properties"`
}

// exportKinds are the files that can be written, by ending.
var exportKinds = map[string]func(personExport) ([]byte, error){"json": exportJSON, "html": exportHTML, "csv": exportCSV}

func (s *session) exportPerson(id int64, kind string) (string, error) {
	write := exportKinds[kind]
	if write == nil {
		return "", domain.Errorf(domain.Invalid, "Choose a page, a table or a data file.")
	}
	_, r, err := s.reader()
	if err != nil {
		return "", err
	}
	data, err := r.everything(domain.ContactID(id))
	if err != nil {
		return "", err
	}
	path, err := runtime.SaveFileDialog(s.window, runtime.SaveDialogOptions{DefaultFilename: fileName(data.Name) + "." + kind})
	if err != nil || path == "" {
		return "", nil
	}
	if filepath.Ext(path) == "" {
		path += "." + kind
	}
	text, err := write(data)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return "", domain.Errorf(domain.Unavailable, "The file could not be written there. Choose another folder. %w", err)
	}
	return path, nil
}

// fileName makes a name that every system takes.
func fileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
	return strings.Trim(clean, ". ")
}

// everything collects what is stored about a person.
func (r *personReader) everything(id domain.ContactID) (personExport, error) {
	c, err := r.db.Contact(r.ctx, id)
	if err != nil {
		return personExport{}, err
	}
	view, err := r.view(c)
	if err != nil {
		return personExport{}, err
	}
	out := personExport{Name: c.Name(), MadeAt: stamp(r.now.In(r.zone)), Added: view.Added, Mail: strings.TrimSpace(view.Mail.Headline + " " + view.Mail.Reason)}
	for _, g := range view.Groups {
		out.Values = append(out.Values, each(g.Values, exported)...)
	}
	out.Values = append(out.Values, each(view.Derived, exported)...)
	if len(view.Tags) > 0 {
		out.Values = append(out.Values, exportValue{Field: r.words.tags, Value: strings.Join(view.Tags, ", ")})
	}
	out.Permission = each(view.Mail.Lines, func(l LedgerLine) exportLine { return exportLine{l.At, l.Text} })
	notes, err := r.db.NotesOf(r.ctx, id)
	if err != nil {
		return out, err
	}
	out.Notes = each(notes, func(n domain.Note) exportLine { return exportLine{stamp(n.At.In(r.zone)), n.Text} })
	if err := r.addStays(&out, id); err != nil {
		return out, err
	}
	if err := r.addMails(&out, id); err != nil {
		return out, err
	}
	return out, r.addEvents(&out, id)
}

func exported(v PersonValue) exportValue { return exportValue{v.Name, v.Value, v.Origin} }

func (r *personReader) addStays(out *personExport, id domain.ContactID) error {
	segments, err := r.db.Segments(r.ctx)
	if err != nil {
		return err
	}
	names := map[domain.SegmentID]string{}
	for _, g := range segments {
		names[g.ID] = g.Name
	}
	stays, err := r.db.ContactMemberships(r.ctx, id)
	out.Segments = each(stays, func(m domain.Membership) exportStay {
		return exportStay{names[m.SegmentID], stamp(m.EnteredAt.In(r.zone)), r.stampOr(m.LeftAt)}
	})
	return err
}

func (r *personReader) stampOr(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return stamp(at.In(r.zone))
}

func (r *personReader) addMails(out *personExport, id domain.ContactID) error {
	sends, err := r.db.SendsTo(r.ctx, id)
	if err != nil {
		return err
	}
	campaigns, err := r.db.Campaigns(r.ctx)
	names := map[domain.CampaignID]string{}
	for _, c := range campaigns {
		names[c.ID] = c.Name
	}
	out.Mails = each(sends, func(m domain.Send) exportSend {
		return exportSend{names[m.CampaignID], string(m.State), stamp(m.UpdatedAt.In(r.zone))}
	})
	return err
}

func (r *personReader) addEvents(out *personExport, id domain.ContactID) error {
	events, err := r.db.ContactEvents(r.ctx, id, 0)
	if err != nil {
		return err
	}
	types, err := r.db.EventTypes(r.ctx)
	if err != nil {
		return err
	}
	properties, err := r.db.Properties(r.ctx)
	named := map[domain.EventTypeID]domain.EventType{}
	for _, t := range types {
		named[t.ID] = t
	}
	out.Events = each(events, func(e domain.Event) exportEvent {
		x := exportEvent{At: stamp(e.At.In(r.zone)), Event: r.words.event(named[e.Type]), Properties: map[string]string{}}
		for _, p := range properties {
			if v := e.Prop(p.ID); v.IsSet() {
				x.Properties[p.Name] = shown(v, r.settings)
			}
		}
		return x
	})
	return err
}

func exportJSON(p personExport) ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// exportCSV writes a table of what, when, and the words; spreadsheet programs read it as UTF-8.
func exportCSV(p personExport) ([]byte, error) {
	var rows [][]string
	row := func(cells ...string) { rows = append(rows, cells) }
	row("What", "When", "Name", "Value", "Where from")
	for _, v := range p.Values {
		row("value", "", v.Field, v.Value, v.Origin)
	}
	row("mail", p.MadeAt, "", p.Mail, "")
	for _, l := range p.Permission {
		row("permission", l.At, "", l.Text, "")
	}
	for _, n := range p.Notes {
		row("note", n.At, "", n.Text, "")
	}
	for _, s := range p.Segments {
		row("segment", s.Entered, s.Name, s.Left, "")
	}
	for _, m := range p.Mails {
		row("campaign", m.At, m.Campaign, m.State, "")
	}
	for _, e := range p.Events {
		row("event", e.At, e.Event, propertyList(e.Properties), "")
	}
	return sheet.TextTable(rows), nil
}

func propertyList(properties map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		parts = append(parts, name+": "+properties[name])
	}
	return strings.Join(parts, ", ")
}

var exportPage = template.Must(template.New("person").Funcs(template.FuncMap{"list": propertyList}).Parse(`<!doctype html>
<html><head><meta charset="utf-8"><title>{{.Name}}</title><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:820px;margin:40px auto;padding:0 20px;color:#1d2424}
h1{font-size:26px}h2{font-size:17px;margin:28px 0 8px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-top:1px solid #dfdbd2}small,th{color:#5d6663;font-weight:400}
</style></head><body><h1>{{.Name}}</h1><p>{{.Added}}. {{.Mail}}</p>
<h2>What is known</h2><table>{{range .Values}}<tr><th>{{.Field}}</th><td>{{.Value}}<br><small>{{.Origin}}</small></td></tr>{{end}}</table>
{{if .Permission}}<h2>Permission</h2><table>{{range .Permission}}<tr><th>{{.At}}</th><td>{{.Text}}</td></tr>{{end}}</table>{{end}}
{{if .Notes}}<h2>Notes</h2><table>{{range .Notes}}<tr><th>{{.At}}</th><td>{{.Text}}</td></tr>{{end}}</table>{{end}}
{{if .Segments}}<h2>Segments</h2><table>{{range .Segments}}<tr><th>{{.Name}}</th><td>{{.Entered}}{{if .Left}} to {{.Left}}{{end}}</td></tr>{{end}}</table>{{end}}
{{if .Mails}}<h2>Campaigns</h2><table>{{range .Mails}}<tr><th>{{.At}}</th><td>{{.Campaign}} <small>{{.State}}</small></td></tr>{{end}}</table>{{end}}
<h2>What happened</h2><table>{{range .Events}}<tr><th>{{.At}}</th><td>{{.Event}}<br><small>{{list .Properties}}</small></td></tr>{{end}}</table>
<p><small>Written by KVN Mail at {{.MadeAt}}.</small></p></body></html>
`))

func exportHTML(p personExport) ([]byte, error) {
	var out bytes.Buffer
	err := exportPage.Execute(&out, p)
	return out.Bytes(), err
}
