// Command kvnmail is the KVN Mail desktop application and its command line.
package main

import (
	"os"

	"github.com/kvnmail/kvnmail/app"
)

func main() { os.Exit(app.Main(os.Args[1:])) }
