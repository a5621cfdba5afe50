package e2e

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"
)

// height is the last height that a running node has committed.
func (n *network) height(t testing.TB) int64 {
	t.Helper()
	return n.heightOf(t, n.anyNode(t).Name)
}

func (n *network) heightOf(t testing.TB, name string) int64 {
	t.Helper()
	status, err := n.rpc(t, name).Status(t.Context())
	require.NoError(t, err)
	return status.SyncInfo.LatestBlockHeight
}

// round is the consensus round in which the block of that height was decided: 0 when the first proposal was taken.
func (n *network) round(t testing.TB, height int64) int32 {
	t.Helper()
	commit, err := n.rpc(t, n.anyNode(t).Name).Commit(t.Context(), &height)
	require.NoError(t, err)
	return commit.Commit.Round
}

func (n *network) block(t testing.TB, height int64) *cmttypes.Block {
	t.Helper()
	response, err := n.rpc(t, n.anyNode(t).Name).Block(t.Context(), &height)
	require.NoError(t, err)
	return response.Block
}

// requireOneChain waits until the named nodes, or all that run, are two blocks on, and compares what each has: the same
// block, with the same hash of the state before it.
func (n *network) requireOneChain(t testing.TB, names ...string) {
	t.Helper()
	if len(names) == 0 {
		names = n.running()
	}
	height := n.height(t)
	n.awaitHeight(t, height+2, names...)
	var first *cmttypes.Header
	for _, name := range names {
		commit, err := n.rpc(t, name).Commit(t.Context(), &height)
		require.NoError(t, err)
		if first == nil {
			first = commit.Header
		}
		require.Equal(t, first.Hash(), commit.Hash(), "block %d of %s", height, name)
		require.Equal(t, first.AppHash, commit.AppHash, "app hash at %d of %s", height, name)
	}
}

// signs says whether the validator of that consensus address signed the block of that height.
func (n *network) signs(t testing.TB, height int64, address []byte) bool {
	t.Helper()
	commit, err := n.rpc(t, n.anyNode(t).Name).Commit(t.Context(), &height)
	require.NoError(t, err)
	for _, signature := range commit.Commit.Signatures {
		if bytes.Equal(signature.ValidatorAddress, address) && signature.BlockIDFlag == cmttypes.BlockIDFlagCommit {
			return true
		}
	}
	return false
}

// awaitSigning returns when the key signs blocks.
func (n *network) awaitSigning(t testing.TB, address []byte) {
	t.Helper()
	await(t, fmt.Sprintf("a signature of %X", address), func() error {
		// The latest commit is still being collected; the one before is part of the chain.
		height := n.height(t) - 1
		return differs(fmt.Sprintf("signed %d", height), true, n.signs(t, height, address))
	})
}

// power is the voting power that CometBFT gives the key at the latest height; 0 when it is not in the set.
func (n *network) power(t testing.TB, address []byte) int64 {
	t.Helper()
	perPage := 100
	response, err := n.rpc(t, n.anyNode(t).Name).Validators(t.Context(), nil, nil, &perPage)
	require.NoError(t, err)
	for _, validator := range response.Validators {
		if bytes.Equal(validator.Address, address) {
			return validator.VotingPower
		}
	}
	return 0
}

// consensusAddress is the address of the key in a node's home.
func (n *network) consensusAddress(t testing.TB, name string) []byte {
	t.Helper()
	key, err := n.node(t, name).ConsensusKey()
	require.NoError(t, err)
	return key.Address
}

// peers are the ids of the nodes that the node is connected to.
func (n *network) peers(ctx context.Context, t testing.TB, name string) []string {
	t.Helper()
	info, err := n.rpc(t, name).NetInfo(ctx)
	require.NoError(t, err)
	ids := make([]string, len(info.Peers))
	for i, peer := range info.Peers {
		ids[i] = string(peer.NodeInfo.ID())
	}
	return ids
}
