package sqlgen

import (
	database "database/sql"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	_ "modernc.org/sqlite"
)

// fraction is a number with the key it is ranked by.
type fraction struct {
	num, den int64
	key      [3]int64
}

// neighbours are fractions as close to each other as their size allows, and
// equal ones written in different ways.
func neighbours(r *rand.Rand) []fraction {
	var out []fraction
	for range 300 {
		den := 1 + r.Int64N(int64(1)<<(1+r.IntN(31))-1)
		num := r.Int64N(math.MaxInt64/4) - math.MaxInt64/8
		if r.IntN(2) == 0 {
			num = r.Int64N(3*den) - den
		}
		out = append(out, fraction{num: num, den: den}, fraction{num: num + 1, den: den})
		if den < math.MaxInt32 {
			out = append(out, fraction{num: num, den: den + 1})
		}
		if den < math.MaxInt32/3 && num < math.MaxInt64/4 {
			out = append(out, fraction{num: 3 * num, den: 3 * den})
		}
	}
	return out
}

func TestFractionsAreRankedExactly(t *testing.T) {
	db, err := database.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all := neighbours(rand.New(rand.NewPCG(1, 1)))
	for i := range all {
		f := &all[i]
		q := digits(fragment{sql: fmt.Sprintf("SELECT 1 AS contact_id, %d AS num, %d AS den", f.num, f.den)})
		if err := db.QueryRow("SELECT num, a, b FROM ("+q.sql+")").Scan(&f.key[0], &f.key[1], &f.key[2]); err != nil {
			t.Fatal(err)
		}
	}
	exact := func(f, g fraction) int {
		return new(big.Rat).SetFrac64(f.num, f.den).Cmp(new(big.Rat).SetFrac64(g.num, g.den))
	}
	slices.SortFunc(all, exact)
	for i, f := range all[1:] {
		if got, want := slices.Compare(all[i].key[:], f.key[:]), exact(all[i], f); got != want {
			t.Fatalf("%d/%d and %d/%d compare as %d, want %d", all[i].num, all[i].den, f.num, f.den, got, want)
		}
	}
}
