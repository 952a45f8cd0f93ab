package app

import (
	"log/slog"
	"os"
	"strings"
)

// Version is the program's version, set when it is built.
var Version = "0.1.0"

// Exit codes of the command line.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Main runs the program: the window without arguments or with a file to open,
// else a command. It returns the exit code.
func Main(args []string) int {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if opensWindow(args) {
		return runWindow(firstOf(args))
	}
	return runCommand(args, os.Stdout, os.Stderr)
}

// opensWindow tells a double click, with or without a file, from a command.
func opensWindow(args []string) bool {
	if len(args) == 0 {
		return true
	}
	return len(args) == 1 && !strings.HasPrefix(args[0], "-") && isFile(args[0])
}

func firstOf(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
