package importer

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

func cellsOf(texts ...string) []sheet.Cell {
	cells := make([]sheet.Cell, len(texts))
	for i, text := range texts {
		cells[i] = sheet.Cell{Kind: sheet.Text, Text: text}
	}
	return cells
}

func BenchmarkReadEmail(b *testing.B) {
	domains := hosts{}
	for name, text := range map[string]string{"plain": "asha.rao@example.in", "capitals": "Asha.Rao@Example.in", "wrapped": "Asha Rao <asha@example.in>", "slip": "asha@gamil.com"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if read := readEmail(text); read.address == "" || domains.typo(read.address) == "x" {
					b.Fatal(text)
				}
			}
		})
	}
}

func BenchmarkPlainDecimal(b *testing.B) {
	for name, text := range map[string]string{"plain": "1234.50", "grouped": "1,00,000.50", "rupees": "₹ 1,00,000.50", "lakh": "1.5 lakh", "word": "Maharashtra"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				plainDecimal(text, false)
			}
		})
	}
}

func BenchmarkReadDate(b *testing.B) {
	for name, text := range map[string]string{"iso": "2026-01-31", "slashes": "31/01/2026", "named": "31-Jan-26", "time": "31/01/2026 9:05 PM", "word": "Maharashtra"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				readDate(text, orderDMY)
			}
		})
	}
}

func BenchmarkReadPhone(b *testing.B) {
	for name, text := range map[string]string{"ten": "9876543210", "full": "+919876543210", "spaced": "+91 98765 43210", "abroad": "+44 20 7946 0018", "none": "12345"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				readPhone(text, "IN")
			}
		})
	}
}

func BenchmarkNoData(b *testing.B) {
	s := survey{names: []string{"Email", "Name", "City"}}
	cells := cellsOf("asha@x.in", "Asha Rao", "Pune")
	b.ReportAllocs()
	for range b.N {
		s.noData(cells)
	}
}
