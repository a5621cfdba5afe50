package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// flagAs names the wallet for which a key signs from whose address it is not derived: one whose key was replaced.
const flagAs = "as"

// actFor lets the transaction be the wallet's that --as names.
func actFor(cmd *cobra.Command, clientCtx client.Context) (client.Context, error) {
	flag := cmd.Flag(flagAs)
	if flag == nil || flag.Value.String() == "" {
		return clientCtx, nil
	}
	wallet, err := consortiumtypes.ParseAddress(flag.Value.String())
	if err != nil {
		return clientCtx, fmt.Errorf("--%s: %w", flagAs, err)
	}
	return clientCtx.WithFromAddress(wallet), nil
}

// walletKeyProof is what a teller needs to propose a key.
type walletKeyProof struct {
	Wallet       string `json:"wallet"`
	Reference    string `json:"reference"`
	NewPublicKey string `json:"new_public_key"`
	Proof        string `json:"proof"`
}

func proveWalletKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prove <key> <wallet> <reference>",
		Short: "Prove to an operator that a key is to be a wallet's new one",
		Long: `Sign the proof that an operator needs to give a wallet a new key at its old address. It holds for one chain, one wallet and
one reference, which the operator names. When the new key is in force, sign with --from <key> --as <wallet>.`,
		Example: "  dcepd keys prove newkey dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7 KEY-1 --chain-id dcep-pilot-1",
		Args:    cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			if clientCtx.ChainID == "" {
				return fmt.Errorf("--%s is required: the proof holds for one chain", flags.FlagChainID)
			}
			wallet, err := consortiumtypes.ParseAddress(args[1])
			if err != nil {
				return err
			}
			proof, err := proveWalletKey(clientCtx, args[0], wallet, args[2])
			if err != nil {
				return err
			}
			if clientCtx.OutputFormat == flags.OutputFormatJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(proof)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "wallet          %s\nreference       %s\nnew public key  %s\nproof           %s\n",
				proof.Wallet, proof.Reference, proof.NewPublicKey, proof.Proof)
			return err
		},
	}
	cmd.Flags().String(flags.FlagChainID, "", "Chain id (default: that of client.toml)")
	return cmd
}

func proveWalletKey(clientCtx client.Context, name string, wallet sdk.AccAddress, reference string) (walletKeyProof, error) {
	record, err := clientCtx.Keyring.Key(name)
	if err != nil {
		return walletKeyProof{}, fmt.Errorf("key %q: %w", name, err)
	}
	key, err := record.GetPubKey()
	if err != nil {
		return walletKeyProof{}, err
	}
	parsed, err := currencytypes.ParseReference("reference", reference)
	if err != nil {
		return walletKeyProof{}, err
	}
	signed := currencytypes.KeyProofBytes(clientCtx.ChainID, wallet, parsed.String(), key.Bytes())
	proof, _, err := clientCtx.Keyring.Sign(name, signed, signing.SignMode_SIGN_MODE_DIRECT)
	if err != nil {
		return walletKeyProof{}, err
	}
	return walletKeyProof{
		Wallet:       consortiumtypes.FormatAddress(wallet),
		Reference:    parsed.String(),
		NewPublicKey: fmt.Sprintf("%x", key.Bytes()),
		Proof:        fmt.Sprintf("%x", proof),
	}, nil
}
