package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// choicesFormat numbers the form in which choices are kept.
const choicesFormat = 1

// Choices are what was decided for a file, by the names of its columns, so that they fit
// any file that has these columns, in whatever order.
type Choices struct {
	Format       int
	Kind         domain.ImportKind
	Event        string `json:",omitempty"`
	MatchOn      string
	OnMatch      string
	DateOrder    string
	Reading      ReadOptions // only what is not as KVN Mail would guess it
	Columns      []NamedChoice
	Replacements []Replacement `json:",omitempty"`
	Permission   Permission
}

// NamedChoice is what was decided for the column with the key.
type NamedChoice struct {
	Key     string
	Name    string // as the file writes it
	Target  string
	As      string // name of a new field
	OnMatch string `json:",omitempty"`
}

// Replacement replaces every cell of the column with the key that reads From.
type Replacement struct{ Key, From, To string }

// Encode writes choices down.
func (c Choices) Encode() (string, error) {
	c.Format = choicesFormat
	raw, err := json.Marshal(c)
	return string(raw), err
}

// DecodeChoices reads what Encode wrote. Choices of a newer program are Invalid.
func DecodeChoices(text string) (Choices, error) {
	var c Choices
	if err := json.Unmarshal([]byte(text), &c); err != nil || c.Format != choicesFormat {
		return Choices{}, because(err, domain.Errorf(domain.Invalid, "The settings of this import cannot be read by this version of KVN Mail. Choose the file again."))
	}
	return c, nil
}

// nameless begins the key of a column that has no name.
const nameless = "#"

// keys names every column in a way that survives another order and another spelling:
// lower-case words, and the how-manieth of that name it is. Columns of a file without a
// header are named by their places.
func (s *survey) keys() []string {
	keys, times := make([]string, len(s.columns)), map[string]int{}
	for i, c := range s.columns {
		name := normalHeader(c.name)
		if name == "" || !c.named {
			name = nameless + strconv.Itoa(i+1)
		}
		times[name]++
		if keys[i] = name; times[name] > 1 {
			keys[i] += "#" + strconv.Itoa(times[name])
		}
	}
	return keys
}

// telling returns the keys that tell a file from others, sorted: those of columns with a
// name, or all where there is no header. A cell too many in some row makes no other file.
func telling(keys []string) []string {
	named := slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return strings.HasPrefix(key, nameless) })
	if len(named) == 0 {
		named = slices.Clone(keys)
	}
	slices.Sort(named)
	return named
}

// fingerprint is the same for all files whose columns have the same names.
func fingerprint(keys []string) string {
	sum := sha256.Sum256([]byte(strings.Join(telling(keys), "\x00")))
	return hex.EncodeToString(sum[:])
}

// likeness is the share of all names of two files that both have.
func likeness(a, b []string) float64 {
	a, b = telling(a), telling(b)
	both := 0
	for _, key := range a {
		if slices.Contains(b, key) {
			both++
		}
	}
	return float64(both) / float64(max(len(a)+len(b)-both, 1))
}

func (c Choices) keys() []string {
	keys := make([]string, len(c.Columns))
	for i, one := range c.Columns {
		keys[i] = one.Key
	}
	return keys
}

// choices puts the plan of a run in terms of names. What stands in single rows is not in
// them: the next file has other rows.
func (r *run) choices(reading ReadOptions) Choices {
	p, keys := r.plan, r.survey.keys()
	c := Choices{Kind: p.Kind, Event: p.Event, MatchOn: p.MatchOn, OnMatch: p.OnMatch, DateOrder: p.DateOrder, Reading: reading, Permission: p.Permission}
	chosen := map[int]ColumnChoice{}
	for _, m := range p.Mapping {
		chosen[m.Index] = m
	}
	for i, column := range r.survey.columns {
		m := chosen[i]
		c.Columns = append(c.Columns, NamedChoice{Key: keys[i], Name: column.name, Target: m.Target, As: m.Name, OnMatch: m.OnMatch})
	}
	for _, one := range p.Corrections {
		if one.Row == 0 && one.Index >= 0 && one.Index < len(keys) {
			c.Replacements = append(c.Replacements, Replacement{keys[one.Index], one.From, one.To})
		}
	}
	return c
}

// plan puts choices in terms of the columns of a file that has the keys.
func (c Choices) plan(path string, keys []string) Plan {
	p := Plan{Path: path, Options: c.Reading, Kind: c.Kind, Event: c.Event, MatchOn: c.MatchOn, OnMatch: c.OnMatch, DateOrder: c.DateOrder, Permission: c.Permission}
	for i, key := range keys {
		if at := c.at(key); at >= 0 {
			one := c.Columns[at]
			p.Mapping = append(p.Mapping, ColumnChoice{Index: i, Target: one.Target, Name: one.As, OnMatch: one.OnMatch})
		}
		for _, one := range c.Replacements {
			if one.Key == key {
				p.Corrections = append(p.Corrections, Correction{Index: i, From: one.From, To: one.To})
			}
		}
	}
	return p
}

// at is the index of the choice for a column, -1 without one.
func (c Choices) at(key string) int {
	return slices.IndexFunc(c.Columns, func(one NamedChoice) bool { return one.Key == key })
}

// keptPermission is an answer about permission as it is written down.
type keptPermission struct {
	Format     int
	Permission Permission
}

// Encode writes an answer down.
func (p Permission) Encode() (string, error) {
	raw, err := json.Marshal(keptPermission{choicesFormat, p})
	return string(raw), err
}

// DecodePermission reads what Encode wrote. An answer of a newer program is Invalid.
func DecodePermission(text string) (Permission, error) {
	var kept keptPermission
	if err := json.Unmarshal([]byte(text), &kept); err != nil || kept.Format != choicesFormat {
		return Permission{}, because(err, domain.Errorf(domain.Invalid, "The settings of this import cannot be read by this version of KVN Mail. Choose the file again."))
	}
	return kept.Permission, nil
}
