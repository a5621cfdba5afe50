package bench_test

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// The sizes of a run. Without arguments they are as small as can show anything at all.
var (
	wallets       = flag.Int("wallets", 40, "wallets in process and in the networks")
	blocks        = flag.Int("blocks", 2, "blocks of the main measurement in process")
	blockPayments = flag.Int("block-payments", 20, "payments in one block in process")
	manyWallets   = flag.Int("many-wallets", 0, "wallets of the measurement among very many, 1000000 for the metric; 0 leaves it out")
	networks      = flag.Bool("networks", false, "measure networks of real processes, of the program that DCEPD_BINARY names")
	payments      = flag.Int("payments", 2000, "payments of one load on a network")
	inFlight      = flag.Int("in-flight", 5000, "payments on their way in a network at its peak")
	out           = flag.String("out", "", "file for the numbers")
	command       = flag.String("command", "go test ./test/bench", "what was typed, for the report")
)

// TestBenchmark measures everything that its arguments ask for. It fails only when something that it measures is wrong,
// never because it is slow.
func TestBenchmark(t *testing.T) {
	r := newReport()
	measureLimit(t, r, 50**blockPayments)
	measureBank(t, r)
	measurePay(t, r)
	if *manyWallets > 0 {
		measureMany(t, r, *manyWallets)
	}
	if *networks {
		binary := os.Getenv("DCEPD_BINARY")
		require.NotEmpty(t, binary, "DCEPD_BINARY must name the program under test")
		for _, validators := range []int{1, 4} {
			measureNetwork(t, r, binary, validators)
		}
	}
	if limit := r.value("verify_limit_per_s"); limit > 0 {
		r.add("pay_of_verify_limit_percent", 100*r.value("pay_execute_commit_fsync_per_s")/limit, "of the limit that signatures set")
	}
	if *out != "" {
		r.write(t, *out)
	}
	require.NoError(t, r.print(os.Stdout))
}
