package segment

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TraitHit is a chip that a search found. Value is set where it was found by one
// of its values: then the chip's condition asks for that value, which so many
// People have.
type TraitHit struct {
	Trait
	Category string
	Value    string
	People   int
}

// How well a chip fits a search, the best first.
const (
	byLabelStart = iota
	byLabelWord
	byOtherName
	byLabelPart
	byHint
	byValueStart
	byValuePart
	notAtAll
)

// FindTraits returns the chips that a search finds, the best first: by label, by
// what else they are called in either language, by hint, and by their values.
func (s *Studio) FindTraits(search string) []TraitHit {
	type ranked struct {
		TraitHit
		fit int
	}
	wanted := rule.Fold(search)
	var found []ranked
	for _, c := range s.pane().chips {
		if hit, fit := s.fit(c, wanted); fit < notAtAll {
			found = append(found, ranked{hit, fit})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(a.fit, b.fit) })
	out := []TraitHit{}
	for _, f := range found {
		out = append(out, f.TraitHit)
	}
	return out
}

func (s *Studio) fit(c chip, wanted string) (TraitHit, int) {
	hit := TraitHit{Trait: c.Trait, Category: c.group}
	if fit := fitWords(c, wanted); fit < notAtAll {
		return hit, fit
	}
	return s.fitValue(c, hit, wanted)
}

func fitWords(c chip, wanted string) int {
	label, hint := rule.Fold(c.Label), rule.Fold(c.Hint)
	switch {
	case strings.HasPrefix(label, wanted):
		return byLabelStart
	case wordStarts(label, wanted):
		return byLabelWord
	case wordStarts(rule.Fold(c.also), wanted):
		return byOtherName
	case strings.Contains(label, wanted):
		return byLabelPart
	case wordStarts(hint, wanted):
		return byHint
	}
	return notAtAll
}

func wordStarts(text, wanted string) bool { return strings.Contains(" "+text, " "+wanted) }

// fitValue looks among the values that the chip's condition chooses from.
func (s *Studio) fitValue(c chip, hit TraitHit, wanted string) (TraitHit, int) {
	source := valuesOf(c.cond)
	if source == "" || utf8.RuneCountInString(wanted) < 2 {
		return hit, notAtAll
	}
	fit := notAtAll
	for _, v := range s.known(source) {
		switch folded := rule.Fold(v.Value); {
		case strings.HasPrefix(folded, wanted):
			return withValue(c, hit, v), byValueStart
		case fit == notAtAll && strings.Contains(folded, wanted):
			hit, fit = withValue(c, hit, v), byValuePart
		}
	}
	return hit, fit
}

// withValue is a hit whose condition asks for one value.
func withValue(c chip, hit TraitHit, v ValueCount) TraitHit {
	chosen := rule.Comparison{Op: "any_of", Values: []string{v.Value}}
	hit.Value, hit.People = v.Value, v.People
	switch cond := c.cond.(type) {
	case *rule.Field:
		hit.Default = conditionJSON(&rule.Field{Field: cond.Field, Part: cond.Part, Comparison: chosen})
	case *rule.Event:
		own := *cond
		own.Where = []rule.Filter{{Property: cond.Where[0].Property, Comparison: chosen}}
		hit.Default = conditionJSON(&own)
	}
	return hit
}

// valuesOf names where the values come from that a condition chooses among, ""
// for one that does not.
func valuesOf(c rule.Condition) string {
	switch c := c.(type) {
	case *rule.Field:
		unique := c.Field == "email" || c.Field == "external_id"
		if c.Op == "any_of" && (!unique || c.Part != "") {
			return strings.TrimSuffix("field:"+c.Field+"."+c.Part, ".")
		}
	case *rule.Event:
		if len(c.Where) == 1 && c.Where[0].Op == "any_of" {
			return "event:" + c.Event + "." + c.Where[0].Property
		}
	}
	return ""
}

const knownValues = 1000

// known returns the most frequent values of a source, read once for the same data.
func (s *Studio) known(source string) []ValueCount {
	return s.cache.values(s, source, func() ([]ValueCount, error) { return s.Values(source, "", knownValues) })
}

// unknownTrait is the error for a key that is no trait.
func unknownTrait(key string) error {
	return domain.Errorf(domain.NotFound, "KVN Mail does not know the trait %q. It may have been removed.", key)
}
