package app

import (
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// segmentReport writes what is known about a segment as a workbook: its numbers,
// what each of its rules does, its size day by day, and what it shares with the
// other segments.
func (x *exporter) segmentReport(path string, g domain.Segment) (ExportResult, error) {
	count, err := x.studio.Count(x.ctx, string(g.Rule))
	if err != nil {
		return ExportResult{}, err
	}
	return x.file(path, func(out *sheet.Writer) error {
		for i, write := range []func(*sheet.Writer, domain.Segment, segment.RuleCount) error{x.segmentOverview, x.segmentRules, x.segmentDays, x.segmentOverlap} {
			x.progress(int64(i), 4, "")
			if err := write(out, g, count); err != nil {
				return err
			}
		}
		return nil
	})
}

// fact is a line of an overview: what, and a cell.
type fact struct {
	what string
	cell sheet.Cell
}

func (x *exporter) writeFacts(out *sheet.Writer, name string, facts []fact) error {
	if err := out.Begin(name, x.words.what, x.words.value); err != nil {
		return err
	}
	for _, f := range facts {
		if f.cell.Text == "" {
			continue
		}
		if err := out.Write([]sheet.Cell{textCell(f.what), f.cell}); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) segmentOverview(out *sheet.Writer, g domain.Segment, count segment.RuleCount) error {
	sentence, err := x.studio.Sentence(string(g.Rule))
	if err != nil {
		return err
	}
	uses, err := usesOfSegments(x.ctx, x.db, x.studio.Catalog())
	if err != nil {
		return err
	}
	used := each(uses[g.ID], func(u UseView) string { return u.Name })
	w := x.words
	facts := []fact{
		{w.name, textCell(g.Name)}, {w.sentence, textCell(sentence)}, {w.version, countCell(g.Version)}, {w.changed, momentCell(g.UpdatedAt, x.zone)},
		{w.frozenSince, momentCell(g.FrozenAt, x.zone)}, {w.usedIn, textCell(strings.Join(used, ", "))}, {w.writtenAt, momentCell(x.now, x.zone)},
	}
	if !g.FrozenAt.IsZero() {
		ids, err := x.db.OpenMembers(x.ctx, g.ID)
		if err != nil {
			return err
		}
		people, mailable := x.studio.Tally(ids)
		return x.writeFacts(out, w.overview, append(facts, fact{w.people, countCell(people)}, fact{w.mayBeMailed, countCell(mailable)}))
	}
	return x.writeFacts(out, w.overview, append(facts,
		fact{w.everybody, countCell(count.Contacts)}, fact{w.people, countCell(count.People)}, fact{w.mayBeMailed, countCell(count.Mailable)}, fact{w.noAddress, countCell(count.NoAddress)},
		fact{w.noConsent, countCell(count.NoConsent)}, fact{w.suppressed, countCell(count.Suppressed)}, fact{w.paused, countCell(count.Paused)}))
}

// segmentRules writes the funnel: what each rule finds, and what it leaves.
func (x *exporter) segmentRules(out *sheet.Writer, _ domain.Segment, count segment.RuleCount) error {
	w := x.words
	if err := out.Begin(w.rules, w.rule, w.lane, w.alone, w.before, w.left, w.without); err != nil {
		return err
	}
	nodes := map[string]segment.NodeCount{}
	for _, n := range count.Nodes {
		nodes[n.Path] = n
	}
	for _, clause := range count.Clauses {
		lane := w.include
		if strings.HasPrefix(clause.Path, "/exclude") {
			lane = w.leaveOut
		}
		cells := []sheet.Cell{textCell(clause.Text), textCell(lane)}
		if n, counted := nodes[clause.Path]; counted {
			cells = append(cells, countCell(n.Alone), countCell(n.Before), countCell(n.Left), countCell(n.Without))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) segmentDays(out *sheet.Writer, g domain.Segment, _ segment.RuleCount) error {
	w := x.words
	history, err := historyView(x.ctx, x.db, g.ID, x.now)
	if err != nil {
		return err
	}
	if err := out.Begin(w.byDay, w.day, w.people, w.entered, w.leftDay); err != nil {
		return err
	}
	for _, day := range history.Days {
		if day.Size < 0 {
			continue // before its record begins
		}
		if err := out.Write([]sheet.Cell{{Kind: sheet.Date, Text: day.Date}, countCell(day.Size), countCell(day.Entered), countCell(day.Left)}); err != nil {
			return err
		}
	}
	return nil
}

// segmentOverlap writes how many people each other segment has in common with it.
func (x *exporter) segmentOverlap(out *sheet.Writer, g domain.Segment, count segment.RuleCount) error {
	w := x.words
	if err := out.Begin(w.overlap, w.segment, w.theirPeople, w.inBoth, w.share); err != nil {
		return err
	}
	all, err := x.db.Segments(x.ctx)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.ID == g.ID {
			continue
		}
		cells := []sheet.Cell{textCell(other.Name)}
		shared, err := x.studio.Common(x.ctx, memberOf(int64(g.ID)), []string{memberOf(int64(other.ID))})
		if err != nil {
			return err
		}
		if n := shared[0]; n >= 0 {
			theirs, err := x.studio.Headcount(x.ctx, memberOf(int64(other.ID)))
			if err != nil {
				return err
			}
			cells = append(cells, countCell(theirs.People), countCell(n), shareCell(n, count.People))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

// shareCell is a part of a whole in percent, to a tenth.
func shareCell(part, whole int) sheet.Cell {
	if whole == 0 {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Number, Text: strconv.FormatFloat(float64(part*1000/whole)/10, 'f', -1, 64)}
}
