// Package importer brings spreadsheets into a workspace: it guesses what a
// file holds ([Inspect], [Guess]), and carries out a plan in one transaction
// ([Run]). The app's import screen and the command line call it; the store is
// reached through the small interfaces [Store] and [Tx].
//
// Promises:
//   - Every data row is accounted for: rows = added + updated + unchanged +
//     skipped. A skipped row and a value set aside have a row number, a column,
//     a value and a reason.
//   - Importing the same file again changes nothing: people are found by email
//     or customer id, orders and their lines by keys made from the file.
//   - Nobody who said no is mailed again because of an import. Opt-outs in a
//     file become suppressions, none is ever lifted, and a permission that was
//     withdrawn is not granted anew.
//   - A dry run is the real run, rolled back.
//   - What was chosen for a file is offered for the next one with the same columns
//     ([Recall]), never its answer about permission.
//   - A file that is imported without anybody looking ([Examine], [Again]) is read whole
//     first. Other columns, half of the rows, damage, or a change meanwhile end it.
//
// Dates and decimal signs are inferred per column, never per value: 03/04/2024
// alone cannot be read, a column with 25/04/2024 in it can.
//
// What a file means is guessed from three sides. Exports of well-known tools are told
// by their headers (data/presets.txt). Headers of other files are looked up in some
// twenty languages (data/meanings.txt), with the words around the name taken off. And
// the values decide where names are missing or lie. Guesses are made from the first
// 20,000 rows, again and alike when the import runs, so that a plan needs only targets.
//
// Texts that stand for nothing ("N/A", "-") are blanks in columns of emails, phones,
// numbers and dates, and stay what they are in columns of text. A percent sign is
// dropped: "12 %" is 12. Phone numbers are kept as E.164 (+919876543210).
package importer
