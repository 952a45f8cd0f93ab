package rule

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// HindiComplaint gives tests the Hindi format of a problem.
func HindiComplaint(format string) string { return hindi{}.complaint(format) }

// IconNames gives tests the icons that traits are shown with.
func IconNames() []string {
	out := []string{"coins", "layers", "shield-check", "trophy", "inbox", "calendar-days", "clock", "smartphone", "zap", "gauge", "cake"}
	for _, l := range looks {
		out = append(out, l.Icon)
	}
	for _, icons := range []map[string]string{currencyIcons, kindIcons} {
		for _, icon := range icons {
			out = append(out, icon)
		}
	}
	for _, d := range derivedIcons {
		out = append(out, d.icon)
	}
	for _, typ := range []domain.ValueType{domain.Text, domain.Number, domain.Money, domain.Date, domain.Bool, domain.List} {
		field := domain.Field{ID: 50, Key: "f", Type: typ}
		out = append(out, fieldIcon("f", NewCatalog([]domain.Field{field}, nil, nil, nil, domain.Settings{})))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
