package smtp

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"time"

	"github.com/kvnmail/kvnmail/backend/deliver"
	gosmtp "github.com/wneessen/go-mail/smtp"
)

// conn is one signed-in connection. raw is the TCP connection below any TLS: to
// end a transaction that failed, it is closed as it is, since a goodbye (or a
// TLS close) could be taken as the end of the mail.
type conn struct {
	raw        net.Conn
	client     *gosmtp.Client
	timeouts   Timeouts
	pipelining bool
	size       bool
	utf8       bool
	dead       bool
}

// Send makes one attempt to hand over a mail; see deliver.Conn.
func (c *conn) Send(_ context.Context, m deliver.Message, beforeDot func() error) deliver.Outcome {
	mail, err := assemble(m)
	if err != nil {
		return deliver.Outcome{Stage: deliver.StageRecipient, Code: 553, Enhanced: "5.6.0", Reply: sentenceOf(err)}
	}
	if mail.utf8 && !c.utf8 {
		return deliver.Outcome{Stage: deliver.StageRecipient, Code: 553, Enhanced: "5.6.7", Reply: "The mail server takes only latin letters before the @ of an address."}
	}
	o, ready := c.envelope(mail)
	if ready {
		o = c.body(mail.raw, beforeDot)
	}
	o.Broken = c.dead
	return o
}

type command struct {
	line  string
	stage deliver.Stage
}

// got reports whether a reply is the one the command needs to go on.
func (m command) got(o deliver.Outcome) bool {
	if m.stage == deliver.StageBody {
		return o.Code == 354
	}
	return o.Code/100 == 2
}

// envelope says who the mail is from and for and asks to send it. The commands
// go out together where the server allows it.
func (c *conn) envelope(mail assembled) (deliver.Outcome, bool) {
	commands := []command{
		{"MAIL FROM:<" + mail.from + ">" + c.parameters(mail) + "\r\n", deliver.StageSender},
		{"RCPT TO:<" + mail.to + ">\r\n", deliver.StageRecipient},
		{"DATA\r\n", deliver.StageBody},
	}
	if c.pipelining {
		if err := c.write([]byte(commands[0].line + commands[1].line + commands[2].line)); err != nil {
			return c.lost(deliver.StageSender, err), false
		}
	}
	for i, command := range commands {
		if !c.pipelining {
			if err := c.write([]byte(command.line)); err != nil {
				return c.lost(command.stage, err), false
			}
		}
		o := c.reply(command.stage, c.timeouts.Command)
		if o.Err != nil || o.Code == 421 {
			c.abort()
			return o, false
		}
		if !command.got(o) {
			c.giveUp(commands[i+1:])
			return o, false
		}
	}
	return deliver.Outcome{}, true
}

// giveUp ends a refused transaction. Commands that went out already are still
// answered; a server that asks for the mail nevertheless is hung up on.
func (c *conn) giveUp(rest []command) {
	for _, command := range rest {
		if !c.pipelining {
			break
		}
		o := c.reply(command.stage, c.timeouts.Command)
		if o.Err != nil || o.Code == 421 || o.Code == 354 {
			c.abort()
			return
		}
	}
	c.reset()
}

func (c *conn) parameters(mail assembled) string {
	out := ""
	if c.size {
		out += fmt.Sprintf(" SIZE=%d", len(mail.raw))
	}
	if mail.utf8 {
		out += " SMTPUTF8"
	}
	return out
}

// body writes the mail, lets the dot be recorded, and writes the dot.
func (c *conn) body(raw []byte, beforeDot func() error) deliver.Outcome {
	stuffed := bytes.ReplaceAll(raw, []byte("\r\n."), []byte("\r\n..")) // RFC 5321 4.5.2; the first line is a header
	c.extend(c.timeouts.Dot)
	if err := c.write(stuffed); err != nil {
		return c.lost(deliver.StageBody, err)
	}
	if err := beforeDot(); err != nil {
		return c.lost(deliver.StageBody, err)
	}
	c.extend(c.timeouts.Dot)
	if err := c.write([]byte(".\r\n")); err != nil {
		return c.lost(deliver.StageDot, err)
	}
	o := c.reply(deliver.StageDot, c.timeouts.Dot)
	if o.Err != nil || o.Code == 421 {
		c.abort()
	}
	return o
}

func (c *conn) write(b []byte) error {
	c.extend(c.timeouts.Dot)
	if _, err := c.client.Text.W.Write(b); err != nil {
		return err
	}
	return c.client.Text.W.Flush()
}

func (c *conn) reply(stage deliver.Stage, timeout time.Duration) deliver.Outcome {
	c.extend(timeout)
	code, message, err := c.client.Text.ReadResponse(0)
	if err != nil {
		return deliver.Outcome{Stage: stage, Err: err}
	}
	return outcome(stage, code, message)
}

// extend fails only on a closed socket, which the next read or write tells.
func (c *conn) extend(d time.Duration) { _ = c.raw.SetDeadline(time.Now().Add(d)) }

// reset ends a refused transaction so that the next can begin.
func (c *conn) reset() {
	if c.write([]byte("RSET\r\n")) != nil {
		c.abort()
		return
	}
	if o := c.reply(deliver.StageSender, c.timeouts.Command); o.Err != nil || o.Code/100 != 2 {
		c.abort()
	}
}

func (c *conn) lost(stage deliver.Stage, err error) deliver.Outcome {
	c.abort()
	return deliver.Outcome{Stage: stage, Err: err}
}

func (c *conn) abort() {
	c.dead = true
	_ = c.raw.Close()
}

// Close says goodbye on a whole connection and closes it.
func (c *conn) Close() error {
	if c.dead {
		return nil
	}
	c.dead = true
	c.extend(2 * time.Second)
	if c.client.Text.PrintfLine("QUIT") == nil {
		_, _, _ = c.client.Text.ReadResponse(0) // only politeness: the mails are delivered already
	}
	return c.raw.Close()
}
