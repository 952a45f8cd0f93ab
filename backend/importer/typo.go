package importer

import "strings"

// fakeWords are typed where a form insists on an email: test@test.com, na@na.com.
var fakeWords = setOf("test testing na none null no nil abc abcd xyz asdf asdfg qwerty fake dummy xx xxx xxxx aa aaa aaaa a x noemail nomail notavailable unknown demo sample 123 1234 12345")

// fakeLocals are fake at any domain.
var fakeLocals = setOf("noemail nomail no-email no-mail no_email no_mail notavailable not-available donthave nothaveemail noid nomailid noemailid")

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

// isFake reports whether an address was made up to fill a form.
func isFake(address string) bool {
	local, host, _ := strings.Cut(address, "@")
	if fakeLocals[local] {
		return true
	}
	name, ending, _ := strings.Cut(host, ".")
	if !fakeWords[name] || len(name) == 1 && ending != "com" {
		return false
	}
	return local == name
}

// roles are mailboxes of a task, not of a person.
var roles = setOf("info sales noreply no-reply no_reply admin administrator support contact contactus help helpdesk hello office accounts account billing enquiry enquiries inquiry inquiries hr jobs careers career recruitment marketing webmaster postmaster hostmaster abuse team mail customercare customer.care customerservice care service services feedback donotreply do-not-reply reception orders order privacy security newsletter press media finance purchase root sysadmin it legal compliance operations")

func isRole(local string) bool { return len(local) <= 20 && roles[local] }

// provider is a mail service of many people. Only its name and common endings are
// compared; addresses of other domains are never doubted for their name.
type provider struct {
	name    string
	ending  string // meant where the ending cannot be
	endings map[string]bool
	lands   bool // has domains of many countries
}

var providers = []provider{
	{"gmail", "com", setOf("com"), false},
	{"yahoo", "com", setOf("com"), true},
	{"hotmail", "com", setOf("com"), true},
	{"outlook", "com", setOf("com"), true},
	{"rediffmail", "com", setOf("com"), false},
	{"icloud", "com", setOf("com"), false},
	{"protonmail", "com", setOf("com ch"), false},
	{"googlemail", "com", setOf("com"), false},
}

// realNames are domains that look like a slip of the above and are not.
var realNames = setOf("gail gmx ymail mail email hostmail hushmail gomail rocketmail outlooks yazoo grail yaboo yoho yahoomail yahoogroups hotmails hotmart outlookindia proton icloudmail rediff rediffmailpro")

// noEndings are what slips of the finger make of ".com"; none of them exists.
var noEndings = map[string]string{"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "vom": "com", "xom": "com", "cim": "com", "c0m": "com", "conm": "com", "comn": "com", "cpm": "com", "dom": "com", "coma": "com", "ccom": "com", "con.in": "com", "co.i": "co.in", "co.inn": "co.in", "co.on": "co.in", "co.ni": "co.in", "coin": "co.in", "nett": "net", "ogr": "org", "inn": "in", "cm.in": "com"}

// noCountries are endings of countries that a provider without doubt did not mean.
var noCountries = setOf("co cm om c ne vo xo")

// suggestHost returns the domain that was probably meant, "" for no idea.
func suggestHost(host string) string {
	name, ending, _ := strings.Cut(host, ".")
	p := providerLike(name)
	if p == nil {
		if right := noEndings[ending]; right != "" {
			return name + "." + right
		}
		return ""
	}
	right := ending
	if noEndings[ending] != "" || !p.has(ending) {
		right = p.ending
		if p.lands && p.has(noEndings[ending]) {
			right = noEndings[ending]
		}
	}
	if meant := p.name + "." + right; meant != host {
		return meant
	}
	return ""
}

func (p *provider) has(ending string) bool {
	if p.endings[ending] {
		return true
	}
	land, _ := strings.CutPrefix(ending, "co.")
	land, _ = strings.CutPrefix(land, "com.")
	return p.lands && len(land) == 2 && !noCountries[land]
}

// providerLike finds the provider that a name is, or is a slip of.
func providerLike(name string) *provider {
	for i := range providers {
		if providers[i].name == name {
			return &providers[i]
		}
	}
	if realNames[name] {
		return nil
	}
	for i := range providers {
		p := &providers[i]
		slips := 1
		if len(p.name) >= 7 {
			slips = 2
		}
		if abs(len(name)-len(p.name)) <= slips && sharesEdge(name, p.name) && distance(name, p.name) <= slips {
			return p
		}
	}
	return nil
}

// sharesEdge spares names that begin otherwise: slips seldom hit the first letter.
func sharesEdge(name, meant string) bool {
	return name != "" && (name[0] == meant[0] || len(name) > 1 && name[1] == meant[0] && name[0] == meant[1])
}

// distance is the Damerau-Levenshtein distance of two short names: letters left out,
// put in, replaced, or exchanged with their neighbour.
func distance(a, b string) int {
	if len(a) > 24 || len(b) > 24 {
		return len(a) + len(b)
	}
	var rows [3][25]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// hosts remembers what was found about the domains of a run; most addresses share few.
type hosts map[string]string

// typo returns the address that was probably meant, "" for no idea.
func (h hosts) typo(address string) string {
	at := strings.IndexByte(address, '@')
	host := address[at+1:]
	meant, seen := h[host]
	if !seen {
		meant = suggestHost(host)
		if len(h) < 100_000 {
			h[strings.Clone(host)] = meant
		}
	}
	if meant == "" {
		return ""
	}
	return address[:at+1] + meant
}
