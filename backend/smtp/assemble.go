package smtp

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"mime/quotedprintable"
	"path"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// assembled is a whole mail with its envelope.
type assembled struct {
	from, to string
	utf8     bool // needs SMTPUTF8
	raw      []byte
}

// Assemble writes the mail as it goes over the wire, lines ended by CRLF. It
// fails with Invalid if a part cannot be written safely.
func Assemble(m deliver.Message) ([]byte, error) {
	a, err := assemble(m)
	return a.raw, err
}

func assemble(m deliver.Message) (assembled, error) {
	from, fromUTF8, err := wireAddress(m.FromAddress)
	if err != nil || fromUTF8 {
		return assembled{}, domain.Errorf(domain.Invalid, "The sender's address of the account is not one that mail servers take. Change it in the sending account. %w", err)
	}
	to, toUTF8, err := wireAddress(m.To())
	if err != nil {
		return assembled{}, err
	}
	var b bytes.Buffer
	if err := writeHeaders(&b, m, from, to); err != nil {
		return assembled{}, err
	}
	writeBody(&b, m)
	return assembled{from: from, to: to, utf8: toUTF8, raw: b.Bytes()}, nil
}

func writeHeaders(b *bytes.Buffer, m deliver.Message, from, to string) error {
	_, fromHost, _ := strings.Cut(from, "@")
	local, _, _ := strings.Cut(m.MessageID, "@")
	put := func(name, value string) { b.WriteString(name + ": " + value + "\r\n") }
	put("From", mailbox(len("From: "), m.FromName, from))
	put("To", mailbox(len("To: "), m.ToName(), to))
	put("Subject", text(len("Subject: "), m.Subject))
	put("Date", m.Date.Format(time.RFC1123Z))
	if !isToken(local) {
		return domain.Errorf(domain.Internal, "The mail's own number is not well formed, so it was not sent.")
	}
	put("Message-ID", "<"+local+"@"+fromHost+">")
	if err := writeListHeaders(put, m, fromHost); err != nil {
		return err
	}
	put("MIME-Version", "1.0")
	return nil
}

func writeListHeaders(put func(name, value string), m deliver.Message, host string) error {
	if m.ListID != "" {
		label, _, _ := strings.Cut(m.ListID, ".")
		if !isToken(label) {
			return domain.Errorf(domain.Internal, "The mail's list name is not well formed, so it was not sent.")
		}
		put("List-Id", strings.TrimSpace(phrase(len("List-Id: "), m.FromName)+" <"+label+"."+host+">"))
	}
	if m.Unsubscribe != "" {
		if !isPlain(m.Unsubscribe) || strings.ContainsAny(m.Unsubscribe, "<>, ") || !strings.HasPrefix(m.Unsubscribe, "mailto:") || len(m.Unsubscribe) > 900 {
			return domain.Errorf(domain.Invalid, "The mailbox for unsubscribing is not a proper email address. Change it in the workspace's settings.")
		}
		put("List-Unsubscribe", "<"+m.Unsubscribe+">")
	}
	return nil
}

func isToken(s string) bool {
	return s != "" && len(s) < 70 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

func writeBody(b *bytes.Buffer, m deliver.Message) {
	outer, inner := boundary(m, "alternative"), boundary(m, "related")
	b.WriteString("Content-Type: multipart/alternative;\r\n boundary=\"" + outer + "\"\r\n\r\n")
	b.WriteString("--" + outer + "\r\n")
	writeText(b, "text/plain", m.Text)
	b.WriteString("--" + outer + "\r\n")
	if len(m.Pictures) == 0 {
		writeText(b, "text/html", m.HTML)
	} else {
		b.WriteString("Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"" + inner + "\"\r\n\r\n--" + inner + "\r\n")
		writeText(b, "text/html", m.HTML)
		for _, p := range m.Pictures {
			b.WriteString("--" + inner + "\r\n")
			writePicture(b, p)
		}
		b.WriteString("--" + inner + "--\r\n\r\n")
	}
	b.WriteString("--" + outer + "--\r\n")
}

// boundary holds "=_", which quoted-printable and base64 never contain.
func boundary(m deliver.Message, use string) string {
	sum := sha256.Sum256([]byte(use + m.MessageID))
	return "=_" + hex.EncodeToString(sum[:12])
}

func writeText(b *bytes.Buffer, kind, body string) {
	b.WriteString("Content-Type: " + kind + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	body = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.ToValidUTF8(body, "\uFFFD"))
	w := quotedprintable.NewWriter(b)
	_, _ = w.Write([]byte(body)) // into memory: cannot fail
	_ = w.Close()
	b.WriteString("\r\n")
}

func writePicture(b *bytes.Buffer, p deliver.Picture) {
	b.WriteString("Content-Type: " + pictureType(p.Mime) + "\r\nContent-Transfer-Encoding: base64\r\n")
	b.WriteString("Content-ID: <" + safeID(p.CID) + ">\r\nContent-Disposition: inline; filename=\"" + safeName(p) + "\"\r\n\r\n")
	encoded := base64.StdEncoding.EncodeToString(p.Data)
	for len(encoded) > lineLength {
		b.WriteString(encoded[:lineLength] + "\r\n")
		encoded = encoded[lineLength:]
	}
	b.WriteString(encoded + "\r\n")
}

func pictureType(mime string) string {
	if main, sub, ok := strings.Cut(mime, "/"); ok && isToken(main) && isToken(strings.NewReplacer("+", "", ".", "").Replace(sub)) {
		return mime
	}
	return "application/octet-stream"
}

func safeID(cid string) string {
	return keep(cid, "-_.@")
}

// safeName is ASCII: file names in other scripts are shown raw by strict readers.
func safeName(p deliver.Picture) string {
	ext := keep(path.Ext(p.Name), ".")
	base := strings.Trim(keep(strings.TrimSuffix(p.Name, path.Ext(p.Name)), "-_."), ".-_")
	if base == "" {
		base = "picture"
	}
	return base[:min(len(base), 40)] + ext[:min(len(ext), 10)]
}

func keep(s, extra string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune(extra, r) {
			return r
		}
		return -1
	}, s)
}
