package bench_test

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The sizes of a run. Without arguments they are as small as can show anything at all.
var (
	wallets       = flag.Int("wallets", 40, "wallets in process and in the networks")
	blocks        = flag.Int("blocks", 2, "blocks of the main measurement in process")
	blockPayments = flag.Int("block-payments", 20, "payments in one block in process")
	manyWallets   = flag.String("many-wallets", "100", "wallets of the measurements among very many: 10000,1000000")
	networks      = flag.String("networks", "", "networks of real processes to measure, by their number of validators: 1,4")
	settings      = flag.String("settings", "", "settings of the nodes in networks, such as consensus.timeout_commit=1s,p2p.pex=false")
	payments      = flag.Int("payments", 2000, "payments of one load on a network")
	inFlight      = flag.Int("in-flight", 5000, "payments on their way in a network at its peak")
	out           = flag.String("out", "", "file for the numbers")
	command       = flag.String("command", "go test ./test/bench", "what was typed, for the report")
)

// The parts that may be left out.
var inProcess = flag.Bool("in-process", true, "measure in process")

// TestBenchmark measures everything that its arguments ask for. It fails only when something that it measures is wrong,
// never because it is slow.
func TestBenchmark(t *testing.T) {
	r := newReport()
	measureLimit(t, r, 50**blockPayments)
	measureEd25519(t, r, 5**blockPayments)
	if *inProcess {
		measureBank(t, r)
		measurePay(t, r)
	}
	for _, total := range numbers(t, *manyWallets) {
		measureMany(t, r, total)
	}
	for _, validators := range numbers(t, *networks) {
		measureNetwork(t, r, validators)
	}
	if pay := r.value("pay_execute_commit_fsync_per_s"); pay > 0 {
		r.add("pay_of_verify_limit_percent", 100*pay/r.value("verify_limit_per_s"), "of the limit that signatures set")
	}
	if *out != "" {
		r.write(t, *out)
	}
	require.NoError(t, r.print(os.Stdout))
}

// list reads what stands between commas.
func list(arguments string) []string {
	if arguments == "" {
		return nil
	}
	return strings.Split(arguments, ",")
}

func numbers(t *testing.T, arguments string) (result []int) {
	t.Helper()
	for _, argument := range list(arguments) {
		number, err := strconv.Atoi(argument)
		require.NoError(t, err)
		result = append(result, number)
	}
	return result
}
