package app

import "fmt"

// Titles of jobs, as the status bar shows them.
const (
	titleImport     = "Importing %s"
	titleLook       = "Looking through %s"
	titleUndoImport = "Undoing the import of %s"
	titleAgain      = "Importing %s again because the file changed"
	titlePasted     = "Pasted cells %s" // the name of a file
)

// titles are those that a language has to have.
var titles = []string{titleImport, titleLook, titleUndoImport, titleAgain, titlePasted, keptEvents}

// title writes a job's title in the language of the interface.
func title(format string, args ...any) string { return fmt.Sprintf(spoken.sentence(format), args...) }
