package importer_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

func TestWhatIsWrittenByHandIsReadAsTheRegionWritesIt(t *testing.T) {
	india, us, germany := domain.DefaultSettings(), domain.DefaultSettings(), domain.DefaultSettings()
	us.Locale, germany.Locale = "en-US", "de-DE"
	for _, c := range []struct {
		text string
		kind domain.ValueType
		in   domain.Settings
		want string // "!" for refused
	}{
		{"03/04/2026", domain.Date, india, "2026-04-03"}, {"03/04/2026", domain.Date, us, "2026-03-04"}, {"3 May 2026", domain.Date, india, "2026-05-03"},
		{"2026-05-03", domain.Date, us, "2026-05-03"}, {"31/02/2026", domain.Date, india, "!"}, {"soon", domain.Date, india, "!"},
		{"03/04/2026 10:30", domain.Time, india, "2026-04-03T05:00:00Z"}, {"₹ 1,00,000.50", domain.Money, india, "100000.5"}, {"1.234,50", domain.Money, germany, "1234.5"},
		{"१२", domain.Number, india, "12"}, {"twelve", domain.Number, india, "!"}, {"yes", domain.Bool, india, "yes"}, {"हाँ", domain.Bool, india, "yes"}, {"maybe", domain.Bool, india, "!"},
		{" VIP, , diwali,VIP", domain.List, india, "VIP, diwali"}, {"  ", domain.Number, india, ""}, {"\u200b Asha ", domain.Text, india, "Asha"},
	} {
		v, err := importer.ReadWritten(c.text, c.kind, c.in)
		if c.want == "!" {
			if domain.CodeOf(err) != domain.Invalid || v.IsSet() && v.Int != 0 {
				t.Errorf("%q as %s: %v %v", c.text, c.kind, v, err)
			}
			continue
		}
		if err != nil || v.String() != c.want {
			t.Errorf("%q as %s: %q %v, want %q", c.text, c.kind, v.String(), err, c.want)
		}
	}
}

func TestAPhoneNumberByHandIsKeptAsTheImportKeepsIt(t *testing.T) {
	india, germany := domain.DefaultSettings(), domain.DefaultSettings()
	germany.Locale = "de-DE"
	for _, c := range []struct {
		text, want string
		in         domain.Settings
	}{
		{"+91 98765 43210", "+919876543210", india}, {"(080) 2345-6789", "+918023456789", india}, {"९८७६५ ४३२१०", "+919876543210", india}, {"030 901820", "+4930901820", germany},
		{"", "", india}, {"12", "!", india}, {"call me", "!", india}, {"+91 98765 43210 98765", "!", india},
	} {
		got, err := importer.ReadPhone(c.text, c.in)
		if (err != nil) != (c.want == "!") || err == nil && got != c.want {
			t.Errorf("%q: %q %v, want %q", c.text, got, err, c.want)
		}
	}
}
