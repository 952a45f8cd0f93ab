package importer

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// How sure a remembered choice is: of a file with the same columns, and of one with
// nearly the same.
const (
	sureRemembered   = 99
	nearlyRemembered = 85
)

// alike is the least share of names that two files have in common for the choices of one
// to be offered for the other.
const alike = 0.8

// Remembered says which earlier choices an Inspection offers. Nobody is mailed because of
// them: the answer about permission is not among the choices, only its words.
type Remembered struct {
	Name       string // of the file they were used for
	UsedAt     time.Time
	Same       bool       // the columns are the same
	New        []string   // columns that the choices say nothing of
	Gone       []string   // columns that they are about and the file does not have
	Permission Permission // the answer of that time
}

// Recall is [Inspect] that offers what was chosen for a file with the same columns, or
// with nearly the same, in the place of guesses. kept are all such choices, the newest
// first.
func Recall(ctx context.Context, path string, opt ReadOptions, existing []domain.Field, kept []domain.ImportMemory) (Inspection, error) {
	s, err := look(ctx, path, opt)
	if err != nil {
		return Inspection{}, err
	}
	defer func() { s.file.Close() }()
	memory, choices, ok := s.recall(kept)
	if opt.Fresh {
		ok = false
	}
	if other, found := s.recallReading(ctx, path, opt, kept); found && !opt.Fresh {
		s.file.Close()
		s = other
		memory, choices, ok = s.recall(kept)
	}
	if !ok {
		return s.inspection(path, opt, s.guessKind(), orBuiltin(existing)), nil
	}
	out := s.inspection(path, opt, s.guessAs(choices.Kind), orBuiltin(existing))
	s.offer(&out, memory, choices)
	return out, nil
}

// recall finds the choices for a file with these columns, or else with nearly the same.
func (s *survey) recall(kept []domain.ImportMemory) (domain.ImportMemory, Choices, bool) {
	if s.header < 0 {
		return domain.ImportMemory{}, Choices{}, false
	}
	keys := s.keys()
	want, best, closest := fingerprint(keys), -1, 0.0
	for i, m := range kept {
		c, err := DecodeChoices(m.Choices)
		if err != nil {
			continue // of a newer program
		}
		like := likeness(c.keys(), keys)
		if m.Fingerprint == want {
			return m, c, true
		}
		if like >= alike && like > closest {
			best, closest = i, like
		}
	}
	if best < 0 {
		return domain.ImportMemory{}, Choices{}, false
	}
	c, err := DecodeChoices(kept[best].Choices)
	return kept[best], c, err == nil
}

// recallReading reads the file as it was read when it looked like this the last time:
// another sheet, another row of names. The caller closes the survey that was found.
func (s *survey) recallReading(ctx context.Context, path string, opt ReadOptions, kept []domain.ImportMemory) (*survey, bool) {
	if opt.Sheet != "" || opt.Encoding != "" || opt.Delimiter != "" || opt.HeaderRow != 0 {
		return nil, false // somebody chose
	}
	seen := fingerprint(s.keys())
	for _, m := range kept {
		if m.Seen == "" && m.Fingerprint == seen {
			return nil, false
		}
		c, err := DecodeChoices(m.Choices)
		if m.Seen != seen || err != nil {
			continue
		}
		reading := c.Reading
		reading.Password = opt.Password
		other, err := look(ctx, path, reading)
		if err != nil {
			continue
		}
		if fingerprint(other.keys()) == m.Fingerprint {
			return other, true
		}
		other.file.Close()
	}
	return nil, false
}

// offer puts remembered choices in the place of guesses.
func (s *survey) offer(out *Inspection, m domain.ImportMemory, c Choices) {
	keys, plan := s.keys(), &out.Choices
	out.Remembered = &Remembered{Name: m.Name, UsedAt: m.UsedAt, Same: m.Fingerprint == fingerprint(keys), Permission: c.Permission}
	sure := nearlyRemembered
	if out.Remembered.Same {
		sure = sureRemembered
	}
	s.offerColumns(out, c, sure)
	for _, one := range c.Columns {
		if !slices.Contains(keys, one.Key) && one.Target != "" {
			out.Remembered.Gone = append(out.Remembered.Gone, one.Name)
		}
	}
	plan.Event, plan.OnMatch = c.Event, c.OnMatch
	plan.Options.HiddenRows = cmp.Or(plan.Options.HiddenRows, c.Reading.HiddenRows)
	if out.maps(toEmail) && c.MatchOn == MatchEmail || out.maps(toExternal) && c.MatchOn == MatchExternalID {
		plan.MatchOn = c.MatchOn
	}
	plan.Permission = Permission{Purpose: c.Permission.Purpose, Source: c.Permission.Source, Wording: c.Permission.Wording, Language: c.Permission.Language}
	s.offerDates(plan, c.DateOrder)
}

// offerColumns gives every column that is remembered its meaning; what is left of the
// guesses gives way where it would be there twice.
func (s *survey) offerColumns(out *Inspection, c Choices, sure int) {
	keys, used := s.keys(), map[string]bool{}
	for i := range out.Columns {
		at := c.at(keys[i])
		if at < 0 || !out.knows(c.Columns[at].Target) {
			continue
		}
		one := c.Columns[at]
		out.Columns[i].Target, out.Columns[i].Confidence = one.Target, sure
		out.Choices.Mapping[i].Target, out.Choices.Mapping[i].OnMatch = one.Target, one.OnMatch
		if one.As != "" {
			out.Choices.Mapping[i].Name = one.As
		}
		used[one.Target] = true
	}
	for i, column := range s.columns {
		at := c.at(keys[i])
		if at >= 0 && out.knows(c.Columns[at].Target) {
			continue
		}
		if at < 0 && column.named {
			out.Remembered.New = append(out.Remembered.New, column.name)
		}
		if target := out.Columns[i].Target; used[target] && !strings.HasPrefix(target, "new:") {
			g := column.fresh(c.Kind)
			out.Columns[i].Target, out.Columns[i].Confidence, out.Choices.Mapping[i].Target = g.target, g.confidence, g.target
		}
	}
}

// knows reports whether a column can still become that.
func (i Inspection) knows(target string) bool {
	return target == "" || strings.HasPrefix(target, "new:") || strings.HasPrefix(target, "event:") ||
		slices.ContainsFunc(i.Targets, func(t Target) bool { return t.Key == target })
}

func (i Inspection) maps(target string) bool {
	return slices.ContainsFunc(i.Choices.Mapping, func(m ColumnChoice) bool { return m.Target == target })
}

// offerDates settles how dates are read: as the file itself shows, else as the last time.
func (s *survey) offerDates(plan *Plan, remembered string) {
	plan.DateOrder, plan.AskDates = "", false
	for i, c := range s.columns {
		if !wantsDate(plan.Mapping[i].Target) || !c.isDate() {
			continue
		}
		plan.AskDates = plan.AskDates || c.doubt
		if plan.DateOrder == "" && !c.doubt && c.ordered > 0 {
			plan.DateOrder = orderNames[c.order]
		}
	}
	if plan.AskDates {
		plan.DateOrder = remembered
	}
}

// remember keeps what is to be known of the file later: the choices, for the next file
// like it, and the content, for who watches it.
func (r *run) remember(id domain.ImportID, at time.Time) error {
	reading, seen := r.ownReading()
	keys := r.survey.keys()
	c := r.choices(reading)
	watched := c
	watched.Permission, c.Replacements = Permission{}, nil
	text, err := watched.Encode()
	if err != nil {
		return err
	}
	path, err := filepath.Abs(r.plan.Path)
	if err != nil {
		return err
	}
	r.content.Path, r.content.Kind, r.content.Rows, r.content.Choices = path, r.plan.Kind, r.tally.Rows, text
	r.content.Fingerprint, r.content.Import, r.content.At = fingerprint(keys), id, at
	r.content.People = r.people.known.inFile()
	if err := r.tx.ImportedFile(r.content); err != nil || r.survey.header < 0 {
		return err
	}
	if text, err = c.Encode(); err != nil {
		return err
	}
	return r.tx.RememberImport(domain.ImportMemory{
		Fingerprint: r.content.Fingerprint, Seen: seen, Name: filepath.Base(r.plan.Path), Columns: len(telling(keys)), Choices: text, UsedAt: at,
	})
}

// ownReading returns what of the way the file was read is not as KVN Mail would guess,
// and which columns a guess would have shown then.
func (r *run) ownReading() (own ReadOptions, seen string) {
	s := r.survey
	if s.file.Format() == sheet.XLSX && s.sheet != s.file.DefaultSheet() {
		own.Sheet = s.sheet
	}
	if guess, err := sheet.Open(r.plan.Path, sheet.Options{}); s.file.Format() != sheet.XLSX && err == nil {
		if guess.Encoding() != s.file.Encoding() {
			own.Encoding = s.file.Encoding()
		}
		if guess.Delimiter() != s.file.Delimiter() {
			own.Delimiter = s.file.Delimiter()
		}
		guess.Close()
	}
	if s.guessed != s.header && !(s.merged && s.guessed == s.header-1) {
		own.HeaderRow = s.header
	}
	asGuessed := own.Sheet+own.Encoding+own.Delimiter == "" && own.HeaderRow == 0
	own.HiddenRows = r.plan.Options.HiddenRows
	if asGuessed {
		return own, ""
	}
	plain, err := look(r.ctx, r.plan.Path, ReadOptions{Password: r.plan.Options.Password})
	if err != nil {
		return own, ""
	}
	defer plain.file.Close()
	return own, fingerprint(plain.keys())
}
