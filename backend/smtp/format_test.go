package smtp_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/smtp"
)

// readAloud reads a mail with Python's email package, which shares no code with
// the product.
const readAloud = `
import sys, json, email, email.policy, email.header, email.utils
raw = sys.stdin.buffer.read()
m = email.message_from_bytes(raw, policy=email.policy.default)
old = email.message_from_bytes(raw)
text = m.get_body(("plain",)); html = m.get_body(("html",))
def address(key):
    # names by the older decoder: the newer one keeps the space between encoded words of a phrase
    name, _ = email.utils.parseaddr(old[key])
    encoded = old[key].startswith("=?")
    return [str(email.header.make_header(email.header.decode_header(name))) if encoded else name, m[key].addresses[0].addr_spec]
defects = [str(d) for p in m.walk() for d in p.defects] + [str(d) for p in m.walk() for h in p.values() for d in getattr(h, "defects", [])]
json.dump({"subject": m["subject"], "from": address("from"), "to": address("to"), "headers": m.keys(),
  "text": text.get_content(), "html": html.get_content(), "types": [p.get_content_type() for p in m.walk()],
  "unsubscribe": m["list-unsubscribe"], "list": m["list-id"], "id": m["message-id"],
  "pictures": [[p["content-id"], p.get_content_type(), p.get_filename(), len(p.get_content())] for p in m.walk() if p.get_content_maintype() == "image"],
  "defects": defects}, sys.stdout)
`

type heard struct {
	Subject, Text, HTML, Unsubscribe, List, ID string
	From, To                                   [2]string
	Headers, Types, Defects                    []string
	Pictures                                   [][4]any
}

func hear(t *testing.T, raw []byte) heard {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not here, which reads the mails independently")
	}
	cmd := exec.Command(python, "-c", readAloud)
	cmd.Stdin = bytes.NewReader(raw)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python: %v\n%s\n%s", err, &stderr, raw[:min(len(raw), 1500)])
	}
	var h heard
	if err := json.Unmarshal(out, &h); err != nil {
		t.Fatal(err)
	}
	h.Text, h.HTML = strings.ReplaceAll(h.Text, "\r\n", "\n"), strings.ReplaceAll(h.HTML, "\r\n", "\n")
	return h
}

func plainLines(t *testing.T, raw []byte) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
		if len(line) > 100 || strings.ContainsAny(line, "\r\n\x00") || strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
			t.Errorf("line %d is not a short ASCII line: %q", i+1, line)
		}
	}
}

func TestAwkwardMailsReadAsTheyWereWritten(t *testing.T) {
	long := strings.Repeat("word ", 180) + strings.Repeat("x", 900)
	for _, c := range []struct{ name, subject, body, person, sender string }{
		{"plain", "Hello Ravi", "Hello Ravi,\nbye.", "Ravi Kumar", "Asha Stores"},
		{"Hindi", "दीवाली की शुभकामनाएँ, रवि! आपके लिए कुछ ख़ास ऑफ़र तैयार हैं, आज ही देखिए और घर बैठे मँगवाइए", "नमस्ते रवि,\nआपका दिन शुभ हो।", "विकास पटेल", "आशा स्टोर्स और परिवार की ओर से शुभकामनाएँ"},
		{"emoji", "🎉👩‍👩‍👧‍👦 Sale 🇮🇳🇮🇳🇮🇳 " + strings.Repeat("👍🏽", 30), "🎉 done", "Zoë 👩🏽‍💻", "Shop 🛍️"},
		{"right to left", "مرحبا بك في متجرنا", "שלום עולם\nمرحبا", "محمد علي", "متجر"},
		{"quotes in names", `He said "yes" \ (really), <ok>; a@b`, `"quoted"`, `O'Neil "Bob" \ Smith, Jr. (x) <y>`, `Asha "The Shop" Stores, Ltd.`},
		{"very long lines", long, long + "\n" + strings.Repeat("ü", 900), strings.Repeat("Long ", 30) + "Name", "Asha"},
		{"looks encoded", "=?UTF-8?Q?not_encoded?= at all", "=3D =\n=20\n. \n.\n..\nFrom here\n", "=?x?", "Asha"},
		{"dots and tabs", "  two  spaces ", ".\n..\n\ttab \nend ", "Ravi", "."},
		{"empty", "", "", "", ""},
		{"injection", "Hello\r\nBcc: everyone@example.com\r\n\r\n<b>", "hi", "Ravi\r\nBcc: x@example.com", "Asha\nX-Evil: 1"},
		{"1 long word", strings.Repeat("w", 2000), "x", "Ravi", "Asha"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := letterhead
			head.FromName = c.sender
			html := "<p dir=\"auto\">" + c.body + "</p>"
			m := head.Message(ticket(t, c.person, "ravi@example.com"), deliver.Content{Subject: c.subject, HTML: html, Text: c.body}, domain.SystemClock{}.Now())
			raw, err := smtp.Assemble(m)
			if err != nil {
				t.Fatal(err)
			}
			plainLines(t, raw)
			got := hear(t, raw)
			if len(got.Defects) > 0 {
				t.Errorf("defects: %v\n%s", got.Defects, raw[:min(len(raw), 1500)])
			}
			same(t, "subject", got.Subject, shown(c.subject))
			same(t, "recipient", got.To[0]+"|"+got.To[1], shown(strings.TrimSpace(c.person))+"|ravi@example.com")
			same(t, "sender", got.From[0]+"|"+got.From[1], shown(c.sender)+"|news@shop.example")
			same(t, "text", strings.TrimSuffix(got.Text, "\n"), strings.TrimSuffix(c.body, "\n"))
			same(t, "html", strings.TrimSuffix(got.HTML, "\n"), html)
			want := "From To Subject Date Message-ID List-Id List-Unsubscribe MIME-Version Content-Type"
			same(t, "headers", strings.Join(got.Headers, " "), want)
			parsed, err := smtp.Parse(raw, nil)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "subject by our own parser", smtp.Subject(raw), shown(c.subject))
			same(t, "html by our own parser", strings.TrimSuffix(parsed.HTML, "\n"), html)
			same(t, "text by our own parser", strings.TrimSuffix(parsed.Text, "\n"), strings.TrimSuffix(c.body, "\n"))
		})
	}
}

var lineBreaks = regexp.MustCompile(`[\r\n]`)

// shown is what may be left of a header: breaks become spaces.
func shown(s string) string { return strings.TrimSpace(lineBreaks.ReplaceAllString(s, " ")) }

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %.300q\nwant %.300q", what, got, want)
	}
}

func TestPicturesTravelBesideTheHTML(t *testing.T) {
	picture := bytes.Repeat([]byte{0x89, 'P', 'N', 'G', 0, 0xff}, 5000)
	m := message(t, "Ravi", "ravi@example.com", deliver.Content{
		Subject: "Pictures", HTML: `<img src="cid:logo@kvn"> cid:logo@kvn in words <td style="background:url(cid:a'b)">`, Text: "Pictures",
		Pictures: []deliver.Picture{{CID: "logo@kvn", Name: "चित्र \"x\"\r\n.png", Mime: "image/png", Data: picture}},
	})
	raw, err := smtp.Assemble(m)
	if err != nil {
		t.Fatal(err)
	}
	plainLines(t, raw)
	got := hear(t, raw)
	same(t, "structure", strings.Join(got.Types, " "), "multipart/alternative text/plain multipart/related text/html image/png")
	if len(got.Defects) > 0 || len(got.Pictures) != 1 || got.Pictures[0][0] != "<logo@kvn>" || got.Pictures[0][3] != float64(len(picture)) {
		t.Errorf("%v %v", got.Defects, got.Pictures)
	}
	parsed, err := smtp.Parse(raw, func(cid string) string { return "/outbox/1/" + cid })
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(parsed.HTML, `<img src="/outbox/1/logo@kvn"> cid:logo@kvn in words`) {
		t.Error(parsed.HTML)
	}
	if p, err := parsed.Picture("logo@kvn"); err != nil || !bytes.Equal(p.Data, picture) {
		t.Errorf("the picture changed on its way: %v, %d bytes", err, len(p.Data))
	}
}

func TestNothingAboutThisComputerIsInAMail(t *testing.T) {
	raw, err := smtp.Assemble(message(t, "Ravi", "ravi@example.com", hello))
	if err != nil {
		t.Fatal(err)
	}
	again, err := smtp.Assemble(message(t, "Ravi", "ravi@example.com", hello))
	if err != nil {
		t.Fatal(err)
	}
	got := hear(t, raw)
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), host) || !strings.HasSuffix(got.ID, "@shop.example>") {
		t.Errorf("%s", raw)
	}
	if !bytes.Equal(raw, again) {
		t.Error("the same mail is not the same twice")
	}
	if !strings.HasPrefix(got.Unsubscribe, "<mailto:unsubscribe@shop.example?subject=unsubscribe%20") || got.List != `"Asha Stores" <campaigns.shop.example>` {
		t.Error(got.Unsubscribe, got.List)
	}
}

func TestHeadersCannotBeInjectedThroughPlainParts(t *testing.T) {
	for name, change := range map[string]func(*deliver.Message){
		"unsubscribe": func(m *deliver.Message) { m.Unsubscribe = "mailto:a@b.example>\r\nBcc: x@example.com" },
		"message id":  func(m *deliver.Message) { m.MessageID = "a\r\nBcc: x@example.com@shop.example" },
		"list id":     func(m *deliver.Message) { m.ListID = "a>\r\nBcc: x.shop.example" },
		"from":        func(m *deliver.Message) { m.FromAddress = "a@shop.example>\r\nBcc: <x@example.com" },
	} {
		t.Run(name, func(t *testing.T) {
			m := message(t, "Ravi", "ravi@example.com", hello)
			change(&m)
			if raw, err := smtp.Assemble(m); err == nil && strings.Contains(string(raw), "Bcc") {
				t.Errorf("%s", raw)
			}
		})
	}
}

func FuzzNoHeaderHoldsAForeignLine(f *testing.F) {
	f.Add("Hello", "Ravi", "body")
	f.Add("a\r\nBcc: x@y.example", "\"\\", "\r\n.\r\n")
	f.Fuzz(func(t *testing.T, subject, name, body string) {
		raw, err := smtp.Assemble(message(t, name, "ravi@example.com", deliver.Content{Subject: subject, HTML: body, Text: body}))
		if err != nil {
			t.Fatal(err)
		}
		plainLines(t, raw)
		head, _, _ := strings.Cut(string(raw), "\r\n\r\n")
		names := regexp.MustCompile(`(?m)^[^ \t:]+:`).FindAllString(head, -1)
		same(t, "headers", strings.Join(names, ""), "From:To:Subject:Date:Message-ID:List-Id:List-Unsubscribe:MIME-Version:Content-Type:")
		if bytes.Contains(raw, []byte("\r\n.\r\n")) && !strings.Contains(body, ".") {
			t.Error("a lone dot appeared")
		}
	})
}

func TestDebiansSinkTakesWhatIsSent(t *testing.T) {
	sink, err := exec.LookPath("smtp-sink")
	if err != nil {
		t.Skip("smtp-sink (postfix) is not here")
	}
	for name, flags := range map[string][]string{"with pipelining": nil, "one command at a time": {"-p"}} {
		t.Run(name, func(t *testing.T) { throughSink(t, sink, flags) })
	}
}

func throughSink(t *testing.T, sink string, flags []string) {
	dir, port := t.TempDir(), freePort(t)
	if os.Getuid() == 0 {
		flags = append(flags, "-u", "root")
	}
	cmd := exec.Command(sink, append(flags, "-d", filepath.Join(dir, "mail."), "127.0.0.1:"+port, "20")...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	waitFor(t, "127.0.0.1:"+port)
	conn := connect(t, senderTo(t, port))
	body := ".\n..\n.x\n" + strings.Repeat("नमस्ते ", 500)
	for range 5 {
		got := conn.Send(t.Context(), message(t, "रवि", "ravi@example.com", deliver.Content{Subject: "नमस्ते", HTML: body, Text: body}), nothing)
		if deliver.Classify(got) != deliver.Accepted {
			t.Fatalf("%+v", got)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "mail.*"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d mails captured: %v", len(files), err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		// the capture puts lines of its own before the mail
		got := hear(t, raw[bytes.Index(raw, []byte("\nFrom: \"Asha"))+1:])
		same(t, "text", strings.TrimSpace(got.Text), strings.TrimSpace(body))
	}
}
