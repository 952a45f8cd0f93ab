//go:build unix

package store

import (
	"os"
	"syscall"
)

// hold takes the lock that the system gives up by itself when the process ends.
func hold(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
