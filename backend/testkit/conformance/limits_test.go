package conformance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// many is n nodes of JSON in a row; %d in the text is the number of each.
func many(n int, text string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strings.ReplaceAll(text, "%d", fmt.Sprint(i))
	}
	return strings.Join(parts, ",")
}

// largest are rules at the limits of what package rule lets pass.
func largest() map[string]string {
	filters := many(199, `{"property":"category","op":"any_of","values":["Pune %d","Pune"],"not":true}`)
	return map[string]string{
		"500 conditions in one group":        `{"any":[` + many(500, `{"type":"event","event":"purchased","count":{"op":"exactly","n":%d},"where":[{"property":"category","op":"contains","text":"a%d"}]}`) + `]}`,
		"500 conditions none of which holds": `{"none":[` + many(500, `{"type":"field","field":"nps","op":"eq","value":"%d"}`) + `]}`,
		"groups 16 deep": strings.Repeat(`{"not":true,"any":[{"type":"field","field":"vip","op":"is_true"},`, 15) + `{"type":"event","event":"sent"}` +
			strings.Repeat(`]}`, 15),
		"199 filters":               `{"type":"event","event":"purchased","where":[` + filters + `]}`,
		"filters 15 deep":           `{"type":"event","event":"purchased","where":[` + strings.Repeat(`{"none":[{"property":"hour","op":"gt","value":"12"},`, 14) + `{"property":"machine","op":"is_true"}` + strings.Repeat(`]}`, 14) + `]}`,
		"2,000 values":              `{"type":"field","field":"city","op":"any_of","values":["Pune",` + many(2000, `"City %d"`) + `]}`,
		"400 periods":               `{"type":"regular","event":"sent","of":400,"unit":"day","count":{"op":"at_least","n":2}}`,
		"20 steps":                  `{"type":"sequence","steps":[` + many(20, `{"event":"sent"}`) + `]}`,
		"10,000 people in and out":  `{"version":1,"include":{"type":"everyone"},"always":[` + many(10_000, `{"contact":1%d}`) + `],"never":[` + many(10_000, `{"contact":2%d}`) + `]}`,
		"300 values of one list":    `{"type":"field","field":"tags","op":"none_of","values":["gold",` + many(300, `"tag %d"`) + `]}`,
		"the last 1,000 mails":      `{"type":"messages","n":1000,"action":"opened"}`,
		"the 10,000th of something": `{"type":"nth","event":"sent","n":-10000,"has":[{"property":"message","op":"is_set"}]}`,
	}
}

func TestSQLiteAnswersTheLargestRules(t *testing.T) {
	t.Parallel()
	w := conformance.NewWorkspace(11, 60)
	evaluate, err := ask(t)(w)
	if err != nil {
		t.Fatal(err)
	}
	people := w.People()
	for name, text := range largest() {
		t.Run(name, func(t *testing.T) {
			r, err := rule.Parse([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			want, err := w.Members(r, people, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			got, err := evaluate(t.Context(), r, w.AsOf)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("got %v (%.300v), want %v", got, err, want)
			}
		})
	}
}

// Five segments that each ask twice about the one before: the text of the query
// holds each once.
func TestSQLiteAnswersSegmentsInSegments(t *testing.T) {
	t.Parallel()
	w := conformance.NewWorkspace(12, 30)
	segments := []domain.Segment{{ID: 100, Name: "0", Rule: []byte(`{"type":"event","event":"sent"}`)}}
	for i := 1; i <= 5; i++ {
		text := fmt.Sprintf(`{"any":[{"type":"segment","segments":[%d]},{"type":"segment","segments":[%d],"not":true}]}`, 99+i, 99+i)
		segments = append(segments, domain.Segment{ID: domain.SegmentID(100 + i), Name: fmt.Sprint(i), Rule: []byte(text)})
	}
	w.Catalog = rule.NewCatalog(w.Catalog.Fields, w.Catalog.EventTypes, w.Catalog.Properties, segments, w.Catalog.Settings)
	evaluate, err := ask(t)(w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := rule.Parse([]byte(`{"type":"segment","segments":[105]}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := evaluate(t.Context(), r, w.AsOf); err != nil || len(got) != len(w.Contacts) {
		t.Fatalf("got %v, %v", got, err)
	}
}
