package localnet

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestChoosePortsAvoidsTakenOnes(t *testing.T) {
	n := &Network{Nodes: []Node{{Name: "a"}, {Name: "b"}, {Name: "c"}}}
	held, err := n.choosePorts(n.Nodes)
	require.NoError(t, err)

	// Whoever comes while the first network holds its ports gets others, and so does a restart that finds them taken.
	second := &Network{Nodes: []Node{n.Nodes[0], {Name: "b"}}}
	heldBySecond, err := second.choosePorts(second.Nodes)
	require.NoError(t, err)
	defer endAll(heldBySecond)

	seen := map[int]bool{}
	for _, node := range append(n.Nodes, second.Nodes...) {
		for _, port := range []int{node.Ports.P2P, node.Ports.RPC, node.Ports.REST, node.Ports.GRPC} {
			require.False(t, seen[port], "port %d of node %s is used twice", port, node.Name)
			seen[port] = true
		}
	}
	require.Len(t, seen, 20)

	// Ports that are free again are kept.
	before := n.Nodes[1].Ports
	endAll(held)
	held, err = n.choosePorts(n.Nodes[1:2])
	require.NoError(t, err)
	defer endAll(held)
	require.Len(t, held, 1)
	require.Equal(t, before, n.Nodes[1].Ports)
}

func TestReserveIsAllOrNothing(t *testing.T) {
	n := &Network{Nodes: []Node{{Name: "a"}}}
	held, err := n.choosePorts(n.Nodes)
	require.NoError(t, err)
	endAll(held)
	ports := n.Nodes[0].Ports

	blocker, err := net.Listen("tcp", loopbackAddress(ports.GRPC))
	require.NoError(t, err)
	_, ok := ports.reserve()
	require.False(t, ok)
	require.NoError(t, blocker.Close())

	reserved, ok := ports.reserve()
	require.True(t, ok, "a reservation that failed let go of every port")
	// Released for its node, which has not taken them yet, they are still nobody else's.
	reserved.release()
	_, ok = ports.reserve()
	require.False(t, ok, "another network would take them from the node that starts")
	node, err := net.Listen("tcp", loopbackAddress(ports.RPC))
	require.NoError(t, err)
	require.NoError(t, node.Close())
	reserved.end()
	again, ok := ports.reserve()
	require.True(t, ok)
	again.end()
}
