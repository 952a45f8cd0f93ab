package importer

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// ReadWritten reads what somebody wrote into a field by hand, as the region of the
// workspace writes it: the day before the month, or after it in America; items of a
// list apart by commas. Blank is a missing value. What cannot be read is Invalid,
// with how to write it.
func ReadWritten(text string, t domain.ValueType, s domain.Settings) (domain.Value, error) {
	text = cleanText(text)
	if text == "" {
		return domain.Value{}, nil
	}
	switch t {
	case domain.Number:
		n, err := writtenUnits(text, domain.NumberScale, s)
		return domain.Value{Type: domain.Number, Int: n}, err
	case domain.Money:
		n, err := writtenUnits(text, 100, s)
		return domain.MoneyValue(n), err
	case domain.Date, domain.Time:
		return writtenMoment(text, t, s)
	case domain.Bool:
		yes, ok := readBool(text)
		if !ok {
			return domain.Value{}, domain.Errorf(domain.Invalid, "%q is neither yes nor no. Write yes or no.", text)
		}
		return domain.BoolValue(yes), nil
	case domain.List:
		return domain.ListValue(strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '\n' })), nil
	}
	return domain.TextValue(text), nil
}

func writtenUnits(text string, scale int64, s domain.Settings) (int64, error) {
	plain, _, ok := plainDecimal(text, decimalComma(s.Locale))
	if ok {
		if n, fits := scaled(plain, scale); fits {
			return n, nil
		}
	}
	return 0, domain.Errorf(domain.Invalid, "%q is not a number. Write it with digits, like %s.", text, domain.FormatDecimalIn(12500_50, 100, s.Locale))
}

// decimalComma reports whether a region writes 1,5 for one and a half.
func decimalComma(locale string) bool {
	return strings.Contains(domain.FormatDecimalIn(5, 10, locale), ",")
}

func writtenMoment(text string, t domain.ValueType, s domain.Settings) (domain.Value, error) {
	order, example := orderDMY, "31/01/2026"
	if strings.HasSuffix(s.Locale, "-US") {
		order, example = orderMDY, "01/31/2026"
	}
	m, ok := readDate(text, order)
	if !ok {
		return domain.Value{}, domain.Errorf(domain.Invalid, "%q cannot be read as a date. Write it like %s or 31 January 2026.", text, example)
	}
	if t == domain.Time {
		return domain.TimeValue(m.in(s.Location())), nil
	}
	if m.zoned {
		m.at = m.at.In(s.Location())
	}
	return domain.DateValue(m.at), nil
}
