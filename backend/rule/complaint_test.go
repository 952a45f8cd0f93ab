package rule_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// wrong are rules with a problem each, of every sort that can be written down.
var wrong = []string{
	`{"type":"field","field":"shoe","op":"is_set"}`,
	`{"type":"field","field":"city","op":"gt","value":"3"}`,
	`{"type":"field","field":"nps","op":"gt","value":"ten"}`,
	`{"type":"field","field":"city","op":"matches","text":"("}`,
	`{"type":"field","field":"city","part":"domain","op":"is_set"}`,
	`{"type":"field","field":"credit","other":"city","op":"gt"}`,
	`{"type":"field","field":"city","other":"skin","op":"gt"}`,
	`{"type":"event","event":"flew"}`,
	`{"type":"event","event":"purchased","count":{"op":"many","n":1}}`,
	`{"type":"event","event":"purchased","count":{"op":"exactly","n":-1}}`,
	`{"type":"event","event":"purchased","window":{"kind":"next","n":3,"unit":"day"}}`,
	`{"type":"event","event":"purchased","window":{"kind":"last","n":3,"unit":"moon"}}`,
	`{"type":"event","event":"purchased","window":{"kind":"last","n":300000,"unit":"day"}}`,
	`{"type":"event","event":"purchased","window":{"kind":"calendar","name":"someday"}}`,
	`{"type":"event","event":"purchased","window":{"kind":"when"}}`,
	`{"type":"event","event":"purchased","window":{"kind":"before","from":"soon"}}`,
	`{"type":"event","event":"purchased","where":[{"property":"wings","op":"is_set"}]}`,
	`{"type":"event","event":"purchased","where":[{"property":"device","any":[{"property":"device","op":"is_set"}]}]}`,
	`{"type":"event","event":"purchased","where":[{"property":"weekday","op":"gt","value":"1"}]}`,
	`{"type":"event","event":"purchased","where":[{"property":"weekday","op":"any_of","values":["someday"]}]}`,
	`{"type":"nth","event":"purchased","n":99999,"has":[{"property":"hour","op":"is_set"}]}`,
	`{"type":"regular","event":"purchased","of":999,"unit":"week"}`,
	`{"type":"regular","event":"purchased","of":9,"unit":"year"}`,
	`{"type":"measure","event":"purchased","measure":"sum","property":"category","op":"gt","value":"1"}`,
	`{"type":"measure","event":"purchased","measure":"depth","property":"category","op":"gt","value":"1"}`,
	`{"type":"measure","event":"purchased","measure":"count","op":"gt","value":"x"}`,
	`{"type":"recency","event":"purchased","which":"middle"}`,
	`{"type":"messages","n":9999,"action":"opened"}`,
	`{"type":"messages","n":3,"action":"sniffed"}`,
	`{"type":"sequence","which":"some","steps":[{"event":"purchased"},{"event":"visited"}]}`,
	`{"type":"sequence","steps":[{"event":"purchased","not":true,"within":{"n":1,"unit":"day"}},{"event":"visited"}]}`,
	`{"type":"habit","event":"purchased","min":-1,"is":{"property":"hour","op":"is_set"}}`,
	`{"type":"rank","end":"top","n":101,"unit":"percent","field":"credit"}`,
	`{"type":"rank","end":"side","n":1,"unit":"percent","field":"credit"}`,
	`{"type":"rank","end":"top","n":1,"unit":"percent","field":"city"}`,
	`{"type":"segment","segments":[99]}`,
	`{"type":"segment","segments":[14]}`,
	`{"type":"segment","segments":[15]}`,
	`{"type":"segment","segments":[16]}`,
	`{"type":"history","segments":[12],"change":"joined"}`,
	`{"type":"consent","purpose":"marketing","state":"maybe"}`,
	`{"type":"suppressed","reasons":["boredom"]}`,
	`{"type":"health","is":"ill"}`,
	`{"type":"health","is":"bounced","bounce":"high"}`,
	`{"type":"split","name":"spring","from":"30","to":"10"}`,
	`{"version":1,"include":{"type":"everyone"},"never":[{"contact":-1}]}`,
}

// troubled is the shop with segments that cannot be used.
func troubled(t *testing.T) rule.Catalog {
	c := shop(t)
	segments := append(slices.Clone(c.Segments),
		domain.Segment{ID: 14, Name: "Broken", Rule: []byte(`{"type":"magic"}`)},
		domain.Segment{ID: 15, Name: "Shoes", Rule: []byte(`{"type":"field","field":"shoe","op":"is_set"}`)},
		domain.Segment{ID: 16, Name: "Round", Rule: []byte(`{"type":"segment","segments":[16]}`)})
	return rule.NewCatalog(c.Fields, c.EventTypes, c.Properties, segments, c.Settings)
}

// theUsersWords are what people typed or named themselves; it stays as it is.
var theUsersWords = regexp.MustCompile(`“[^”]*”|Credit limit|Credit|Skin type|Tags|Birthday`)

func TestProblemsAndNoticesAreSaidInEveryLanguage(t *testing.T) {
	texts := append(slices.Clone(wrong), `{"version":1}`, `{"all":[{"type":"everyone"},{"any":[]}]}`)
	for _, says := range slices.Sorted(maps.Keys(halfFilled)) {
		texts = append(texts, halfFilled[says])
	}
	latin := regexp.MustCompile(`[a-z]{4,}`)
	cat := troubled(t)
	var b strings.Builder
	for _, text := range texts {
		b.WriteString(text + "\n")
		for _, language := range languages {
			problems, notices := rule.Check(parse(t, text), cat.In(language))
			if len(problems)+len(notices) != 1 {
				t.Fatalf("%s: got %+v and %+v", text, problems, notices)
			}
			message := ""
			for _, p := range problems {
				message = p.Message
			}
			for _, n := range notices {
				message = n.Message
			}
			b.WriteString(language + "  " + message + "\n")
			if language == "hi" && latin.MatchString(theUsersWords.ReplaceAllString(message, "")) {
				t.Errorf("%s: English words in %s", text, message)
			}
		}
		b.WriteString("\n")
	}
	golden(t, "problems.golden", b.String())
}

func TestACircleIsFoundInEveryLanguage(t *testing.T) {
	for _, language := range languages {
		err := rule.FindCircle(12, "VIP customers", parse(t, `{"type":"segment","segments":[12]}`), shop(t).In(language))
		if domain.CodeOf(err) != domain.Blocked {
			t.Errorf("%s: got %v", language, err)
		}
	}
}

// formats lists the texts this package says of rules: the literals given to problem, unfinished and say.
func formats(t *testing.T) []string {
	t.Helper()
	var out []string
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if literal, isText := call.Args[0].(*ast.BasicLit); ok && isText && slices.Contains([]string{"problem", "unfinished"}, method.Sel.Name) {
				text, _ := strconv.Unquote(literal.Value)
				out = append(out, text)
			}
			return true
		})
	}
	return out
}

func TestEveryProblemHasItsHindi(t *testing.T) {
	all := formats(t)
	if len(all) < 70 {
		t.Fatalf("found only %d", len(all))
	}
	verbs := regexp.MustCompile(`%[a-z]`)
	for _, format := range all {
		own := rule.HindiComplaint(format)
		if own == format || len(verbs.FindAllString(own, -1)) != len(verbs.FindAllString(format, -1)) {
			t.Errorf("%q is said as %q", format, own)
		}
	}
}
