package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	cmtcrypto "github.com/cometbft/cometbft/crypto"
	cmted25519 "github.com/cometbft/cometbft/crypto/ed25519"
	cmtjson "github.com/cometbft/cometbft/libs/json"
	"github.com/cometbft/cometbft/privval"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/server"

	"github.com/dcep-consortium/dcepd/genesis"
)

const (
	flagValidatorID = "validator-id"
	flagKeyFile     = "key-file"
)

func validatorKeyCommand() *cobra.Command {
	cmd := groupCommand("validator-key", "Prove and make consensus keys")
	cmd.AddCommand(proveKeyCommand(), newKeyCommand())
	return cmd
}

func proveKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prove",
		Short: "Prove that this node has its consensus key",
		Long: `Sign the proof of possession that registering a validator or rotating its key asks for. The proof holds for one chain
and one validator id. The key comes from the node's home, or from --key-file.`,
		Example: `  dcepd validator-key prove --validator-id pboc-1 --chain-id dcep-pilot-1
  dcepd validator-key prove --validator-id pboc-1 --chain-id dcep-pilot-1 --key-file next_key.json -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return proveKey(cmd) },
	}
	cmd.Flags().String(flagValidatorID, "", "Id of the validator (required)")
	cmd.Flags().String(flags.FlagChainID, "", "Chain id (default: that of client.toml)")
	cmd.Flags().String(flagKeyFile, "", "Key file (default: priv_validator_key.json of the home)")
	addOutputFlag(cmd.Flags())
	if err := cmd.MarkFlagRequired(flagValidatorID); err != nil {
		panic(err)
	}
	return cmd
}

func proveKey(cmd *cobra.Command) error {
	clientCtx := client.GetClientContextFromCmd(cmd)
	id, err := cmd.Flags().GetString(flagValidatorID)
	if err != nil {
		return err
	}
	if clientCtx.ChainID == "" {
		return fmt.Errorf("--%s is required: the proof holds for one chain", flags.FlagChainID)
	}
	key, err := consensusKey(cmd)
	if err != nil {
		return err
	}
	validator, err := genesis.NewValidator(clientCtx.ChainID, id, key)
	if err != nil {
		return err
	}
	if clientCtx.OutputFormat == flags.OutputFormatJSON {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(validator)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), `validator      %s
key type       %s
consensus key  %s
proof          %s

To register it:  dcepd tx consortium register-validator %s %s %x %x --from <node operator>
`, validator.ID, validator.KeyType, validator.ConsensusKey, validator.Proof,
		validator.ID, validator.KeyType, []byte(validator.ConsensusKey), []byte(validator.Proof))
	return err
}

// consensusKey reads the key file that the command names, or the one of the node.
func consensusKey(cmd *cobra.Command) (cmtcrypto.PrivKey, error) {
	path := ""
	if cmd.Flags().Lookup(flagKeyFile) != nil {
		var err error
		if path, err = cmd.Flags().GetString(flagKeyFile); err != nil {
			return nil, err
		}
	}
	if path == "" {
		path = server.GetServerContextFromCmd(cmd).Config.PrivValidatorKeyFile()
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("consensus key: %w", err)
	}
	var key privval.FilePVKey
	if err := cmtjson.Unmarshal(content, &key); err != nil {
		return nil, fmt.Errorf("consensus key %s: %w", path, err)
	}
	if key.PrivKey == nil {
		return nil, fmt.Errorf("consensus key %s: holds no private key", path)
	}
	return key.PrivKey, nil
}

func newKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new <file>",
		Short: "Make a consensus key in a new file, for a rotation",
		Long: `Make a consensus key in a new file. To rotate: prove the new key, send dcepd tx consortium rotate-validator-key, stop the
node when the transaction is in a block, put the file in the place of config/priv_validator_key.json, and start the node.`,
		Example:     "  dcepd validator-key new next_key.json",
		Args:        cobra.ExactArgs(1),
		Annotations: map[string]string{nodeAnnotation: noNode},
		RunE: func(cmd *cobra.Command, args []string) error {
			private := cmted25519.GenPrivKey()
			public := private.PubKey()
			content, err := cmtjson.MarshalIndent(privval.FilePVKey{
				Address: public.Address(), PubKey: public, PrivKey: private,
			}, "", "  ")
			if err != nil {
				return err
			}
			file, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err != nil {
				return err
			}
			if _, err := file.Write(content); err != nil {
				return errors.Join(err, file.Close())
			}
			if err := file.Close(); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "consensus key  %x\nfile           %s\n", public.Bytes(), args[0])
			return err
		},
	}
}
