package sqlgen

import (
	"regexp"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Function is a deterministic scalar function that SQLite lacks. Arguments and
// result are nil, int64 or string; a nil first value makes the result nil.
type Function struct {
	Name  string
	NArgs int
	Func  func(args []any) (any, error)
}

// Functions returns what has to be registered before queries are asked. They
// turn values into values and decide nothing about rules.
func Functions() []Function {
	return []Function{
		{"kvn_matches", 2, matches},
		{"kvn_month_day", 2, monthDay},
		{"kvn_after", 4, after},
		{"kvn_lot", 2, lot},
		{"kvn_email_part", 2, emailPart},
		{"kvn_is_role", 1, isRole},
	}
}

var patterns, zones sync.Map // compiled and loaded once: they are few

// matches (pattern, text) reports whether an RE2 pattern is found in a text.
func matches(args []any) (any, error) {
	pattern, _ := args[0].(string)
	s, ok := args[1].(string)
	if !ok {
		return nil, nil
	}
	re, ok := patterns.Load(pattern)
	if !ok {
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			return nil, err
		}
		re, _ = patterns.LoadOrStore(pattern, compiled)
	}
	return truth(re.(*regexp.Regexp).MatchString(s)), nil
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func location(name any) (*time.Location, error) {
	s, _ := name.(string)
	if loc, ok := zones.Load(s); ok {
		return loc.(*time.Location), nil
	}
	loc, err := time.LoadLocation(s)
	if err != nil {
		return nil, err
	}
	zones.Store(s, loc)
	return loc, nil
}

// monthDay (milliseconds, zone) returns the local month times 100 plus the day of the month.
func monthDay(args []any) (any, error) {
	at, ok := args[0].(int64)
	if !ok {
		return nil, nil
	}
	loc, err := location(args[1])
	if err != nil {
		return nil, err
	}
	_, month, day := time.UnixMilli(at).In(loc).Date()
	return int64(month)*100 + int64(day), nil
}

// after (milliseconds, n, unit, zone) steps on the zone's wall clock.
func after(args []any) (any, error) {
	at, ok := args[0].(int64)
	n, okN := args[1].(int64)
	unit, okUnit := args[2].(string)
	if !ok || !okN || !okUnit {
		return nil, nil
	}
	loc, err := location(args[3])
	if err != nil {
		return nil, err
	}
	return rule.Length{N: int(n), Unit: unit}.After(at, loc), nil
}

// lot (salt, contact) returns the contact's lot, moved so that signed integers keep the order.
func lot(args []any) (any, error) {
	salt, ok := args[0].(int64)
	id, okID := args[1].(int64)
	if !ok || !okID {
		return nil, nil
	}
	return signed(rule.Lot(uint64(salt), domain.ContactID(id))), nil
}

// emailPart (address, part) returns the folded domain or provider, nil where there is none.
func emailPart(args []any) (any, error) {
	email, _ := args[0].(string)
	part, _ := args[1].(string)
	return orNil(rule.Fold(rule.EmailPart(email, part))), nil
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// isRole (address) reports whether the address belongs to a function such as info@.
func isRole(args []any) (any, error) {
	email, _ := args[0].(string)
	return truth(rule.IsRole(email)), nil
}
