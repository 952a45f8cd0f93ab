package app

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/store"
	"github.com/kvnmail/kvnmail/backend/testkit/smtptest"
)

// line is a command line with a home and a workspace of its own.
type line struct {
	t         *testing.T
	folder    string
	workspace string
}

func newLine(t *testing.T) line {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, filepath.Join(folder, "home"))
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(folder, "no-bus"))
	return line{t, folder, filepath.Join(folder, "shop.kvnmail")}
}

func (l line) file(name, content string) string {
	l.t.Helper()
	path := filepath.Join(l.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		l.t.Fatal(err)
	}
	return path
}

// run runs a command with --json and returns the exit code and what it said.
func (l line) run(args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = runCommand(append([]string{"-w", l.workspace, "--json"}, args...), &o, &e)
	return code, o.String(), e.String()
}

// do runs a command that must succeed and reads its JSON.
func do[T any](l line, args ...string) T {
	l.t.Helper()
	code, out, errOut := l.run(args...)
	var v T
	if err := json.Unmarshal([]byte(out), &v); code != exitDone || err != nil {
		l.t.Fatalf("%v: exit %d, %v\n%s%s", args, code, err, out, errOut)
	}
	return v
}

// refused runs a command that must fail with the code and returns the sentence and fields.
func (l line) refused(code domain.Code, args ...string) (message string, fields map[string]string) {
	l.t.Helper()
	exit, out, errOut := l.run(args...)
	var v struct{ Error bridgeError }
	if err := json.Unmarshal([]byte(out), &v); exit != exitFailed || err != nil || v.Error.Code != code || v.Error.Message == "" {
		l.t.Errorf("%v: exit %d, %v, want %s\n%s%s", args, exit, err, code, out, errOut)
	}
	return v.Error.Message, v.Error.Fields
}

// number asks the file itself. Events are read out of it first, because the sealed
// ones are no rows; their ids count on in the order of person, time and adding.
func (l line) number(query string, args ...any) (n int) {
	l.t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.workspace)
	if err != nil {
		l.t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // which has the temporary table
	if strings.Contains(query, "FROM event") {
		l.unsealEvents(db)
	}
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		l.t.Fatal(err)
	}
	return n
}

// unsealEvents puts all events into a temporary table with the columns of event.
func (l line) unsealEvents(into *sql.DB) {
	l.t.Helper()
	db, err := store.Open(l.t.Context(), l.workspace)
	if err != nil {
		l.t.Fatal(err)
	}
	defer db.Close()
	rows := []string{"CREATE TEMP TABLE event (id INTEGER PRIMARY KEY, contact_id, type_id, at, p2, p7, p11); CREATE INDEX temp.by_contact ON event (contact_id, type_id)"}
	err = db.EachEvent(l.t.Context(), func(e domain.Event) error {
		row := fmt.Sprintf("INSERT INTO temp.event (contact_id, type_id, at, p2, p7, p11) VALUES (%d, %d, %d", e.ContactID, e.Type, e.At.UnixMilli())
		for _, p := range []domain.PropertyID{domain.PropMessage, domain.PropAmount, domain.PropMachine} {
			if v := e.Prop(p); v.IsSet() {
				row += fmt.Sprintf(", %d", v.Int)
			} else {
				row += ", NULL"
			}
		}
		rows = append(rows, row+")")
		return nil
	})
	if err == nil {
		_, err = into.Exec("BEGIN;" + strings.Join(rows, ";") + ";COMMIT")
	}
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l line) sample(people int) {
	l.t.Helper()
	made := do[map[string]any](l, "sample", "--people", fmt.Sprint(people), "--seed", "3", "--until", "2026-05-31")
	if made["people"] != float64(l.number("SELECT count(*) FROM contact")) || made["events"] != float64(l.number("SELECT count(*) FROM event")) || made["until"] != "2026-05-31" {
		l.t.Fatalf("sample said %v", made)
	}
}

const (
	peopleCSV = "Email,First name,City,Customer id\nasha@example.com,Asha,Pune,C1\nravi@example.com,Ravi,Mumbai,C2\nmeena@example.com,Meena,Pune,C3\nnot an address,Bad,Pune,\n"
	ordersCSV = "Order number,Email,Order date,Amount,Product\nA-1,asha@example.com,2026-01-05,1200.50,Soap\nA-2,asha@example.com,2026-02-07,800,Oil\nA-3,ravi@example.com,2026-03-09,450,Soap\n"
)

type imported struct {
	Rows, Added, Updated, Unchanged, Skipped int
	Import                                   int64
	Problems                                 []ProblemView
}

const consentJSON = `{"answer":"consent","source":"Shop form","on":"2026-01-01","wording":"Yes, send me news","proof":"form 7"}`

// shop is a workspace that is no sample, with three people who may be mailed.
func (l line) shop() {
	l.t.Helper()
	do[imported](l, "import", l.file("people.csv", peopleCSV), "--as", "people", "--permission", l.file("yes.json", consentJSON))
	db, err := store.Open(l.t.Context(), l.workspace)
	if err != nil {
		l.t.Fatal(err)
	}
	s := domain.DefaultSettings()
	s.Name, s.SenderName, s.PostalAddress, s.Unsubscribe = "Asha Stores", "Asha Stores", "1 MG Road, Pune 411001, India", "unsubscribe@shop.example"
	if err := db.SaveSettings(l.t.Context(), s); err != nil {
		l.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		l.t.Fatal(err)
	}
}

func TestImportsAccountForEveryRowAndRepeatNothing(t *testing.T) {
	l := newLine(t)
	peopleFile, orders := l.file("people.csv", peopleCSV), l.file("orders.csv", ordersCSV)
	if dry := do[imported](l, "import", peopleFile, "--as", "people", "--dry-run"); dry.Added != 3 || l.number("SELECT count(*) FROM contact") != 0 {
		t.Errorf("a dry run said %+v and left %d people", dry, l.number("SELECT count(*) FROM contact"))
	}
	first := do[imported](l, "import", peopleFile, "--as", "people")
	if first.Rows != 4 || first.Added != 3 || first.Skipped != 1 || len(first.Problems) == 0 || first.Problems[0].Row != 5 {
		t.Errorf("people: %+v", first)
	}
	sold := do[imported](l, "import", orders, "--as", "orders")
	if sold.Rows != 3 || sold.Added != 3 || l.number("SELECT sum(p7) FROM event WHERE type_id = 10") != 245050 {
		t.Errorf("orders: %+v, sum %d", sold, l.number("SELECT sum(p7) FROM event WHERE type_id = 10"))
	}
	events := l.number("SELECT count(*) FROM event")
	again, soldAgain := do[imported](l, "import", peopleFile, "--as", "people"), do[imported](l, "import", orders, "--as", "orders")
	if again.Unchanged != 3 || again.Skipped != 1 || soldAgain.Unchanged != 3 || l.number("SELECT count(*) FROM event") != events || l.number("SELECT count(*) FROM contact") != 3 {
		t.Errorf("the second time: %+v, %+v", again, soldAgain)
	}
	if list := do[[]map[string]any](l, "import", "list"); len(list) < 2 {
		t.Errorf("import list: %v", list)
	}
	person := do[personDetail](l, "person", "C1")
	if person.Events < 2 || person.Person.Email != "asha@example.com" {
		t.Errorf("person: %+v", person)
	}
	if rows := do[[]map[string]string](l, "people", "--limit", "2"); len(rows) != 2 || rows[0]["city"] != "Pune" {
		t.Errorf("people: %v", rows)
	}
}

func TestAnExportReadsBackAsWhatWasChosen(t *testing.T) {
	l := newLine(t)
	l.shop()
	rule := l.file("pune.json", `{"all":[{"type":"field","field":"city","op":"any_of","values":["Pune"]}]}`)
	for _, name := range []string{"out.xlsx", "out.csv"} {
		path := filepath.Join(l.folder, name)
		wrote := do[map[string]int](l, "export", rule, path)
		rows := readSheet(t, path)
		if wrote["rows"] != 2 || wrote["bytes"] == 0 || len(rows) != 3 || rows[0][0] != "Email" || rows[1][0] != "asha@example.com" || rows[2][0] != "meena@example.com" {
			t.Errorf("%s: %v, read back %v", name, wrote, rows)
		}
	}
}

func readSheet(t *testing.T, path string) (rows [][]string) {
	t.Helper()
	f, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := f.Rows(t.Context(), f.DefaultSheet())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for in.Next() {
		var row []string
		for _, c := range in.Row().Cells {
			row = append(row, c.Text)
		}
		rows = append(rows, row)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSuppressingSomebodyLowersWhoCanBeMailed(t *testing.T) {
	l := newLine(t)
	l.shop()
	everyone := l.file("all.json", `{"all":[{"type":"everyone"}]}`)
	if n := do[counted](l, "segment", "count", everyone); n.People != 3 || n.Mailable != 3 {
		t.Fatalf("before: %+v", n)
	}
	do[map[string]int](l, "suppress", " Asha@Example.com")
	do[map[string]int](l, "suppress", "--file", l.file("gone.txt", "C2\nstranger@example.com\n"))
	if n := do[counted](l, "segment", "count", everyone); n.People != 3 || n.Mailable != 1 {
		t.Errorf("after: %+v", n)
	}
	do[imported](l, "import", filepath.Join(l.folder, "people.csv"), "--as", "people", "--permission", filepath.Join(l.folder, "yes.json"))
	if n := do[counted](l, "segment", "count", everyone); n.Mailable != 1 {
		t.Errorf("an import lifted a suppression: %+v", n)
	}
	if entries := do[[]map[string]string](l, "consent", "C3"); len(entries) == 0 || entries[0]["action"] != "granted" || entries[0]["wording"] != "Yes, send me news" {
		t.Errorf("consent: %v", entries)
	}
}

// campaign saves a segment of everybody and drafts a campaign to it.
func (l line) campaign() string {
	l.t.Helper()
	do[map[string]any](l, "segment", "save", "Everybody", l.file("all.json", `{"all":[{"type":"everyone"}]}`))
	made := do[map[string]any](l, "campaign", "create", l.file("campaign.json", `{"name":"News","segment":"Everybody","subject":"Namaste {{ contact.first_name }}","template":"letter"}`))
	return fmt.Sprint(made["id"])
}

func (l line) account(name string, port int, more ...string) {
	l.t.Helper()
	do[map[string]any](l, append([]string{"account", "add", name, "--host", "127.0.0.1", "--port", fmt.Sprint(port), "--tls", "none", "--from", "news@shop.example"}, more...)...)
}

func TestACampaignIsCheckedRenderedAndSentOnceToEverybody(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[map[string]int](l, "suppress", "ravi@example.com")
	id := l.campaign()
	if report := do[CheckReport](l, "campaign", "check", id); len(report.Checks) == 0 {
		t.Errorf("checks: %+v", report)
	}
	mail := do[map[string]string](l, "campaign", "render", id, "--as", "asha@example.com")
	if mail["subject"] != "Namaste Asha" || !strings.Contains(mail["html"], "1 MG Road") || !strings.Contains(mail["text"], "1 MG Road") {
		t.Errorf("rendered %v", mail["subject"])
	}
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSNone})
	l.account("Shop", server.Port, "--user", smtptest.User, "--password-file", l.file("word", smtptest.Password+"\n"), "--connections", "2")
	tally := do[map[string]int](l, "send", id, "--account", "Shop")
	if tally["sent"] != 2 || tally["left_out"] != 1 || tally["refused"]+tally["unknown"]+tally["retry"]+tally["queued"] != 0 {
		t.Errorf("tally %v", tally)
	}
	to := []string{}
	for _, m := range server.Mails() {
		to = append(to, m.To)
		if !bytes.Contains(m.Raw, []byte("List-Unsubscribe:")) {
			t.Errorf("a mail without a way to unsubscribe:\n%s", m.Raw)
		}
	}
	if slices.Sort(to); !slices.Equal(to, []string{"asha@example.com", "meena@example.com"}) {
		t.Errorf("arrived at %v", to)
	}
	ledger := do[struct {
		Sent int
		Rows []LedgerRow
	}](l, "ledger", id)
	if ledger.Sent != 2 || len(ledger.Rows) != 3 {
		t.Errorf("ledger %+v", ledger)
	}
	l.refused(domain.Conflict, "send", id, "--account", "Shop")
	if len(server.Mails()) != 2 || l.number("SELECT count(*) FROM event WHERE type_id = 1") != 2 {
		t.Error("the second try sent something")
	}
}

func TestSampleMailStaysInTheOutbox(t *testing.T) {
	l := newLine(t)
	l.sample(60)
	id := l.campaign()
	tally := do[map[string]int](l, "send", id, "--account", "Outbox on this computer")
	if tally["sent"] == 0 || tally["sent"]+tally["left_out"] != 60 || l.number("SELECT count(*) FROM outbox_mail") != tally["sent"] {
		t.Errorf("tally %v, outbox %d", tally, l.number("SELECT count(*) FROM outbox_mail"))
	}
	do[map[string]any](l, "account", "add", "Real", "--host", "mail.example.com", "--tls", "starttls", "--from", "news@shop.example")
	other := do[map[string]any](l, "campaign", "create", l.file("two.json", `{"name":"Two","segment":"Everybody","subject":"Hi","template":"letter"}`))
	l.refused(domain.Blocked, "send", fmt.Sprint(other["id"]), "--account", "Real")
	if n := l.number("SELECT count(*) FROM send WHERE campaign_id = ?", other["id"]); n != 0 {
		t.Errorf("a refused start froze %d lines", n)
	}
}

func TestSendingGoesOnWhereAServerRefused(t *testing.T) {
	l := newLine(t)
	l.shop()
	id := l.campaign()
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSNone})
	word := l.file("word", "wrong")
	l.account("Shop", server.Port, "--user", smtptest.User, "--password-file", word)
	l.refused(domain.Unavailable, "send", id, "--account", "Shop")
	if n := len(server.Mails()); n != 0 {
		t.Errorf("%d mails arrived at a server that refused the password", n)
	}
	l.refused(domain.Conflict, "send", id, "--account", "Shop")
	open := l.openAccount("Shop")
	if tally := do[map[string]int](l, "send", "--resume", id); tally["sent"] != 3 {
		t.Errorf("tally %v", tally)
	}
	if len(open.Mails()) != 3 || len(server.Mails()) != 0 {
		t.Errorf("%d mails arrived, %d at the first", len(open.Mails()), len(server.Mails()))
	}
}

// openAccount makes the account one of a server that asks for no password.
func (l line) openAccount(name string) *smtptest.Server {
	l.t.Helper()
	open := smtptest.Start(l.t, smtptest.Options{TLS: domain.TLSNone, HideAuth: true})
	db, err := store.Open(l.t.Context(), l.workspace)
	if err != nil {
		l.t.Fatal(err)
	}
	defer db.Close()
	accounts, err := db.Accounts(l.t.Context())
	if err != nil {
		l.t.Fatal(err)
	}
	for _, a := range accounts {
		if a.Name == name {
			a.Port, a.User = open.Port, ""
			if _, err := db.SaveAccount(l.t.Context(), a); err != nil {
				l.t.Fatal(err)
			}
		}
	}
	return open
}

func TestUnprotectedConnectionsAreForThisComputerOnly(t *testing.T) {
	l := newLine(t)
	l.shop()
	for _, host := range []string{"mail.example.com", "192.168.1.4", "127.0.0.1.example.com"} {
		l.refused(domain.Blocked, "account", "add", "A "+host, "--host", host, "--port", "25", "--tls", "none", "--from", "a@shop.example")
	}
}

func TestWrongCallsExitWith2AndFailuresWith1(t *testing.T) {
	l := newLine(t)
	l.shop()
	for _, args := range [][]string{
		{"dance"}, {"segment"}, {"segment", "count"}, {"segment", "dance"}, {"import", "x.csv"}, {"import", "x.csv", "--as", "cats"}, {"send", "1"},
		{"send", "one", "--account", "x"}, {"sample", "--people", "0"}, {"people", "--nonsense"}, {"ledger"}, {"suppress"}, {"explain", "r.json"},
	} {
		if code, out, errOut := l.run(args...); code != exitUsage || out != "" || errOut == "" {
			t.Errorf("%v: exit %d, said %q and %q", args, code, out, errOut)
		}
	}
	bad := l.file("bad.json", `{"include":{"all":[{"type":"everyone"},{"type":"field","field":"no_such","op":"any_of","values":["x"]}]}}`)
	if _, fields := l.refused(domain.Invalid, "segment", "count", bad); fields["path"] != "/include/all/1" {
		t.Errorf("the fault is said to be at %v", fields)
	}
	l.refused(domain.Invalid, "segment", "count", l.file("worse.json", `{"all":`))
	l.refused(domain.NotFound, "segment", "count", filepath.Join(l.folder, "gone.json"))
	l.refused(domain.NotFound, "person", "nobody@example.com")
	l.refused(domain.NotFound, "ledger", "99")
	l.refused(domain.NotFound, "import", filepath.Join(l.folder, "gone.csv"), "--as", "people")
	l.refused(domain.Blocked, "sample", "--people", "5")
	l.workspace = filepath.Join(l.folder, "none.kvnmail")
	l.refused(domain.NotFound, "people")
	l.workspace = l.file("text.kvnmail", "hello")
	l.refused(domain.Invalid, "people")
}
