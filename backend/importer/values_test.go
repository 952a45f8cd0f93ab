package importer_test

import (
	"context"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

func TestEmailsAreCleanedOrRefused(t *testing.T) {
	for in, want := range map[string]string{
		"a@x.in":                        "a@x.in",
		"  Asha.Rao@Example.COM \u00a0": "asha.rao@example.com",
		"as\u200bha@x.in\ufeff":         "asha@x.in",
		"mailto:a@x.in":                 "a@x.in",
		"Asha Rao <a@x.in>":             "a@x.in",
		"a@x.in;":                       "a@x.in",
		"आशा@उदाहरण.भारत":                 "आशा@उदाहरण.भारत",
		"a@xn--mnchen-3ya.de":             "a@münchen.de",
		"a+tag@sub.example.co.in":         "a+tag@sub.example.co.in",
		"a@b":                             "",
		"a@@x.in":                         "",
		"a b@x.in":                        "",
		".a@x.in":                         "",
		"a..b@x.in":                       "",
		"a@x..in":                         "",
		"a@-x.in":                         "",
		"a@127.0.0.1":                     "",
		"a@x.in, b@x.in":                  "",
		"":                                "",
		"@x.in":                           "",
		strings.Repeat("a", 65) + "@x.in": "",
	} {
		got, ok := importer.CleanEmail(in)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q became %q (%v), want %q", in, got, ok, want)
		}
	}
}

func TestNumbersAreReadAsTheirColumnWritesThem(t *testing.T) {
	for _, c := range []struct{ column, want string }{
		{"1,00,000.50|2,500", "100000.5|2500"},
		{"1.234,56|7,5", "1234.56|7.5"},
		{"₹ 12|Rs. 1,200|INR 5", "12|1200|5"},
		{"(12.50)|3-|-4", "-12.5|-3|-4"},
		{"१२३|४", "123|4"},
		{"1'234.5|2", "1234.5|2"},
		{"1 234|5", "1234|5"},
	} {
		store, text := newMemory(), "email;score\n"
		for i, v := range strings.Split(c.column, "|") {
			text += string(rune('a'+i)) + "@x.in;" + v + "\n"
		}
		bring(t, store, text, func(p *importer.Plan) { p.Mapping[1].Target = "new:number" })
		for i, want := range strings.Split(c.want, "|") {
			if got := value(t, store, string(rune('a'+i))+"@x.in", "score"); got != want {
				t.Errorf("column %q: value %d is %q, want %q", c.column, i, got, want)
			}
		}
	}
}

func TestDatesAreReadInTheOrderOfTheirColumn(t *testing.T) {
	for _, c := range []struct{ column, want string }{
		{"25/04/2024|03/04/2024", "2024-04-25|2024-04-03"},
		{"04/25/2024|03/04/2024", "2024-04-25|2024-03-04"},
		{"2024-04-25|2024-04-03T23:30:00Z", "2024-04-25|2024-04-04"},
		{"04.03.2024|31.12.2023", "2024-03-04|2023-12-31"},
		{"12 Jan 2024|January 5, 2024", "2024-01-12|2024-01-05"},
		{"25-Apr-24|1st May 2024", "2024-04-25|2024-05-01"},
		{"19970131|20240229", "1997-01-31|2024-02-29"},
		{"13/02/2024 9:05 PM|14/02/2024 12:00 AM", "2024-02-13|2024-02-14"},
	} {
		store, text := newMemory(), "email;joined\n"
		for i, v := range strings.Split(c.column, "|") {
			text += string(rune('a'+i)) + "@x.in;" + v + "\n"
		}
		bring(t, store, text, nil)
		for i, want := range strings.Split(c.want, "|") {
			if got := value(t, store, string(rune('a'+i))+"@x.in", "joined"); got != want {
				t.Errorf("column %q: value %d is %q, want %q", c.column, i, got, want)
			}
		}
	}
}

func TestColumnsAreUnderstoodInSeveralLanguages(t *testing.T) {
	for header, want := range map[string]string{
		"ईमेल,पहला नाम,शहर,मोबाइल":                   "field:email,field:first_name,field:city,field:phone",
		"E-Mail-Adresse,Vorname,Nachname,Ort":        "field:email,field:first_name,field:last_name,field:city",
		"EmailAddress,FirstName,LastName,CustomerID": "field:email,field:first_name,field:last_name,field:external_id",
		"Correo electrónico,Nombre,Apellidos,País":   "field:email,field:first_name,field:last_name,field:country",
	} {
		seen, err := importer.Inspect(context.Background(), write(t, "p.csv", header+"\na@x.in,b,c,D 9876543210\ne@x.in,f,g,H 9123456780\n"), importer.ReadOptions{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range seen.Columns {
			got = append(got, c.Target)
		}
		if strings.Join(got, ",") != want || seen.HeaderRow != 1 {
			t.Errorf("%s was taken for %v (header row %d), want %s", header, got, seen.HeaderRow, want)
		}
	}
}

func TestAFileWithoutAHeaderIsNoticed(t *testing.T) {
	seen, err := importer.Inspect(context.Background(), write(t, "p.csv", "a@x.in,Asha,Pune\nb@x.in,Bela,Delhi\n"), importer.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if seen.HeaderRow != -1 || seen.Columns[0].Target != "field:email" || seen.Columns[0].Name != "Column A" || len(seen.Rows) != 2 {
		t.Fatalf("header row %d, columns %+v", seen.HeaderRow, seen.Columns)
	}
}

func TestOrdersWithoutLinesArePurchasesOnly(t *testing.T) {
	store := newMemory()
	text := "order id,email,date,amount\n1,a@x.in,2024-01-05,\"1,200.50\"\n2,a@x.in,2024-02-05,-30\n,b@x.in,2024-02-06,5\n4,,2024-02-06,5\n5,b@x.in,,5\n"
	rep := bring(t, store, text, nil)
	if rep.Kind != domain.ImportOrders || rep.Tally.Added != 3 || rep.Tally.Skipped != 2 {
		t.Fatalf("%s %+v", rep.Kind, rep.Tally)
	}
	if store.count(domain.EventPurchased) != 2 || store.count(domain.EventRefunded) != 1 || store.count(domain.EventBought) != 0 {
		t.Errorf("events %+v", store.events)
	}
	if again := bring(t, store, text, nil); again.Tally.Unchanged != 3 || again.Tally.EventsAdded != 0 {
		t.Errorf("again %+v", again.Tally)
	}
}

func TestLaterLinesJoinTheirOrder(t *testing.T) {
	store := newMemory()
	head := "order,email,date,product,qty,price\n"
	bring(t, store, head+"7,a@x.in,2024-01-05T10:00:00Z,Soap,2,50\n7,a@x.in,2024-01-05T10:00:00Z,Oil,1,100\n", nil)
	rep := bring(t, store, head+"7,a@x.in,2024-01-05T10:00:00Z,Soap,2,50\n7,a@x.in,2024-01-05T09:00:00Z,Gift,1,0\n7,a@x.in,2024-01-05T10:00:00Z,Comb,3,10\n", nil)
	if rep.Tally.Added != 2 || rep.Tally.Unchanged != 1 {
		t.Errorf("tally %+v", rep.Tally)
	}
	order, found, _ := store.EventByKey(domain.EventPurchased, "7")
	if !found || order.Prop(domain.PropAmount).Int != 23_000 || order.Prop(domain.PropQuantity).String() != "7" || order.At.UTC().Hour() != 9 {
		t.Errorf("the order is %+v", order)
	}
}

func TestOtherEventsComeInOnce(t *testing.T) {
	store := newMemory()
	text := "email,date,page\na@x.in,2024-01-05,/soap\na@x.in,2024-01-05,/soap\nb@x.in,2024-01-06,/oil\n"
	asVisits := func(p *importer.Plan) {
		p.Kind, p.Event = domain.ImportEvents, "visited"
		p.Mapping[1].Target, p.Mapping[2].Target = "event:at", "event:page"
	}
	if rep := bring(t, store, text, asVisits); rep.Tally.Added != 3 || store.count(domain.EventVisited) != 3 {
		t.Fatalf("%+v", rep.Tally)
	}
	if rep := bring(t, store, text, asVisits); rep.Tally.Unchanged != 3 {
		t.Errorf("again %+v", rep.Tally)
	}
}

func TestAShopsExportWithTheDateOnTheFirstLineOnly(t *testing.T) {
	store := newMemory()
	text := "Name,Email,Paid at,Total,Lineitem quantity,Lineitem name,Lineitem price\n" +
		"#1001,a@x.in,2024-01-05 10:00:00 +0530,170.00,1,Soap,50.00\n#1001,a@x.in,,,2,Oil,60.00\n#1002,b@x.in,2024-01-06 10:00:00 +0530,60.00,1,Oil,60.00\n"
	rep := bring(t, store, text, nil)
	if rep.Tally.Added != 3 || rep.Tally.EventsAdded != 5 {
		t.Fatalf("tally %+v, problems %+v", rep.Tally, rep.Problems)
	}
	order, found, _ := store.EventByKey(domain.EventPurchased, "#1001")
	if !found || order.Prop(domain.PropAmount).Int != 17_000 {
		t.Errorf("the order is %+v", order)
	}
}
