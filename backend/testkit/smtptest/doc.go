// Package smtptest is a mail server for tests: real sockets on 127.0.0.1, a
// certificate of its own, sign-in, and faults by script. For tests only.
package smtptest
