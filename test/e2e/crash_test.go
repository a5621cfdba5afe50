package e2e

import (
	"context"
	"fmt"
	"maps"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/localnet"
)

// TestKilledUnderLoad: validators are killed in turn while a bank pays through each of them. It repeats what it is not
// sure of, with the same end-to-end id. Each validator rejoins, every payment is there exactly once, all nodes agree.
func TestKilledUnderLoad(t *testing.T) {
	t.Parallel()
	const payments = 10
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "10000.00")
	payee := n.openWallet(t, "payee", "i")
	payers := make([]customer, len(founders))
	for i, founder := range founders {
		payers[i] = n.openWallet(t, "payer-"+founder, "ii")
		n.fund(t, payers[i], "100.00", "OUT-"+founder)
	}

	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	told := make([]map[string]int64, len(payers))
	errs := make([]error, len(payers))
	var paying sync.WaitGroup
	for i, founder := range founders {
		paying.Go(func() { told[i], errs[i] = n.payAll(ctx, founder, payers[i], payee, "E2E", payments) })
	}
	for _, victim := range founders {
		require.NoError(t, n.Kill(victim))
		n.awaitBlocks(t, 2, others(victim)...)
		n.start(t, victim)
		n.awaitSigning(t, n.consensusAddress(t, victim))
	}
	paying.Wait()

	for i, payer := range payers {
		require.NoError(t, errs[i])
		made := n.payments(t, payer)
		require.Len(t, made, payments)
		for _, payment := range made {
			require.Equal(t, told[i][payment.EndToEndId], payment.Height, "height of %s", payment.EndToEndId)
			require.Equal(t, uint64(1_00), payment.Transfers[0].AmountFen)
		}
		require.Equal(t, uint64(100_00-payments*1_00), n.wallet(t, payer.address).BalanceFen)
	}
	require.Equal(t, uint64(len(payers)*payments*1_00), n.wallet(t, payee.address).BalanceFen)
	n.requireOneChain(t, founders...)
}

// stepsOfHeight is at how many places of deciding and committing a block CometBFT can be told to die: before it counts each of its two
// votes, before and after the block is stored, its end noted, executed, its results stored, committed by the application, and its state
// stored.
const stepsOfHeight = 11

// TestDeadAtEveryStepOfACommit: a lone validator dies at one step after the other while a bank pays through it. It starts again, what it had
// begun is completed, and every payment is there exactly once.
func TestDeadAtEveryStepOfACommit(t *testing.T) {
	t.Parallel()
	const (
		payments = 2
		// heights pass before it dies, so that payments come into the last one.
		heights = 4
	)
	n := startNetworkOf(t, localnet.Config{Validators: 1})
	validator := n.Nodes[0].Name
	n.issue(t, "ISS-1", "10000.00")
	payee, payer := n.openWallet(t, "payee", "i"), n.openWallet(t, "payer", "ii")
	n.fund(t, payer, "100.00", "OUT-1")

	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	told := map[string]int64{}
	for step := range stepsOfHeight {
		require.NoError(t, n.Stop(validator))
		var heard map[string]int64
		var err error
		var paying sync.WaitGroup
		paying.Go(func() { heard, err = n.payAll(ctx, validator, payer, payee, fmt.Sprintf("STEP-%d", step), payments) })
		n.runUntilDead(t, validator, heights*stepsOfHeight+step)
		n.start(t, validator)
		paying.Wait()
		require.NoError(t, err, "step %d", step)
		maps.Copy(told, heard)
	}
	n.awaitBlocks(t, 1, validator)

	made := n.payments(t, payer)
	require.Len(t, made, stepsOfHeight*payments)
	for _, payment := range made {
		require.Equal(t, told[payment.EndToEndId], payment.Height, "height of %s", payment.EndToEndId)
	}
	require.Equal(t, uint64(100_00-len(made)*1_00), n.wallet(t, payer.address).BalanceFen)
	require.Equal(t, uint64(len(made)*1_00), n.wallet(t, payee.address).BalanceFen)
	n.do(t, "query", "currency", "supply")
}

// runUntilDead runs a node, which was stopped, until it ends by itself at a step, counted from its start.
func (n *network) runUntilDead(t *testing.T, name string, step int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	n.Env = []string{fmt.Sprintf("FAIL_TEST_INDEX=%d", step)}
	n.start(t, name)
	n.Env = nil
	err := n.WaitHeight(ctx, math.MaxInt64, name)
	require.ErrorIs(t, err, localnet.ErrNodeExited)
	require.ErrorContains(t, err, fmt.Sprintf("*** fail-test %d ***", step))
}

// payAll pays through one node until each payment is confirmed, under ids that begin with a name, and returns the height that the bank was
// told for each.
func (n *network) payAll(ctx context.Context, node string, payer, payee customer, name string, count int) (map[string]int64, error) {
	told := map[string]int64{}
	for len(told) < count {
		// A node that comes back may have other ports; its network wrote them down.
		now, err := localnet.Open(n.Home)
		if err != nil {
			return told, err
		}
		through, err := now.Node(node)
		if err != nil {
			return told, err
		}
		id := fmt.Sprintf("%s-%d", name, len(told))
		args := append([]string{"tx"}, payArgs(payee, "1.00", id)...)
		args = append(args, "--from="+payer.key, "--yes", "--output=json", "--wait", "--wait-timeout=5s", "--node="+through.Ports.RPCAddress())
		result, err := n.execute(ctx, args...)
		if err != nil {
			return told, fmt.Errorf("%s: %w", result, err)
		}
		switch {
		case result.code == exitOK:
			var paid receipt
			paid, err = result.parse()
			told[id] = paid.Height
		case strings.Contains(result.stderr, "already paid"):
			told[id], err = heightIn(result.stderr)
		}
		if err != nil {
			return told, fmt.Errorf("%s: %w", result, err)
		}
	}
	return told, nil
}
