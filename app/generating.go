//go:build bindings

package app

// generatingBindings is true in the program that only writes the TypeScript bindings.
const generatingBindings = true
