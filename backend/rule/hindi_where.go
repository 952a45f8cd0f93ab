package rule

// where writes the filters of an event, one token each: those that say how it
// was done stand before the verb ("शाम 7 बजे से रात 11 बजे के बीच"), the others
// after it ("जिनमें श्रेणी Skincare हो").
func (v hindi) where(filters []Filter, edit string, many bool) (how, such []Token) {
	var rest []Filter
	for _, f := range filters {
		if text := v.adverb(filterPartOf(f, false)); text != "" {
			how = append(how, Token{text, edit})
		} else {
			rest = append(rest, f)
		}
	}
	return how, v.suchThat(rest, edit, many)
}

// suchThat writes filters as a relative clause.
func (v hindi) suchThat(filters []Filter, edit string, many bool) []Token {
	var out []Token
	inside := All
	if len(filters) == 1 {
		inside = ""
	}
	for i, f := range filters {
		text := v.filterPart(filterPartOf(f, false), inside)
		open := choose(many, "जिसमें ", "जिनमें ")
		out = append(out, Token{choose(i > 0, open, "और ") + text, edit})
	}
	return out
}

// adverb writes a filter as a time, a day or a device; "" if it is none.
func (v hindi) adverb(p filterPart) string {
	values := v.orChoose(v.list(p.Values, "या"))
	switch {
	case p.mode != "":
		return ""
	case p.Property == Hour && p.Op == "between":
		span := v.clock(p.Value, 0) + " से " + v.clock(p.To, 1)
		return span + choose(p.not, " के बीच", " के समय को छोड़कर")
	case p.Property == Weekday && p.Op != "is_set":
		return v.orChoose(v.list(namesOf(p.Values, hindiDays), "या")) + choose(p.not, " को", " को छोड़कर")
	case p.Property == "device" && p.Op == "any_of":
		return values + choose(p.not, " पर", " को छोड़कर")
	}
	return ""
}

// filterPart writes a tree of filters that stands alone or inside a group of some mode.
func (v hindi) filterPart(p filterPart, inside Mode) string {
	if p.mode == "" {
		return v.filter(p.Filter, p.not)
	}
	out := ""
	if inside == All && p.mode == Any {
		out = "या तो "
	}
	and := choose(p.mode == Any, choose(inside == Any, " और ", " और साथ ही "), " या ")
	for i, k := range p.kids {
		switch {
		case i == 0:
		case i < len(p.kids)-1:
			out += ", "
		default:
			out += and
		}
		out += v.filterPart(k, p.mode)
	}
	return out
}

// filter writes one filter: "श्रेणी Skincare हो".
func (v hindi) filter(f Filter, not bool) string {
	if f.Property == Hour && f.Op == "between" {
		return "समय " + v.clock(f.Value, 0) + " से " + v.clock(f.To, 1) + " के बीच " + choose(not, "हो", "न हो")
	}
	p, ok := v.cat.Property(f.Property)
	if !ok {
		return v.orChoose(f.Property) + " " + v.blank
	}
	name := v.propertyName(f.Property)
	if f.Property == Weekday {
		f.Values = namesOf(f.Values, hindiDays)
	}
	c := v.claim(f.Comparison, p.Type, not)
	if c.link != "" {
		name += " " + c.link
	}
	return name + " " + c.value + " " + choose(c.not, choose(c.many, "हो", "हों"), choose(c.many, "न हो", "न हों"))
}

// hindiProperties are the names of the properties every workspace has.
var hindiProperties = map[string]string{
	"campaign": "अभियान", "message": "संदेश", "link": "लिंक", "page": "पेज", "product": "उत्पाद", "category": "श्रेणी",
	"amount": "राशि", "quantity": "मात्रा", "device": "डिवाइस", "order_id": "ऑर्डर नंबर", "machine": "मशीन से हुआ",
	Hour: "घंटा", Weekday: "दिन",
}

// propertyName writes the name of a property, or that it has to be chosen.
func (v hindi) propertyName(key string) string {
	if own := hindiProperties[key]; own != "" {
		return own
	}
	p, _ := v.cat.Property(key)
	return v.orChoose(p.Name)
}
