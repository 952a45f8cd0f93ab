package domain_test

import (
	"math"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestCountsAreGroupedAsTheirReadersGroupThem(t *testing.T) {
	for _, c := range []struct {
		n            int
		locale, want string
	}{
		{0, "en-IN", "0"}, {999, "en-IN", "999"}, {1000, "en-IN", "1,000"}, {100000, "en-IN", "1,00,000"}, {12345678, "hi", "1,23,45,678"},
		{100000, "en_IN", "1,00,000"}, {100000, "ta-IN", "1,00,000"}, {100000, "en-US", "100,000"}, {1234567, "", "1,234,567"},
		{1234567, "de-DE", "1.234.567"}, {-100000, "hi-IN", "-1,00,000"}, {math.MaxInt64, "en", "9,223,372,036,854,775,807"},
		{math.MinInt64, "en", "-9,223,372,036,854,775,808"},
	} {
		if got := domain.FormatCount(c.n, c.locale); got != c.want {
			t.Errorf("FormatCount(%d, %q) = %q, want %q", c.n, c.locale, got, c.want)
		}
	}
}

func TestMoneyCarriesItsSignAndOnlyTheDecimalsItHas(t *testing.T) {
	for _, c := range []struct {
		minor                  int64
		currency, locale, want string
	}{
		{125000, "INR", "en-IN", "₹1,250"}, {12500050, "INR", "hi", "₹1,25,000.50"}, {5, "USD", "en-US", "$0.05"},
		{-125000, "INR", "en-IN", "-₹1,250"}, {125050, "EUR", "de-DE", "1.250,50\u00a0€"}, {125000, "CHF", "en", "CHF\u00a01,250"},
		{125010, "", "en", "1,250.10"},
	} {
		if got := domain.FormatMoney(c.minor, c.currency, c.locale); got != c.want {
			t.Errorf("FormatMoney(%d, %s, %s) = %q, want %q", c.minor, c.currency, c.locale, got, c.want)
		}
	}
}

func TestDecimalsFollowTheLocale(t *testing.T) {
	if got := domain.FormatDecimalIn(1234567_500000, domain.NumberScale, "en-IN"); got != "12,34,567.5" {
		t.Error(got)
	}
}
