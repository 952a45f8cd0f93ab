// Package sheet turns spreadsheet files into rows of typed cells and rows into
// spreadsheet files. It is pure: bytes in, rows out; it knows nothing of
// contacts or orders. The importer and the export commands call it.
//
// Reading streams: a file of a million rows is never held in memory, and the
// first row is there at once. The format is decided by what a file contains,
// not by its name, because exports with a wrong ending are common.
//
// The promise that matters is that nothing is lost silently. Whatever stops
// reading early (damaged XML, a cut-off archive, a limit) comes out of
// [Rows.Err] with the row from which nothing could be read, after all the rows
// before it were given; whatever was mended on the way is in [Rows.Warnings].
//
// Writing streams too, see [Writer]: what is written reads back as it was, a file
// is whole or not there, and a text that a spreadsheet program would run as a
// formula is kept from it ([Protect]) while everything else stays as it is.
//
// Workbooks (ECMA-376, transitional and strict) are scanned by the package's
// own reader instead of a workbook library: it keeps cell types while
// streaming, reads shared strings only as far as they are needed, and goes on
// where a strict XML reader would stop without a word. Encrypted workbooks are
// decrypted by excelize first. Writing is the package's own for its speed: under
// a fifth of the library's time, in memory that does not grow.
package sheet
