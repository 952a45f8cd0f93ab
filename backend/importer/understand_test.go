package importer_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// inspect looks at a text as a csv file.
func inspect(t *testing.T, text string) importer.Inspection {
	t.Helper()
	seen, err := importer.Inspect(context.Background(), write(t, "s.csv", text), importer.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestDatesThatASpreadsheetHasMangledAreWarnedOf(t *testing.T) {
	date := func(text string) sheet.Cell { return sheet.Cell{Kind: sheet.Date, Text: text} }
	text := func(text string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: text} }
	for name, c := range map[string]struct {
		cells []sheet.Cell
		warns bool
	}{
		"dates with low days beside texts with high ones": {[]sheet.Cell{date("2026-03-04"), text("25/04/2026"), date("2026-12-01"), text("13/05/2026")}, true},
		"dates with high days too":                        {[]sheet.Cell{date("2026-03-04"), text("25/04/2026"), date("2026-12-21"), text("13/05/2026")}, false},
		"only real dates":                                 {[]sheet.Cell{date("2026-03-04"), date("2026-12-01")}, false},
		"only texts":                                      {[]sheet.Cell{text("25/04/2026"), text("13/05/2026")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "dates.xlsx")
			w, err := sheet.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.WriteText("Email", "Joined"); err != nil {
				t.Fatal(err)
			}
			for i, cell := range c.cells {
				if err := w.Write([]sheet.Cell{text(fmt.Sprintf("p%d@x.in", i)), cell}); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			seen, err := importer.Inspect(context.Background(), path, importer.ReadOptions{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if warned := len(seen.Cautions) == 1 && strings.Contains(seen.Cautions[0].String(), "“Joined”"); warned != c.warns || seen.Columns[1].Target != "field:joined" {
				t.Errorf("it warns %v of %q and takes the column for %q", seen.Cautions, name, seen.Columns[1].Target)
			}
		})
	}
}

func TestTheSameEventsAgainAddNothingWhateverTheirColumnsAreMappedTo(t *testing.T) {
	store := newMemory()
	text := "Email,Opened At,Campaign,Reader\na@x.in,2024-11-01 10:00,Diwali,Gmail\na@x.in,2024-11-01 10:00,Holi,Gmail\nb@x.in,2024-11-01 10:00,Diwali,Apple\na@x.in,2024-11-01 10:00,Diwali,Gmail\n"
	first := bring(t, store, text, func(p *importer.Plan) { p.Mapping[2].Target, p.Mapping[3].Target = "", "" })
	if first.Kind != domain.ImportEvents || first.Tally.EventsAdded != 4 || store.count(domain.EventOpened) != 4 {
		t.Fatalf("first %s %+v", first.Kind, first.Tally)
	}
	again := bring(t, store, text, nil)
	if again.Tally.EventsAdded != 0 || again.Tally.Updated != 4 {
		t.Errorf("with more columns mapped: %+v", again.Tally)
	}
	more := bring(t, store, text+"c@x.in,2024-11-02 10:00,Diwali,Gmail\n", nil)
	if more.Tally.EventsAdded != 1 {
		t.Errorf("with a row more: %+v", more.Tally)
	}
}

func TestEventsWithANumberAreToldApartByIt(t *testing.T) {
	store := newMemory()
	rep := bring(t, store, "Event ID,Email,Visited At,Page\n1,a@x.in,2024-11-01 10:00,/a\n2,a@x.in,2024-11-01 10:00,/a\n", nil)
	if rep.Tally.EventsAdded != 2 {
		t.Fatalf("%+v", rep.Tally)
	}
	again := bring(t, store, "Event ID,Email,Visited At,Page,Country\n1,a@x.in,2024-11-01 10:00,/a,India\n3,a@x.in,2024-11-01 10:00,/a,India\n", nil)
	if again.Tally.EventsAdded != 1 || store.count(domain.EventVisited) != 3 {
		t.Errorf("again %+v", again.Tally)
	}
}

func TestLinesWithoutAnEmailBelongToTheBuyerOfTheirOrder(t *testing.T) {
	store := newMemory()
	text := "Order,Email,Date,Product,Qty,Price\n1,a@x.in,2024-01-05,Soap,1,50\n1,,,Oil,2,60\n2,,2024-01-06,Comb,1,10\n"
	rep := bring(t, store, text, nil)
	if rep.Tally.Added != 2 || rep.Tally.Skipped != 1 || rep.Problems[0].Row != 4 || rep.Problems[0].Code != "no_person" {
		t.Fatalf("%+v %+v", rep.Tally, rep.Problems)
	}
	order, found, _ := store.EventByKey(domain.EventPurchased, "1")
	if !found || order.Prop(domain.PropAmount).Int != 17_000 {
		t.Errorf("the order is %+v", order)
	}
}

func TestAValueUnderANameThatComesLateIsReported(t *testing.T) {
	store := newMemory()
	var b strings.Builder
	b.WriteString("email;attributes\n")
	for i := range 20_010 {
		fmt.Fprintf(&b, "p%d@x.in;{\"age\": %d}\n", i, 20+i%50)
	}
	b.WriteString("q@x.in;{\"age\": 30, \"pet\": \"cat\"}\n")
	rep := bring(t, store, b.String(), nil)
	if rep.ProblemCount != 1 || rep.Problems[0].Code != "strange_key" || rep.Problems[0].Row != 20_012 || value(t, store, "q@x.in", "age") != "30" {
		t.Errorf("problems %+v", rep.Problems)
	}
}

func TestSomebodyCalledTotalIsNoTotal(t *testing.T) {
	store := newMemory()
	rep := bring(t, store, "Name,Email,Points\nTotal,total@x.in,5\nAsha,a@x.in,7\nTotal,,12\n", nil)
	if rep.Tally.Added != 2 || rep.Tally.Skipped != 1 || rep.Problems[0].Row != 4 || rep.Problems[0].Code != "total_row" {
		t.Errorf("%+v %+v", rep.Tally, rep.Problems)
	}
}

func TestTheHeaderIsFoundWhereverItStands(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		row  int
	}{
		"in row 1":                         {"Email,City\na@x.in,Pune\n", 1},
		"after a title, a note and blanks": {"Customers\n\"Made by Tally, 3 May\",,\n\nEmail,City\na@x.in,Pune\n", 4},
		"with years over their sums":       {"Email,Name,2023,2024\na@x.in,Asha,100,200\nb@x.in,Bela,300,400\n", 1},
		"with a column twice":              {"Email,Phone,Phone\na@x.in,9876543210,9123456780\nb@x.in,9876543211,9123456781\n", 1},
		"of words nobody knows":            {"Foo,Bar\nx,1\ny,2\n", 1},
		"nowhere, with values that recur":  {"Pune,gold\nDelhi,gold\nPune,silver\n", -1},
		"nowhere, with emails":             {"a@x.in,Asha\nb@x.in,Bela\n", -1},
	} {
		t.Run(name, func(t *testing.T) {
			if seen := inspect(t, c.text); seen.HeaderRow != c.row {
				t.Errorf("it was found in row %d, want %d", seen.HeaderRow, c.row)
			}
		})
	}
}

func TestEveryPresetIsKnownByItsOwnHeaders(t *testing.T) {
	if n := len(importer.Presets()); n < 15 {
		t.Fatalf("only %d presets", n)
	}
	_, sheets := sheetsOf(t, "testdata/sheets.txt")
	seen := map[string]bool{}
	for _, text := range sheets {
		seen[inspect(t, text).Preset] = true
	}
	for _, name := range importer.Presets() {
		if !seen[name] && name != "Klaviyo suppressed profiles" && name != "Zoho Campaigns" {
			t.Errorf("no sheet is taken for %s", name)
		}
	}
	for text, want := range map[string]string{
		"Email,Suppression Reason\na@x.in,Unsubscribed\nb@x.in,Hard bounced\n":                                              "Klaviyo suppressed profiles",
		"Contact Email,First Name,Contact Status,Added Time\na@x.in,Asha,Active,2024-01-05\nb@x.in,Bela,Unsub,2024-01-05\n": "Zoho Campaigns",
		"Email,Name\na@x.in,Asha\n": "",
	} {
		if got := inspect(t, text).Preset; got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}

func TestOptOutsOfOtherToolsComeAlong(t *testing.T) {
	_, sheets := sheetsOf(t, "testdata/sheets.txt")
	for name, want := range map[string]domain.SuppressionReason{
		"mailchimp unsubscribed": domain.SuppressedUnsubscribed, "mailchimp cleaned": domain.SuppressedBounced, "klaviyo profiles": domain.SuppressedUnsubscribed,
		"hubspot contacts": domain.SuppressedUnsubscribed, "zoho crm contacts": domain.SuppressedUnsubscribed, "listmonk subscribers": domain.SuppressedManually,
	} {
		store := newMemory()
		bring(t, store, sheets[name], nil)
		if len(store.suppressions) == 0 || store.suppressions[0].Reason != want {
			t.Errorf("%s gives %+v, want %s", name, store.suppressions, want)
		}
	}
}

func TestTagsAndAttributesAreKeptAsWhatTheyAre(t *testing.T) {
	_, sheets := sheetsOf(t, "testdata/sheets.txt")
	store := newMemory()
	bring(t, store, sheets["listmonk subscribers"], nil)
	for field, want := range map[string]string{"tags": "vip, diwali", "age": "34", "city": "Pune", "member": "yes"} {
		if got := value(t, store, "a@x.in", field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	store = newMemory()
	bring(t, store, sheets["shopify customers"], nil)
	for field, want := range map[string]string{"tags": "vip, repeat", "zip_code": "411001", "phone": "+919876543210", "external_id": "6001234567890"} {
		if got := value(t, store, "6001234567890", field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
}
