package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Protect returns a text as a csv file should hold it so that no spreadsheet
// program runs it: with an apostrophe in front when it would be taken for a
// formula that can do harm. [Unprotect], and so reading such a file here, gives
// the text back unchanged.
//
// Source: OWASP, "CSV Injection" (owasp.org/www-community/attacks/CSV_Injection),
// which prefixes every text that begins with = + - @ tab or CR. That breaks most
// of what really begins so: "-5", "+44 20 7946 0000", "@handle", "- none". A
// spreadsheet can do harm only by a function (HYPERLINK, WEBSERVICE, IMPORTXML
// send data away, any may be a macro), by DDE (program|'command'!cell, which
// starts programs) or by a reference to another file, so the rule is:
//
//   - White space and invisible characters in front count for nothing, because
//     some programs drop them; full-width signs (U+FF1D U+FF0B U+FF0D U+FF20) and
//     the minus U+2212 count as the plain ones, because some programs turn them
//     into these.
//   - A text that begins with = and goes on is protected always.
//   - One that begins with + - or @ is protected when it holds a call (a name with
//     an opening parenthesis right behind it, or behind a space if it is the name of
//     a function that reaches out of the sheet), DDE (a bar | behind a name and an
//     ! later on), or a reference to another sheet or file (a name, ] or ' with an !
//     and what it refers to right behind it, or LibreOffice's 'file'#).
//   - Nothing else is: a lone = + - @, signed numbers, phone numbers, handles,
//     dates, times, words behind a dash. "+1-800-555-0100" is shown as a sum by
//     some programs, which harms nobody and would be worse as a mended text.
//
// Apostrophes in front that are there already do not count, and one more is put
// there, which keeps Unprotect exact. Workbooks need none of this: their cells
// say that they are text.
func Protect(text string) string {
	if dangerous(text) {
		return "'" + text
	}
	return text
}

// Unprotect takes off the apostrophe that Protect, or another program that
// follows OWASP, put in front of a formula. Any other apostrophe stays.
func Unprotect(text string) string {
	if len(text) > 1 && text[0] == '\'' && dangerous(text) {
		return text[1:]
	}
	return text
}

// dangerous reports whether a text, leading apostrophes aside, is a formula that can do harm.
func dangerous(text string) bool {
	text = strings.TrimLeft(text, "'")
	if text == "" || text[0] > ' ' && text[0] < utf8.RuneSelf && strings.IndexByte("=+-@", text[0]) < 0 {
		return false // as nearly every text
	}
	text = strings.TrimLeftFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	sign, n := utf8.DecodeRuneInString(text)
	switch rest := text[n:]; sign {
	case '=', '\uFF1D':
		return strings.TrimSpace(rest) != ""
	case '+', '-', '@', '\uFF0B', '\uFF0D', '\uFF20', '\u2212':
		return computes(rest)
	}
	return false
}

// computes reports whether what follows a sign calls a function, starts DDE or
// refers to another sheet or file.
func computes(text string) bool {
	s, bar := []rune(text), false
	for i, r := range s {
		switch r {
		case '(', '\uFF08':
			if calls(s[:i]) {
				return true
			}
		case '|', '\uFF5C':
			bar = bar || endsInName(s[:i])
		case '!', '\uFF01':
			if bar || i > 0 && i+1 < len(s) && endsInName(s[:i]) && refersTo(s[i+1]) {
				return true
			}
		case '#':
			if i > 0 && s[i-1] == '\'' {
				return true
			}
		}
	}
	return false
}

// reaching are the functions of Excel, LibreOffice and Google Sheets that send
// or fetch something or start a program.
var reaching = map[string]bool{
	"HYPERLINK": true, "WEBSERVICE": true, "IMAGE": true, "RTD": true, "DDE": true, "CALL": true, "EXEC": true, "REGISTER": true, "REGISTER.ID": true,
	"IMPORTXML": true, "IMPORTDATA": true, "IMPORTHTML": true, "IMPORTFEED": true, "IMPORTRANGE": true, "GETPIVOTDATA": true, "INDIRECT": true,
}

// calls reports whether a parenthesis behind a text is that of a function.
func calls(before []rune) bool {
	end := len(before)
	for end > 0 && unicode.IsSpace(before[end-1]) {
		end--
	}
	from := end
	for from > 0 && inName(before[from-1]) {
		from--
	}
	if from == end || unicode.IsDigit(before[from]) || before[from] == '.' {
		return false
	}
	return end == len(before) || reaching[strings.ToUpper(string(before[from:end]))]
}

// endsInName reports whether a text ends as the name of a program, sheet or file does.
func endsInName(s []rune) bool {
	for len(s) > 0 && unicode.IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return len(s) > 0 && (inName(s[len(s)-1]) || s[len(s)-1] == '\'' || s[len(s)-1] == ']')
}

// refersTo reports whether a reference can begin with a character.
func refersTo(r rune) bool {
	return inName(r) || r == '$' || r == '\'' || r == '#' || r == '[' || r == '{'
}

func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' }
