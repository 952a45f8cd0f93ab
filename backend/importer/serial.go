package importer

import (
	"strconv"
	"strings"
	"time"
)

// read reads a number as an instant of the clock: Excel's serials from 1954 to 2119,
// seconds and milliseconds from 2001 to 2100.
func (k clock) read(text string) (moment, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || fraction != "" && !digitsOnly(fraction) {
		return moment{}, false
	}
	switch k {
	case serialDays:
		return serialDate(n, fraction)
	case unixSeconds:
		return moment{at: time.Unix(n, 0).UTC(), hasTime: true, zoned: true}, n >= 978_307_200 && n < 4_102_444_800
	case unixMillis:
		return moment{at: time.UnixMilli(n).UTC(), hasTime: true, zoned: true}, n >= 978_307_200_000 && n < 4_102_444_800_000
	}
	return moment{}, false
}

func serialDate(days int64, fraction string) (moment, bool) {
	m := moment{at: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days))}
	if strings.Trim(fraction, "0") != "" {
		part, err := strconv.ParseFloat("0."+fraction, 64)
		if err != nil {
			return moment{}, false
		}
		m.at, m.hasTime = m.at.Add(time.Duration(part*86400+0.5)*time.Second), true
	}
	return m, days >= 20_000 && days < 80_000
}
