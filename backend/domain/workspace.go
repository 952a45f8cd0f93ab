package domain

import "time"

// Settings are what a workspace's data is read with.
type Settings struct {
	Name          string
	TimeZone      string // IANA name; "in the last 30 days" is counted on its wall clock
	Currency      string // ISO 4217
	Locale        string // BCP 47, for numbers and words
	WeekStart     time.Weekday
	FiscalMonth   time.Month
	SenderName    string // who the mails come from
	PostalAddress string // the law wants one in every commercial mail
	Unsubscribe   string // mailbox that takes unsubscribe mails
	Sample        bool   // fictional data: nothing can be sent to real servers
}

// DefaultSettings are those of a new workspace in India.
func DefaultSettings() Settings {
	return Settings{TimeZone: "Asia/Kolkata", Currency: "INR", Locale: "en-IN", WeekStart: time.Monday, FiscalMonth: time.April}
}

// Location returns the workspace's time zone, UTC if its name is unknown.
func (s Settings) Location() *time.Location {
	if loc, err := time.LoadLocation(s.TimeZone); err == nil {
		return loc
	}
	return time.UTC
}
