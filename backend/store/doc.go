// Package store keeps a workspace in one SQLite file. It is the only package
// that imports database/sql, and SQLite is the only thing that opens the file.
//
// Durability. The file is in WAL mode. Everything is committed with synchronous
// FULL, so what was acknowledged survives a power cut. Bulk is one transaction and
// therefore one sync: NORMAL would save nothing there.
//
// Shape. Users' fields are columns fN of contact and event properties columns
// pN of event; a user's words never become SQL. Money is in minor units, time in
// UTC milliseconds. A suppression is a keyed hash that references no contact.
// Consent is append-only, by trigger; it goes only when its person is erased. (campaign, contact) is unique in the send
// ledger: that is why a campaign cannot mail a person twice.
//
// Events. New ones are rows of event. Many at once, and later the rows (Seal), go
// into event_block: all events of one type of 4096 contacts as columns, packed and
// with a checksum. Of one contact every block is older than every row, and a bulk
// that writes blocks therefore seals the rows first. Readers see both as one, in the
// order of contact, time and adding. A sealed event has a negative id that names its
// place, good until the block is written anew. A key is unique across both.
// contact_block holds copies of contacts as columns; triggers delete a copy with
// every change of its contacts, so it is never stale.
//
// Who is in a segment is recorded as stays, at most one of them open for a person
// (the primary key sees to it), with a watch for each segment that says how far
// the record goes. RecordMembership moves both in one transaction and only from
// the watch that is recorded: what was found is written exactly once. Versions of
// a rule are never rewritten. How many entered and left is also kept counted by
// half hour, so that a segment's size over time is known without reading its stays.
// A deleted segment keeps all of that for 30 days and can be brought back with it.
//
// Every change of contacts is an act: an import, an edit, an undo. act_block keeps
// whom it touched, by which row of a file, and what stood there before (nothing for
// people it brought), as columns like the blocks of events. Undoing is an act too
// and restores a value unless something else changed it since. Permission,
// suppressions and events are no part of it.
//
// One connection writes; a pool of others reads, each seeing the last commit.
// Migrations are embedded, forward only, one transaction each. A file from a
// newer version, or one that cannot be written, is opened for reading with words
// that say so.
//
// Sources: SQLite documentation, "Write-Ahead Logging" and "PRAGMA synchronous".
package store
