package conformance_test

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestAPairComesBackFromTheCorpus(t *testing.T) {
	w := conformance.NewWorkspace(4, 9)
	p := conformance.Pair{Workspace: 4, Contacts: 9, Rule: conformance.NewRule(77, w)}
	name, err := p.Save(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	again, err := conformance.LoadPair(name)
	if err != nil || again.Workspace != 4 || again.Contacts != 9 || string(again.Rule.JSON()) != string(p.Rule.JSON()) {
		t.Errorf("got %+v, %v", again, err)
	}
}

func TestAWorkspaceIsTheSameForTheSameSeed(t *testing.T) {
	if a, b := conformance.NewWorkspace(8, 25), conformance.NewWorkspace(8, 25); !reflect.DeepEqual(a, b) {
		t.Error("two workspaces of one seed differ")
	}
}

func TestTheCorpusCanBeRead(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(corpus, "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("found %d, %v", len(names), err)
	}
	for _, name := range names {
		if _, err := conformance.LoadPair(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
