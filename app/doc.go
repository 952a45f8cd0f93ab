// Package app is KVN Mail as a program: the window, the methods bound to the
// interface, the command line and the wiring of the packages under backend.
//
// It holds no logic of its own. A bound method (bind_*.go) decodes, calls the
// session and returns; the session (session*.go) holds the open workspace and
// copies between the shapes of the backend and the shapes of the bridge; the
// command line (cli_*.go) is a second front of the same packages. Only this
// package logs.
package app
