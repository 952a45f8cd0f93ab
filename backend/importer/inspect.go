package importer

import (
	"context"
	"path/filepath"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// previewRows is how many rows the interface shows.
const previewRows = 50

// Inspect reads the beginning of a file and guesses what it holds: the sheet,
// the header row, the meaning of every column, and what one row is. existing
// are the workspace's fields, empty for the built-in ones. It writes nothing.
// Errors are those of [sheet.Open]; damage further down is a warning.
func Inspect(ctx context.Context, path string, opt ReadOptions, existing []domain.Field) (Inspection, error) {
	return Recall(ctx, path, opt, existing, nil)
}

// Guess makes the plan that [Inspect] would propose; kind "" guesses it too.
func Guess(ctx context.Context, path string, opt ReadOptions, existing []domain.Field, kind domain.ImportKind) (Plan, error) {
	s, err := look(ctx, path, opt)
	if err != nil {
		return Plan{}, err
	}
	defer s.file.Close()
	return s.inspection(path, opt, s.guessAs(kind), orBuiltin(existing)).Choices, nil
}

// guessAs is guessKind where somebody has said what a row is, "" for nobody.
func (s *survey) guessAs(kind domain.ImportKind) kindGuess {
	guessed := s.guessKind()
	if kind == "" || kind == guessed.kind {
		return guessed
	}
	if s.preset != nil && s.preset.kind != kind {
		s.preset = nil
	}
	return kindGuess{kind: kind}
}

func orBuiltin(fields []domain.Field) []domain.Field {
	if len(fields) == 0 {
		return domain.BuiltinFields()
	}
	return fields
}

func (s *survey) inspection(path string, opt ReadOptions, guessed kindGuess, fields []domain.Field) Inspection {
	out := Inspection{
		Path: path, File: filepath.Base(path), Format: string(s.file.Format()), Bytes: s.file.Bytes(),
		Sheet: s.sheet, Encoding: s.file.Encoding(), Delimiter: s.file.Delimiter(), HeaderRow: s.header,
		Kind: guessed.kind, KindWhy: guessed.why.String(), Why: guessed.why, Warnings: s.warnings, Cautions: s.cautions, Targets: Targets(fields), Rows: s.preview(), Questions: s.questions(),
	}
	if s.preset != nil {
		out.Preset = s.preset.name
	}
	for _, info := range s.file.Sheets() {
		out.Sheets = append(out.Sheets, SheetInfo(info))
	}
	guesses := s.guessTargets(guessed.kind, fields)
	opt.Sheet, opt.HeaderRow = s.sheet, s.header
	opt.Encoding, opt.Delimiter = out.Encoding, out.Delimiter
	out.Choices = Plan{Path: path, Options: opt, Kind: guessed.kind, Event: guessed.event, MatchOn: MatchEmail, OnMatch: OnMatchFill}
	for i, c := range s.columns {
		out.Columns = append(out.Columns, c.shown(guesses[i]))
		out.Choices.Mapping = append(out.Choices.Mapping, ColumnChoice{Index: c.index, Target: guesses[i].target, Name: guesses[i].fieldName(c)})
	}
	s.settleDates(&out.Choices, guesses)
	out.Choices.settleKey()
	return out
}

func (c *column) shown(g guess) Column {
	return Column{
		Index: c.index, Name: c.name, Target: g.target, Confidence: g.confidence, Note: c.note(),
		Type: c.valueType, Samples: c.samples, Filled: c.filled * 100 / max(c.seen, 1), Hidden: c.hidden,
	}
}

// fieldName is the name of a new field or property made of the column.
func (g guess) fieldName(c *column) string {
	if g.name != "" {
		return g.name
	}
	return fieldName(c.name)
}

// settleDates says how dates are read, unless the user has to say it.
func (s *survey) settleDates(plan *Plan, guesses []guess) {
	for i, c := range s.columns {
		wanted := wantsDate(guesses[i].target)
		plan.AskDates = plan.AskDates || c.doubt && wanted
		if plan.DateOrder == "" && c.isDate() && !c.doubt && c.ordered > 0 && wanted {
			plan.DateOrder = orderNames[c.order]
		}
	}
	if plan.AskDates {
		plan.DateOrder = ""
	}
}

// settleKey takes the customer id to find people by where there is no email.
func (p *Plan) settleKey() {
	hasEmail, hasID := false, false
	for _, m := range p.Mapping {
		hasEmail, hasID = hasEmail || m.Target == toEmail, hasID || m.Target == toExternal
	}
	if !hasEmail && hasID {
		p.MatchOn = MatchExternalID
	}
}

func (s *survey) preview() []PreviewRow {
	var out []PreviewRow
	for _, row := range s.data() {
		if len(out) == previewRows {
			break
		}
		cells := make([]string, len(s.columns))
		for i := range cells {
			cells[i] = textAt(row.Cells, i)
		}
		out = append(out, PreviewRow{row.Number, cells})
	}
	return out
}

func wantsDate(target string) bool {
	switch target {
	case toAt, toGivenAt, toJoined, "new:date", "new:time":
		return true
	}
	return false
}

// ownField finds a field the user has made under the name of the column.
func ownField(name string, fields []domain.Field) string {
	plain, bare := normalHeader(name), normalHeader(cleanHeader(name))
	for _, f := range fields {
		if f.Builtin {
			continue
		}
		if own := normalHeader(f.Name); own == plain || own == bare || normalHeader(f.Key) == plain {
			return "field:" + f.Key
		}
	}
	return ""
}
