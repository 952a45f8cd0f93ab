// Package smtp puts mails into words and hands them to a mail server. It
// satisfies deliver.Sender, tests a sending account in plain sentences, and
// holds the outbox on this computer, a mail server of the app's own that keeps
// what it is given.
//
// The connection is go-mail's smtp.Client; assembling and the transaction are
// made here, because a mail must be complete before the first byte leaves, a
// failed transaction must end with the TCP connection (a polite goodbye would
// deliver half a mail), and the reply to the final dot may take the ten minutes
// that RFC 5321 4.5.3.2.6 gives it.
//
// Nothing about this computer leaves it: the greeting is an address literal, the
// Message-ID is of the sender's domain, there is no User-Agent.
//
// Mails are multipart/alternative (text, HTML) in quoted-printable, pictures
// beside the HTML in multipart/related, every line ASCII and below 78
// characters, every header built from checked parts (RFC 5322, 2045, 2047, 2369,
// 2387, 2919).
package smtp
