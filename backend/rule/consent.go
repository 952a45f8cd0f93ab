package rule

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Consent asks how a contact's permission for a purpose stands: the latest entry
// of the ledger up to the instant is State (granted when empty), on one of some
// bases (any when there are none), made in Window.
type Consent struct {
	Purpose domain.Purpose       `json:"purpose"`
	State   domain.ConsentAction `json:"state,omitempty" enum:"granted,withdrawn"`
	Basis   []string             `json:"basis,omitempty"`
	Window  *Window              `json:"window,omitempty"`
}

// ConsentLeaf is a Consent made ready. Basis is folded and sorted.
type ConsentLeaf struct {
	Purpose domain.Purpose
	State   domain.ConsentAction
	Basis   []string
	In      Span
	Window  *Window // where In comes from
}

// Kind returns "consent".
func (*Consent) Kind() string { return "consent" }

// Trait returns the chip's key.
func (c *Consent) Trait() string { return "consent:" + string(c.Purpose) }

func (c *Consent) resolve(r *resolver) Leaf {
	if c.Purpose == "" {
		r.unfinished("Choose what the permission is for.")
		return nil
	}
	leaf := ConsentLeaf{Purpose: c.Purpose, State: c.State}
	switch c.State {
	case "":
		leaf.State = domain.Granted
	case domain.Granted, domain.Withdrawn:
	default:
		r.problem("Permission is granted or withdrawn, not %q. Choose one of the two.", c.State)
		return nil
	}
	for _, b := range c.Basis {
		leaf.Basis = append(leaf.Basis, Fold(b))
	}
	slices.Sort(leaf.Basis)
	span, ok := r.pastWindow(c.Window)
	if !ok {
		return nil
	}
	leaf.In, leaf.Window = span, c.Window
	return leaf
}

// Basic reports whether a folded basis will do.
func (l ConsentLeaf) Basic(folded string) bool {
	_, found := slices.BinarySearch(l.Basis, folded)
	return found || len(l.Basis) == 0
}

func (l ConsentLeaf) find(s *subject) finding {
	var latest domain.ConsentEntry
	f := finding{}
	for _, e := range s.person.Consents {
		if e.Purpose == l.Purpose && e.At.UnixMilli() <= s.asOf {
			latest, f.known = e, true
		}
	}
	if !f.known {
		return f
	}
	f.at, f.names = latest.At, []string{string(latest.Action), latest.Basis}
	f.match = latest.Action == l.State && l.Basic(Fold(latest.Basis)) && l.In.Has(latest.At.UnixMilli())
	return f
}

func (l ConsentLeaf) facts(v voice, f finding) string { return v.consentFacts(l, f) }

func (v english) consentFacts(l ConsentLeaf, f finding) string {
	if !f.known {
		return "Never asked"
	}
	text := choose(f.names[0] == string(domain.Withdrawn), "Granted", "Withdrawn") + " on " + v.instant(f.at)
	if f.names[1] != "" {
		text += " (" + strings.ReplaceAll(f.names[1], "_", " ") + ")"
	}
	return text
}

func (c *Consent) tokens(v voice, not bool) []Token { return v.consent(c, not) }

func (v english) consent(c *Consent, not bool) []Token {
	verb := choose(not, "have given permission for", "have not given permission for")
	if c.State == domain.Withdrawn {
		verb = choose(not, "have withdrawn permission for", "have not withdrawn permission for")
	}
	out := []Token{{verb, "not"}, {v.orChoose(string(c.Purpose)), "values"}}
	if len(c.Basis) > 0 {
		out = append(out, Token{"on the basis of " + v.list(namesOf(c.Basis, basisWords), "or"), "values"})
	}
	return append(out, v.someWindow(c.Window)...)
}

var basisWords = map[string]string{"consent": "consent", "existing_customer": "being an existing customer"}
