package e2e

import (
	"context"
	"fmt"
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
		paying.Go(func() { told[i], errs[i] = n.payAll(ctx, founder, payers[i], payee, payments) })
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

// payAll pays through one node until each payment is confirmed, and returns the height that the bank was told for each.
func (n *network) payAll(ctx context.Context, node string, payer, payee customer, count int) (map[string]int64, error) {
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
		id := fmt.Sprintf("E2E-%d", len(told))
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
