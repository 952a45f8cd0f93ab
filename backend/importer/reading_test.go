package importer

import (
	"testing"
	"time"
)

func TestACellOfEmailsGivesTheFirstAndSaysWhyThereIsNone(t *testing.T) {
	for text, want := range map[string]emailReading{
		"asha@x.in":                   {address: "asha@x.in"},
		" Asha@X.IN ":                 {address: "asha@x.in"},
		"Asha Rao <asha@x.in>":        {address: "asha@x.in"},
		"a@x.in; b@x.in":              {address: "a@x.in", many: true},
		"a@x.in, b@x.in":              {address: "a@x.in", many: true},
		"a@x.in/b@x.in":               {address: "a@x.in", many: true},
		"a@x.in; A@X.IN":              {address: "a@x.in"},
		"a@x.in ::: b@x.in":           {address: "a@x.in", many: true},
		"n/a":                         {},
		"-":                           {},
		"NULL":                        {},
		"asha":                        {code: emailNoAt},
		"asha.x.in":                   {code: emailNoAt},
		"asha@@x.in":                  {code: emailTwoAts},
		"asha@gmail":                  {code: emailNoDot},
		"asha@ gmail .com":            {code: emailSpaces},
		"test@test.com":               {code: emailFake},
		"na@na.com":                   {code: emailFake},
		"abc@abc.com":                 {code: emailFake},
		"noemail@gmail.com":           {code: emailFake},
		"a@a.com":                     {code: emailFake},
		"a@a.in":                      {address: "a@a.in"},
		"test@mycompany.in":           {address: "test@mycompany.in"},
		"a..b@x.in":                   {code: badEmail},
		"a@x..in":                     {code: badEmail},
		"asha@x.in>":                  {code: badEmail},
		"asha@xn--mnchen-3ya.de":      {address: "asha@münchen.de"},
		"as\u200bha@x.in":             {address: "asha@x.in"},
		"https://x.in/@asha":          {code: badEmail},
		"MAILTO:asha@x.in?subject=Hi": {code: badEmail},
		"asha@x.in (office)":          {address: "asha@x.in"},
	} {
		if got := readEmail(text); got != want {
			t.Errorf("%q is read as %+v, want %+v", text, got, want)
		}
	}
}

func TestAnAddressWithASpaceInsideIsNotCutDown(t *testing.T) {
	if got := readEmail("asha rao@x.in"); got.code != emailSpaces || got.address != "" {
		t.Errorf("it is read as %+v: that may be somebody else", got)
	}
}

func TestSlipsInDomainsAreNoticedAndRealOnesAreNot(t *testing.T) {
	for host, want := range map[string]string{
		"gamil.com": "gmail.com", "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gnail.com": "gmail.com", "gmail.con": "gmail.com", "gmail.co": "gmail.com", "gmail.cmo": "gmail.com", "gmail.in": "gmail.com", "gmail.co.in": "gmail.com", "gmal.com": "gmail.com", "gmaill.com": "gmail.com", "mgail.com": "gmail.com",
		"yahoo.co": "yahoo.com", "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com", "yaho.co.in": "yahoo.co.in", "yahoo.con": "yahoo.com", "yahoo.co.inn": "yahoo.co.in", "yahoo.cm": "yahoo.com",
		"hotmial.com": "hotmail.com", "hotmal.com": "hotmail.com", "homail.com": "hotmail.com", "hotmail.con": "hotmail.com", "outlok.com": "outlook.com", "outllok.com": "outlook.com", "outloook.com": "outlook.com",
		"rediffmal.com": "rediffmail.com", "rediffmial.com": "rediffmail.com", "redifmail.com": "rediffmail.com", "reddifmail.com": "rediffmail.com", "iclod.com": "icloud.com", "mycompany.con": "mycompany.com", "mycompany.cmo": "mycompany.com",
		"gmail.com": "", "yahoo.com": "", "yahoo.co.in": "", "yahoo.in": "", "yahoo.co.uk": "", "yahoo.fr": "", "ymail.com": "", "gmx.com": "", "gmx.net": "", "mail.com": "", "email.com": "", "gail.co.in": "", "rediff.com": "", "hotmail.co.uk": "", "outlook.in": "", "outlook.com.br": "", "live.com": "", "aol.com": "", "msn.com": "", "icloud.com": "", "me.com": "", "hushmail.com": "", "proton.me": "", "protonmail.ch": "", "zoho.com": "", "x.in": "", "tata.com": "", "company.co": "", "hostmail.in": "", "rocketmail.com": "", "googlemail.com": "", "fastmail.com": "", "qq.com": "", "163.com": "", "web.de": "", "iitb.ac.in": "",
	} {
		if got := suggestHost(host); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
}

func TestPhonesAreKeptInOneForm(t *testing.T) {
	for _, c := range []struct{ text, region, number, code string }{
		{"9876543210", "IN", "+919876543210", ""}, {"+919876543210", "IN", "+919876543210", ""}, {"919876543210", "IN", "+919876543210", ""}, {"09876543210", "IN", "+919876543210", ""},
		{"98765 43210", "IN", "+919876543210", ""}, {"+91-98765-43210", "IN", "+919876543210", ""}, {"(+91) 98765 43210", "IN", "+919876543210", ""}, {"'+919876543210", "IN", "+919876543210", ""}, {"०९८७६५४३२१०", "IN", "+919876543210", ""},
		{"919876543210.0", "IN", "+919876543210", ""}, {"9876543210.0", "IN", "+919876543210", ""}, {"00919876543210", "IN", "+919876543210", ""}, {"tel:+919876543210", "IN", "+919876543210", ""},
		{"080-23456789", "IN", "+918023456789", ""}, {"+44 20 7946 0018", "IN", "+442079460018", ""}, {"+1 (212) 555-2368", "IN", "+12125552368", ""}, {"030 901820", "DE", "+4930901820", ""}, {"(212) 555-2368", "US", "+12125552368", ""}, {"12125552368", "US", "+12125552368", ""}, {"112 555 2368", "US", "", badPhone},
		{"9876543210 / 9123456780", "IN", "+919876543210", manyPhones}, {"9876543210, 9123456780", "IN", "+919876543210", manyPhones},
		{"9.19877E+11", "IN", "", phoneLost}, {"9.87654E+09", "IN", "", phoneLost}, {"12345", "IN", "", badPhone}, {"5555555555", "IN", "", badPhone}, {"call me", "IN", "", badPhone}, {"98765432101", "IN", "", badPhone},
		{"", "IN", "", ""}, {"-", "IN", "", ""}, {"N/A", "IN", "", ""}, {"0", "IN", "", ""}, {"0000000000", "IN", "", ""},
	} {
		if number, code := readPhone(c.text, c.region); number != c.number || code != c.code {
			t.Errorf("%q in %s: %q %q, want %q %q", c.text, c.region, number, code, c.number, c.code)
		}
	}
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		text  string
		comma bool
		want  string // "" for no number
	}{
		{"1,00,000.50", false, "100000.50"}, {"12,34,567", false, "1234567"}, {"₹ 1,00,000/-", false, "100000"}, {"Rs.500/-", false, "500"}, {"Rs 1,200.00", false, "1200.00"}, {"INR 5", false, "5"}, {"५०० रुपये", false, "500"},
		{"1.5 lakh", false, "150000"}, {"2 Cr", false, "20000000"}, {"₹3.2L", false, "320000"}, {"12k", false, "12000"}, {"1.25M", false, "1250000"}, {"२ करोड़", false, "20000000"}, {"1.5 लाख", false, "150000"}, {"-2.5 lacs", false, "-250000"}, {"1.234567 lakh", false, "123456.7"}, {"0.5 crore", false, "5000000"},
		{"1.234,56", true, "1234.56"}, {"1.234,56 €", true, "1234.56"}, {"1 234,5", true, "1234.5"}, {"3,5", true, "3.5"},
		{"(12.50)", false, "-12.50"}, {"12-", false, "-12"}, {"₹ -5", false, "-5"}, {"-₹5", false, "-5"}, {"−5", false, "-5"}, {"+7", false, "7"},
		{"12 %", false, "12"}, {"12.5%", false, "12.5"}, {"१,२३,४५६", false, "123456"}, {"٣٤", false, "34"},
		{"1,2", false, ""}, {"1,00,00", false, ""}, {"12 kg", false, ""}, {"abc", false, ""}, {"1.2.3", false, ""}, {"9.19877E+11", false, ""}, {"10-12", false, ""}, {"k", false, ""}, {"", false, ""},
	} {
		got, _, ok := plainDecimal(c.text, c.comma)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%q: %q %v, want %q", c.text, got, ok, c.want)
		}
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		text  string
		order dateOrder
		want  string // "" for no date
	}{
		{"31-Jan-26", orderDMY, "2026-01-31T00:00:00"}, {"31.01.2026", orderDMY, "2026-01-31T00:00:00"}, {"20260131", orderDMY, "2026-01-31T00:00:00"}, {"31012026", orderDMY, "2026-01-31T00:00:00"}, {"01312026", orderMDY, "2026-01-31T00:00:00"},
		{"31/1/26", orderDMY, "2026-01-31T00:00:00"}, {"1/31/2026", orderMDY, "2026-01-31T00:00:00"}, {"2026/01/31", orderYMD, "2026-01-31T00:00:00"}, {"26-01-31", orderYMD, "2026-01-31T00:00:00"},
		{"31 JAN 2026", orderDMY, "2026-01-31T00:00:00"}, {"12-OCT-2026", orderDMY, "2026-10-12T00:00:00"}, {"AUGUST 5, 2026", orderDMY, "2026-08-05T00:00:00"}, {"Sat, 31 Jan 2026", orderDMY, "2026-01-31T00:00:00"}, {"1st Sept 2026", orderDMY, "2026-09-01T00:00:00"},
		{"३१ जनवरी २०२६", orderDMY, "2026-01-31T00:00:00"}, {"15 अगस्त 2026", orderDMY, "2026-08-15T00:00:00"}, {"३१/०१/२०२६", orderDMY, "2026-01-31T00:00:00"}, {"31. Januar 2026", orderDMY, "2026-01-31T00:00:00"}, {"5 März 2026", orderDMY, "2026-03-05T00:00:00"}, {"3 de mayo de 2026", orderDMY, "2026-05-03T00:00:00"}, {"14 juillet 2026", orderDMY, "2026-07-14T00:00:00"}, {"2026年1月31日", orderDMY, "2026-01-31T00:00:00"}, {"31 января 2026", orderDMY, "2026-01-31T00:00:00"},
		{"31/01/2026 9:05 pm", orderDMY, "2026-01-31T21:05:00"}, {"31/01/2026, 09:05:30", orderDMY, "2026-01-31T09:05:30"}, {"2026-01-31T23:30:00+05:30", orderDMY, "2026-01-31T18:00:00Z"}, {"2026-01-31 10:00:00 UTC", orderDMY, "2026-01-31T10:00:00Z"}, {"2026-01-31T10:00:00.123Z", orderDMY, "2026-01-31T10:00:00.123Z"}, {"31/01/2026 12:00 AM", orderDMY, "2026-01-31T00:00:00"},
		{"31/02/2026", orderDMY, ""}, {"30-Feb-2026", orderDMY, ""}, {"2026-02-30", orderDMY, ""}, {"13/13/2026", orderDMY, ""}, {"2026-13-01", orderDMY, ""}, {"32/01/2026", orderDMY, ""}, {"31/01/2026 25:00", orderDMY, ""}, {"13/01/2026", orderMDY, ""},
		{"FY 2025-26", orderDMY, ""}, {"2025-26", orderDMY, ""}, {"FY25-26", orderDMY, ""}, {"Q1 FY2026", orderDMY, ""}, {"Jan-26", orderDMY, ""}, {"1.2.3", orderDMY, ""}, {"192.168.1.1", orderDMY, ""}, {"+91 98765 43210", orderDMY, ""}, {"12/05", orderDMY, ""}, {"marketing 12 2026", orderDMY, ""}, {"45000", orderDMY, ""},
	} {
		m, ok := readDate(c.text, c.order)
		got := ""
		if ok {
			got = m.at.Format("2006-01-02T15:04:05.999")
			if m.zoned {
				got += "Z"
			}
		}
		if got != c.want {
			t.Errorf("%q by %s: %q, want %q", c.text, orderNames[c.order], got, c.want)
		}
	}
}

func TestNumbersAreInstantsWhereTheClockFits(t *testing.T) {
	for _, c := range []struct {
		clock clock
		text  string
		want  string
	}{
		{serialDays, "45000", "2023-03-15T00:00:00"}, {serialDays, "45000.5", "2023-03-15T12:00:00"}, {serialDays, "45000.0", "2023-03-15T00:00:00"}, {serialDays, "500", ""},
		{unixSeconds, "1714000000", "2024-04-24T23:06:40"}, {unixMillis, "1714000000123", "2024-04-24T23:06:40"}, {unixSeconds, "9876543210", ""}, {serialDays, "x", ""},
	} {
		m, ok := c.clock.read(c.text)
		if got := m.at.Format("2006-01-02T15:04:05"); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %s %v, want %s", c.text, got, ok, c.want)
		}
	}
}

func TestAYearOfTwoDigitsIsNotABirthToCome(t *testing.T) {
	rd := reader{order: orderDMY, past: true, today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	for text, want := range map[string]int{"12/05/45": 1945, "12/05/85": 1985, "12/05/01": 2001, "12/12/26": 1926, "12/05/2045": 2045} {
		m, set, code := rd.moment(cellsOf(text))
		if !set || code != "" || m.at.Year() != want {
			t.Errorf("%s is of %d, want %d", text, m.at.Year(), want)
		}
	}
}
