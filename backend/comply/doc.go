// Package comply decides who may be mailed. It holds the suppression hash, the
// reading of the permission ledger and the send gate.
//
// The gate is the only maker of a Ticket, and a Ticket is the only thing a mail
// can be addressed with. So a mail to somebody who never agreed, or who said
// no, is not forbidden by a check that could be forgotten: it cannot be built.
//
// Permission follows India's DPDP Act 2023 and the GDPR: it needs a recorded
// basis, the latest entry for a purpose counts, and withdrawing is as easy as
// giving. Suppression is kept apart from people, by a keyed hash of the
// address, so that no import, merge, deletion or restore lifts it.
package comply
