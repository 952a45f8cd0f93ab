package importer

import (
	"context"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
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
	if kind == "" {
		kind, _ = s.guessKind()
	}
	return s.inspection(path, opt, kind, "", orBuiltin(existing)).Choices, nil
}

func orBuiltin(fields []domain.Field) []domain.Field {
	if len(fields) == 0 {
		return domain.BuiltinFields()
	}
	return fields
}

func (s *survey) inspection(path string, opt ReadOptions, kind domain.ImportKind, why string, fields []domain.Field) Inspection {
	out := Inspection{
		Path: path, File: filepath.Base(path), Format: string(s.file.Format()), Bytes: s.file.Bytes(),
		Sheet: s.sheet, Encoding: s.file.Encoding(), Delimiter: s.file.Delimiter(), HeaderRow: s.header,
		Kind: kind, KindWhy: why, Warnings: s.warnings, Targets: Targets(fields), Rows: s.preview(), Questions: s.questions(),
	}
	for _, info := range s.file.Sheets() {
		out.Sheets = append(out.Sheets, SheetInfo(info))
	}
	guesses := s.guessTargets(kind, fields)
	opt.Sheet, opt.HeaderRow = s.sheet, s.header
	opt.Encoding, opt.Delimiter = out.Encoding, out.Delimiter
	plan := Plan{Path: path, Options: opt, Kind: kind, MatchOn: MatchEmail, OnMatch: OnMatchFill}
	hasEmail, hasID := false, false
	for i, c := range s.columns {
		g := guesses[i]
		out.Columns = append(out.Columns, Column{
			Index: c.index, Name: c.name, Target: g.target, Confidence: g.confidence, Note: c.note(),
			Type: c.valueType, Samples: c.samples, Filled: c.filled * 100 / max(c.seen, 1), Hidden: c.hidden,
		})
		plan.Mapping = append(plan.Mapping, ColumnChoice{Index: c.index, Target: g.target, Name: c.name})
		hasEmail, hasID = hasEmail || g.target == toEmail, hasID || g.target == toExternal
		plan.AskDates = plan.AskDates || c.doubt && wantsDate(g.target)
		if plan.DateOrder == "" && c.isDate() && !c.doubt && c.ordered > 0 && wantsDate(g.target) {
			plan.DateOrder = orderNames[c.order]
		}
	}
	if plan.AskDates {
		plan.DateOrder = ""
	}
	if !hasEmail && hasID {
		plan.MatchOn = MatchExternalID
	}
	out.Choices = plan
	return out
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
	case toAt, toGivenAt, "field:joined", "new:date", "new:time":
		return true
	}
	return false
}

// guess is what a column probably is.
type guess struct {
	target     string
	confidence int
}

// guessTargets decides for all columns; a target that can be used once goes to
// the column that fits best.
func (s *survey) guessTargets(kind domain.ImportKind, fields []domain.Field) []guess {
	out := make([]guess, len(s.columns))
	for i, c := range s.columns {
		out[i] = c.guess(kind, fields)
	}
	rank := make([]int, len(out))
	for i := range rank {
		rank[i] = i
	}
	sort.SliceStable(rank, func(a, b int) bool { return out[rank[a]].confidence > out[rank[b]].confidence })
	used := map[string]bool{}
	for _, i := range rank {
		target := out[i].target
		if used[target] && !strings.HasPrefix(target, "new:") {
			out[i] = s.columns[i].fresh(kind)
		}
		used[target] = true
	}
	s.promote(out, used, kind)
	return out
}

// promote gives a lone product code, price or date column the place that is still free.
func (s *survey) promote(out []guess, used map[string]bool, kind domain.ImportKind) {
	if kind == domain.ImportPeople {
		return
	}
	for i := range out {
		switch {
		case out[i].target == toProductCode && !used[toProduct]:
			out[i].target = toProduct
		case !used[toAt] && s.columns[i].isDate() && (out[i].target == "" || strings.HasPrefix(out[i].target, "new:")):
			out[i] = guess{toAt, 70}
			used[toAt] = true
		case out[i].target == toAmount && used[toPrice] && used[toQuantity] && !s.amountOfLines(out):
			out[i] = guess{} // the total of the order beside every line: it would be counted per line
		}
	}
}

// amountOfLines reports whether the amounts of orders with several lines are
// price times quantity, mostly, and not totals of the order.
func (s *survey) amountOfLines(out []guess) bool {
	at := map[string]*column{}
	for i := range out {
		at[out[i].target] = s.columns[i]
	}
	order := at[toOrder]
	if order == nil {
		return true
	}
	plain := &run{loc: time.UTC}
	quantity, price, amount := plain.reader(at[toQuantity]), plain.reader(at[toPrice]), plain.reader(at[toAmount])
	fits, rows := 0, 0
	for _, row := range s.data() {
		if order.values[cellText(row.Cells, order.index)] < 2 {
			continue
		}
		rows++
		q, _, _ := quantity.units(row.Cells, domain.NumberScale)
		p, _, _ := price.units(row.Cells, domain.NumberScale)
		a, set, _ := amount.units(row.Cells, 100)
		if n, ok := times(q, p); ok && set && magnitude(n-a) <= 1 {
			fits++
		}
	}
	return fits*10 >= rows*8
}

func (c *column) guess(kind domain.ImportKind, fields []domain.Field) guess {
	if c.filled == 0 {
		return guess{}
	}
	if target := ownField(c.name, fields); target != "" && c.named {
		return guess{target, 97}
	}
	target := c.meaning(kind)
	switch {
	case target == toEmail && fits(c, target):
		return guess{target, min(99, 60+39*c.emails/c.filled)}
	case target != "" && fits(c, target):
		return guess{target, 95}
	case c.most(c.emails):
		return guess{toEmail, 90}
	}
	return c.fresh(kind)
}

// fresh proposes a new field for a column of people; columns of orders that
// have no known meaning are left out until the user wants them.
func (c *column) fresh(kind domain.ImportKind) guess {
	if kind != domain.ImportPeople || c.filled == 0 || !c.named {
		return guess{}
	}
	valueType := c.valueType
	if valueType == domain.Time {
		valueType = domain.Date // a person's instants are wanted as days
	}
	return guess{"new:" + string(valueType), 60}
}

// ownField finds a field the user has made under the name of the column.
func ownField(name string, fields []domain.Field) string {
	plain := normalHeader(name)
	for _, f := range fields {
		if !f.Builtin && (normalHeader(f.Name) == plain || normalHeader(f.Key) == plain) {
			return "field:" + f.Key
		}
	}
	return ""
}

var statusWords = map[string]domain.SuppressionReason{
	"subscribed": "", "active": "", "confirmed": "", "enabled": "", "ok": "", "pending": "", "unconfirmed": "", "new": "", "सक्रिय": "",
	"unsubscribed": domain.SuppressedUnsubscribed, "unsub": domain.SuppressedUnsubscribed, "opted out": domain.SuppressedUnsubscribed, "opt out": domain.SuppressedUnsubscribed, "optout": domain.SuppressedUnsubscribed, "unsubscribe": domain.SuppressedUnsubscribed, "not subscribed": domain.SuppressedUnsubscribed, "removed": domain.SuppressedUnsubscribed, "सदस्यता समाप्त": domain.SuppressedUnsubscribed, "abgemeldet": domain.SuppressedUnsubscribed,
	"bounced": domain.SuppressedBounced, "bounce": domain.SuppressedBounced, "hard bounce": domain.SuppressedBounced, "hard bounced": domain.SuppressedBounced, "cleaned": domain.SuppressedBounced, "invalid": domain.SuppressedBounced, "undeliverable": domain.SuppressedBounced,
	"complained": domain.SuppressedComplained, "complaint": domain.SuppressedComplained, "spam": domain.SuppressedComplained, "spam complaint": domain.SuppressedComplained, "junk": domain.SuppressedComplained, "abuse": domain.SuppressedComplained,
	"suppressed": domain.SuppressedManually, "blocked": domain.SuppressedManually, "blocklisted": domain.SuppressedManually, "blacklisted": domain.SuppressedManually, "do not contact": domain.SuppressedManually, "do not mail": domain.SuppressedManually, "disabled": domain.SuppressedManually,
}

// readStatus reads a mailing status; "" is somebody who may be mailed.
func readStatus(s string) (domain.SuppressionReason, bool) {
	reason, ok := statusWords[normalHeader(s)]
	return reason, ok
}

// cellText returns the cleaned text of a column, "" when the row ends before it.
func cellText(cells []sheet.Cell, index int) string {
	if index >= len(cells) {
		return ""
	}
	return cleanText(cells[index].Text)
}
