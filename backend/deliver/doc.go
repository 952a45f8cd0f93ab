// Package deliver sends a campaign: it works through the send ledger that the
// campaign's audience was frozen into, one mail per person and never two.
//
// SMTP cannot promise "exactly once": after the final dot and before the
// server's word, nobody can know whether a mail was taken. So every step is
// recorded before it is made. A row is claimed in the ledger (durable) before a
// connection touches it; each connection keeps a journal and notes, forced to
// disk, that the final dot is about to be written; then it notes the reply.
// Results reach the ledger in groups. After a crash, Recover reads ledger and
// journal together: no note means the mail never left and it is queued again, a
// reply says how it ended, and a dot without a reply is reported as unknown for
// the user to decide. Nobody is silently mailed twice and nobody is silently
// lost.
//
// A mail is addressed by a comply.Ticket only, and the gate is asked again at
// the socket: who says no while a campaign runs is left out of the rest of it.
//
// A server's reply is read by its scope (RFC 5321, RFC 3463): the recipient,
// the connection or the account. Only the first is ever held against a person.
//
// The app calls Run (as a job) and Recover (at start); package smtp satisfies
// Sender.
package deliver
