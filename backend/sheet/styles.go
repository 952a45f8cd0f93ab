package sheet

import (
	"io"
	"strings"
)

// style is what a cell's format says about how to read its number.
type style struct {
	date  bool
	zeros int // the format is this many zeros: leading zeros are shown
}

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		ID int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func readStyles(r io.Reader) ([]style, error) {
	var doc stylesXML
	if err := decodeXML(r, &doc); err != nil {
		return nil, err
	}
	codes := map[int]string{}
	for _, f := range doc.Formats {
		codes[f.ID] = f.Code
	}
	styles := make([]style, len(doc.Cells))
	for i, c := range doc.Cells {
		if code, ok := codes[c.ID]; ok {
			styles[i] = styleOf(code)
		} else {
			styles[i] = style{date: builtinDate(c.ID)}
		}
	}
	return styles, nil
}

// builtinDate reports whether a number format without a code is a date: the
// common ones and the East Asian ones of ECMA-376 part 1, 18.8.30.
func builtinDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

func styleOf(code string) style {
	if code != "" && len(code) <= 30 && strings.Trim(code, "0") == "" {
		return style{zeros: len(code)}
	}
	return style{date: dateFormat(code)}
}

// dateFormat reports whether the first section of a number format shows a
// date or time: an unquoted letter of y m d h s, or an elapsed time like [h].
func dateFormat(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			if inside := code[i+1 : i+end]; inside != "" && strings.Trim(inside, "hms") == "" {
				return true
			}
			i += end
		case 'y', 'm', 'd', 'h':
			return true
		case 's':
			return !strings.HasPrefix(code[i:], "standard")
		case 'g':
			i += len(commonPrefix(code[i:], "general"))
		}
	}
	return false
}

func commonPrefix(s, word string) string {
	if strings.HasPrefix(s, word) {
		return word[1:]
	}
	return ""
}
