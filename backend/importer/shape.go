package importer

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// blankWords stand where nothing is known.
var blankWords = map[string]bool{"-": true, "--": true, "---": true, "–": true, "—": true, "n/a": true, "n.a.": true, "n.a": true, "na": true, "#n/a": true, "null": true, "(null)": true, "<null>": true, "nil": true, "nan": true, "undefined": true, "(blank)": true, "not available": true, "not applicable": true, "\\n": true, "?": true, ".": true, "xx": true, "उपलब्ध नहीं": true}

// blankWord reports whether a text stands for nothing, as "N/A" and "-" do.
func blankWord(s string) bool {
	if s == "" || len(s) > 32 {
		return false
	}
	switch s[0] | 0x20 {
	case '-', 'n', '#', '(', '<', '?', '.', '|', 'u', 'x', 0xe2, 0xe0: // "|" is what "\\" becomes
		return blankWords[s] || blankWords[strings.ToLower(s)]
	}
	return false
}

// clock is how a column of dates counts.
type clock uint8

const (
	wallClock  clock = iota // dates as people write them
	serialDays              // days since 30 December 1899, as Excel counts
	unixSeconds
	unixMillis
)

func (k clock) valueType() domain.ValueType {
	if k == serialDays {
		return domain.Date
	}
	return domain.Time
}

// decideClock recognises numbers that are instants, where the column's name says so.
func (c *column) decideClock() {
	if !c.dateNamed() || !c.most(max(c.numbers[0], c.numbers[1])) || len(c.firsts) == 0 {
		return
	}
	for _, try := range []clock{serialDays, unixSeconds, unixMillis} {
		fits := 0
		for _, text := range c.firsts {
			if _, ok := try.read(text); ok {
				fits++
			}
		}
		if fits*10 >= len(c.firsts)*9 {
			c.clock, c.doubt = try, false
			return
		}
	}
}

var dateWords = strings.Fields("date dates dt dob doj doa time timestamp datetime birth birthday birthdate bday anniversary joined created updated modified since expiry expires expired renewal renewed visited opened clicked login registered दिनांक तारीख तिथि जन्मदिन समय datum geburtstag geburtsdatum fecha cumpleanos data nascimento nascita naissance geboortedatum tarih tarihi дата рождения tanggal lahir 日期 生日 日付 誕生日 तारीख़ તારીખ தேதி తేదీ তারিখ ದಿನಾಂಕ தொடக்கம் التاريخ تاريخ")

// dateNamed reports whether the column's name promises dates.
func (c *column) dateNamed() bool {
	if !c.named {
		return false
	}
	for _, kind := range []domain.ImportKind{domain.ImportPeople, domain.ImportOrders} {
		if target, _ := meaningOf(c.name, kind); wantsDate(target) {
			return true
		}
	}
	words := strings.Fields(normalHeader(c.name))
	if n := len(words); n > 1 && (words[n-1] == "on" || words[n-1] == "at") {
		return true
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(normalDateWords, w) })
}

var normalDateWords = normalAll(dateWords)

func normalAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = normalHeader(w)
	}
	return out
}

var birthWords = normalAll(strings.Fields("dob birth birthday birthdate bday born जन्म जन्मदिन geburtstag geburtsdatum nacimiento nascimento nascita naissance geboortedatum рождения lahir 生日 誕生日 anniversary"))

func aboutBirth(name string) bool {
	words := strings.Fields(normalHeader(name))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(birthWords, w) })
}

var codeWords = normalAll(strings.Fields("pin pincode zip zipcode postcode postal postleitzahl plz cep cap gstin gst pan aadhaar aadhar adhar hsn sac ifsc sku code id ids uuid account passport licence license barcode imei ean upc पिन पिनकोड पोस्टल otp phone mobile fax telephone whatsapp"))

// codeNamed reports whether a name is that of numbers nobody calculates with.
func codeNamed(name string) bool {
	words := strings.Fields(normalHeader(name))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(codeWords, w) })
}

var moneyWords = normalAll(strings.Fields("inr usd eur gbp aed rs rupees amount spent revenue salary income price mrp turnover ltv spend payment paid balance due outstanding fee fees premium budget राशि रकम रुपये betrag umsatz montant importe importo valor bedrag tutar сумма कुल"))

// moneyNamed reports whether the name promises money: ₹, (INR), Amount, Total spent.
func (c *column) moneyNamed() bool {
	if !c.named {
		return false
	}
	if strings.ContainsFunc(c.name, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		return true
	}
	words := strings.Fields(normalHeader(c.name))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(moneyWords, w) }) && !slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(notMoney, w)
	})
}

var notMoney = strings.Fields("count number no date days id on at status method mode percent share type orders term terms points score rating level tier")

// meaningIn is the meaning of a name in a file of people.
func meaningIn(name string) string {
	target, _ := meaningOf(name, domain.ImportPeople)
	return target
}

// share returns the percentage of the first values that a test holds for.
func (c *column) share(test func(string) bool) int {
	n := 0
	for _, text := range c.firsts {
		if test(text) {
			n++
		}
	}
	return n * 100 / max(len(c.firsts), 1)
}

// isObject reports whether a text is a JSON object, as listmonk writes attributes.
func isObject(text string) bool {
	return len(text) > 1 && text[0] == '{' && json.Valid([]byte(text))
}

// personName reports whether a text can be a person's full name.
func personName(text string) bool {
	words := strings.Fields(text)
	return len(words) >= 2 && len(words) <= 5 && lettersOnly(text) && capital(words[0]) && capital(words[len(words)-1])
}

func capital(word string) bool {
	for _, r := range word {
		return !unicode.IsLower(r)
	}
	return false
}

// lettersOnly reports whether a text has nothing but letters and what names hold beside.
func lettersOnly(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .'’-,\u200c\u200d", r)
	})
}

// mangledDates looks for a column in which a spreadsheet has made dates of some texts
// with day and month exchanged and left the others as texts.
type mangledDates struct {
	cells, lowCells int // real dates, those with a day of 12 or less
	texts, badTexts int // dates as texts, those whose first number is above 12
	sample          string
}

func (m *mangledDates) add(kind sheet.Kind, text string) {
	if kind == sheet.Date {
		if len(text) >= 10 {
			m.cells++
			if number(text[8:10]) <= 12 {
				m.lowCells++
			}
			if m.sample == "" {
				m.sample = text[:10]
			}
		}
		return
	}
	if len(text) < 6 || !digit(text[0]) {
		return
	}
	parts, _, ok := dateParts(text)
	if ok && len(parts[0]) <= 2 && digit(parts[1][0]) {
		m.texts++
		if number(parts[0]) > 12 {
			m.badTexts++
		}
	}
}

// found reports whether every real date has a day that could be a month while every
// text could not have been read month first.
func (m *mangledDates) found() bool {
	return m.cells > 0 && m.texts > 0 && m.lowCells == m.cells && m.badTexts == m.texts
}
