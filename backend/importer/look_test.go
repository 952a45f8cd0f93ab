package importer

import (
	"context"
	"os"
	"testing"
)

func BenchmarkInspect(b *testing.B) {
	path := os.Getenv("KVNMAIL_BENCH_SHEET")
	if path == "" {
		b.Skip("KVNMAIL_BENCH_SHEET names no file")
	}
	for range b.N {
		if _, err := Inspect(context.Background(), path, ReadOptions{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
