package sqlgen

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// fragment is a piece of SQL with the arguments of its question marks, in order.
type fragment struct {
	sql  string
	args []any
}

// text is a value that goes into a query as an argument.
type text string

// sql fills a template: each $ takes the next part. Fragments and strings go in
// as SQL, integers as literals, texts as arguments.
func sql(template string, parts ...any) fragment {
	var b strings.Builder
	var args []any
	pieces := strings.Split(template, "$")
	if len(pieces) != len(parts)+1 {
		panic("sqlgen: " + template + " does not take " + strconv.Itoa(len(parts)) + " parts")
	}
	b.WriteString(pieces[0])
	for i, part := range parts {
		switch part := part.(type) {
		case fragment:
			b.WriteString(part.sql)
			args = append(args, part.args...)
		case string:
			b.WriteString(part)
		case text:
			b.WriteByte('?')
			args = append(args, string(part))
		case int64:
			b.WriteString(integer(part))
		case int:
			b.WriteString(strconv.Itoa(part))
		default:
			panic(fmt.Sprintf("sqlgen: a %T cannot be part of a query", part))
		}
		b.WriteString(pieces[i+1])
	}
	return fragment{b.String(), args}
}

// integer writes a literal. The smallest of all reads as a float when its sign
// and its digits are read one after the other.
func integer(n int64) string {
	if n == math.MinInt64 {
		return "(-9223372036854775807 - 1)"
	}
	return strconv.FormatInt(n, 10)
}

// joined puts parts together with an operator, in halves: the tree the database
// reads stays low however many there are.
func joined(operator string, parts []fragment) fragment {
	if len(parts) == 1 {
		return parts[0]
	}
	half := len(parts) / 2
	return sql("($ $ $)", joined(operator, parts[:half]), operator, joined(operator, parts[half:]))
}

// fewest is from how many values on a list goes in as one argument.
const fewest = 50

// list writes "(?, ?)", or for many values a query over one argument.
func list(values []string) fragment {
	if len(values) >= fewest {
		return sql("($)", array(values))
	}
	parts := make([]any, len(values))
	for i, v := range values {
		parts[i] = text(v)
	}
	return sql("("+strings.TrimSuffix(strings.Repeat("$, ", len(values)), ", ")+")", parts...)
}

// array is a query over the values of one argument.
func array(values any) fragment {
	return sql("SELECT value FROM json_each($)", asText(values))
}

// asText is one argument that holds values as JSON.
func asText(values any) text {
	data, err := json.Marshal(values)
	if err != nil {
		panic(err) // only texts and numbers go in
	}
	return text(data)
}
