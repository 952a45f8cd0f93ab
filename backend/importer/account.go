package importer

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// maxProblems is how many problems of one code are kept in full. All of them are
// counted, and all can be written to a file.
const maxProblems = 2000

// outcome is what became of a row.
type outcome uint8

const (
	unchanged outcome = iota
	updated
	added
	skipped
)

// reasons are the words for every code, with what to do.
var reasons = map[string]string{
	"no_person":      "The row names no customer, so it belongs to nobody. Fill in an email or customer id and import the file again.",
	"bad_email":      "This is not an email address that mail can reach. Correct it and import the file again.",
	"email_taken":    "This email already belongs to another person, so it was not given to this one. Check which of the two is right.",
	"id_taken":       "This customer id already belongs to another person, so it was not given to this one. Check which of the two is right.",
	"bad_date":       "This cannot be read as a date in the order of its column. Write it like 2026-01-31.",
	"no_date":        "The row has no date, so nobody can say when it happened. Fill it in and import the file again.",
	"bad_number":     "This cannot be read as a number. Write it with digits and at most one decimal sign.",
	"bad_bool":       "This is neither yes nor no. Write yes or no.",
	"bad_status":     "This mailing status is not known, so it was set aside. Use subscribed, unsubscribed, bounced or complained.",
	"no_address":     "The row says that this person must not be mailed but has no email, so there is no address to protect.",
	"error_cell":     "The cell holds an error of the spreadsheet instead of a value. Repair the formula and import the file again.",
	"left_out":       "You left this row out.",
	emailNoAt:        "This email has no @ sign, so it is no address. Correct it and import the file again.",
	emailTwoAts:      "This email has two @ signs, so mail cannot reach it. Correct it and import the file again.",
	emailNoDot:       "This email has no dot behind the @ and cannot be reached. Correct it and import the file again.",
	emailSpaces:      "This email has a space inside, so mail cannot reach it. Correct it and import the file again.",
	emailFake:        "This email was made up to fill a form and belongs to nobody. Find the right one, or leave the row out.",
	manyEmails:       "The cell holds more than one email. The first one was taken.",
	emailTypo:        "This email probably has a typing mistake in its domain. It came in as it is; check it.",
	roleAddress:      "This is the mailbox of a task and not of a person, such as info@. It came in as it is.",
	badPhone:         "This is not a phone number that can be called, so it was set aside. Write it with the country in front, like +91 98765 43210.",
	phoneLost:        "A spreadsheet program has rounded this phone number, and its last digits are gone. Make the column text in the source and export it again.",
	manyPhones:       "The cell holds more than one phone number. The first one was taken.",
	headerAgain:      "This row is the header again, so it is nobody's. Nothing is lost.",
	totalRow:         "This row holds totals of the other rows, so it is nobody's. Nothing is lost.",
	strangeKey:       "This cell holds a value under a name that the rows at the beginning of the file do not have, so it was set aside.",
	notPaid:          "This order was not paid, was canceled or is only a draft, so it does not count as bought.",
	"hidden_row":     "The row is hidden in the spreadsheet, and you chose to leave hidden rows out.",
	"damaged_row":    "The row is damaged in the file, so its values cannot be trusted. Open the file in your spreadsheet program, save it again and import that copy.",
	"too_many_cells": "The row has more cells than the header has columns; what is beyond them was set aside. Look for a stray separator in the row.",
}

// told are the codes of what came in all the same: nobody has to mend it, though a typing mistake is worth a look.
var told = map[string]bool{roleAddress: true, emailTypo: true, headerAgain: true, totalRow: true, notPaid: true, "left_out": true, "hidden_row": true}

// account keeps the books of a run.
type account struct {
	tally    domain.ImportTally
	problems []domain.RowProblem
	marks    []problemMark
	byReason map[reasonKey]*Reason
	repeats  []Repeat
}

// problemMark is a problem in few bytes: all of a run are kept, in the order of rows.
type problemMark struct {
	row     int32
	index   int16
	skipped bool
	code    string
}

type reasonKey struct {
	code    string
	skipped bool
}

func (a *account) close(o outcome) {
	a.tally.Rows++
	switch o {
	case added:
		a.tally.Added++
	case updated:
		a.tally.Updated++
	case skipped:
		a.tally.Skipped++
	default:
		a.tally.Unchanged++
	}
}

// problem records one thing wrong with a row. The caller fills in where and what.
func (a *account) problem(p domain.RowProblem) {
	key := reasonKey{p.Code, p.Skipped}
	if a.byReason == nil {
		a.byReason = map[reasonKey]*Reason{}
	}
	reason := a.byReason[key]
	if reason == nil {
		reason = &Reason{Code: p.Code, Message: reasons[p.Code], Skipped: p.Skipped, Told: told[p.Code]}
		a.byReason[key] = reason
	}
	reason.Rows++
	if p.Suggestion != "" {
		reason.Suggested++
	}
	a.marks = append(a.marks, problemMark{int32(p.Row), int16(p.Index), p.Skipped, p.Code})
	if reason.Rows <= maxProblems {
		p.Message, p.Value = reasons[p.Code], strings.Clone(p.Value) // not the whole line it stands in
		a.problems = append(a.problems, p)
	}
}

func (a *account) reasons() []Reason {
	var out []Reason
	for _, reason := range a.byReason {
		out = append(out, *reason)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Rows != out[j].Rows {
			return out[i].Rows > out[j].Rows
		}
		return out[i].Code < out[j].Code
	})
	return out
}

// ReasonSentences returns every sentence that [Reason.Message] can be.
func ReasonSentences() []string { return slices.Sorted(maps.Values(reasons)) }
