package cli

import (
	"context"

	"github.com/cometbft/cometbft/p2p"
	"golang.org/x/sync/errgroup"
)

// peerRegistry is what the application knows about who may stay connected.
type peerRegistry interface {
	// AdmitsPeer says whether a node may connect and stay connected.
	AdmitsPeer(nodeID string) bool
	// OnPeerRemoved sets what is called after a commit that removed a node. The call must not block.
	OnPeerRemoved(call func())
}

// connections is what CometBFT's switch offers about its peers.
type connections interface {
	Peers() p2p.IPeerSet
	StopPeerGracefully(peer p2p.Peer)
}

// dropRemovedPeers closes the connections of nodes that the consortium removed, until the context ends. CometBFT asks
// about a peer only when it connects.
func dropRemovedPeers(ctx context.Context, group *errgroup.Group, application any, connected connections) {
	registry, ok := application.(peerRegistry)
	if !ok {
		return
	}
	removed := make(chan struct{}, 1)
	registry.OnPeerRemoved(func() {
		// One waiting signal is enough: whoever takes it looks at all peers.
		select {
		case removed <- struct{}{}:
		default:
		}
	})
	group.Go(func() error {
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-removed:
				dropPeers(registry, connected)
			}
		}
	})
}

func dropPeers(registry peerRegistry, connected connections) {
	for _, peer := range connected.Peers().Copy() {
		if !registry.AdmitsPeer(string(peer.ID())) {
			connected.StopPeerGracefully(peer)
		}
	}
}
