package compose

import "strings"

// safeLink cleans the address of a link: no white space or control characters,
// and a scheme that cannot run anything. An address that begins with a field is
// kept; the value is judged when it is known. The result is nil when there is
// no usable address.
func safeLink(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if p.src == "" {
			p.text = cleanURL(p.text)
			if p.text == "" {
				continue
			}
		}
		out = append(out, p)
	}
	if len(out) == 0 || out[0].src == "" && !safeScheme(out[0].text) {
		return nil
	}
	return out
}

// cleanURL removes what must not stand in an address: controls and bidi signs
// go, white space inside becomes %20.
func cleanURL(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ' || r == '\u00a0':
			b.WriteString("%20")
		case isUnwanted(r) || r == '\n' || r == '\t' || r == '\r':
		case r == '"' || r == '<' || r == '>' || r == '\\' || r == '`':
			const hex = "0123456789ABCDEF"
			b.WriteString("%" + string(hex[r>>4]) + string(hex[r&15]))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// safeScheme reports whether an address can stand in a link.
func safeScheme(s string) bool {
	lower := strings.ToLower(s)
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

// escapeURLPart writes a value so that it stays inside its place of an address.
func escapeURLPart(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
