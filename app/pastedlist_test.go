package app

import "testing"

func TestAddressesBehindEachOtherBecomeATable(t *testing.T) {
	for name, c := range map[string]struct{ text, table string }{
		"a line of a mail":                 {"asha@example.com, ravi@example.com; meena@example.com", "asha@example.com\nravi@example.com\nmeena@example.com\n"},
		"several such lines":               {"asha@example.com,\r\n ravi@example.com,\r\n\r\nmeena@example.com", "asha@example.com\nravi@example.com\nmeena@example.com\n"},
		"one on each line":                 {"asha@example.com\nravi@example.com\n", "asha@example.com\nravi@example.com\n"},
		"with names":                       {"Asha Rao <asha@example.com>, ravi@example.com", "Name\tEmail\nAsha Rao\tasha@example.com\n\travi@example.com\n"},
		"with one that is wrong":           {"asha@example, ravi@example.com", "asha@example\nravi@example.com\n"},
		"with commas in names":             {`"Rao, Asha" <asha@example.com>; "Ravi" <ravi@example.com>`, "Name\tEmail\nRao, Asha\tasha@example.com\nRavi\travi@example.com\n"},
		"but not two columns of addresses": {"asha@example.com,asha@work.example\nravi@example.com,ravi@work.example\n", "asha@example.com,asha@work.example\nravi@example.com,ravi@work.example\n"},
		"also where the last has one only": {"asha@example.com,asha@work.example\nravi@example.com\n", "asha@example.com,asha@work.example\nravi@example.com\n"},
		"nor a table":                      {"Email,City\nasha@example.com,Pune\n", "Email,City\nasha@example.com,Pune\n"},
		"nor cells":                        {"asha@example.com\tPune", "asha@example.com\tPune"},
		"nor an address with more text":    {"asha@example.com, our best guest", "asha@example.com, our best guest"},
		"nor a quote without an end":       {`"asha@example.com, ravi@example.com`, `"asha@example.com, ravi@example.com`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := asTable(c.text); got != c.table {
				t.Errorf("%q became %q", c.text, got)
			}
		})
	}
}
