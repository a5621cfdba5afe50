package proof

import (
	"context"
	"fmt"
	"time"

	rpcclient "github.com/cometbft/cometbft/rpc/client"
	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	cmttypes "github.com/cometbft/cometbft/types"
)

// pollInterval is a fraction of a block.
const pollInterval = 200 * time.Millisecond

// Node is what a proof is made from.
type Node interface {
	rpcclient.ABCIClient
	Commit(ctx context.Context, height *int64) (*coretypes.ResultCommit, error)
}

// Fetch makes the proof of a record as it is now. It waits for the next block, whose header has the hash of the state. The
// node may lie: the proof is worth what Verify says.
func Fetch(ctx context.Context, node Node, store string, key []byte) (Proof, error) {
	answer, err := node.ABCIQueryWithOptions(ctx, "/store/"+store+"/key", key, rpcclient.ABCIQueryOptions{Prove: true})
	if err != nil {
		return Proof{}, err
	}
	response := answer.Response
	switch {
	case response.Code != 0:
		return Proof{}, fmt.Errorf("the node makes no proof: %s", response.Log)
	case len(response.Value) == 0 || response.ProofOps == nil:
		return Proof{}, fmt.Errorf("the node has no record %X in %s", key, store)
	}
	next := response.Height + 1
	for {
		commit, err := node.Commit(ctx, &next)
		if err == nil {
			return Proof{
				Store: store, Key: key, Value: response.Value, Operations: response.ProofOps.Ops,
				Header: commit.Header, Commit: forTheBlock(commit.Commit),
			}, nil
		}
		select {
		case <-ctx.Done():
			return Proof{}, fmt.Errorf("block %d, which seals the state, did not come: %w", next, err)
		case <-time.After(pollInterval):
		}
	}
}

// forTheBlock leaves out what validators signed for no block, which proves nothing.
func forTheBlock(commit *cmttypes.Commit) *cmttypes.Commit {
	signed := commit.Clone()
	for i := range signed.Signatures {
		if signed.Signatures[i].BlockIDFlag == cmttypes.BlockIDFlagNil {
			signed.Signatures[i] = cmttypes.NewCommitSigAbsent()
		}
	}
	return signed
}
