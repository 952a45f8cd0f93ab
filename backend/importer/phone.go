package importer

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// What can be wrong with a text that stands in place of a phone number.
const (
	badPhone   = "bad_phone"
	phoneLost  = "phone_lost" // a spreadsheet kept the first digits only
	manyPhones = "many_phones"
)

// regionOf returns the country whose numbers are written without their code: the one
// of the workspace's locale, India where it names none.
func regionOf(s domain.Settings) string {
	if at := strings.LastIndexByte(s.Locale, '-'); at >= 0 && len(s.Locale)-at == 3 {
		return strings.ToUpper(s.Locale[at+1:])
	}
	return "IN"
}

// readPhone reads a number into E.164 (+919876543210). Code is "" for a number and
// for a blank, [manyPhones] where more follow the first.
func readPhone(text, region string) (number, code string) {
	if number := quickPhone(text, region); number != "" {
		return number, ""
	}
	text = plainPhone(text)
	switch {
	case text == "" || blankWord(text) || strings.Trim(text, "0+-. ") == "":
		return "", ""
	case strings.ContainsAny(text, "eE") && isScientific(text):
		return "", phoneLost
	}
	if number = parsePhone(text, region); number != "" {
		return number, ""
	}
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;/|&\n", r) }) {
		if number = parsePhone(strings.TrimSpace(part), region); number != "" && (i > 0 || part != text) {
			return number, manyPhones
		}
	}
	return "", badPhone
}

// quickPhone recognises what nearly every number is in India (ten digits from 6 on) and
// in North America (ten digits with 2 to 9 at the first and the fourth place), perhaps
// with the country or a 0 in front.
func quickPhone(s, region string) string {
	switch {
	case len(s) == 13 && s[:3] == "+91":
		return indian(s[3:])
	case len(s) == 12 && s[:2] == "+1":
		return american(s[2:])
	case region == "IN" && len(s) == 12 && s[:2] == "91":
		return indian(s[2:])
	case region == "IN" && len(s) == 11 && s[0] == '0':
		return indian(s[1:])
	case region == "IN":
		return indian(s)
	case (region == "US" || region == "CA") && len(s) == 11 && s[0] == '1':
		return american(s[1:])
	case region == "US" || region == "CA":
		return american(s)
	}
	return ""
}

func indian(s string) string {
	if len(s) != 10 || s[0] < '6' || !digitsOnly(s) {
		return ""
	}
	return "+91" + s
}

func american(s string) string {
	if len(s) != 10 || s[0] < '2' || s[3] < '2' || !digitsOnly(s) {
		return ""
	}
	return "+1" + s
}

// plainPhone takes off what spreadsheets and people put around a number.
func plainPhone(s string) string {
	s = strings.TrimSpace(foldDigits(s))
	s = strings.Trim(s, "'’`\" ")
	if rest, ok := cutFold(s, "tel:"); ok {
		s = rest
	}
	if rest, ok := strings.CutSuffix(s, ".0"); ok && len(rest) >= 8 && digitsOnly(strings.TrimPrefix(rest, "+")) {
		s = rest
	}
	return strings.TrimSpace(s)
}

// isScientific recognises 9.19877E+11: the last digits of such a number are gone.
func isScientific(s string) bool {
	mantissa, exponent, found := strings.Cut(strings.ToLower(s), "e")
	return found && digitsOnly(strings.TrimPrefix(exponent, "+")) && digitsOnly(strings.Replace(mantissa, ".", "", 1))
}

func parsePhone(text, region string) string {
	if number := quickPhone(strings.Map(digitOrPlus, text), region); number != "" && phoneSigns(text) {
		return number
	}
	n, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return ""
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

func digitOrPlus(r rune) rune {
	if r >= '0' && r <= '9' || r == '+' {
		return r
	}
	return -1
}

// phoneSigns reports whether a text has nothing but digits and what stands between them.
func phoneSigns(text string) bool {
	for i, r := range text {
		if (r < '0' || r > '9') && !strings.ContainsRune(" -().", r) && (r != '+' || i > 0) {
			return false
		}
	}
	return true
}

// phoneLike reports whether a text looks like a phone number without knowing its column:
// a plus in front, or an Indian mobile number.
func phoneLike(text string) bool {
	if !ascii(text) && len(text) < 64 {
		text = foldDigits(text)
	}
	if len(text) < 8 || len(text) > 24 || !phoneSigns(text) {
		return false
	}
	digits := strings.Map(digitOrPlus, text)
	if digits == "" {
		return false
	}
	if digits[0] == '+' {
		return len(digits) >= 9 && len(digits) <= 16
	}
	return quickPhone(digits, "IN") != ""
}

// ReadPhone reads a phone number that somebody wrote by hand into the form it is kept
// in, as the import does: +919876543210. Numbers without a country code are those of
// the workspace's region. What is no number is Invalid, with how to write it.
func ReadPhone(text string, s domain.Settings) (string, error) {
	text = cleanText(text)
	if text == "" {
		return "", nil
	}
	number, _ := readPhone(text, regionOf(s))
	if number == "" {
		return "", domain.Errorf(domain.Invalid, "%q is not a phone number. Write 6 to 15 digits, with the country in front, like +91 98765 43210.", text)
	}
	return number, nil
}
