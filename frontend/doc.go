// Package frontend carries the built interface inside the program. Its sources
// are TypeScript under src; vite builds them into dist/app, which git ignores.
// A fresh clone embeds only the committed page that says so, and builds without npm.
package frontend
