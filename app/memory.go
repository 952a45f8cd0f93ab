package app

import (
	"bufio"
	"context"
	"os"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/store"
)

// checkSize refuses a workspace that this computer has not the memory to count.
func checkSize(ctx context.Context, db *store.DB) error {
	contacts, err := db.CountContacts(ctx)
	if err != nil {
		return err
	}
	events, err := db.CountEvents(ctx)
	if err != nil {
		return err
	}
	return checkMemory(contacts, events)
}

// checkMemory says what a workspace needs before the computer runs out of it.
func checkMemory(contacts, events int) error {
	free, known := freeMemory()
	needs := engine.Needs(contacts, events)
	if !known || needs <= free {
		return nil
	}
	return domain.Errorf(domain.Unavailable, "Counting this workspace needs about %s of memory, and this computer has %s free. Close other programs, or open it on a computer with more memory.",
		gibibytes(needs), gibibytes(free))
}

func gibibytes(n int64) string {
	return strconv.FormatFloat(float64(n)/(1<<30), 'f', 1, 64) + " GB"
}

// freeMemory returns how many bytes programs can still take without swapping,
// where the system tells (Linux does).
func freeMemory() (int64, bool) {
	file, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0, false
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 2 || words[0] != "MemAvailable:" {
			continue
		}
		kib, err := strconv.ParseInt(words[1], 10, 64)
		return kib << 10, err == nil
	}
	return 0, false
}
