// Package campaign decides who gets a campaign and says so in words: the
// waterfall from people who match to mails that leave, the frozen audience, the
// last review before sending and the readers shown in it. It is called by the
// app.
//
// Invariants: the waterfall and the frozen audience come from one decision per
// person, so the number on the button is the number of queued mails; every
// member of the audience has a line in the ledger, also those left out; nobody
// is counted twice. Whether a person may be mailed is not decided here but by
// the send gate (package comply), which is asked again at the moment of sending.
package campaign
