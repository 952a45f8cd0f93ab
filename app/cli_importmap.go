package app

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// importHelp says what the files of the import command look like.
const importHelp = `MAP.json changes what KVN Mail guesses, or remembers with --remembered. Everything in it may be left away:
  {
    "columns": {                       columns by name, or by number from 0
      "Mail":     "field:email",       a target; "" leaves the column out
      "Town":     {"target": "field:city", "onMatch": "newer"},
      "5":        {"target": "new:text", "name": "Favourite scent"}
    },
    "dateOrder":  "dmy",               or mdy, ymd
    "matchOn":    "email",             or external_id; --key wins
    "onMatch":    "fill",              or newer, keep; --on-match wins
    "event":      "visited",           with --as events; --event wins
    "corrections": [
      {"column": "Town", "from": "Bombay", "to": "Mumbai"},   every such cell
      {"column": "Mail", "row": 17, "to": "asha@gmail.com"},  one cell; rows count as in the file
      {"row": 18, "leaveOut": true}                           a whole row
    ]
  }
Targets: field:KEY (see schema), field:name for a full name, event:order_id, event:at, event:product, event:product_code,
  event:category, event:quantity, event:unit_price, event:amount, event:PROPERTY, status:unsubscribed, status:bounced,
  status:complained, status:status, permission:given, permission:at, permission:source, permission:wording, permission:proof,
  and new:text, new:number, new:money, new:date, new:time, new:bool for a new field.

PERM.json answers "may these people be mailed?"; without it nobody new is:
  {"answer": "consent", "source": "Shop form", "on": "2026-01-31", "wording": "Yes, send me news", "language": "en", "proof": "form 7"}
  The answer is consent, existing_customer or none; "purpose" is marketing or service.

import watched looks at what is known of the watched files, import watched check imports those that changed. With
--anyway it takes those too that wait for somebody because they lost rows, or because their import was stopped or failed.`

// mapFile is what --map names.
type mapFile struct {
	Columns     map[string]mapColumn `json:"columns"`
	DateOrder   string               `json:"dateOrder"`
	MatchOn     string               `json:"matchOn"`
	OnMatch     string               `json:"onMatch"`
	Event       string               `json:"event"`
	Corrections []mapCorrection      `json:"corrections"`
}

// mapColumn is what a column becomes: only the target as text, or all of it.
type mapColumn struct {
	Target  string `json:"target"`
	Name    string `json:"name"`
	OnMatch string `json:"onMatch"`
}

// UnmarshalJSON reads both forms.
func (m *mapColumn) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &m.Target) == nil {
		return nil
	}
	type plain mapColumn
	return strictly(raw, (*plain)(m))
}

type mapCorrection struct {
	Column   string `json:"column"`
	Row      int    `json:"row"`
	From     string `json:"from"`
	To       string `json:"to"`
	LeaveOut bool   `json:"leaveOut"`
}

// strictly reads JSON in which nothing may stand that is not known.
func strictly(raw []byte, into any) error {
	in := json.NewDecoder(bytes.NewReader(raw))
	in.DisallowUnknownFields()
	return in.Decode(into)
}

// applyMapping changes a plan as the file says. names are those of the columns.
func applyMapping(plan *importer.Plan, names []string, path string) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return domain.Errorf(domain.NotFound, "The mapping file could not be read. Check its name and try again.")
	}
	var m mapFile
	if err := strictly(text, &m); err != nil {
		return domain.Errorf(domain.Invalid, "The mapping file is not in the form that kvnmail help import shows. %w", err)
	}
	for _, set := range []struct {
		to   *string
		text string
	}{{&plan.DateOrder, m.DateOrder}, {&plan.MatchOn, m.MatchOn}, {&plan.OnMatch, m.OnMatch}, {&plan.Event, m.Event}} {
		if set.text != "" {
			*set.to = set.text
		}
	}
	for name, column := range m.Columns {
		index, err := columnNamed(names, name)
		if err != nil {
			return err
		}
		mapTo(plan, index, column)
	}
	return correct(plan, names, m.Corrections)
}

// columnNamed finds a column by its name, or by its number from 0.
func columnNamed(names []string, name string) (int, error) {
	same := func(other string) bool { return strings.EqualFold(strings.TrimSpace(other), strings.TrimSpace(name)) }
	if at := slices.IndexFunc(names, same); at >= 0 {
		return at, nil
	}
	if at, err := strconv.Atoi(name); err == nil && at >= 0 {
		return at, nil
	}
	return 0, domain.Errorf(domain.Invalid, "The mapping file names the column %q, which the file does not have. It has %s.", name, strings.Join(names, ", "))
}

func mapTo(plan *importer.Plan, index int, column mapColumn) {
	choice := importer.ColumnChoice{Index: index, Target: column.Target, Name: column.Name, OnMatch: column.OnMatch}
	at := slices.IndexFunc(plan.Mapping, func(m importer.ColumnChoice) bool { return m.Index == index })
	if at < 0 {
		plan.Mapping = append(plan.Mapping, choice)
		return
	}
	if choice.Name == "" {
		choice.Name = plan.Mapping[at].Name
	}
	plan.Mapping[at] = choice
}

func correct(plan *importer.Plan, names []string, corrections []mapCorrection) error {
	for _, one := range corrections {
		if one.LeaveOut {
			if one.Row < 1 || one.Column != "" {
				return domain.Errorf(domain.Invalid, `A correction that leaves a row out names the row and no column: {"row": 18, "leaveOut": true}.`)
			}
			plan.Corrections = append(plan.Corrections, importer.Correction{Row: one.Row, Index: -1})
			continue
		}
		index, err := columnNamed(names, one.Column)
		if err != nil {
			return err
		}
		plan.Corrections = append(plan.Corrections, importer.Correction{Row: one.Row, Index: index, From: one.From, To: one.To})
	}
	return nil
}
