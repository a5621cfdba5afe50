package localnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	cmtjson "github.com/cometbft/cometbft/libs/json"
	"github.com/cometbft/cometbft/privval"
	rpchttp "github.com/cometbft/cometbft/rpc/client/http"

	"github.com/dcep-consortium/dcepd/genesis"
)

var (
	// ErrNoNetwork says that a directory holds no network.
	ErrNoNetwork = errors.New("no local network")
	// ErrExists says that a directory holds something already.
	ErrExists = errors.New("already there")
	// ErrNodeNotFound says that the network has no node of that name.
	ErrNodeNotFound = errors.New("no such node")
	// ErrRunning says that a node runs which must not.
	ErrRunning = errors.New("is running")
	// ErrNodeExited says that a node ended by itself.
	ErrNodeExited = errors.New("node ended")
)

const (
	stateFile    = "localnet.json"
	activateFile = "activate"
	clientDir    = "client"
	ceremonyDir  = "ceremony"
	nodesDir     = "nodes"
)

// Network is a consortium of processes in one directory.
type Network struct {
	// Home is the absolute path of the directory.
	Home string `json:"-"`
	// Detach lets nodes that are started from now on outlive this process.
	Detach bool `json:"-"`
	// Env is added to the environment of nodes that are started from now on, as "NAME=value".
	Env []string `json:"-"`

	ChainID string `json:"chain_id"`
	// Binary is the dcepd that the nodes run.
	Binary string `json:"binary"`
	// Nodes are the founding validators in the order of consortium.yaml, then what was added.
	Nodes []Node `json:"nodes"`
	// Settings are set in the config.toml and app.toml of every node, by names like "consensus.timeout_commit".
	Settings map[string]string `json:"settings,omitempty"`
}

// Node is one process of the network, running or not.
type Node struct {
	// Name is that of its directory and, for a validator, the validator's id on chain.
	Name   string           `json:"name"`
	Member string           `json:"member"`
	Kind   genesis.NodeKind `json:"kind"`
	// Founder says that the node was there at genesis. The others call founders only.
	Founder bool `json:"founder"`
	// ID is the CometBFT node id.
	ID string `json:"node_id"`
	// Home is the absolute path of the node's home.
	Home  string `json:"home"`
	Ports Ports  `json:"ports"`
}

// Open finds the network in a directory.
func Open(home string) (*Network, error) {
	home, err := filepath.Abs(home)
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(filepath.Join(home, stateFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w in %s", ErrNoNetwork, home)
	}
	if err != nil {
		return nil, err
	}
	n := &Network{Home: home}
	if err := json.Unmarshal(content, n); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(home, stateFile), err)
	}
	return n, nil
}

// refresh takes in the nodes that another program added.
func (n *Network) refresh() error {
	current, err := Open(n.Home)
	if err != nil {
		return err
	}
	n.Nodes = current.Nodes
	return nil
}

// Remove deletes the network in a directory, and nothing else that may be there. It fails with ErrRunning while a node
// runs. A directory without a network stays as it is.
func Remove(home string) error {
	n, err := Open(home)
	if errors.Is(err, ErrNoNetwork) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, node := range n.Nodes {
		if pid := node.PID(); pid != 0 {
			return fmt.Errorf("node %s %w as process %d; stop it first: dcepd localnet stop --home %s",
				node.Name, ErrRunning, pid, n.Home)
		}
	}
	// The state goes last, so that an interrupted removal can be repeated.
	for _, name := range []string{nodesDir, clientDir, ceremonyDir, activateFile, stateFile} {
		if err := os.RemoveAll(filepath.Join(n.Home, name)); err != nil {
			return err
		}
	}
	return nil
}

// save writes the state in one step, so that a reader never sees half of it.
func (n *Network) save() error {
	content, err := json.MarshalIndent(n, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(n.Home, stateFile)
	if err := os.WriteFile(path+".new", append(content, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// ClientHome is the home for the command line, with the keys of all people: dcepd … --home ClientHome.
func (n *Network) ClientHome() string { return filepath.Join(n.Home, clientDir) }

// CeremonyFile is the path of consortium.yaml, genesis.json or <member>.join.json.
func (n *Network) CeremonyFile(name string) string { return filepath.Join(n.Home, ceremonyDir, name) }

// Node returns the node of that name as it is now. Ports may change when a node starts again.
func (n *Network) Node(name string) (Node, error) {
	i := n.index(name)
	if i < 0 {
		return Node{}, fmt.Errorf("%w: %q, there are %v", ErrNodeNotFound, name, n.names())
	}
	return n.Nodes[i], nil
}

func (n *Network) index(name string) int {
	return slices.IndexFunc(n.Nodes, func(node Node) bool { return node.Name == name })
}

// selected returns the named nodes, or all when none is named.
func (n *Network) selected(names []string) ([]Node, error) {
	if len(names) == 0 {
		return slices.Clone(n.Nodes), nil
	}
	nodes := make([]Node, len(names))
	for i, name := range names {
		node, err := n.Node(name)
		if err != nil {
			return nil, err
		}
		nodes[i] = node
	}
	return nodes, nil
}

func (n *Network) names() []string {
	names := make([]string, len(n.Nodes))
	for i, node := range n.Nodes {
		names[i] = node.Name
	}
	return names
}

// Log is the path of the file with everything that the node prints.
func (node Node) Log() string { return filepath.Join(node.Home, "node.log") }

// Config is the path of a file of the node's configuration, such as genesis.json.
func (node Node) Config(name string) string { return filepath.Join(node.Home, "config", name) }

// RPC is a client of the node's CometBFT RPC.
func (node Node) RPC() (*rpchttp.HTTP, error) {
	return rpchttp.New(node.Ports.RPCAddress(), "/websocket")
}

// ConsensusKey is the key that the node signs blocks with, if its validator has power.
func (node Node) ConsensusKey() (privval.FilePVKey, error) {
	var key privval.FilePVKey
	path := node.Config("priv_validator_key.json")
	content, err := os.ReadFile(path)
	if err != nil {
		return key, err
	}
	if err := cmtjson.Unmarshal(content, &key); err != nil {
		return key, fmt.Errorf("%s: %w", path, err)
	}
	return key, nil
}
