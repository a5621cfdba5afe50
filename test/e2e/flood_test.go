package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	rpchttp "github.com/cometbft/cometbft/rpc/client/http"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/bench"
	"github.com/dcep-consortium/dcepd/localnet"
	"github.com/dcep-consortium/dcepd/mempool"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	floodWallets = 64
	// floodPool is how many transactions a node of the flooded network keeps, so that any machine can flood it.
	floodPool = 20
	// floodBlocks must come while the flood lasts.
	floodBlocks = 10
	// floodMemory bounds what a flooded node ever has in memory: some times what an idle one has.
	floodMemory = 2 << 30
)

// TestFlood: clients send payments to all validators without pause, and at least twice as many as there is room for.
// Blocks keep coming and the nodes' memory stays bounded. Who is refused is told that it may try again, and that is true:
// sent again, the same bytes pay. Every payment that was taken is made, once.
func TestFlood(t *testing.T) {
	t.Parallel()
	n := startNetworkOf(t, localnet.Config{Settings: map[string]string{"mempool.size": fmt.Sprint(floodPool)}})
	n.issue(t, "ISS-1", "10000.00")
	wallets := n.floodWallets(t)
	day := currency.DayOf(time.Now()).String()

	floods := make([]*flood, len(founders))
	for i, founder := range founders {
		// Each client has its own wallets: payers of a pair send through the same node.
		share := len(wallets) / len(founders)
		own := wallets[i*share : (i+1)*share]
		payments := bench.Pairs(n.ChainID, own)
		payments.Name, payments.Day = "FLOOD-"+founder, day
		floods[i] = &flood{node: n.rpc(t, founder), payments: payments, waiting: make([][]byte, share), taken: make([]uint64, share)}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	errs := make([]error, len(floods))
	var flooding sync.WaitGroup
	for i := range floods {
		flooding.Go(func() { errs[i] = floods[i].run(ctx) })
	}
	n.awaitBlocks(t, floodBlocks)
	stop()
	flooding.Wait()

	refused, taken := 0, 0
	for i, f := range floods {
		require.NoError(t, errs[i])
		refused += f.refused
		for _, count := range f.taken {
			taken += int(count)
		}
	}
	require.NotZero(t, taken)
	require.Greater(t, refused, taken, "sent were at least twice as many as taken")
	for _, founder := range founders {
		require.Less(t, peakMemory(t, n.node(t, founder)), floodMemory, founder)
	}
	for _, f := range floods {
		f.requirePaid(t, n)
	}
	n.requireOneChain(t, founders...)
}

// floodWallets are open and have money.
func (n *network) floodWallets(t *testing.T) bench.Wallets {
	t.Helper()
	wallets, err := bench.NewWallets([]byte(t.Name()), floodWallets)
	require.NoError(t, err)
	keys, err := n.Keyring()
	require.NoError(t, err)
	account, err := bench.FromKeyring(keys, bank+"-teller")
	require.NoError(t, err)
	node, err := bench.Dial(n.node(t, founders[0]).Ports.RPCAddress())
	require.NoError(t, err)
	teller := bench.Teller{Account: account, Node: node, ChainID: n.ChainID, Reference: "FLOOD"}
	require.NoError(t, teller.Prepare(t.Context(), wallets))
	return wallets
}

// flood is a client that sends the next payment of each of its wallets in turn, as fast as the node answers.
type flood struct {
	node     *rpchttp.HTTP
	payments bench.Payments
	// waiting are the payments that were signed and not yet taken, by payer; taken counts those that were.
	waiting [][]byte
	taken   []uint64
	refused int
}

func (f *flood) run(ctx context.Context) error {
	for ctx.Err() == nil {
		for payer := range f.waiting {
			if err := f.sign(payer); err != nil {
				return err
			}
			ok, err := f.send(context.WithoutCancel(ctx), payer)
			if err != nil {
				return err
			}
			if !ok {
				f.refused++
			}
		}
	}
	return nil
}

// sign makes the payer's next payment, if the one before was taken.
func (f *flood) sign(payer int) error {
	if f.waiting[payer] != nil {
		return nil
	}
	one := f.payments
	one.Payers = f.payments.Payers[payer : payer+1]
	one.Payees = func(int) []string { return f.payments.Payees(payer) }
	one.Name = fmt.Sprintf("%s-%d-%d", f.payments.Name, payer, f.taken[payer])
	txs, err := one.Sign(1)
	if err == nil {
		f.waiting[payer] = txs[0]
	}
	return err
}

// send reports whether the payment was taken. Any refusal but those that ask to try again is an error.
func (f *flood) send(ctx context.Context, payer int) (bool, error) {
	response, err := f.node.BroadcastTxSync(ctx, f.waiting[payer])
	switch {
	case err != nil:
		return false, err
	case response.Codespace == mempool.ErrFull.Codespace() && response.Code == mempool.ErrFull.ABCICode() &&
		strings.Contains(response.Log, "wait for a block and send it again"):
		return false, nil
	case response.Code != 0:
		return false, fmt.Errorf("%s (%s/%d)", response.Log, response.Codespace, response.Code)
	}
	f.waiting[payer] = nil
	f.taken[payer]++
	return true, nil
}

// requirePaid sends what was refused last once more, and waits until all that was taken is paid.
func (f *flood) requirePaid(t *testing.T, n *network) {
	t.Helper()
	for payer, wallet := range f.payments.Payers {
		if f.waiting[payer] != nil {
			await(t, "payment of "+wallet.String(), func() error {
				ok, err := f.send(t.Context(), payer)
				require.NoError(t, err)
				return differs("taken", true, ok)
			})
		}
	}
	for payer, wallet := range f.payments.Payers {
		// Its partner paid it as often as its partner's payments were taken.
		want := bench.FundsFen + f.taken[payer^1] - f.taken[payer]
		await(t, "balance of "+wallet.String(), func() error {
			return differs("balance", want, n.wallet(t, wallet.String()).BalanceFen)
		})
	}
}

// peakMemory is the most that a node ever had in memory, in bytes; 0 where the system does not tell.
func peakMemory(t *testing.T, node localnet.Node) int {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(node.PID()), "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(content)) {
		var kilobytes int
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
			return kilobytes << 10
		}
	}
	return 0
}
