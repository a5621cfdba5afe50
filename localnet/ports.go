package localnet

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

const (
	loopback = "127.0.0.1"
	// The first node has CometBFT's usual ports, 26656 and 26657, if nobody else does. All ports are below the range
	// from which systems take ports for outgoing connections.
	firstBase = 26656
	baseStep  = 10
	lastBase  = 32000
)

var errNoPorts = errors.New("no free ports")

// Ports are a node's listeners on 127.0.0.1.
type Ports struct {
	P2P  int `json:"p2p"`
	RPC  int `json:"rpc"`
	REST int `json:"rest"`
	GRPC int `json:"grpc"`
}

func portsFrom(base int) Ports {
	return Ports{P2P: base, RPC: base + 1, REST: base + 2, GRPC: base + 3}
}

// RPCAddress is the CometBFT RPC, as --node takes it.
func (p Ports) RPCAddress() string { return "tcp://" + loopbackAddress(p.RPC) }

// RESTAddress is the URL of the REST API.
func (p Ports) RESTAddress() string { return "http://" + loopbackAddress(p.REST) }

// GRPCAddress is host:port of gRPC, without TLS.
func (p Ports) GRPCAddress() string { return loopbackAddress(p.GRPC) }

func loopbackAddress(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }

// reservation keeps ports occupied until their node is about to take them, so that two networks that start at the same
// time do not choose the same. A node takes its ports seconds after they were released for it: until it is known to have
// them, the guard keeps other networks away, which occupies the last port of the step.
type reservation struct {
	ports []net.Listener
	guard net.Listener
}

// release frees the ports for the node, and keeps the guard; it may be called again.
func (r reservation) release() {
	for _, listener := range r.ports {
		free(listener)
	}
}

// end frees the ports and the guard; it may be called again.
func (r reservation) end() {
	r.release()
	free(r.guard)
}

func free(listener net.Listener) {
	// A listener that is closed already reports an error, which says nothing new.
	_ = listener.Close() //nolint:errcheck // see above
}

// reserve occupies the ports and their guard, all or none.
func (p Ports) reserve() (reservation, bool) {
	guard, err := net.Listen("tcp", loopbackAddress(p.P2P+baseStep-1))
	if err != nil {
		return reservation{}, false
	}
	held := reservation{guard: guard}
	for _, port := range []int{p.P2P, p.RPC, p.REST, p.GRPC} {
		listener, err := net.Listen("tcp", loopbackAddress(port))
		if err != nil {
			held.end()
			return reservation{}, false
		}
		held.ports = append(held.ports, listener)
	}
	return held, true
}

// choosePorts gives each of the nodes its present ports, or the next free ones where somebody took them meanwhile. It
// returns one reservation for each, which the caller ends.
func (n *Network) choosePorts(nodes []Node) ([]reservation, error) {
	taken := map[Ports]bool{}
	for _, node := range n.Nodes {
		taken[node.Ports] = true
	}
	held := make([]reservation, 0, len(nodes))
	for _, node := range nodes {
		ports, reserved, err := freePorts(node.Ports, taken)
		if err != nil {
			endAll(held)
			return nil, fmt.Errorf("node %s: %w", node.Name, err)
		}
		n.Nodes[n.index(node.Name)].Ports = ports
		taken[ports] = true
		held = append(held, reserved)
	}
	return held, nil
}

// freePorts prefers the present ports and never returns those of another node of the network, which may not run now.
func freePorts(present Ports, taken map[Ports]bool) (Ports, reservation, error) {
	if present != (Ports{}) {
		if reserved, ok := present.reserve(); ok {
			return present, reserved, nil
		}
	}
	for base := firstBase; base <= lastBase; base += baseStep {
		ports := portsFrom(base)
		if taken[ports] {
			continue
		}
		if reserved, ok := ports.reserve(); ok {
			return ports, reserved, nil
		}
	}
	return Ports{}, reservation{}, fmt.Errorf("%w from %d to %d on %s", errNoPorts, firstBase, lastBase, loopback)
}

func endAll(held []reservation) {
	for _, reserved := range held {
		reserved.end()
	}
}
