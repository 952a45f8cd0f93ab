package importer_test

import (
	"context"
	"os"
	"testing"

	"github.com/kvnmail/kvnmail/backend/importer"
)

func BenchmarkDryRun(b *testing.B) {
	path := os.Getenv("KVNMAIL_BENCH_SHEET")
	if path == "" {
		b.Skip("KVNMAIL_BENCH_SHEET names no file")
	}
	plan, err := importer.Guess(context.Background(), path, importer.ReadOptions{}, nil, "")
	if err != nil {
		b.Fatal(err)
	}
	plan.HashAddress, plan.DryRun = hash, true
	for range b.N {
		rep, err := importer.Run(context.Background(), plan, newMemory(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(rep.Tally.Rows)/rep.Seconds, "rows/s")
	}
}
