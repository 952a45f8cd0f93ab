package importer

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// object is a column of JSON objects, as listmonk writes attributes. Its keys are
// columns of their own behind those of the sheet.
type object struct {
	index int
	keys  []string
	first int // column of the first key
}

// strangeKey is a value that has no column because its key comes late in the file.
const strangeKey = "strange_key"

// objectKeys is how many keys of a column become columns.
const objectKeys = 60

// unfold finds columns of JSON objects and makes a column of every key.
func (s *survey) unfold() {
	for _, c := range s.columns[:s.width] {
		keys := s.keysOf(c.index)
		if len(keys) == 0 {
			continue
		}
		s.objects = append(s.objects, object{c.index, keys, len(s.columns)})
		for _, key := range keys {
			made := newColumn(len(s.columns))
			made.name, made.named = strings.ReplaceAll(key, "_", " "), true
			s.columns = append(s.columns, made)
		}
	}
	for i := range s.rows {
		if s.rows[i].Number > s.header {
			s.unfoldRow(&s.rows[i])
		}
	}
}

// keysOf returns the keys of a column whose values are JSON objects, in their order.
func (s *survey) keysOf(index int) []string {
	seen := map[string]bool{}
	filled := 0
	for _, row := range s.data() {
		text := cellText(row.Cells, index)
		if text == "" {
			continue
		}
		var values map[string]any
		if text[0] != '{' || json.Unmarshal([]byte(text), &values) != nil {
			return nil
		}
		filled++
		for key := range values {
			seen[key] = true
		}
	}
	if filled == 0 || len(seen) > objectKeys {
		return nil
	}
	keys := make([]string, 0, len(seen))
	for key := range seen {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// unfoldRow puts the values of a row's objects behind its cells. It returns the column
// of an object with a key that no looked-at row had, -1 when all keys have a column.
func (s *survey) unfoldRow(row *sheet.Row) (strange int) {
	strange = -1
	if len(s.objects) == 0 {
		return strange
	}
	cells := append([]sheet.Cell(nil), row.Cells[:min(len(row.Cells), s.width)]...)
	for len(cells) < len(s.columns) {
		cells = append(cells, sheet.Cell{})
	}
	for _, o := range s.objects {
		if !o.unfold(cells) {
			strange = o.index
		}
	}
	row.Cells = cells
	return strange
}

// unfold fills the columns of the keys and reports whether every key has one.
func (o *object) unfold(cells []sheet.Cell) bool {
	text := cellText(cells, o.index)
	if text == "" {
		return true
	}
	var values map[string]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&values) != nil {
		return false
	}
	for i, key := range o.keys {
		cells[o.first+i] = jsonCell(values[key])
		delete(values, key)
	}
	return len(values) == 0
}

// jsonCell writes a JSON value as a cell: lists with commas, objects as they are.
func jsonCell(value any) sheet.Cell {
	switch v := value.(type) {
	case nil:
		return sheet.Cell{}
	case bool:
		return sheet.Cell{Kind: sheet.Bool, Text: fmt.Sprint(v)}
	case json.Number:
		return sheet.Cell{Kind: sheet.Number, Text: v.String()}
	case string:
		return sheet.Cell{Kind: sheet.Text, Text: v}
	}
	if items, ok := value.([]any); ok {
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = jsonCell(item).Text
		}
		return sheet.Cell{Kind: sheet.Text, Text: strings.Join(texts, ", ")}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Text, Text: string(text)}
}
