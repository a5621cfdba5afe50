package cli

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	gogoproto "github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
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

// walletKeyProof is what the operator needs to propose a key, or the holder to open a sub-wallet.
type walletKeyProof struct {
	Wallet    string `json:"wallet"`
	Reference string `json:"reference,omitempty"`
	PublicKey string `json:"public_key"`
	Proof     string `json:"proof"`
}

func proveWalletKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prove <key> <wallet> [reference]",
		Short: "Prove that a key is to be a wallet's new one, or a sub-wallet's",
		Long: `Sign the proof that an operator needs to give a wallet a new key at its old address. It holds for one chain, one wallet and
one reference, which the operator names. When the new key is in force, sign with --from <key> --as <wallet>.

Without a reference, sign the proof that the wallet's holder needs to open a sub-wallet for a key that is in another keyring.`,
		Example: `  dcepd keys prove newkey dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7 KEY-1 --chain-id dcep-pilot-1
  dcepd keys prove bus-card dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7`,
		Args: cobra.RangeArgs(2, 3),
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
			var proof walletKeyProof
			if len(args) == 3 {
				proof, err = proveWalletKey(clientCtx, args[0], wallet, args[2])
			} else {
				proof, err = proveSubWalletKey(clientCtx, args[0], wallet)
			}
			if err != nil {
				return err
			}
			if clientCtx.OutputFormat == flags.OutputFormatJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(proof)
			}
			var text strings.Builder
			fmt.Fprintf(&text, "wallet      %s\n", proof.Wallet)
			if proof.Reference != "" {
				fmt.Fprintf(&text, "reference   %s\n", proof.Reference)
			}
			fmt.Fprintf(&text, "public key  %s\nproof       %s\n", proof.PublicKey, proof.Proof)
			_, err = fmt.Fprint(cmd.OutOrStdout(), text.String())
			return err
		},
	}
	cmd.Flags().String(flags.FlagChainID, "", "Chain id (default: that of client.toml)")
	return cmd
}

// proveWalletKey proves that a key of the keyring is to be the wallet's new one.
func proveWalletKey(clientCtx client.Context, name string, wallet sdk.AccAddress, reference string) (walletKeyProof, error) {
	parsed, err := currencytypes.ParseReference("reference", reference)
	if err != nil {
		return walletKeyProof{}, err
	}
	key, proof, err := signWithOwnKey(clientCtx, name, func(key []byte) []byte {
		return currencytypes.KeyProofBytes(clientCtx.ChainID, wallet, parsed.String(), key)
	})
	return walletKeyProof{
		Wallet: consortiumtypes.FormatAddress(wallet), Reference: parsed.String(),
		PublicKey: hex.EncodeToString(key), Proof: hex.EncodeToString(proof),
	}, err
}

// proveSubWalletKey proves that a key of the keyring is to be that of a sub-wallet of the wallet.
func proveSubWalletKey(clientCtx client.Context, name string, parent sdk.AccAddress) (walletKeyProof, error) {
	key, proof, err := signSubWallet(clientCtx, name, parent)
	return walletKeyProof{
		Wallet: consortiumtypes.FormatAddress(parent), PublicKey: hex.EncodeToString(key), Proof: hex.EncodeToString(proof),
	}, err
}

func signSubWallet(clientCtx client.Context, name string, parent sdk.AccAddress) (key, proof []byte, err error) {
	return signWithOwnKey(clientCtx, name, func(key []byte) []byte {
		return currencytypes.SubWalletProofBytes(clientCtx.ChainID, parent, key)
	})
}

// signWithOwnKey lets a key of the keyring sign something about itself.
func signWithOwnKey(clientCtx client.Context, name string, about func(key []byte) []byte) (key, signature []byte, err error) {
	record, err := clientCtx.Keyring.Key(name)
	if err != nil {
		return nil, nil, fmt.Errorf("key %q: %w", name, err)
	}
	public, err := record.GetPubKey()
	if err != nil {
		return nil, nil, err
	}
	signature, _, err = clientCtx.Keyring.Sign(name, about(public.Bytes()), signing.SignMode_SIGN_MODE_DIRECT)
	return public.Bytes(), signature, err
}

// proveSubWallet adds the proof of the sub-wallet's key to the message that opens it, if the keyring has the key and nobody else made the
// proof. Other messages stay as they are.
func proveSubWallet(clientCtx client.Context, message gogoproto.Message) error {
	opens, ok := message.(*currencytypes.MsgOpenSubWallet)
	if !ok || len(opens.PublicKey)+len(opens.Proof) > 0 {
		return nil
	}
	address, err := consortiumtypes.ParseAddress(opens.Address)
	if err != nil {
		return err
	}
	record, err := clientCtx.Keyring.KeyByAddress(address)
	if err != nil && !errors.Is(err, sdkerrors.ErrKeyNotFound) {
		return err
	}
	if err != nil {
		return fmt.Errorf("the key of %s is not in the keyring: add --public-key and --proof, which whoever has it gets from dcepd keys prove <key> %s",
			opens.Address, opens.Holder)
	}
	opens.PublicKey, opens.Proof, err = signSubWallet(clientCtx, record.Name, clientCtx.GetFromAddress())
	return err
}
