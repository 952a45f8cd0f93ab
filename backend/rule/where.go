package rule

// filterPart is a filter, or parts of which All or Any hold, with negations
// carried down to the filters: how filters are put into words.
type filterPart struct {
	Filter
	not  bool
	mode Mode
	kids []filterPart
}

func filterPartOf(f Filter, flip bool) filterPart {
	not := f.Not != flip
	mode, kids := f.group()
	if mode == "" {
		return filterPart{Filter: f, not: not}
	}
	mode, flip = turn(mode, not)
	out := joinFilters(kids, mode, flip)
	if len(out.kids) == 1 {
		return out.kids[0]
	}
	return out
}

func joinFilters(filters []Filter, mode Mode, flip bool) filterPart {
	out := filterPart{mode: mode}
	for _, f := range filters {
		if k := filterPartOf(f, flip); k.mode == mode {
			out.kids = append(out.kids, k.kids...)
		} else {
			out.kids = append(out.kids, k)
		}
	}
	return out
}

// takesObject are the events whose verb can be followed by what they are about.
var takesObject = map[string]bool{"bought": true, "returned": true, "visited": true, "added_to_cart": true}

// object takes the filter that reads as the verb's object: "bought Skincare".
func object(event string, where []Filter) (values []string, rest []Filter) {
	for i, f := range where {
		suits := f.Property == "category" || f.Property == "product" || f.Property == "page" && event == "visited"
		if suits && takesObject[event] && f.Op == "any_of" && !f.Not && len(f.Values) > 0 {
			rest = append(append(rest, where[:i]...), where[i+1:]...)
			return f.Values, rest
		}
	}
	return nil, where
}
