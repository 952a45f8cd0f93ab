package importer

import (
	"sort"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// maxProblems is how many problems are kept in full; all of them are counted.
const maxProblems = 10_000

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
	"too_many_cells": "The row has more cells than the header has columns; what is beyond them was set aside. Look for a stray separator in the row.",
}

// account keeps the books of a run.
type account struct {
	tally    domain.ImportTally
	problems []domain.RowProblem
	count    int
	byReason map[reasonKey]int
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

// problem records one thing wrong with a row.
func (a *account) problem(row int, column, value, code string, skip bool) {
	a.count++
	if a.byReason == nil {
		a.byReason = map[reasonKey]int{}
	}
	a.byReason[reasonKey{code, skip}]++
	if len(a.problems) < maxProblems {
		a.problems = append(a.problems, domain.RowProblem{Row: row, Column: column, Value: value, Code: code, Message: reasons[code], Skipped: skip})
	}
}

func (a *account) reasons() []Reason {
	var out []Reason
	for key, rows := range a.byReason {
		out = append(out, Reason{Code: key.code, Message: reasons[key.code], Rows: rows, Skipped: key.skipped})
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Rows != out[j].Rows {
			return out[i].Rows > out[j].Rows
		}
		return out[i].Code < out[j].Code
	})
	return out
}
