package localnet

import (
	"context"
	"slices"

	cmttypes "github.com/cometbft/cometbft/types"
)

// Status is what one node says about itself.
type Status struct {
	Node
	// PID is 0 when the node does not run, and what follows is then empty.
	PID        int   `json:"pid"`
	Height     int64 `json:"height"`
	Peers      int   `json:"peers"`
	CatchingUp bool  `json:"catching_up"`
	// Signs says that the last commit has the signature of this node's validator.
	Signs bool   `json:"signs"`
	Error string `json:"error,omitempty"`
}

// Status asks the named nodes, or all, whether they run or not.
func (n *Network) Status(ctx context.Context, names ...string) ([]Status, error) {
	if err := n.refresh(); err != nil {
		return nil, err
	}
	nodes, err := n.selected(names)
	if err != nil {
		return nil, err
	}
	statuses := make([]Status, len(nodes))
	for i, node := range nodes {
		statuses[i] = Status{Node: node, PID: node.PID()}
		if statuses[i].PID == 0 {
			continue
		}
		if err := statuses[i].ask(ctx); err != nil {
			statuses[i].Error = err.Error()
		}
	}
	return statuses, nil
}

func (s *Status) ask(ctx context.Context) error {
	rpc, err := s.RPC()
	if err != nil {
		return err
	}
	status, err := rpc.Status(ctx)
	if err != nil {
		return err
	}
	network, err := rpc.NetInfo(ctx)
	if err != nil {
		return err
	}
	s.Height, s.CatchingUp, s.Peers = status.SyncInfo.LatestBlockHeight, status.SyncInfo.CatchingUp, network.NPeers
	if s.Height < 2 {
		return nil
	}
	// The commit of the block before is the one that the last block fixed for ever.
	height := s.Height - 1
	commit, err := rpc.Commit(ctx, &height)
	if err != nil {
		return err
	}
	key, err := s.ConsensusKey()
	if err != nil {
		return err
	}
	s.Signs = slices.ContainsFunc(commit.Commit.Signatures, func(signature cmttypes.CommitSig) bool {
		return signature.BlockIDFlag == cmttypes.BlockIDFlagCommit &&
			slices.Equal(signature.ValidatorAddress, key.Address)
	})
	return nil
}
