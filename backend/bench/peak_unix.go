//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
)

// peakMiB is the most memory a process that ended had at once.
func peakMiB(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := float64(1 << 10) // KiB, but bytes on macOS
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return float64(usage.Maxrss) * unit / (1 << 20)
}
