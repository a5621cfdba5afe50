package localnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/cometbft/cometbft/p2p"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	cryptocodec "github.com/cosmos/cosmos-sdk/crypto/codec"
	"github.com/cosmos/cosmos-sdk/crypto/hd"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// holdCeremony goes through the genesis ceremony, with files between the organisations as in a real one.
func (n *Network) holdCeremony(ctx context.Context, consortium genesis.Consortium, progress io.Writer) error {
	say(progress, "%d organisations make their keys, %d of them the home of a validator", len(consortium.Members), len(n.Nodes))
	if err := n.initHomes(ctx, n.Nodes); err != nil {
		return err
	}
	joins := make([]genesis.JoinRequest, len(consortium.Members))
	for i, member := range consortium.Members {
		join, err := n.Join(member.Id, member.Kind)
		if err != nil {
			return err
		}
		joins[i] = join
	}
	built, err := genesis.Build(consortium, joins)
	if err != nil {
		return err
	}
	content, err := genesis.Encode(built)
	if err != nil {
		return err
	}
	if err := os.WriteFile(n.CeremonyFile(genesisFile), content, 0o600); err != nil {
		return err
	}
	say(progress, "%d signed join requests make the genesis of %s, %s", len(joins), n.ChainID, genesis.Hash(content))
	if err := n.handOut(ctx, n.Nodes); err != nil {
		return err
	}
	say(progress, "each validator's organisation has checked it")
	return nil
}

func say(progress io.Writer, format string, args ...any) {
	if progress != nil {
		_, _ = fmt.Fprintf(progress, format+"\n", args...) //nolint:errcheck // only somebody's screen
	}
}

// initHomes makes the homes of nodes with dcepd init, each with a node key and a consensus key of its own.
func (n *Network) initHomes(ctx context.Context, nodes []Node) error {
	return each(nodes, func(node *Node) error {
		if err := n.run(ctx, "init", node.Name, "--chain-id="+n.ChainID, "--home="+node.Home); err != nil {
			return err
		}
		key, err := p2p.LoadNodeKey(node.Config("node_key.json"))
		if err != nil {
			return err
		}
		node.ID = string(key.ID())
		return nil
	})
}

// handOut puts the genesis into the homes, where each organisation checks it, and a founder that its own request is in it
// unaltered.
func (n *Network) handOut(ctx context.Context, nodes []Node) error {
	content, err := os.ReadFile(n.CeremonyFile(genesisFile))
	if err != nil {
		return err
	}
	return each(nodes, func(node *Node) error {
		if err := os.WriteFile(node.Config(genesisFile), content, 0o600); err != nil { //nolint:gosec // in the network's own directory
			return err
		}
		check := []string{"genesis", "validate", "--home=" + node.Home}
		if node.Founder {
			check = append(check, "--join="+n.joinFile(node.Member))
		}
		return n.run(ctx, check...)
	})
}

// Join does what an organisation does at home before it becomes a member: it makes a key for each of its officers, named
// <member>-<role> in the common keyring (admins are numbered), and writes the signed join request, with its nodes of this network, to the
// ceremony's directory as <member>.join.json. It returns what was written.
func (n *Network) Join(member string, kind consortiumtypes.MemberKind) (genesis.JoinRequest, error) {
	join, err := n.join(member, kind)
	if err != nil {
		return join, fmt.Errorf("join request of %s: %w", member, err)
	}
	return join, nil
}

func (n *Network) join(member string, kind consortiumtypes.MemberKind) (genesis.JoinRequest, error) {
	keys, err := n.Keyring()
	if err != nil {
		return genesis.JoinRequest{}, err
	}
	join := genesis.JoinRequest{ChainID: n.ChainID, MemberID: member}
	for i, role := range staff(kind) {
		name := member + "-" + genesis.Role(role).String()
		if role == consortiumtypes.ROLE_ADMIN {
			name = fmt.Sprintf("%s-%d", name, i+1)
		}
		officer, err := newOfficer(keys, name, role)
		if err != nil {
			return join, err
		}
		join.Officers = append(join.Officers, officer)
	}
	for _, node := range n.Nodes {
		if node.Member != member {
			continue
		}
		join.Nodes = append(join.Nodes, genesis.Node{ID: node.ID, Address: loopbackAddress(node.Ports.P2P), Kind: node.Kind})
		if node.Kind != validatorNode {
			continue
		}
		key, err := node.ConsensusKey()
		if err != nil {
			return join, err
		}
		validator, err := genesis.NewValidator(n.ChainID, node.Name, key.PrivKey)
		if err != nil {
			return join, err
		}
		join.Validators = append(join.Validators, validator)
	}
	if join, err = join.Sign(keys, join.Officers[0].Name); err != nil {
		return join, err
	}
	path := n.joinFile(member)
	if err := join.WriteFile(path); err != nil {
		return join, err
	}
	return genesis.ReadJoinRequest(path)
}

func (n *Network) joinFile(member string) string { return n.CeremonyFile(member + ".join.json") }

// staff is two admins, first, and one officer for each other role that a member of the kind has any use for.
func staff(kind consortiumtypes.MemberKind) []consortiumtypes.Role {
	roles := []consortiumtypes.Role{consortiumtypes.ROLE_ADMIN, consortiumtypes.ROLE_ADMIN}
	permissions := app.Permissions()
	for role := consortiumtypes.ROLE_ADMIN + 1; int(role) < len(consortiumtypes.Role_name); role++ {
		if consortiumtypes.MayHold(permissions, kind, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

func newOfficer(keys keyring.Keyring, name string, role consortiumtypes.Role) (genesis.Officer, error) {
	// The keyring would replace a key of the same name without a word.
	if _, err := keys.Key(name); err == nil {
		return genesis.Officer{}, fmt.Errorf("key %s is %w", name, ErrExists)
	}
	record, _, err := keys.NewMnemonic(name, keyring.English, "", keyring.DefaultBIP39Passphrase, hd.Secp256k1)
	if err != nil {
		return genesis.Officer{}, fmt.Errorf("key %s: %w", name, err)
	}
	public, err := record.GetPubKey()
	if err != nil {
		return genesis.Officer{}, fmt.Errorf("key %s: %w", name, err)
	}
	return genesis.NewOfficer(name, public, role), nil
}

// Keyring opens the keys of all people of the network.
func (n *Network) Keyring() (keyring.Keyring, error) {
	app.SetBech32Prefix()
	registry := codectypes.NewInterfaceRegistry()
	cryptocodec.RegisterInterfaces(registry)
	return keyring.New(app.Name, keyring.BackendTest, n.ClientHome(), nil, codec.NewProtoCodec(registry))
}

// Command is a dcepd command with the home of all people's keys: n.Command(ctx, "query", "currency", "supply").
func (n *Network) Command(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, n.Binary, append([]string{"--home=" + n.ClientHome()}, args...)...)
}

// run runs a dcepd command that is of no interest unless it fails.
func (n *Network) run(ctx context.Context, args ...string) error {
	output, err := exec.CommandContext(ctx, n.Binary, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w: %s", filepath.Base(n.Binary), strings.Join(args, " "), err, strings.TrimSpace(string(output)))
	}
	return nil
}

// each does something for all nodes at once.
func each(nodes []Node, do func(*Node) error) error {
	errs := make([]error, len(nodes))
	var group sync.WaitGroup
	for i := range nodes {
		group.Go(func() {
			if err := do(&nodes[i]); err != nil {
				errs[i] = fmt.Errorf("node %s: %w", nodes[i].Name, err)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}
