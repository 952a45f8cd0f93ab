package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Limits of one rule.
const (
	MaxDepth      = 16
	MaxConditions = 500
)

// Limits of what is read at all. They are far above those of a good rule, which
// are checked with words later, and keep the work for a bad one small.
const (
	maxBytes   = 4 << 20
	maxNesting = 200 // brackets in brackets
	maxNodes   = 5000
)

// small refuses documents that would take long to read, before reading them.
func small(data []byte) error {
	if len(data) > maxBytes || nesting(data) > maxNesting {
		return tooBig("")
	}
	return nil
}

func tooBig(path string) *domain.Error {
	return domain.ErrorAt(domain.Invalid, path, "This rule is too big to be read. Save parts of it as segments of their own.")
}

// nesting returns how deep brackets outside of strings are nested.
func nesting(data []byte) int {
	depth, deepest := 0, 0
	inString := false
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case inString && b == '\\':
			i++
		case b == '"':
			inString = !inString
		case inString:
		case b == '{', b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}', b == ']':
			depth--
		}
	}
	return deepest
}
