package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Assets returns the interface as built, or the page that says it has not been.
func Assets() fs.FS {
	for _, folder := range []string{"dist/app", "dist"} {
		built, err := fs.Sub(dist, folder)
		if err != nil {
			continue
		}
		if _, err := fs.Stat(built, "index.html"); err == nil {
			return built
		}
	}
	return dist
}
