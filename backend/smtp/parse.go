package smtp

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"golang.org/x/text/encoding/charmap"
)

// Parsed is a received mail taken apart for showing it.
type Parsed struct {
	Headers  [][2]string // decoded, in the mail's order
	HTML     string
	Text     string
	Pictures []deliver.Picture
}

const (
	deepest  = 8   // nested multiparts
	mostPart = 200 // parts in one mail
)

// Parse takes a mail apart. Every "cid:" reference in the HTML becomes
// cidURL(its id); a nil cidURL leaves them. It fails with Invalid when the raw
// bytes are not a mail.
func Parse(raw []byte, cidURL func(cid string) string) (Parsed, error) {
	head, body := split(raw)
	var p Parsed
	p.Headers = headers(head)
	if len(p.Headers) == 0 {
		return p, domain.Errorf(domain.Invalid, "This is not a mail: it has no header lines.")
	}
	reader := partReader{out: &p}
	reader.part(value(p.Headers, "Content-Type"), value(p.Headers, "Content-Transfer-Encoding"), "", "", body, 0)
	if cidURL != nil {
		p.HTML = cidReference.ReplaceAllStringFunc(p.HTML, func(ref string) string {
			i := strings.IndexByte(ref, ':') + 1
			return ref[:i-len("cid:")] + cidURL(ref[i:])
		})
	}
	return p, nil
}

// Subject returns a mail's decoded subject, "" if it has none.
func Subject(raw []byte) string {
	head, _ := split(raw)
	return value(headers(head), "Subject")
}

// Picture returns the picture of a mail that the HTML calls "cid:" + cid, and
// fails with NotFound if there is none.
func (p Parsed) Picture(cid string) (deliver.Picture, error) {
	for _, picture := range p.Pictures {
		if picture.CID == cid {
			return picture, nil
		}
	}
	return deliver.Picture{}, domain.Errorf(domain.NotFound, "This mail holds no such picture.")
}

// cidReference matches inside attributes and url() only, not in running text.
var cidReference = regexp.MustCompile(`(?i)(?:=\s*["']?|url\(\s*["']?)cid:[^\s"'<>)]+`)

func split(raw []byte) (head, body []byte) {
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(raw, []byte(gap)); i >= 0 {
			return raw[:i], raw[i+len(gap):]
		}
	}
	return raw, nil
}

// headers unfolds and decodes; lines that are no header are left out.
func headers(head []byte) [][2]string {
	var out [][2]string
	for line := range strings.Lines(string(head)) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && (line[0] == ' ' || line[0] == '\t') {
			if len(out) > 0 {
				out[len(out)-1][1] += " " + strings.TrimSpace(line)
			}
			continue
		}
		if name, rest, found := strings.Cut(line, ":"); found && !strings.Contains(name, " ") {
			out = append(out, [2]string{textproto.CanonicalMIMEHeaderKey(name), strings.TrimSpace(rest)})
		}
	}
	for i := range out {
		if decoded, err := (&mime.WordDecoder{}).DecodeHeader(out[i][1]); err == nil {
			out[i][1] = decoded
		}
	}
	return out
}

func value(headers [][2]string, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			return h[1]
		}
	}
	return ""
}

type partReader struct {
	out   *Parsed
	parts int
}

func (r *partReader) part(contentType, encoding, cid, name string, body []byte, depth int) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if r.parts++; depth > deepest || r.parts > mostPart {
		return
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		r.multipart(params["boundary"], body, depth)
	case kind == "text/html" && r.out.HTML == "":
		r.out.HTML = inUTF8(decode(encoding, body), params["charset"])
	case kind == "text/plain" && r.out.Text == "":
		r.out.Text = inUTF8(decode(encoding, body), params["charset"])
	case strings.HasPrefix(kind, "image/"):
		r.out.Pictures = append(r.out.Pictures, deliver.Picture{CID: strings.Trim(cid, "<>"), Name: name, Mime: kind, Data: decode(encoding, body)})
	}
}

func (r *partReader) multipart(boundary string, body []byte, depth int) {
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return // the end, or a damaged part: what was read is shown
		}
		content, _ := io.ReadAll(p) // as above
		h := p.Header
		r.part(h.Get("Content-Type"), h.Get("Content-Transfer-Encoding"), h.Get("Content-Id"), p.FileName(), content, depth+1)
	}
}

// decode keeps what could be read of a damaged part.
func decode(encoding string, body []byte) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		out, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		return out
	case "base64":
		out, _ := io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(body)))
		return out
	}
	return body
}

func inUTF8(body []byte, charset string) string {
	if !utf8.Valid(body) || strings.EqualFold(charset, "windows-1252") {
		if decoded, err := charmap.Windows1252.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	return strings.ReplaceAll(string(body), "\r\n", "\n")
}
