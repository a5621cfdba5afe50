package localnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	// DefaultValidators is the number of founding validators unless told otherwise: one may fail.
	DefaultValidators = 4

	genesisFile    = "genesis.json"
	consortiumFile = "consortium.yaml"

	validatorNode = genesis.NodeKind(consortiumtypes.NODE_KIND_VALIDATOR)
	fullNode      = genesis.NodeKind(consortiumtypes.NODE_KIND_FULL)
)

var errNoValidators = errors.New("a network needs at least one validator")

// Config says what network to make.
type Config struct {
	// Home is the directory to make it in; it must be empty or not exist.
	Home string
	// Binary is the dcepd to run; empty is this program.
	Binary string
	// Consortium is the path of consortium.yaml; empty is the sample pilot.
	Consortium string
	// Validators is how many founding validators there are, 0 is DefaultValidators. They are of the first members of
	// consortium.yaml, one each, named like icbc-sz-1; if there are fewer members, the first ones have another, and so on.
	Validators int
	// Settings are set in the config.toml and app.toml of every node, by names like "consensus.timeout_commit", and win
	// over what the network itself would set.
	Settings map[string]string
	// Adapt, if there is one, changes the description before the genesis is built: tests shorten windows and limits.
	Adapt func(*genesis.Consortium)
	// Progress, if there is one, is told what is being done.
	Progress io.Writer
}

// Init performs the ceremony for all organisations: their homes and keys, their signed join requests, the genesis, and
// its validation by each. Nothing runs yet. It fails with ErrExists when the directory is in use.
func Init(ctx context.Context, config Config) (*Network, error) {
	n, err := newNetwork(config)
	if err != nil {
		return nil, err
	}
	description, consortium, err := readConsortium(config)
	if err != nil {
		return nil, err
	}
	n.ChainID = consortium.ChainID
	if err := n.seat(consortium.Members, config.Validators); err != nil {
		return nil, err
	}
	// From here on Remove can clear away what an interruption leaves.
	if err := errors.Join(os.MkdirAll(filepath.Join(n.Home, ceremonyDir), 0o700), n.save()); err != nil {
		return nil, err
	}
	if err := os.WriteFile(n.CeremonyFile(consortiumFile), description, 0o600); err != nil {
		return nil, err
	}
	held, err := n.choosePorts(n.Nodes)
	if err != nil {
		return nil, err
	}
	defer endAll(held)
	if err := n.holdCeremony(ctx, consortium, config.Progress); err != nil {
		return nil, err
	}
	return n, errors.Join(n.configure(), n.save())
}

func newNetwork(config Config) (*Network, error) {
	home, err := filepath.Abs(config.Home)
	if err != nil {
		return nil, err
	}
	if _, err := Open(home); err == nil {
		return nil, fmt.Errorf("%s: a network is %w; --%s makes a new one in its place", home, ErrExists, flagFresh)
	}
	entries, err := os.ReadDir(home)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s: %s is %w", home, entries[0].Name(), ErrExists)
	}
	n := &Network{Home: home, Binary: config.Binary, Settings: config.Settings}
	if n.Binary == "" {
		n.Binary, err = os.Executable()
	} else {
		n.Binary, err = filepath.Abs(n.Binary)
	}
	return n, err
}

func readConsortium(config Config) (description []byte, consortium genesis.Consortium, err error) {
	description = demo.Consortium
	if config.Consortium != "" {
		if description, err = os.ReadFile(config.Consortium); err != nil {
			return nil, consortium, err
		}
	}
	if consortium, err = genesis.ParseConsortium(description); err != nil {
		return nil, consortium, fmt.Errorf("%s: %w", consortiumFile, err)
	}
	if config.Adapt != nil {
		config.Adapt(&consortium)
	}
	return description, consortium, nil
}

// seat decides who validates.
func (n *Network) seat(members []consortiumtypes.Member, validators int) error {
	if validators == 0 {
		validators = DefaultValidators
	}
	if validators < 0 {
		return fmt.Errorf("%w, not %d", errNoValidators, validators)
	}
	for i := range validators {
		member := members[i%len(members)].Id
		node := n.newNode(fmt.Sprintf("%s-%d", member, i/len(members)+1), member, validatorNode)
		node.Founder = true
		n.Nodes = append(n.Nodes, node)
	}
	return nil
}

func (n *Network) newNode(name, member string, kind genesis.NodeKind) Node {
	return Node{Name: name, Member: member, Kind: kind, Home: filepath.Join(n.Home, nodesDir, name)}
}
