package app

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// text runs a command without --json.
func (l line) text(args ...string) string {
	l.t.Helper()
	var out, errOut bytes.Buffer
	if code := runCommand(append([]string{"-w", l.workspace}, args...), &out, &errOut); code != exitDone {
		l.t.Fatalf("%v: exit %d\n%s%s", args, code, &out, &errOut)
	}
	return out.String()
}

// found reads a person off the file.
func (l line) found(key string) domain.Contact {
	l.t.Helper()
	db := got[*store.DB](l.t)(store.Open(l.t.Context(), l.workspace))
	defer db.Close()
	return got[domain.Contact](l.t)(db.FindContact(l.t.Context(), key))
}

func TestTheCommandLineRemembersHowAFileWasImported(t *testing.T) {
	l := newLine(t)
	mapping := l.file("map.json", `{"columns":{"town":{"target":"field:city","onMatch":"newer"},"2":"","Since":{"target":"new:text","name":"Guest since"}},"corrections":[{"column":"Town","from":"Bombay","to":"Mumbai"},{"row":4,"leaveOut":true},{"column":"Mail","row":2,"to":"asha@gmail.com"}]}`)
	may := l.file("may.csv", "Mail,Town,First name,Since\nasha@gmial.example,Bombay,Asha,2020\nravi@example.com,Goa,Ravi,2021\nmeena@example.com,Pune,Meena,2022\n")
	first := do[imported](l, "import", may, "--as", "people", "--map", mapping)
	if first.Added != 2 || first.Skipped != 1 {
		t.Fatalf("%+v", first)
	}
	if asha := l.found("asha@gmail.com"); asha.Value(domain.FieldCity).Text != "Mumbai" || asha.Value(domain.FieldFirstName).IsSet() {
		t.Errorf("Asha is %+v", asha)
	}
	june := l.file("june.csv", "Since,First name,Mail,Town\n2024,Dev,dev@example.com,Bombay\n2021,Ravi,ravi@example.com,Agra\n")
	t.Run("and does so again", func(t *testing.T) {
		if again := do[imported](l, "import", june, "--remembered"); again.Added != 1 || again.Updated != 1 {
			t.Errorf("%+v", again)
		}
		dev, ravi := l.found("dev@example.com"), l.found("ravi@example.com")
		if dev.Value(domain.FieldFirstName).IsSet() || dev.Value(domain.FieldCity).Text != "Bombay" || ravi.Value(domain.FieldCity).Text != "Agra" {
			t.Errorf("Dev is %+v, Ravi %+v", dev, ravi)
		}
		if n := l.number("SELECT count(*) FROM field WHERE name = 'Guest since'"); n != 1 {
			t.Errorf("%d fields", n)
		}
	})
	t.Run("but not unasked", func(t *testing.T) {
		if plain := do[imported](l, "import", june, "--as", "people"); plain.Updated != 2 {
			t.Errorf("%+v", plain)
		}
		if l.found("dev@example.com").Value(domain.FieldFirstName).Text != "Dev" {
			t.Error("the names were left out")
		}
	})
	t.Run("and says so where there is nothing", func(t *testing.T) {
		l.refused(domain.NotFound, "import", l.file("other.csv", "Email,Size\na@example.com,3\n"), "--remembered")
		l.refused(domain.Conflict, "import", june, "--remembered", "--as", "orders")
	})
}

func TestAMappingFileThatIsWrongIsRefused(t *testing.T) {
	l := newLine(t)
	people := l.file("people.csv", peopleCSV)
	for name, text := range map[string]string{
		"no JSON":                `{"columns":`,
		"a word nobody knows":    `{"colums":{}}`,
		"one in a column":        `{"columns":{"City":{"tarket":"field:city"}}}`,
		"a column that is not":   `{"columns":{"Town":"field:city"}}`,
		"a correction of none":   `{"corrections":[{"from":"a","to":"b"}]}`,
		"a row left out of none": `{"corrections":[{"leaveOut":true}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			l.t = t
			l.refused(domain.Invalid, "import", people, "--as", "people", "--map", l.file("map.json", text))
		})
	}
	if help := l.text("help", "import"); !strings.Contains(help, "leaveOut") || !strings.Contains(help, "undo ID") {
		t.Errorf("the help says %q", help)
	}
}

func TestTheCommandLineTakesAnImportBack(t *testing.T) {
	l := newLine(t)
	made := do[imported](l, "import", l.file("people.csv", peopleCSV), "--as", "people", "--permission", l.file("yes.json", consentJSON))
	undone := do[map[string]any](l, "import", "undo", strconv.FormatInt(made.Import, 10))
	if undone["people_removed"] != 3.0 || undone["permissions_removed"] != 3.0 || l.number("SELECT count(*) FROM contact") != 0 {
		t.Errorf("undone: %v", undone)
	}
	l.refused(domain.Conflict, "import", "undo", strconv.FormatInt(made.Import, 10))
	l.refused(domain.NotFound, "import", "undo", "99")
	again := do[imported](l, "import", filepath.Join(l.folder, "people.csv"), "--as", "people")
	if said := l.text("import", "undo", strconv.FormatInt(again.Import, 10)); !strings.Contains(said, "people.csv was taken back: 3 people and 0 events removed") {
		t.Errorf("it says %q", said)
	}
}

func TestTheCommandLineLooksAtWatchedFiles(t *testing.T) {
	h, _, v := watchGuests(t)
	h.s.stop()
	if all := do[[]WatchView](h.line, "import", "watched"); len(all) != 1 || all[0].State != "same" || all[0].Rows != 3 {
		t.Fatalf("watched are %+v", all)
	}
	h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,gold\n")
	if all := do[[]WatchView](h.line, "import", "watched", "check"); len(all) != 1 || all[0].ImportID != 2 || h.people() != 4 {
		t.Errorf("watched are %+v", all)
	}
	h.file("guests.csv", "Email,First name,City,Tier\nasha@example.com,Asha,Pune,gold\n")
	id := strconv.FormatInt(v.ID, 10)
	if all := do[[]WatchView](h.line, "import", "watched", "check", id); all[0].State != "paused" || all[0].ImportID != 2 {
		t.Errorf("watched are %+v", all)
	}
	if all := do[[]WatchView](h.line, "import", "watched", "check", id, "--anyway"); all[0].State != "same" || all[0].ImportID != 3 || all[0].Removed != 3 {
		t.Errorf("watched are %+v", all)
	}
	if said := h.text("import", "watched"); !strings.Contains(said, "same") || !strings.Contains(said, "3 people not in it any more") {
		t.Errorf("it says %q", said)
	}
	h.refused(domain.NotFound, "import", "watched", "check", "9")
	for _, args := range [][]string{{"import", "watched", "x"}, {"import", "watched", "check", "x"}, {"import", "watched", "--anyway"}, {"import", "undo"}, {"import", "undo", "x"}} {
		if code, _, _ := h.run(args...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
