package importer

import "github.com/kvnmail/kvnmail/backend/sheet"

// corrections are what the user replaced, ready to be looked up by row.
type corrections struct {
	cells map[int][]Correction // by row
	texts []map[string]string  // by column
	out   map[int]bool         // rows that are left out
}

func correctionsOf(list []Correction, width int) corrections {
	c := corrections{cells: map[int][]Correction{}, out: map[int]bool{}}
	for _, one := range list {
		switch {
		case one.Index < 0:
			c.out[one.Row] = true
		case one.Row != 0:
			c.cells[one.Row] = append(c.cells[one.Row], one)
		case one.Index < width:
			c.replaceAll(one, width)
		}
	}
	return c
}

func (c *corrections) replaceAll(one Correction, width int) {
	if c.texts == nil {
		c.texts = make([]map[string]string, width)
	}
	if c.texts[one.Index] == nil {
		c.texts[one.Index] = map[string]string{}
	}
	c.texts[one.Index][one.From] = one.To
}

// apply corrects a row and reports whether it is left out.
func (c *corrections) apply(row *sheet.Row) (out bool) {
	for index, texts := range c.texts {
		if to, ok := texts[textAt(row.Cells, index)]; ok {
			setText(row, index, to)
		}
	}
	for _, one := range c.cells[row.Number] {
		setText(row, one.Index, one.To)
	}
	return c.out[row.Number]
}

func setText(row *sheet.Row, index int, text string) {
	for len(row.Cells) <= index {
		row.Cells = append(row.Cells, sheet.Cell{})
	}
	row.Cells[index] = sheet.Cell{}
	if text != "" {
		row.Cells[index] = sheet.Cell{Kind: sheet.Text, Text: text}
	}
}
