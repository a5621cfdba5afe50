package cli

import (
	"context"
	"testing"
	"time"

	"github.com/cometbft/cometbft/p2p"
	p2pmock "github.com/cometbft/cometbft/p2p/mock"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

// fakeRegistry admits every node but the removed ones.
type fakeRegistry struct {
	removed map[string]bool
	call    func()
}

func (r *fakeRegistry) AdmitsPeer(id string) bool { return !r.removed[id] }
func (r *fakeRegistry) OnPeerRemoved(call func()) { r.call = call }

type fakeConnections struct {
	peers   *p2p.PeerSet
	stopped chan p2p.ID
}

func (c *fakeConnections) Peers() p2p.IPeerSet              { return c.peers }
func (c *fakeConnections) StopPeerGracefully(peer p2p.Peer) { c.stopped <- peer.ID() }
func (c *fakeConnections) DialPeersAsync([]string) error    { return nil }

func TestRemovedPeerIsDisconnected(t *testing.T) {
	connected := &fakeConnections{peers: p2p.NewPeerSet(), stopped: make(chan p2p.ID, 2)}
	stays, goes := p2pmock.NewPeer(nil), p2pmock.NewPeer(nil)
	require.NoError(t, connected.peers.Add(stays))
	require.NoError(t, connected.peers.Add(goes))

	ctx, cancel := context.WithCancel(context.Background())
	group, ctx := errgroup.WithContext(ctx)
	registry := &fakeRegistry{removed: map[string]bool{}}
	dropRemovedPeers(ctx, group, registry, connected)

	registry.removed[string(goes.ID())] = true
	registry.call()
	select {
	case id := <-connected.stopped:
		require.Equal(t, goes.ID(), id)
	case <-time.After(10 * time.Second):
		t.Fatal("the removed peer is still connected")
	}
	cancel()
	require.NoError(t, group.Wait())
	require.Empty(t, connected.stopped)
}

// The application calls from within a commit, which must never wait for the network.
func TestRemovalNeverBlocksTheCommit(t *testing.T) {
	connected := &fakeConnections{peers: p2p.NewPeerSet(), stopped: make(chan p2p.ID)}
	require.NoError(t, connected.peers.Add(p2pmock.NewPeer(nil)))
	ctx, cancel := context.WithCancel(context.Background())
	group, ctx := errgroup.WithContext(ctx)
	registry := &fakeRegistry{removed: map[string]bool{}}
	dropRemovedPeers(ctx, group, registry, connected)
	for range 100 {
		registry.call()
	}
	cancel()
	require.NoError(t, group.Wait())
}

func TestOnlyMissingPeersAreDialled(t *testing.T) {
	connected := &fakeConnections{peers: p2p.NewPeerSet()}
	here := p2pmock.NewPeer(nil)
	require.NoError(t, connected.peers.Add(here))
	away := "0123456789012345678901234567890123456789@127.0.0.1:1"
	persistent := string(here.ID()) + "@127.0.0.1:2, " + away
	require.Equal(t, []string{away}, missingPeers(connected, persistent))
	require.Empty(t, missingPeers(connected, ""))
}
