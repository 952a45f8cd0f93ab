package app

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// resultStates are the states of a mail in the order of reports.
var resultStates = []domain.SendState{
	domain.SendSent, domain.SendRefused, domain.SendUnknown, domain.SendRetry, domain.SendQueued, domain.SendClaimed, domain.SendLeftOut,
}

// campaignReport writes what became of a campaign: the counts of each state, why
// people were left out, how each segment fared, and everybody's line with the
// server's own words. A text file takes the lines alone.
func (x *exporter) campaignReport(path string, c domain.Campaign) (ExportResult, error) {
	if c.State == domain.CampaignDraft {
		return ExportResult{}, domain.Errorf(domain.Blocked, "This campaign was not sent yet, so there is nothing to report. Send it first.")
	}
	total := 0
	return x.file(path, func(out *sheet.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".xlsx") {
			people, reasons, err := x.ledgerGroups(c)
			if err != nil {
				return err
			}
			for _, ids := range people {
				total += len(ids)
			}
			if err := x.campaignSheets(out, c, people, reasons); err != nil {
				return err
			}
		}
		return x.campaignPeople(out, c, total)
	})
}

// ledgerGroups reads who is in each state, and how many were left out for each reason.
func (x *exporter) ledgerGroups(c domain.Campaign) (map[domain.SendState][]domain.ContactID, map[string]int, error) {
	people, reasons := map[domain.SendState][]domain.ContactID{}, map[string]int{}
	err := x.db.EachSend(x.ctx, c.ID, func(page []domain.Send) error {
		for _, send := range page {
			people[send.State] = append(people[send.State], send.ContactID)
			if send.State == domain.SendLeftOut {
				reasons[send.Reason]++
			}
		}
		return x.ctx.Err()
	})
	return people, reasons, err
}

func (x *exporter) campaignSheets(out *sheet.Writer, c domain.Campaign, people map[domain.SendState][]domain.ContactID, reasons map[string]int) error {
	w := x.words
	audience := ""
	if g, err := x.db.Segment(x.ctx, c.SegmentID); err == nil {
		audience = g.Name
	} else if domain.CodeOf(err) != domain.NotFound {
		return err
	}
	facts := []fact{{w.name, textCell(c.Name)}, {w.subject, textCell(c.Subject)}, {w.audience, textCell(audience)}, {w.sentAt, momentCell(c.SentAt, x.zone)}, {w.writtenAt, momentCell(x.now, x.zone)}}
	for _, state := range resultStates {
		if n := len(people[state]); n > 0 || state == domain.SendSent {
			facts = append(facts, fact{w.states[state], countCell(n)})
		}
	}
	if err := x.writeFacts(out, w.campaign, facts); err != nil {
		return err
	}
	if err := out.Begin(w.leftOut, w.reason, w.people); err != nil {
		return err
	}
	for _, reason := range slices.SortedFunc(maps.Keys(reasons), func(a, b string) int { return reasons[b] - reasons[a] }) {
		if err := out.Write([]sheet.Cell{textCell(x.reason(reason)), countCell(reasons[reason])}); err != nil {
			return err
		}
	}
	return x.campaignSegments(out, people)
}

// reason says in words why somebody was left out.
func (x *exporter) reason(key string) string {
	if words := x.words.reasons[key]; words != "" {
		return words
	}
	return key
}

// campaignSegments writes, for every saved segment, what became of the mails to
// the people who are in it now.
func (x *exporter) campaignSegments(out *sheet.Writer, people map[domain.SendState][]domain.ContactID) error {
	header := append([]string{x.words.segment}, each(resultStates, func(s domain.SendState) string { return x.words.states[s] })...)
	if err := out.Begin(x.words.bySegment, header...); err != nil {
		return err
	}
	segments, err := x.db.Segments(x.ctx)
	if err != nil {
		return err
	}
	groups := each(resultStates, func(s domain.SendState) []domain.ContactID { return people[s] })
	counts, err := x.studio.Spread(x.ctx, groups, each(segments, func(g domain.Segment) string { return memberOf(int64(g.ID)) }))
	if err != nil {
		return err
	}
	for i, g := range segments {
		if err := out.Write(append([]sheet.Cell{textCell(g.Name)}, each(counts[i], countCell)...)); err != nil {
			return err
		}
	}
	return nil
}

// campaignPeople writes the ledger, a line for each person.
func (x *exporter) campaignPeople(out *sheet.Writer, c domain.Campaign, total int) error {
	w := x.words
	if err := out.Begin(w.people, w.email, w.customer, w.name, w.result, w.reason, w.reply, w.attempts, w.at, w.nextTry); err != nil {
		return err
	}
	done := 0
	return x.db.EachSend(x.ctx, c.ID, func(page []domain.Send) error {
		contacts, err := x.db.Contacts(x.ctx, each(page, func(s domain.Send) domain.ContactID { return s.ContactID }))
		if err != nil {
			return err
		}
		byID := map[domain.ContactID]domain.Contact{}
		for _, who := range contacts {
			byID[who.ID] = who
		}
		for _, send := range page {
			if err := out.Write(x.sendCells(send, byID[send.ContactID])); err != nil {
				return err
			}
		}
		done += len(page)
		x.progress(int64(done), int64(total), "")
		return x.ctx.Err()
	})
}

func (x *exporter) sendCells(send domain.Send, who domain.Contact) []sheet.Cell {
	cells := []sheet.Cell{
		textCell(who.Email), textCell(who.ExternalID), textCell(who.Name()), textCell(x.words.states[send.State]), textCell(x.reason(send.Reason)), textCell(send.Reply),
		countCell(send.Attempts), momentCell(send.UpdatedAt, x.zone), {},
	}
	if send.State == domain.SendRetry {
		cells[8] = momentCell(send.RetryAt, x.zone)
	}
	return cells
}
