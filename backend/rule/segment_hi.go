package rule

import "github.com/kvnmail/kvnmail/backend/domain"

func (v hindi) segment(c *Segment, not bool) []Token {
	return []Token{{"जो", ""}, {v.segmentNames(c.Segments), "segment"}, {choose(not, "में हैं", "में नहीं हैं"), "not"}}
}

// segmentNames writes the names of segments: "VIPs या Regulars".
func (v hindi) segmentNames(ids []domain.SegmentID) string {
	return v.orChoose(v.list(v.namesOfSegments(ids, "हटाया गया सेगमेंट"), "या"))
}

func (v hindi) segmentFacts(l SegmentLeaf, f finding) string {
	if !f.match {
		return v.list(partNames(l.Parts), "या") + " में नहीं"
	}
	return v.list(f.names, "और") + " में"
}
