package importer

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// presetsText describes the exports of well-known tools.
//
//go:embed data/presets.txt
var presetsText string

// preset is a tool whose exports are known by their headers.
type preset struct {
	name    string
	kind    domain.ImportKind
	event   string
	needs   []string // normalised headers that are all there
	any     []string // of which one is there
	columns map[string]guess
}

// surePreset is how sure a known tool's column is.
const surePreset = 98

var presets = sync.OnceValue(func() []preset { return readPresets(presetsText) })

func readPresets(text string) []preset {
	var out []preset
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			out = append(out, preset{name: strings.Trim(line, "[]"), columns: map[string]guess{}})
		default:
			out[len(out)-1].read(line)
		}
	}
	return out
}

// read takes up one line of a preset's description.
func (p *preset) read(line string) {
	if header, rest, ok := strings.Cut(line, "="); ok {
		target, name, _ := strings.Cut(rest, " : ")
		p.columns[normalHeader(header)] = guess{strings.TrimSpace(target), surePreset, strings.TrimSpace(name)}
		return
	}
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "kind":
		p.kind = domain.ImportKind(rest)
	case "event":
		p.event = rest
	case "needs":
		p.needs = headerList(rest)
	case "any":
		p.any = headerList(rest)
	}
}

func headerList(text string) []string {
	var out []string
	for name := range strings.SplitSeq(text, "|") {
		out = append(out, normalHeader(name))
	}
	return out
}

// presetOf finds the tool that wrote a file: of those that fit, the one that needs most.
func presetOf(s *survey) *preset {
	there := map[string]bool{}
	for _, c := range s.columns[:s.width] {
		if c.named {
			there[normalHeader(c.name)] = true
		}
	}
	var best *preset
	for i := range presets() {
		p := &presets()[i]
		if p.fits(there) && (best == nil || len(p.needs) > len(best.needs)) {
			best = p
		}
	}
	return best
}

func (p *preset) fits(there map[string]bool) bool {
	for _, name := range p.needs {
		if !there[name] {
			return false
		}
	}
	for _, name := range p.any {
		if there[name] {
			return true
		}
	}
	return len(p.any) == 0
}

// guess returns what the tool's column is; known is false for columns it does not
// always write, such as fields that its user has made.
func (p *preset) guess(c *column) (g guess, known bool) {
	g, known = p.columns[normalHeader(c.name)]
	if known && (c.filled == 0 || g.target == "") {
		return guess{}, true
	}
	if known && mayDiffer(g.target) && !fits(c, g.target) {
		return guess{}, false
	}
	return g, known
}

// mayDiffer reports whether values decide against a known tool. Columns that say who
// may be mailed are never lost for a word that is not understood.
func mayDiffer(target string) bool {
	return target != toState && !strings.HasPrefix(target, "status:") && !strings.HasPrefix(target, "permission:")
}

// Presets returns the names of the tools whose exports are known.
func Presets() []string {
	var out []string
	for _, p := range presets() {
		out = append(out, p.name)
	}
	return out
}
