package comply

import (
	"crypto/hmac"
	"crypto/sha256"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// HashAddress returns the HMAC-SHA256 of the normalised address under the
// workspace's secret. Two spellings of one mailbox (case, spaces around,
// invisible characters, an internationalised domain written either way) have
// one hash. Without the secret a hash cannot be tested against guesses.
func HashAddress(secret []byte, email string) [32]byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(normalise(email)))
	var sum [32]byte
	mac.Sum(sum[:0])
	return sum
}

// normalise maps every spelling of one mailbox to one text. It lowers the local
// part too: mailboxes that differ by case only do not exist in practice, and
// mailing somebody who said no is the worse mistake.
func normalise(email string) string {
	if plain, ok := normaliseASCII(email); ok {
		return plain
	}
	visible := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, email)
	lowered := strings.TrimRight(strings.ToLower(norm.NFKC.String(visible)), ".")
	if plain, ok := normaliseASCII(lowered); ok {
		return plain
	}
	at := strings.LastIndexByte(lowered, '@')
	if at < 0 {
		return lowered
	}
	host := lowered[at+1:]
	if ascii, err := idna.Punycode.ToASCII(host); err == nil {
		host = ascii
	}
	return lowered[:at+1] + host
}

// normaliseASCII is the quick way for the addresses that nearly all are: a
// million of them are hashed whenever everybody's status is asked for.
func normaliseASCII(email string) (string, bool) {
	trimmed := strings.TrimSpace(email)
	for i := range len(trimmed) {
		if c := trimmed[i]; c <= ' ' || c >= 0x7f {
			return "", false
		}
	}
	return strings.TrimRight(strings.ToLower(trimmed), "."), true
}

// canBeMailed reports whether an address can stand in an SMTP command: one @,
// something on both sides, a dot in the domain, nothing that could end the
// command or hide.
func canBeMailed(email string) bool {
	local, host, found := strings.Cut(email, "@")
	if !found || local == "" || len(local) > 64 || len(email) > 254 || !utf8.ValidString(email) {
		return false
	}
	if strings.ContainsAny(email, "<>()[]\\,;:\" \t") || strings.ContainsFunc(email, hidden) {
		return false
	}
	if strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(email, "..") {
		return false
	}
	return canBeHost(host)
}

func canBeHost(host string) bool {
	if !strings.Contains(host, ".") || strings.Contains(host, "@") {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	return true
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}
