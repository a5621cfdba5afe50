package cli

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/cometbft/cometbft/p2p"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	"github.com/cosmos/cosmos-sdk/server"

	"github.com/dcep-consortium/dcepd/genesis"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	flagMember    = "member"
	flagOfficer   = "officer"
	flagPeer      = "peer"
	flagValidator = "validator"
	flagSignWith  = "sign-with"

	// ownNode stands for the id of the node in the home.
	ownNode = "self"
)

func joinRequestCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "join-request",
		Short: "Write what the own organisation contributes to the genesis",
		Long: `Write one signed file with the public halves of the organisation's keys: its officers, its nodes and, if it validates,
the consensus key of the node in the home with the proof that the organisation has it. The file holds no secret.

An officer is <key>=<role>,<role>…, where the key is a name in the keyring or a secp256k1 public key in hexadecimal, for
officers whose keys are elsewhere. A member has at least two admins; one of them signs.
A peer is <node id>=<kind> or <node id>@<host>:<port>=<kind>; "self" is the node in the home. Kinds: validator, sentry, full.`,
		Example: `  dcepd genesis join-request --member icbc-sz --chain-id dcep-pilot-1 \
    --officer wang=admin,governor --officer li=admin,node-operator --officer chen=treasurer,teller \
    --peer self@node1.icbc.example:26656=validator --validator icbc-sz-1 --sign-with wang`,
		Args:        cobra.NoArgs,
		Annotations: map[string]string{nodeAnnotation: ""},
		RunE:        func(cmd *cobra.Command, _ []string) error { return writeJoinRequest(cmd) },
	}
	f := cmd.Flags()
	f.String(flagMember, "", "Id of the member, as in consortium.yaml (required)")
	f.String(flags.FlagChainID, "", "Chain id (default: that of client.toml)")
	f.StringArray(flagOfficer, nil, "Officer with roles (repeat)")
	f.StringArray(flagPeer, nil, "Node with its kind (repeat)")
	f.String(flagValidator, "", "Id of the validator that uses the consensus key of the node in the home")
	f.String(flagSignWith, "", "Name of the admin's key that signs (required)")
	f.String(flagOutputFile, "", "Where the request is written (default <member>.join.json)")
	flags.AddKeyringFlags(f)
	for _, required := range []string{flagMember, flagSignWith, flagOfficer} {
		if err := cmd.MarkFlagRequired(required); err != nil {
			panic(err)
		}
	}
	return cmd
}

func writeJoinRequest(cmd *cobra.Command) error {
	clientCtx := client.GetClientContextFromCmd(cmd)
	request, err := readJoinFlags(cmd, clientCtx)
	if err != nil {
		return err
	}
	signer, err := cmd.Flags().GetString(flagSignWith)
	if err != nil {
		return err
	}
	if request, err = request.Sign(clientCtx.Keyring, signer); err != nil {
		return err
	}
	path, err := cmd.Flags().GetString(flagOutputFile)
	if err != nil {
		return err
	}
	if path == "" {
		path = request.MemberID + ".join.json"
	}
	if err := request.WriteFile(path); err != nil {
		return err
	}
	fingerprint, err := request.Fingerprint()
	if err != nil {
		return err
	}
	return render(cmd.OutOrStdout(), []section{{pairs: [][2]string{
		{"join request", path},
		{"fingerprint", fingerprint},
		{"next", "send the file to whoever builds the genesis, and tell the fingerprint by telephone"},
	}}})
}

func readJoinFlags(cmd *cobra.Command, clientCtx client.Context) (request genesis.JoinRequest, err error) {
	request.ChainID = clientCtx.ChainID
	if request.MemberID, err = cmd.Flags().GetString(flagMember); err != nil {
		return request, err
	}
	officers, err := cmd.Flags().GetStringArray(flagOfficer)
	if err != nil {
		return request, err
	}
	for _, text := range officers {
		officer, err := parseOfficer(clientCtx.Keyring, text)
		if err != nil {
			return request, explain(err, "--%s %s", flagOfficer, text)
		}
		request.Officers = append(request.Officers, officer)
	}
	nodes, err := cmd.Flags().GetStringArray(flagPeer)
	if err != nil {
		return request, err
	}
	for _, text := range nodes {
		node, err := parseNode(text, func() (string, error) { return ownNodeID(cmd) })
		if err != nil {
			return request, explain(err, "--%s %s", flagPeer, text)
		}
		request.Nodes = append(request.Nodes, node)
	}
	id, err := cmd.Flags().GetString(flagValidator)
	if err != nil || id == "" {
		return request, err
	}
	key, err := consensusKey(cmd)
	if err != nil {
		return request, err
	}
	validator, err := genesis.NewValidator(request.ChainID, id, key)
	request.Validators = []genesis.Validator{validator}
	return request, err
}

// parseOfficer reads <key>=<role>,<role>….
func parseOfficer(keys keyring.Keyring, text string) (genesis.Officer, error) {
	name, list, found := strings.Cut(text, "=")
	if !found {
		return genesis.Officer{}, errors.New("must look like wang=admin,governor")
	}
	var roles []consortiumtypes.Role
	for _, part := range strings.Split(list, ",") {
		var role genesis.Role
		if err := role.UnmarshalText([]byte(part)); err != nil {
			return genesis.Officer{}, err
		}
		roles = append(roles, consortiumtypes.Role(role))
	}
	if public, err := hex.DecodeString(name); err == nil && len(public) == secp256k1.PubKeySize {
		return genesis.NewOfficer("", &secp256k1.PubKey{Key: public}, roles...), nil
	}
	public, err := publicKey(keys, name)
	if err != nil {
		return genesis.Officer{}, err
	}
	return genesis.NewOfficer(name, public, roles...), nil
}

func publicKey(keys keyring.Keyring, name string) (cryptotypes.PubKey, error) {
	record, err := keys.Key(name)
	if err != nil {
		return nil, explain(err, "key %s", name)
	}
	return record.GetPubKey()
}

// parseNode reads <node id>=<kind> or <node id>@<host>:<port>=<kind>.
func parseNode(text string, self func() (string, error)) (node genesis.Node, err error) {
	where, kind, found := strings.Cut(text, "=")
	if !found {
		return node, errors.New("must look like self@node1.icbc.example:26656=validator")
	}
	if err := node.Kind.UnmarshalText([]byte(kind)); err != nil {
		return node, err
	}
	node.ID, node.Address, _ = strings.Cut(where, "@")
	if node.ID == ownNode {
		node.ID, err = self()
	}
	return node, err
}

func ownNodeID(cmd *cobra.Command) (string, error) {
	key, err := p2p.LoadNodeKey(server.GetServerContextFromCmd(cmd).Config.NodeKeyFile())
	if err != nil {
		return "", fmt.Errorf("node key: %w", err)
	}
	return string(key.ID()), nil
}
