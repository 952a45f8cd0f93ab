package rule

import "strings"

// Parts of an email address that a rule can look at.
const (
	PartDomain   = "domain"
	PartProvider = "provider"
)

// OtherProvider is the provider of addresses at companies' own domains.
const OtherProvider = "Other"

// providers are the mailbox providers whose domains are widely known. Domains
// not in it belong to OtherProvider.
var providers = map[string]string{
	"gmail.com": "Gmail", "googlemail.com": "Gmail",
	"outlook.com": "Outlook", "hotmail.com": "Outlook", "live.com": "Outlook", "msn.com": "Outlook", "outlook.in": "Outlook",
	"hotmail.co.uk": "Outlook", "live.in": "Outlook", "live.co.uk": "Outlook",
	"yahoo.com": "Yahoo", "yahoo.co.in": "Yahoo", "yahoo.in": "Yahoo", "ymail.com": "Yahoo", "rocketmail.com": "Yahoo",
	"yahoo.co.uk": "Yahoo", "aol.com": "Yahoo",
	"icloud.com": "iCloud", "me.com": "iCloud", "mac.com": "iCloud",
	"rediffmail.com": "Rediffmail", "rediff.com": "Rediffmail",
	"zoho.com": "Zoho", "zohomail.com": "Zoho", "zohomail.in": "Zoho",
	"proton.me": "Proton", "protonmail.com": "Proton", "pm.me": "Proton",
	"gmx.de": "GMX", "gmx.net": "GMX", "gmx.com": "GMX", "web.de": "GMX",
	"yandex.ru": "Yandex", "yandex.com": "Yandex", "mail.ru": "Mail.ru",
}

// EmailPart returns the folded domain of an address, or the name of its
// provider; "" where there is no address.
func EmailPart(email, part string) string {
	folded := Fold(email)
	at := strings.LastIndexByte(folded, '@')
	if at < 0 || at == len(folded)-1 {
		return ""
	}
	name := folded[at+1:]
	if part == PartDomain {
		return name
	}
	if p, ok := providers[name]; ok {
		return p
	}
	return OtherProvider
}

// roles are the names before the @ that belong to a function, not a person
// (RFC 2142 and what companies commonly add to it).
var roles = map[string]bool{
	"abuse": true, "accounts": true, "admin": true, "administrator": true, "billing": true, "careers": true, "contact": true,
	"customerservice": true, "do-not-reply": true, "donotreply": true, "enquiries": true, "enquiry": true, "feedback": true,
	"finance": true, "ftp": true, "hello": true, "help": true, "helpdesk": true, "hostmaster": true, "hr": true, "info": true,
	"inquiries": true, "it": true, "jobs": true, "legal": true, "list": true, "mail": true, "mailer-daemon": true,
	"marketing": true, "media": true, "news": true, "newsletter": true, "no-reply": true, "noc": true, "noreply": true,
	"office": true, "orders": true, "postmaster": true, "press": true, "privacy": true, "purchase": true, "reception": true,
	"root": true, "sales": true, "security": true, "service": true, "spam": true, "subscribe": true, "support": true,
	"team": true, "unsubscribe": true, "usenet": true, "webmaster": true, "www": true,
}

// IsRole reports whether an address belongs to a function such as info@ or
// sales@. What follows a "+" is not looked at.
func IsRole(email string) bool {
	local, _, found := strings.Cut(Fold(email), "@")
	local, _, _ = strings.Cut(local, "+")
	return found && roles[local]
}
