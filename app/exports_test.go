package app

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/store"
)

// exporterOf makes an exporter of a session's workspace that reports to nobody.
func exporterOf(t *testing.T, s *session, language string) *exporter {
	t.Helper()
	w, studio, err := s.studio()
	if err != nil {
		t.Fatal(err)
	}
	x, err := newExporter(t.Context(), w.db, studio, language, s.clock.Now(), func(int64, int64, string) {})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// sheetsOf reads a file: the rows of each sheet, cells separated by bars.
func sheetsOf(t *testing.T, path string) map[string][]string {
	t.Helper()
	f := got[*sheet.File](t)(sheet.Open(path, sheet.Options{}))
	defer f.Close()
	out := map[string][]string{}
	for _, info := range f.Sheets() {
		rows := got[*sheet.Rows](t)(f.Rows(t.Context(), info.Name))
		for rows.Next() {
			out[info.Name] = append(out[info.Name], strings.Join(each(rows.Row().Cells, func(c sheet.Cell) string { return c.Text }), "|"))
		}
		if rows.Err() != nil {
			t.Fatal(rows.Err())
		}
		rows.Close()
	}
	return out
}

// puneOf saves the segment of those in Pune, one of whom may not be mailed.
func puneOf(t *testing.T, s *session) domain.Segment {
	t.Helper()
	b := &People{s}
	ended(t, s, b)(b.StopMailing(PeopleSelection{IDs: []int64{2}}))
	saved := got[SegmentView](t)((&Segments{s}).Save(0, "Pune: all", ofPune))
	return got[domain.Segment](t)(s.savedSegment(saved.ID))
}

func TestAFileOfASegmentSaysWhoMayBeMailed(t *testing.T) {
	s, _ := tableOf(t)
	g := puneOf(t, s)
	for _, name := range []string{"people.xlsx", "people.csv"} {
		path := filepath.Join(t.TempDir(), name)
		made := got[ExportResult](t)(exporterOf(t, s, "en").segment(path, g))
		var rows []string
		for _, rows = range sheetsOf(t, path) {
		}
		head := strings.Split(rows[0], "|")
		may := slices.Index(head, "May be mailed")
		if made.Rows != 4 || made.File != name || len(made.Notes) != 0 || head[0] != "Email" || may < 5 || head[may+1] != "Why not" {
			t.Errorf("%s: %+v, header %v", name, made, head)
		}
		asha, bela := strings.Split(rows[1], "|"), strings.Split(rows[2], "|")
		if asha[0] != "asha@example.com" || asha[may] != "yes" || bela[0] != "bela@example.com" || bela[may] != "no" || bela[may+1] != "Bounced or unsubscribed" {
			t.Errorf("%s: %q, %q", name, asha, bela)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || info.Size() != made.Bytes {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestAFileOfAFrozenSegmentHasItsMembersAndOneOfAnUnfinishedRuleIsRefused(t *testing.T) {
	s, _ := tableOf(t)
	g := puneOf(t, s)
	got[SegmentView](t)((&Segments{s}).Freeze(int64(g.ID)))
	w, err := s.current()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.db.SaveSegment(t.Context(), domain.Segment{ID: g.ID, Name: g.Name, Rule: []byte(`{"version":1}`)}); err == nil {
		t.Log("a frozen segment took another rule")
	}
	g = got[domain.Segment](t)(s.savedSegment(int64(g.ID)))
	path := filepath.Join(t.TempDir(), "frozen.csv")
	if made := got[ExportResult](t)(exporterOf(t, s, "en").segment(path, g)); made.Rows != 4 {
		t.Errorf("%+v", made)
	}
	half := domain.Segment{Name: "Half", Rule: []byte(`{"version":1,"include":{"id":"c","type":"field","field":"city","op":"any_of","values":[]}}`)}
	if _, err := exporterOf(t, s, "en").segment(path, half); domain.CodeOf(err) != domain.Blocked {
		t.Errorf("got %v", err)
	}
}

func TestAReportOfASegmentHasItsNumbersRulesDaysAndOverlap(t *testing.T) {
	s, _ := tableOf(t)
	g := puneOf(t, s)
	got[SegmentView](t)((&Segments{s}).Save(0, "Everybody", `{"version":1,"include":{"type":"everyone"}}`))
	path := filepath.Join(t.TempDir(), "report.xlsx")
	got[ExportResult](t)(exporterOf(t, s, "en").segmentReport(path, g))
	sheets := sheetsOf(t, path)
	for name, want := range map[string][]string{
		"Overview": {"What|Value", "Name|Pune: all", "Who is in it|People who live in Pune.", "Everybody|6", "People|4", "May be mailed|3", "Unsubscribed or bounced|1"},
		"Rules":    {"Rule|Part|Match it alone|Before it|Left after it|In the segment without it", "live in Pune|Include|4|6|4|0"},
		"By day":   {"Day|People|Entered|Left"},
		"Overlap":  {"Segment|People in it|In both|Share of this segment, percent", "Everybody|6|4|100"},
	} {
		for _, line := range want {
			if !slices.Contains(sheets[name], line) {
				t.Errorf("%s lacks %q:\n%s", name, line, strings.Join(sheets[name], "\n"))
			}
		}
	}
	if days := sheets["By day"]; len(days) > 2 { // its record begins today, or has not begun
		t.Errorf("days before its record began: %q", days)
	}
	if _, err := exporterOf(t, s, "en").segmentReport(filepath.Join(t.TempDir(), "report.csv"), g); domain.CodeOf(err) != domain.Invalid {
		t.Errorf("a report as csv: %v", err)
	}
	got[ExportResult](t)(exporterOf(t, s, "hi").segmentReport(path, g))
	if hindi := sheetsOf(t, path); len(hindi["नियम"]) != 2 || len(hindi["सार"]) == 0 {
		t.Errorf("in Hindi: %v", hindi)
	}
}

func TestAReportOfACampaignHasEverybodysLine(t *testing.T) {
	s, _ := tableOf(t)
	g := puneOf(t, s)
	w, err := s.current()
	if err != nil {
		t.Fatal(err)
	}
	c := got[domain.Campaign](t)(w.db.SaveCampaign(t.Context(), domain.Campaign{Name: "Monsoon", State: domain.CampaignDraft, SegmentID: g.ID, Subject: "=Hello", Document: []byte(`{}`)}))
	x := exporterOf(t, s, "en")
	path := filepath.Join(t.TempDir(), "report.xlsx")
	if _, err := x.campaignReport(path, c); domain.CodeOf(err) != domain.Blocked {
		t.Errorf("a draft: %v", err)
	}
	sends := []domain.Send{
		{ContactID: 1, State: domain.SendQueued}, {ContactID: 2, State: domain.SendLeftOut, Reason: domain.Suppressed.String()}, {ContactID: 3, State: domain.SendQueued}, {ContactID: 4, State: domain.SendQueued},
	}
	if err := w.db.FreezeAudience(t.Context(), c.ID, sends); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 5, 31, 4, 30, 0, 0, time.UTC)
	claimed := got[[]domain.Send](t)(w.db.ClaimSends(t.Context(), c.ID, 2, at))
	claimed[0].State, claimed[0].Reply, claimed[0].Attempts = domain.SendSent, "250 ok", 1
	claimed[1].State, claimed[1].Reply, claimed[1].Attempts = domain.SendRefused, "550 =cmd|' /C calc'!A0", 1
	if err := w.db.FinishSends(t.Context(), claimed); err != nil {
		t.Fatal(err)
	}
	c = got[domain.Campaign](t)(w.db.Campaign(t.Context(), c.ID))
	made := got[ExportResult](t)(x.campaignReport(path, c))
	sheets := sheetsOf(t, path)
	for name, want := range map[string][]string{
		"Campaign":   {"Name|Monsoon", "Subject|=Hello", "Audience|Pune: all", "Sent|1", "Refused|1", "Waiting|1", "Left out|1"},
		"Left out":   {"Unsubscribed or bounced|1"},
		"By segment": {"Pune: all|1|1|0|0|1|0|1"},
		"People": {
			"asha@example.com||Asha|Sent||250 ok|1|2026-05-31T10:00:00", "bela@example.com||Bela|Left out|Unsubscribed or bounced||0",
			"chitra@example.com||Chitra|Refused||550 =cmd|' /C calc'!A0|1|2026-05-31T10:00:00", "dev@example.com||Dev|Waiting|||0",
		},
	} {
		for _, line := range want {
			if !slices.ContainsFunc(sheets[name], func(row string) bool { return strings.HasPrefix(row, line) }) {
				t.Errorf("%s lacks %q:\n%s", name, line, strings.Join(sheets[name], "\n"))
			}
		}
	}
	if made.Rows < 12 {
		t.Errorf("%+v", made)
	}
	lines := filepath.Join(t.TempDir(), "lines.csv")
	if made := got[ExportResult](t)(x.campaignReport(lines, c)); made.Rows != 4 {
		t.Errorf("as csv: %+v", made)
	}
}

func TestTheListOfImportsHasTheirAccounts(t *testing.T) {
	s, _ := tableOf(t)
	w, err := s.current()
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 5, 31, 4, 30, 0, 0, time.UTC)
	err = w.db.Bulk(t.Context(), func(b *store.Bulk) error {
		_, err := b.SaveImport(domain.Import{
			Kind: domain.ImportPeople, File: "list.xlsx", SHA256: strings.Repeat("0", 64), StartedAt: at, FinishedAt: at,
			Tally: domain.ImportTally{Rows: 10, Added: 6, Updated: 2, Unchanged: 1, Skipped: 1, PeopleAdded: 6},
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "imports.xlsx")
	got[ExportResult](t)(exporterOf(t, s, "hi").importList(path))
	if rows := sheetsOf(t, path)["आयात"]; len(rows) != 2 || rows[1] != "list.xlsx|लोग|2026-05-31T10:00:00|10|6|2|1|1|6|0|0" {
		t.Errorf("%q", rows)
	}
}

// crowdOf opens a session on a workspace of many people.
func crowdOf(t *testing.T, people int) *session {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	path := filepath.Join(t.TempDir(), "crowd.kvnmail")
	db := got[*store.DB](t)(store.Create(t.Context(), path, domain.DefaultSettings()))
	err := db.Bulk(t.Context(), func(b *store.Bulk) error {
		for i := range people {
			n := strconv.Itoa(i)
			_, err := b.AddContact(domain.Contact{Email: "person" + n + "@example.com", ExternalID: "0" + n, Values: map[domain.FieldID]domain.Value{
				domain.FieldFirstName: domain.TextValue("Asha " + n), domain.FieldCity: domain.TextValue("Pune")}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	s := newSession()
	t.Cleanup(s.stop)
	got[WorkspaceState](t)(s.open(path))
	return s
}

func TestFiftyThousandPeopleAreWrittenInLittleMemory(t *testing.T) {
	const people, bound = 50_000, 8 << 20 // all of them together would be three times that
	s := crowdOf(t, people)
	g := domain.Segment{Name: "Everybody", Rule: []byte(`{"version":1,"include":{"type":"everyone"}}`)}
	x := exporterOf(t, s, "en")
	var first, most uint64
	x.progress = func(done, _ int64, _ string) {
		if done%10_000 == 0 {
			var now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&now)
			first, most = cmp.Or(first, now.HeapAlloc), max(most, now.HeapAlloc)
		}
	}
	path := filepath.Join(t.TempDir(), "all.xlsx")
	made := got[ExportResult](t)(x.segment(path, g))
	if made.Rows != people || first == 0 || most > first+bound {
		t.Errorf("%d rows, %d MiB more after the last than after the first", made.Rows, (most-first)>>20)
	}
	rows := sheetsOf(t, path)["Everybody"]
	if len(rows) != people+1 || !strings.HasPrefix(rows[people], fmt.Sprintf("person%d@example.com|0%d|", people-1, people-1)) {
		t.Errorf("%d rows read back, the last %q", len(rows), rows[len(rows)-1])
	}
}

func TestStoppingAnExportLeavesNothingBehind(t *testing.T) {
	s := crowdOf(t, 5_000)
	g := domain.Segment{Name: "Everybody", Rule: []byte(`{"version":1,"include":{"type":"everyone"}}`)}
	for _, name := range []string{"all.xlsx", "all.csv"} {
		folder := t.TempDir()
		writing, stopped := make(chan struct{}), make(chan struct{})
		id, err := s.writeExport(filepath.Join(folder, name), func(x *exporter, path string) (ExportResult, error) {
			x.progress = func(done, _ int64, _ string) {
				if done == bulkStep {
					close(writing)
					<-stopped
				}
			}
			return x.segment(path, g)
		})
		if err != nil {
			t.Fatal(err)
		}
		<-writing
		s.jobs.Cancel(id)
		close(stopped)
		if v := s.jobs.Wait(id); v.State != job.Canceled {
			t.Errorf("%s: the job is %s, %v", name, v.State, v.Err)
		}
		if left := got[[]os.DirEntry](t)(os.ReadDir(folder)); len(left) != 0 {
			t.Errorf("%s: %v is left", name, left)
		}
		if _, err := s.exportResult(id); domain.CodeOf(err) != domain.Canceled {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLongNamesAreCutBetweenCharacters(t *testing.T) {
	for name, want := range map[string]string{"Pune": "Pune", "": "KVN Mail", strings.Repeat("अ", 100): strings.Repeat("अ", 66), strings.Repeat("a", 200): strings.Repeat("a", 200)} {
		if got := shortName(name); got != want {
			t.Errorf("%q became %q", name, got)
		}
	}
}

func TestAnEndingIsAddedWhereTheDialogGaveNone(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.xlsx")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, want string
		endings    []string
	}{
		{"list.CSV", "list.CSV", tableEndings}, {"list", "list.xlsx", tableEndings}, {"list.v2", "list.v2.xlsx", tableEndings}, {"report.csv", "report.csv.xlsx", bookEndings}, {"taken.xlsx", "taken.xlsx", tableEndings},
	} {
		if path, err := withEnding(filepath.Join(folder, c.path), c.endings); err != nil || filepath.Base(path) != c.want {
			t.Errorf("%s became %s, %v", c.path, path, err)
		}
	}
	if _, err := withEnding(filepath.Join(folder, "taken"), tableEndings); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("a file that is there: %v", err)
	}
}

func TestTheCommandLineExportsSegmentsReportsAndImports(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[map[string]any](l, "segment", "save", "Pune", l.file("pune.json", `{"all":[{"type":"field","field":"city","op":"any_of","values":["Pune"]}]}`))
	for _, c := range []struct {
		args []string
		want map[string]int // rows of sheets, with the header
	}{
		{[]string{"--segment", "Pune", "people.xlsx"}, map[string]int{"Pune": 3}},
		{[]string{"--segment", "1", "people.csv"}, map[string]int{"people": 3}},
		{[]string{"--report", "Pune", "--lang", "hi", "report.xlsx"}, map[string]int{"नियम": 2, "साझे लोग": 1}},
		{[]string{"--imports", "imports.csv"}, map[string]int{"imports": 2}},
	} {
		path := filepath.Join(l.folder, c.args[len(c.args)-1])
		wrote := do[map[string]any](l, append(append([]string{"export"}, c.args[:len(c.args)-1]...), path)...)
		sheets := sheetsOf(t, path)
		for name, rows := range c.want {
			if len(sheets[name]) != rows || wrote["bytes"] == float64(0) {
				t.Errorf("%v: %v, sheet %q holds %q", c.args, wrote, name, sheets[name])
			}
		}
	}
	for _, args := range [][]string{{"export"}, {"export", "--imports", "--segment", "Pune", "x.csv"}, {"export", "--lang", "fr", "--imports", "x.csv"}} {
		if code, _, _ := l.run(args...); code != exitUsage {
			t.Errorf("%v: exit code %d", args, code)
		}
	}
	if code, _, _ := l.run("export", "--segment", "Gone", filepath.Join(l.folder, "x.csv")); code != exitFailed {
		t.Errorf("a segment that is not there: exit code %d", code)
	}
}
