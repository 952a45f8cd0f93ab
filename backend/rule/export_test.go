package rule

// HindiComplaint gives tests the Hindi format of a problem.
func HindiComplaint(format string) string { return hindi{}.complaint(format) }
