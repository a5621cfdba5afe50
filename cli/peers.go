package cli

import (
	"context"
	"strings"
	"time"

	"github.com/cometbft/cometbft/p2p"
	"golang.org/x/sync/errgroup"
)

// redialInterval is how often the operator's own persistent peers are looked for.
const redialInterval = 10 * time.Second

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
	DialPeersAsync(addresses []string) error
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

// keepDialing dials the persistent peers that are not connected, again and again until the context ends. CometBFT gives
// up on a peer that refused it at once, as every peer does until a new node is registered, and waits up to hours for one
// that was away for long.
func keepDialing(ctx context.Context, group *errgroup.Group, connected connections, persistent string) {
	ticker := time.NewTicker(redialInterval)
	group.Go(func() error {
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.C:
				if missing := missingPeers(connected, persistent); len(missing) > 0 {
					// A wrong address stopped the node at its start; what fails here fails again in ten seconds.
					_ = connected.DialPeersAsync(missing) //nolint:errcheck // see above
				}
			}
		}
	})
}

// missingPeers returns the addresses of the persistent peers that are not connected.
func missingPeers(connected connections, persistent string) []string {
	var missing []string
	for _, address := range strings.FieldsFunc(persistent, func(r rune) bool { return r == ',' || r == ' ' }) {
		id, _, _ := strings.Cut(address, "@")
		if !connected.Peers().Has(p2p.ID(id)) {
			missing = append(missing, address)
		}
	}
	return missing
}
