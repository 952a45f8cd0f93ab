// Package job runs long tasks: each has an id, reports progress, can be
// canceled and ends exactly once as done, failed or canceled.
//
// The window and the command line start every task that may take longer than a
// blink through a Runner, so that progress, cancel and errors look the same
// everywhere. A task that panics fails; it never takes the program with it.
package job
