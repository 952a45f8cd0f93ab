package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// sentencesIn finds the formats of errors that the window can show: those of every
// package, without tests and without what only the command line says.
func sentencesIn(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "cli") || strings.Contains(path, "testkit") || strings.Contains(path, "sqlgen") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				found = append(found, formatOf(call)...)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// formatOf returns the format that a call of domain.Errorf or domain.ErrorAt is given as a literal.
func formatOf(call *ast.CallExpr) []string {
	at := map[string]int{"Errorf": 1, "ErrorAt": 2}
	name := ""
	switch fn := call.Fun.(type) {
	case *ast.SelectorExpr:
		if from, ok := fn.X.(*ast.Ident); ok && from.Name == "domain" {
			name = fn.Sel.Name
		}
	case *ast.Ident:
		name = fn.Name
	}
	place, ok := at[name]
	if !ok || len(call.Args) <= place {
		return nil
	}
	literal := literalOf(call.Args[place])
	if literal == nil {
		return nil
	}
	format, err := strconv.Unquote(literal.Value)
	if err != nil || !regexp.MustCompile(`[A-Za-z]{3}`).MatchString(regexp.MustCompile(`%\w`).ReplaceAllString(format, "")) {
		return nil
	}
	return []string{format}
}

// literalOf returns a literal, or the one that a constant of the same file names.
func literalOf(e ast.Expr) *ast.BasicLit {
	if name, ok := e.(*ast.Ident); ok && name.Obj != nil {
		if constant, ok := name.Obj.Decl.(*ast.ValueSpec); ok && len(constant.Values) == 1 {
			e = constant.Values[0]
		}
	}
	literal, _ := e.(*ast.BasicLit)
	return literal
}

func TestEverySentenceOfAnErrorIsThereInHindi(t *testing.T) {
	all := slices.Concat(sentencesIn(t, "."), sentencesIn(t, "../backend"), importer.ReasonSentences(), importer.Sayings(), importer.QuestionSentences(), titles, watchNotes, slices.Collect(maps.Values(keptReasons)))
	if len(all) < 100 {
		t.Fatalf("only %d sentences were found", len(all))
	}
	for _, format := range all {
		if hindiSentences[format] == "" {
			t.Errorf("no Hindi for %q", format)
		}
	}
	for format := range hindiSentences {
		if !slices.Contains(all, format) && format != internalMessage {
			t.Errorf("nobody says %q any more", format)
		}
	}
}

func TestHindiSentencesFillInTheSameThings(t *testing.T) {
	verbs := regexp.MustCompile(`%(\[\d+\])?[a-zA-Z]`)
	count := func(format string) []string {
		found := verbs.FindAllString(format, -1)
		for i := range found {
			found[i] = found[i][len(found[i])-1:]
		}
		slices.Sort(found)
		return found
	}
	for english, hindi := range hindiSentences {
		if !slices.Equal(count(english), count(hindi)) {
			t.Errorf("%q and %q fill in different things", english, hindi)
		}
	}
}

func TestAnErrorSpeaksTheLanguageOfTheInterface(t *testing.T) {
	defer spoken.set("en")
	refused := func() error {
		return domain.Errorf(domain.Conflict, "This segment is used in %s. Choose another one there, or put its rule in its place, then delete it.", "“A”")
	}
	spoken.set("hi")
	if got := toBridge(refused()).Message; !strings.Contains(got, "“A” में इस्तेमाल") {
		t.Errorf("in Hindi it says %q", got)
	}
	spoken.set("en")
	if got := toBridge(refused()).Message; got != "This segment is used in “A”. Choose another one there, or put its rule in its place, then delete it." {
		t.Errorf("in English it says %q", got)
	}
}
