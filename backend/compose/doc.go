// Package compose turns a block document into a mail: the HTML that is sent,
// the text part beside it, the canvas of the editor, and the checks before
// sending. It is called by campaign, deliver and the app.
//
// # Invariants
//
//   - One renderer. The canvas, the preview and the sent mail come from the same
//     code; a preview differs from the sent bytes only in where pictures are
//     fetched from.
//   - Nothing a document or a contact contains can become markup. Inline HTML is
//     read into a small list of allowed pieces and written anew; values of
//     personal fields are escaped for the place they stand in (text, link,
//     header) and cannot choose otherwise.
//   - A document is compiled once into literal bytes and fields; rendering for a
//     reader only joins them. A [Compiled] is immutable and safe to share.
//   - Editor marks (data-*) exist on the canvas only.
//
// # Why it looks as it does
//
// The tables, the conditional comments for Outlook and the responsive columns
// follow the structure that MJML 5 emits, because it is the best tested in mail
// programs. The comments are opened and closed per section: merged ones break
// the widths of the rows between them. The text part is written from the
// blocks, not from the HTML, since converting back glues table cells together.
//
// Personal fields are the output tags of the Liquid language with the standard
// filters that make sense in a mail. Tags ({% %}) are refused: a mail has no
// program in it, and nothing can read a file.
package compose
