package bench_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/baseapp"
	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/bench"
	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/localnet"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	// networkTimeout is for everything that happens to one network.
	networkTimeout = 30 * time.Minute
	// quietShare of the peak is what a network carries on a busy day.
	quietShare = 0.7
)

// network is a consortium of real processes, with the settings that every local network has.
type network struct {
	*localnet.Network
	t     *testing.T
	ctx   context.Context
	nodes []*bench.Node
}

func startNetwork(t *testing.T, validators int) *network {
	t.Helper()
	binary := os.Getenv("DCEPD_BINARY")
	require.NotEmpty(t, binary, "DCEPD_BINARY must name the program under test")
	// As validators are told to be set up: who searches asks other nodes.
	set := map[string]string{"tx_index.indexer": "null", "history.enable": "false"}
	for _, setting := range list(*settings) {
		name, value, _ := strings.Cut(setting, "=")
		set[name] = value
	}
	ctx, cancel := context.WithTimeout(t.Context(), networkTimeout)
	t.Cleanup(cancel)
	made, err := localnet.Init(ctx, localnet.Config{
		Home: filepath.Join(t.TempDir(), "net"), Binary: binary, Validators: validators, Settings: set,
		// Only the preparation needs it: one bank opens all wallets.
		Adapt: func(c *genesis.Consortium) {
			c.Params.MemberBlockGas, c.Params.MemberBlockBytes = uint64(c.Consensus.Block.MaxGas), uint64(c.Consensus.Block.MaxBytes)
		},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, made.Stop()) })
	require.NoError(t, made.Start(ctx))
	// The first block has the genesis' own time; business days are right from the second.
	require.NoError(t, made.WaitHeight(ctx, 2))
	n := &network{Network: made, t: t, ctx: ctx}
	for _, node := range made.Nodes {
		client, err := bench.Dial(node.Ports.RPCAddress())
		require.NoError(t, err)
		n.nodes = append(n.nodes, client)
	}
	return n
}

// account is an officer of the network, ready to sign.
func (n *network) account(name string) *bench.Account {
	n.t.Helper()
	keys, err := n.Keyring()
	require.NoError(n.t, err)
	account, err := bench.FromKeyring(keys, name)
	require.NoError(n.t, err)
	require.NoError(n.t, n.nodes[0].Learn(n.ctx, account))
	return account
}

// must puts a message of an officer into a block.
func (n *network) must(account *bench.Account, message sdk.Msg) {
	n.t.Helper()
	raw, err := account.Sign(n.ChainID, gasOfOfficer, message)
	require.NoError(n.t, err)
	n.load([][]byte{raw}, 1, bench.Load{InFlight: 1})
}

// load sends the transactions through all nodes, and all of them must take effect.
func (n *network) load(txs [][]byte, lanes int, load bench.Load) bench.Result {
	n.t.Helper()
	load.Nodes = n.nodes
	result, err := load.Run(n.ctx, txs, lanes)
	require.NoError(n.t, err)
	require.Equal(n.t, len(txs), result.Committed, "failed %d, refused %d, lost %d: %s",
		result.Failed, result.Refused, result.Lost, result.Reason)
	return result
}

// fund issues money and gives it to wallets.
func (n *network) fund(funded bench.Wallets) {
	n.t.Helper()
	treasurer, issuer := n.account(operator+"-treasurer"), n.account("pboc-issuer")
	n.must(treasurer, &currency.MsgRequestIssuance{
		Treasurer: treasurer.String(), Id: "BENCH", AmountFen: issuedFen, ReserveReference: "BENCH",
	})
	n.must(issuer, &currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: operator, Id: "BENCH"})
	teller := bench.Teller{Account: n.account(operator + "-teller"), Node: n.nodes[0], ChainID: n.ChainID, Reference: "BENCH"}
	require.NoError(n.t, teller.Prepare(n.ctx, funded))
}

// measureNetwork measures payments from their sending to their commit, by clients on the same machine.
func measureNetwork(t *testing.T, r *report, validators int) {
	t.Helper()
	n := startNetwork(t, validators)
	funded := newWallets(t, *wallets/2*2)
	n.fund(funded)
	pairs := bench.Pairs(n.ChainID, funded)
	// Nobody sends a second payment before the first is in a block.
	peak := bench.Load{InFlight: min(*inFlight, len(funded)/2)}
	n.load(signed(t, pairs, "", "", len(funded)), len(funded), peak)

	name := fmt.Sprintf("pay_e2e_%d", validators)
	day := currency.DayOf(time.Now()).String()
	txs := signed(t, pairs, "PEAK", day, *payments)
	nodes, client := n.processorTime(), testutil.ProcessorTime()
	result := n.load(txs, len(funded), peak)
	nodes, client = n.processorTime()-nodes, testutil.ProcessorTime()-client
	r.add(name+"_per_s", result.PerSecond, fmt.Sprintf("payments with id through %d validators, clients on the same machine", validators))
	r.add(name+"_p50_ms", milliseconds(result.P50), "from sending to commit at that peak, half of them")
	r.add(name+"_p95_ms", milliseconds(result.P95), "and 95 % of them")
	r.loads = append(r.loads, networkLoad{name + " peak", result})
	r.add(name+"_cpu_us", cost{cpu: nodes}.micros(*payments), "processor time of all nodes per payment at that peak, µs")
	r.add(name+"_client_cpu_us", cost{cpu: client}.micros(*payments), "and of the client")

	quiet := bench.Load{InFlight: *payments, Rate: quietShare * result.PerSecond}
	result = n.load(signed(t, pairs, "QUIET", day, *payments/2), len(funded), quiet)
	r.add(name+"_at_70_percent_p50_ms", milliseconds(result.P50), "from sending to commit at 70 % of the peak, half of them")
	r.add(name+"_at_70_percent_p95_ms", milliseconds(result.P95), "and 95 % of them")
	r.add(name+"_block_interval_p95_ms", milliseconds(result.BlockP95), "between blocks under that load, 95 % of them")
	r.loads = append(r.loads, networkLoad{name + " at 70 %", result})

	result = n.load(signed(t, bench.Merchant(n.ChainID, funded), "SHOP", day, *payments/2), len(funded)-1, peak)
	r.add(name+"_merchant_per_s", result.PerSecond, "everybody pays one wallet")
	r.loads = append(r.loads, networkLoad{name + " merchant", result})

	payees := batchPayees(funded)
	batches := signed(t, bench.Batches(n.ChainID, funded, payees), "BATCH", day, max(1, *payments/4))
	result = n.load(batches, len(funded), peak)
	r.add(fmt.Sprintf("paybatch_e2e_%d_transfers_per_s", validators), result.PerSecond*float64(payees),
		fmt.Sprintf("transfers in batches of %d payees", payees))
	r.loads = append(r.loads, networkLoad{fmt.Sprintf("paybatch_e2e_%d", validators), result})

	supply, err := n.nodes[0].Supply(n.ctx)
	require.NoError(t, err)
	require.EqualValues(t, issuedFen, supply.CirculatingFen)
	n.checkNodes()
	r.checked("%s: the supply adds up on every node, and all have the same app hash", name)
}

// checkNodes stops the nodes and compares what each has on its disk, at the latest height that all have.
func (n *network) checkNodes() {
	n.t.Helper()
	require.NoError(n.t, n.Stop())
	height := int64(math.MaxInt64)
	for _, node := range n.Nodes {
		n.inspect(node, func(stopped *app.App) {
			require.NoError(n.t, stopped.LoadLatestVersion())
			require.NoError(n.t, app.Currency(stopped).CheckSupply(stopped.NewContext(true)))
			height = min(height, stopped.LastBlockHeight())
		})
	}
	hashes := map[string]string{}
	for _, node := range n.Nodes {
		n.inspect(node, func(stopped *app.App) {
			require.NoError(n.t, stopped.LoadHeight(height))
			hashes[hex.EncodeToString(stopped.LastCommitID().Hash)] = node.Name
		})
	}
	require.Len(n.t, hashes, 1, "app hashes at height %d", height)
}

// inspect opens the state of a node that stopped.
func (n *network) inspect(node localnet.Node, look func(*app.App)) {
	n.t.Helper()
	db, err := dbm.NewGoLevelDB("application", filepath.Join(node.Home, "data"), nil)
	require.NoError(n.t, err)
	defer func() { require.NoError(n.t, db.Close()) }()
	look(app.New(log.NewNopLogger(), db, false, simtestutil.EmptyAppOptions{}, baseapp.SetChainID(n.ChainID)))
}

// processorTime is what the nodes' processes took until now, in ticks of 10 ms; 0 where the system does not tell.
func (n *network) processorTime() time.Duration {
	ticks := 0
	for _, node := range n.Nodes {
		content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", node.PID()))
		if err != nil {
			return 0
		}
		// The name of the program, in parentheses, may have spaces. User and system time are the 12th and 13th after it.
		fields := strings.Fields(string(content[bytes.LastIndexByte(content, ')')+1:]))
		for _, field := range fields[11:13] {
			count, err := strconv.Atoi(field)
			require.NoError(n.t, err)
			ticks += count
		}
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
