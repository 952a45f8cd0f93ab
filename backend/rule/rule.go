package rule

import (
	"encoding/json"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Version is the version of the rule document this package writes.
const Version = 1

// Rule is a segment's definition: members are the people of Include who are
// not in Exclude, and those of Always, without those of Never. A nil lane is
// empty.
type Rule struct {
	Version int   `json:"version"`
	Include *Node `json:"include,omitempty"`
	Exclude *Node `json:"exclude,omitempty"`
	Always  []Pin `json:"always,omitempty"`
	Never   []Pin `json:"never,omitempty"`
}

// Mode says how a group joins its nodes; a condition has none.
type Mode string

// The modes of a group.
const (
	All  Mode = "all"
	Any  Mode = "any"
	None Mode = "none" // none of these match
)

// Node is a group (Mode set) or a condition (Cond set). ID is the interface's
// name for it. Muted leaves the node out without deleting it.
type Node struct {
	ID    string
	Not   bool
	Muted bool
	Mode  Mode
	Kids  []*Node
	Cond  Condition
}

// Parse reads a rule document, or a bare node as the include lane. It fails on
// JSON that is no rule, with the path of the node at fault.
func Parse(data []byte) (Rule, error) {
	if err := small(data); err != nil {
		return Rule{}, err
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err != nil {
		return Rule{}, domain.Errorf(domain.Invalid, "This is not a segment rule. Open or build the segment again: %w", err)
	}
	p := parser{left: maxNodes}
	if isNode(top) {
		node, err := p.node(data, "/include", 1)
		return Rule{Version: Version, Include: node}, err
	}
	if raw, ok := top["version"]; ok && string(raw) != strconv.Itoa(Version) {
		return Rule{}, domain.Errorf(domain.Invalid, "This rule was made by a newer KVN Mail. Update KVN Mail to use it.")
	}
	r := Rule{Version: Version}
	var err error
	if r.Include, err = p.lane(top["include"], "/include"); err != nil {
		return Rule{}, err
	}
	if r.Exclude, err = p.lane(top["exclude"], "/exclude"); err != nil {
		return Rule{}, err
	}
	if r.Always, err = parsePins(top["always"], "/always"); err != nil {
		return Rule{}, err
	}
	r.Never, err = parsePins(top["never"], "/never")
	return r, err
}

func isNode(top map[string]json.RawMessage) bool {
	for _, key := range []string{"type", "all", "any", "none"} {
		if _, ok := top[key]; ok {
			return true
		}
	}
	return false
}

// parser reads nodes; left is how many more there may be.
type parser struct{ left int }

func (p *parser) lane(raw json.RawMessage, path string) (*Node, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	return p.node(raw, path, 1)
}

// shape is what every node may carry.
type shape struct {
	ID    string             `json:"id,omitempty"`
	Not   bool               `json:"not,omitempty"`
	Muted bool               `json:"muted,omitempty"`
	Type  string             `json:"type,omitempty"`
	All   *[]json.RawMessage `json:"all,omitempty"`
	Any   *[]json.RawMessage `json:"any,omitempty"`
	None  *[]json.RawMessage `json:"none,omitempty"`
}

func (p *parser) node(raw json.RawMessage, path string, depth int) (*Node, error) {
	if depth > MaxDepth {
		return nil, tooDeep(path)
	}
	if p.left--; p.left < 0 {
		return nil, tooBig(path)
	}
	var s shape
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, unreadable(path, err)
	}
	n := &Node{ID: s.ID, Not: s.Not, Muted: s.Muted}
	for mode, kids := range map[Mode]*[]json.RawMessage{All: s.All, Any: s.Any, None: s.None} {
		if kids == nil {
			continue
		}
		if n.Mode != "" || s.Type != "" {
			return nil, domain.ErrorAt(domain.Invalid, path, "This part of the rule is two things at once. Remove it and add it again.")
		}
		n.Mode = mode
		if err := p.kids(n, *kids, path, depth); err != nil {
			return nil, err
		}
	}
	if n.Mode != "" {
		return n, nil
	}
	cond, err := parseCondition(s.Type, raw, path)
	n.Cond = cond
	return n, err
}

func (p *parser) kids(n *Node, kids []json.RawMessage, path string, depth int) error {
	n.Kids = []*Node{}
	for i, raw := range kids {
		kid, err := p.node(raw, kidPath(path, n.Mode, i), depth+1)
		if err != nil {
			return err
		}
		n.Kids = append(n.Kids, kid)
	}
	return nil
}

func kidPath(path string, mode Mode, i int) string { return KidPath(path, mode, i) }

// KidPath returns the path of a group's node number i, from 0.
func KidPath(path string, mode Mode, i int) string {
	return path + "/" + string(mode) + "/" + strconv.Itoa(i)
}

const tooDeepFormat = "Groups are nested more than %d deep here. Lift some rules out of their groups."

func tooDeep(path string) *domain.Error {
	return domain.ErrorAt(domain.Invalid, path, tooDeepFormat, MaxDepth)
}

func unreadable(path string, err error) *domain.Error {
	return domain.ErrorAt(domain.Invalid, path, "This part of the rule cannot be read. Remove it and add it again: %w", err)
}

// UnmarshalJSON reads what Parse reads.
func (r *Rule) UnmarshalJSON(data []byte) error {
	parsed, err := Parse(data)
	if err == nil {
		*r = parsed
	}
	return err
}

// JSON returns the rule's document. Parse(r.JSON()) gives r again.
func (r Rule) JSON() []byte {
	type plain Rule
	r.Version = Version
	return mustJSON(plain(r))
}

// MarshalJSON writes the node as its part of the rule document.
func (n *Node) MarshalJSON() ([]byte, error) {
	head, err := json.Marshal(shape{ID: n.ID, Not: n.Not, Muted: n.Muted, Type: n.kind()})
	if err != nil {
		return nil, err
	}
	var body []byte
	if n.Mode != "" {
		kids := n.Kids
		if kids == nil {
			kids = []*Node{}
		}
		body, err = json.Marshal(map[Mode][]*Node{n.Mode: kids})
	} else if n.Cond != nil {
		body, err = json.Marshal(n.Cond)
	}
	if err != nil || len(body) <= 2 {
		return head, err
	}
	if len(head) <= 2 {
		return body, nil
	}
	return append(append(head[:len(head)-1], ','), body[1:]...), nil
}

func (n *Node) kind() string {
	if n.Cond == nil {
		return ""
	}
	return n.Cond.Kind()
}

// JSON returns the node's part of the rule document.
func (n *Node) JSON() []byte { return mustJSON(n) }

func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // only strings, numbers and bools go in
	}
	return data
}
