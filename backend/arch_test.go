package backend_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/kvnmail/kvnmail"

// mayImport says which of the product's packages each package may import
// directly. Test helpers (testkit) may import everything.
var mayImport = map[string][]string{
	"domain":           {},
	"rule":             {"domain"},
	"rule/sqlgen":      {"rule", "domain"},
	"engine":           {"domain", "rule"},
	"segment":          {"domain", "rule", "engine", "segment/template"},
	"segment/template": {"domain", "rule"},
	"sheet":            {"domain"},
	"importer":         {"domain", "sheet", "comply"},
	"compose":          {"domain", "rule"},
	"campaign":         {"domain", "segment", "compose", "comply"},
	"comply":           {"domain"},
	"deliver":          {"domain", "comply", "compose"},
	"smtp":             {"domain", "deliver"},
	"store":            {"domain", "rule"},
	"secret":           {"domain"},
	"job":              {"domain"},
	"sample":           {"domain"},
	"bench":            {"domain", "rule", "engine", "segment", "sample", "sheet"}, // measures what a user waits for
}

// owners are the only packages of the product that may import these directly.
var owners = map[string][]string{
	"database/sql":                  {"store"},
	"modernc.org/sqlite":            {"store"},
	"github.com/xuri/excelize/v2":   {"sheet", "bench"}, // bench compares with it
	"github.com/wneessen/go-mail":   {"smtp"},
	"github.com/emersion/go-smtp":   {"smtp"},
	"github.com/zalando/go-keyring": {"secret"},
	"github.com/wailsapp/wails/v2":  {},
	"github.com/osteele/liquid":     {"compose"},
}

// directImports lists each package under a path with what it imports, tests left out.
func directImports(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, pattern)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		imports[strings.TrimPrefix(words[0], module+"/backend/")] = words[1:]
	}
	return imports
}

func TestImportDirections(t *testing.T) {
	for pkg, imports := range directImports(t, "./...") {
		if strings.HasPrefix(pkg, "testkit") || pkg == module+"/backend" {
			continue
		}
		t.Run(pkg+" imports only what its place in the house allows", func(t *testing.T) {
			allowed, known := mayImport[pkg]
			if !known {
				t.Fatalf("backend/%s has no place in the house: add it to mayImport with a reason", pkg)
			}
			for _, imp := range imports {
				checkImport(t, pkg, imp, allowed)
			}
		})
	}
}

func checkImport(t *testing.T, pkg, imp string, allowed []string) {
	t.Helper()
	if name, ours := strings.CutPrefix(imp, module+"/backend/"); ours && !slices.Contains(allowed, name) {
		t.Errorf("backend/%s must not import backend/%s", pkg, name)
	}
	if imp == module+"/app" || imp == module+"/frontend" {
		t.Errorf("backend/%s must not import %s", pkg, imp)
	}
	for library, by := range owners {
		if (imp == library || strings.HasPrefix(imp, library+"/")) && !slices.Contains(by, pkg) {
			t.Errorf("backend/%s must not import %s", pkg, imp)
		}
	}
}
