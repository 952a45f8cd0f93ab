package sqlgen_test

import (
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/rule/sqlgen"
)

var now = time.Date(2026, 5, 10, 6, 0, 0, 0, time.UTC)

func catalog() rule.Catalog {
	fields := append(domain.BuiltinFields(), domain.Field{ID: 30, Key: "tags", Name: "Tags", Type: domain.List}, domain.Field{ID: 20, Key: "nps", Name: "NPS", Type: domain.Number})
	segments := []domain.Segment{{ID: 7, Name: "Seven", Rule: []byte(`{"type":"event","event":"sent"}`)}}
	return rule.NewCatalog(fields, domain.BuiltinEventTypes(), domain.BuiltinProperties(), segments, domain.DefaultSettings())
}

func query(t *testing.T, text string) sqlgen.Statement {
	t.Helper()
	r, err := rule.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p, err := rule.Compile(r, catalog(), now)
	if err != nil {
		t.Fatal(err)
	}
	q, err := sqlgen.SQLite.Query(p)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// attack is put wherever a rule can hold a text of the user's.
const attack = `x') OR 1=1; DROP TABLE contact; --?$`

func TestTextsOfAUserAreArgumentsAndNeverPartOfTheQuery(t *testing.T) {
	for _, text := range []string{
		`{"type":"field","field":"city","op":"any_of","values":["A","Pune"]}`,
		`{"type":"field","field":"city","op":"contains","text":"A"}`,
		`{"type":"field","field":"city","op":"starts_with","text":"A"}`,
		`{"type":"field","field":"city","op":"ends_with","text":"A"}`,
		`{"type":"field","field":"email","part":"domain","op":"any_of","values":["A"]}`,
		`{"type":"field","field":"tags","op":"all_of","values":["A","b"]}`,
		`{"type":"event","event":"purchased","where":[{"none":[{"property":"category","op":"contains","text":"A"}]}]}`,
		`{"type":"consent","purpose":"A","basis":["A"]}`,
		`{"type":"split","name":"A","to":"10"}`,
		`{"version":1,"include":{"type":"everyone"},"always":[{"contact":1,"reason":"A"}]}`,
	} {
		q := query(t, strings.ReplaceAll(text, `"A"`, `"`+attack+`"`))
		if strings.Contains(strings.ToLower(q.SQL), "drop") {
			t.Errorf("%s: the text is in the query\n%s", text, q.SQL)
		}
		if marks := strings.Count(q.SQL, "?"); marks != len(q.Args) {
			t.Errorf("%s: %d question marks for %d arguments\n%s", text, marks, len(q.Args), q.SQL)
		}
	}
}

func TestQueriesReadAsTheyAreMeant(t *testing.T) {
	for text, want := range map[string]string{
		`{"type":"everyone"}`: "SELECT c.id FROM contact c WHERE 1 ORDER BY c.id",
		`{"version":1}`:       "SELECT c.id FROM contact c WHERE 0 ORDER BY c.id",
		`{"type":"field","field":"nps","op":"gt","value":"8","not":true}`: "SELECT c.id FROM contact c WHERE (c.f20 >= 8000001) IS NOT TRUE ORDER BY c.id",
		`{"none":[{"type":"field","field":"nps","op":"is_set"},{"type":"event","event":"purchased","count":{"op":"at_most","n":2}}]}`: "SELECT c.id FROM contact c WHERE (c.f20 IS NULL AND c.id IN " +
			"(SELECT e.contact_id FROM event e WHERE (e.type_id = 10 AND +e.at <= 1778392800000) GROUP BY e.contact_id HAVING count(*) > 2)) ORDER BY c.id",
		`{"all":[{"type":"segment","segments":[7]},{"type":"segment","segments":[7],"not":true}]}`: "WITH segment_7(id) AS MATERIALIZED (SELECT c.id FROM contact c WHERE c.id IN " +
			"(SELECT DISTINCT e.contact_id FROM event e WHERE (e.type_id = 1 AND +e.at <= 1778392800000))) " +
			"SELECT c.id FROM contact c WHERE (c.id IN (SELECT id FROM segment_7) AND c.id NOT IN (SELECT id FROM segment_7)) ORDER BY c.id",
	} {
		if got := query(t, text).SQL; got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestAnotherDatabaseIsRefused(t *testing.T) {
	p, err := rule.Compile(rule.Rule{Include: &rule.Node{Cond: &rule.Everyone{}}}, catalog(), now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (sqlgen.Dialect{}).Query(p); domain.CodeOf(err) != domain.Internal {
		t.Errorf("got %v", err)
	}
}

func TestFunctionsPassMissingValuesOn(t *testing.T) {
	for _, f := range sqlgen.Functions() {
		args := make([]any, f.NArgs)
		for i := range args {
			args[i] = ""
		}
		args[0] = nil
		if f.Name == "kvn_matches" { // the pattern comes first
			args[0], args[1] = "a", nil
		}
		got, err := f.Func(args)
		if err != nil || got != nil && got != int64(0) {
			t.Errorf("%s of nothing is %v, %v", f.Name, got, err)
		}
	}
}

func TestValuesOfAnotherTypeAreLeftOutOfRows(t *testing.T) {
	cat := catalog()
	rows := sqlgen.NewRows(cat)
	c := domain.Contact{ID: 3, Email: "Info@Example.com", Values: map[domain.FieldID]domain.Value{20: domain.TextValue("nine"), 30: domain.ListValue([]string{"B", "a"}), 99: domain.IntValue(1)}}
	row := rows.Contact(c)
	if row[2] != "info@example.com" || row[len(row)-1] != nil || row[len(row)-2] != "a\nb" || strings.Count(rows.InsertContact, "?") != len(row) {
		t.Errorf("got %v for %s", row, rows.InsertContact)
	}
	e := domain.Event{ID: 4, ContactID: 3, Type: domain.EventPurchased, At: now, Props: []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.IntValue(5)}, {ID: domain.PropCategory, Value: domain.TextValue(" Bath")}}}
	row = rows.Event(e)
	if row[4] != int64(11) || row[5] != int64(time.Sunday) || row[6+5] != "bath" || row[6+6] != nil || strings.Count(rows.InsertEvent, "?") != len(row) {
		t.Errorf("got %v for %s", row, rows.InsertEvent)
	}
}
