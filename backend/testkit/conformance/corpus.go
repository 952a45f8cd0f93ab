package conformance

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// Pair is a rule asked of the workspace of a seed and a size. As JSON it is what
// a corpus keeps; the rule itself is in it, because rules drawn from a seed
// change with this package.
type Pair struct {
	Workspace uint64    `json:"workspace"`
	Contacts  int       `json:"contacts"`
	Rule      rule.Rule `json:"-"`
}

type pairFile struct {
	Pair
	Rule json.RawMessage `json:"rule"`
}

// Save writes the pair into a corpus and returns the file's name.
func (p Pair) Save(corpus string) (string, error) {
	data, err := json.MarshalIndent(pairFile{p, p.Rule.JSON()}, "", "\t")
	if err != nil {
		return "", err
	}
	h := fnv.New64a()
	h.Write(data)
	name := filepath.Join(corpus, fmt.Sprintf("%016x.json", h.Sum64()))
	if err := os.MkdirAll(corpus, 0o755); err != nil {
		return "", err
	}
	return name, os.WriteFile(name, append(data, '\n'), 0o644)
}

// LoadPair reads a file of a corpus.
func LoadPair(name string) (Pair, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Pair{}, err
	}
	var f pairFile
	if err := json.Unmarshal(data, &f); err != nil {
		return Pair{}, err
	}
	f.Pair.Rule, err = rule.Parse(f.Rule)
	return f.Pair, err
}

// replay compares the pairs of a corpus.
func replay(t *testing.T, build func(*Workspace) (Evaluator, error), corpus string, c *Coverage) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(corpus, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		p, err := LoadPair(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s := &session{w: NewWorkspace(p.Workspace, p.Contacts), coverage: c, pair: p}
		if err := s.open(build); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s.compare(t)
	}
}
