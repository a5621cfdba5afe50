package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// TestOneValidatorStopped: three of four go on without the fourth, which catches up when it comes back.
func TestOneValidatorStopped(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	const absent = "boc-sz-1"
	n.stop(t, absent)
	stoppedAt := n.height(t)
	n.awaitHeight(t, stoppedAt+5, others(absent)...)

	n.start(t, absent)
	n.awaitSigning(t, n.consensusAddress(t, absent))
	n.requireOneChain(t, founders...)
}

// TestTwoValidatorsStopped: two of four decide nothing, and when the others come back the chain goes on by itself. A
// transaction sent meanwhile has an unknown outcome, and asking or repeating it later is safe.
func TestTwoValidatorsStopped(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "1000.00")
	payer := n.openWallet(t, "payer", "ii")
	payee := n.openWallet(t, "payee", "ii")
	n.fund(t, payer, "100.00", "OUT-1")

	n.stop(t, "abc-sz-1", "boc-sz-1")
	halted := n.settledHeight(t)
	unknown := n.run(t, append(n.txArgs(t, payer.key, payArgs(payee, "7.00", "E2E-1")...), "--wait", "--wait-timeout=5s")...)
	require.Equal(t, exitUnknown, unknown.code, "%s", unknown)
	require.Contains(t, unknown.stderr, "dcepd query tx ", "%s", unknown)
	for _, name := range []string{"pboc-1", "icbc-sz-1"} {
		require.Equal(t, halted, n.heightOf(t, name), "height of %s while half of the power is missing", name)
	}

	n.start(t, "abc-sz-1", "boc-sz-1")
	n.awaitHeight(t, halted+3, founders...)
	n.requireOneChain(t, founders...)

	// The payment that was under way has been made; asked for the same again, the chain names the first.
	await(t, "the payment", func() error { return differs("payments", 1, len(n.payments(t, payer))) })
	made := n.payments(t, payer)[0]
	require.Equal(t, "E2E-1", made.EndToEndId)
	require.Greater(t, made.Height, halted)
	repeated := n.trySend(t, payer.key, payArgs(payee, "7.00", "E2E-1")...)
	requireRefused(t, repeated, "already paid", "E2E-1", fmt.Sprint(made.Height))
	require.Equal(t, uint64(7_00), n.wallet(t, payee.address).BalanceFen)
	require.Equal(t, uint64(93_00), n.wallet(t, payer.address).BalanceFen)
}

// settledHeight returns the height at which a chain stays, as long as half a dozen blocks would have taken.
func (n *network) settledHeight(t testing.TB) int64 {
	t.Helper()
	const enough = 30
	height, same := int64(0), 0
	await(t, "a halt", func() error {
		if now := n.height(t); now != height {
			height, same = now, 0
		}
		same++
		return differs(fmt.Sprintf("often enough at height %d", height), true, same >= enough)
	})
	return height
}

// TestUnregisteredPeer: a node gets in when it is registered, not before, and is cut off when it is removed.
func TestUnregisteredPeer(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	const name = "ccb-sz-1"
	node, err := n.AddNode(t.Context(), name, "ccb-sz", false)
	require.NoError(t, err)
	n.start(t, name)
	for range 3 {
		n.awaitBlocks(t, 1, founders...)
		require.Zero(t, n.heightOf(t, name), "a stranger's height")
		for _, founder := range founders {
			require.NotContains(t, n.peers(t.Context(), t, founder), node.ID, "peers of %s", founder)
		}
	}

	n.send(t, "ccb-sz-node-operator", "consortium", "register-node", node.ID, "full")
	n.awaitHeight(t, n.height(t), name)
	n.requireOneChain(t, append(slices.Clone(founders), name)...)

	n.send(t, "ccb-sz-node-operator", "consortium", "remove-node", node.ID)
	for _, founder := range founders {
		await(t, founder+" without the removed node", func() error {
			return differs("connected", false, slices.Contains(n.peers(t.Context(), t, founder), node.ID))
		})
	}
	reached := n.heightOf(t, name)
	n.awaitHeight(t, n.height(t)+3, founders...)
	require.LessOrEqual(t, n.heightOf(t, name), reached+1, "a removed node learns nothing more")
	nodes, err := consortium.NewQueryClient(n.conn(t)).Nodes(t.Context(), &consortium.QueryNodesRequest{})
	require.NoError(t, err)
	for _, registered := range nodes.Nodes {
		require.NotEqual(t, node.ID, registered.Id)
	}
}
