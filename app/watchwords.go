package app

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// What a watched file's note says, where it is not the same.
const (
	noteColumns    = "The columns changed. New: %s. Gone: %s. Look at it once and import it."
	noteColumnsNew = "The columns changed. New: %s. Look at it once and import it."
	noteColumnsOld = "The columns changed. Gone: %s. Look at it once and import it."
	noteFewer      = "Far fewer rows than the last time: %s, not %s. Look at it once, and import it if that is right."
	noteErased     = "People of this file were erased since its last import, or the import was taken back: %s. Whoever of them is still in the file comes back with its next import. Look at it once, and import it if that is right."
	noteMissing    = "The file is not there. Once it is back, KVN Mail goes on by itself."
	noteUnfinished = "The file is still being written, or its end is missing. KVN Mail tries again by itself."
	noteUnreadable = "The file cannot be opened at the moment, perhaps because another program holds it. KVN Mail tries again by itself."
	noteStopped    = "You stopped the import. Import the file when you are ready."

	noteNobody   = "New people in this file are not mailed: no permission was given for them on %s."
	noteConsent  = "New people in this file count as having agreed on %s (%s)."
	noteCustomer = "New people in this file count as customers since %s (%s)."
)

// watchNotes are those that a language has to have.
var watchNotes = []string{noteColumns, noteColumnsNew, noteColumnsOld, noteFewer, noteErased, noteMissing, noteUnfinished, noteUnreadable, noteStopped, noteNobody, noteConsent, noteCustomer}

// watchWords say how a watched file stands.
type watchWords struct{ locale, language string }

// note is why a file is not the same, "" where it is.
func (ww watchWords) note(v domain.WatchedFile) string {
	switch {
	case v.State == domain.WatchSame:
		return ""
	case v.State == domain.WatchMissing:
		return title(noteMissing)
	}
	switch v.Why {
	case domain.WatchWhyColumns:
		return ww.columns(v.Details)
	case domain.WatchWhyFewer:
		return title(noteFewer, ww.number(v.Details, 0), ww.number(v.Details, 1))
	case domain.WatchWhyErased:
		return title(noteErased, ww.number(v.Details, 0))
	case domain.WatchWhyUnfinished:
		return title(noteUnfinished)
	case domain.WatchWhyUnreadable:
		return title(noteUnreadable)
	case domain.WatchWhyStopped:
		return title(noteStopped)
	case domain.WatchWhyFailed:
		return strings.Join(v.Details, " ")
	}
	return ""
}

// columns names what is new and what is gone; "" stands between the two.
func (ww watchWords) columns(details []string) string {
	quoted := each(details, func(name string) string {
		if name == "" {
			return ""
		}
		return "“" + name + "”"
	})
	between := slices.Index(quoted, "")
	if between < 0 {
		return ""
	}
	fresh, old := strings.Join(quoted[:between], ", "), strings.Join(quoted[between+1:], ", ")
	switch {
	case old == "":
		return title(noteColumnsNew, fresh)
	case fresh == "":
		return title(noteColumnsOld, old)
	}
	return title(noteColumns, fresh, old)
}

func (ww watchWords) number(details []string, at int) string {
	if at >= len(details) {
		return ""
	}
	n, err := strconv.Atoi(details[at])
	if err != nil {
		return details[at]
	}
	return domain.FormatCount(n, ww.locale)
}

// permission says what new people of a file get.
func (ww watchWords) permission(v domain.WatchedFile) string {
	p, err := importer.DecodePermission(v.Permission)
	if err != nil {
		return ""
	}
	on := p.On
	if day, err := time.Parse(time.DateOnly, p.On); err == nil {
		on = domain.FormatDay(day, ww.language)
	}
	source := cmp.Or(p.Source, filepath.Base(v.Path))
	switch p.Answer {
	case importer.PermissionConsent:
		return title(noteConsent, on, source)
	case importer.PermissionCustomer:
		return title(noteCustomer, on, source)
	}
	return title(noteNobody, on)
}
