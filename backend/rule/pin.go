package rule

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Pin puts one person into a segment, or keeps them out of it, by hand.
type Pin struct {
	Contact domain.ContactID `json:"contact"`
	Reason  string           `json:"reason,omitempty"`
}

// MaxPins is how many people one rule can pin in, and how many out.
const MaxPins = 10_000

func parsePins(raw json.RawMessage, path string) ([]Pin, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var pins []Pin
	if err := json.Unmarshal(raw, &pins); err != nil {
		return nil, unreadable(path, err)
	}
	return pins, nil
}

// pins reads pinned people into ascending ids.
func (r *resolver) pins(pins []Pin, path string) []domain.ContactID {
	r.id = ""
	if len(pins) > MaxPins {
		r.path = path
		r.problem("More than %d people are chosen by hand. Give them a tag when importing and use that instead.", MaxPins)
		return nil
	}
	var ids []domain.ContactID
	for i, p := range pins {
		r.path = path + "/" + strconv.Itoa(i)
		if p.Contact <= 0 {
			r.problem("A person chosen by hand cannot be found. Choose them again.")
			continue
		}
		ids = append(ids, p.Contact)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
