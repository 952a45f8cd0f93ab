package compose

import (
	"math"
	"strconv"
)

// contrastOf returns the contrast of two validated colours as WCAG 2 defines
// it: 1 for equal ones, 21 for black on white.
func contrastOf(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(color string) float64 {
	if len(color) == 4 {
		color = "#" + color[1:2] + color[1:2] + color[2:3] + color[2:3] + color[3:4] + color[3:4]
	}
	part := func(at int) float64 {
		n, _ := strconv.ParseUint(color[at:at+2], 16, 8)
		v := float64(n) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(1) + 0.7152*part(3) + 0.0722*part(5)
}
