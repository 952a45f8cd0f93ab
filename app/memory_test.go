package app

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestAWorkspaceTooBigForTheComputerIsRefusedWithWhatItNeeds(t *testing.T) {
	if _, known := freeMemory(); !known {
		t.Skip("this system does not tell how much memory is free")
	}
	if err := checkMemory(1_000_000, 20_000_000); err != nil {
		t.Errorf("a million people: %v", err)
	}
	err := checkMemory(5_000_000_000, 100_000_000_000)
	if domain.CodeOf(err) != domain.Unavailable || !strings.Contains(err.Error(), "3166.") {
		t.Errorf("five thousand million people: %v", err)
	}
}
