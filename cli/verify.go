package cli

import (
	"bytes"
	"fmt"
	"os"
	"time"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/grpc/cmtservice"
	"github.com/cosmos/cosmos-sdk/codec"
	cryptocodec "github.com/cosmos/cosmos-sdk/crypto/codec"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"

	"github.com/dcep-consortium/dcepd/proof"
	"github.com/dcep-consortium/dcepd/x/certification/document"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

const flagValidators = "validators"

// verifyCommand holds what is checked without a node.
func verifyCommand() *cobra.Command {
	cmd := groupCommand("verify", "Check proofs, without a node")
	certificate := &cobra.Command{
		Use:   "certificate <file>",
		Short: "Check the proof of a certificate, and show the certificate",
		Long: `Check a file of dcepd query certification prove, and show the certificate that it proves. No node is asked: what you trust are the
validators of --validators, of which more than two thirds by power must have signed. Get that file once, from a node that you trust or from
the central bank, and again when validators change:

  dcepd query comet-validator-set --output json > validators.json

The proof is of the state that was sealed in the block that is shown. What became of the certificate later, it cannot know: ask for a new proof.
The exit code is 0 when the proof is right, whatever the status of the certificate; JSON has "valid" for programs.`,
		Example: "  dcepd verify certificate certificate.proof --validators validators.json --chain-id dcep-pilot-1",
		Args:    cobra.ExactArgs(1),
		RunE:    runVerifyCertificate,
	}
	certificate.Flags().String(flags.FlagChainID, "", "Chain id")
	certificate.Flags().String(flagValidators, "", "File of the validators that are trusted, as dcepd query comet-validator-set shows them in JSON")
	addOutputFlag(certificate.Flags())
	for _, required := range []string{flags.FlagChainID, flagValidators} {
		if err := certificate.MarkFlagRequired(required); err != nil {
			panic(err)
		}
	}
	cmd.AddCommand(certificate)
	return cmd
}

func runVerifyCertificate(cmd *cobra.Command, args []string) error {
	chainID, err := cmd.Flags().GetString(flags.FlagChainID)
	if err != nil {
		return err
	}
	path, err := cmd.Flags().GetString(flagValidators)
	if err != nil {
		return err
	}
	cdc := client.GetClientContextFromCmd(cmd).Codec
	trusted, err := readValidators(cdc, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	encoded, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	certificate, sealed, err := verifyCertificate(cdc, encoded, chainID, trusted)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	cmd.PrintErrf("Proved by block %d of %s, of %s.\n", sealed.Height, sealed.ChainID, sealed.Time.UTC().Format(time.RFC3339))
	return showDocument(cmd, document.New(certificate, "", certificationtypes.DefaultEditions(), sealed.Time))
}

// verifyCertificate returns the certificate that a proof shows, and the header that seals it.
func verifyCertificate(
	cdc codec.Codec, encoded []byte, chainID string, trusted *cmttypes.ValidatorSet,
) (certificate certificationtypes.Certificate, sealed *cmttypes.Header, err error) {
	shown, err := proof.Parse(encoded)
	if err != nil {
		return certificate, nil, err
	}
	if err := shown.Verify(chainID, trusted); err != nil {
		return certificate, nil, err
	}
	if err := cdc.Unmarshal(shown.Value, &certificate); err != nil {
		return certificate, nil, fmt.Errorf("%w: no certificate: %w", proof.ErrProof, err)
	}
	key, err := certificateKey(certificate.Number)
	if err != nil || shown.Store != certificationtypes.StoreKey || !bytes.Equal(key, shown.Key) {
		return certificate, nil, fmt.Errorf("%w: the record is no certificate of the register", proof.ErrProof)
	}
	return certificate, shown.Header, nil
}

// readValidators reads the JSON of dcepd query comet-validator-set.
func readValidators(cdc codec.Codec, path string) (*cmttypes.ValidatorSet, error) {
	encoded, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var listed cmtservice.GetLatestValidatorSetResponse
	if err := cdc.UnmarshalJSON(encoded, &listed); err != nil {
		return nil, fmt.Errorf("no validators in JSON, as dcepd query comet-validator-set shows them: %w", err)
	}
	if total := listed.Pagination.GetTotal(); total != uint64(len(listed.Validators)) {
		return nil, fmt.Errorf("has %d of %d validators: all are needed (--limit)", len(listed.Validators), total)
	}
	validators := make([]*cmttypes.Validator, len(listed.Validators))
	for i, validator := range listed.Validators {
		var key cryptotypes.PubKey
		if err := cdc.UnpackAny(validator.PubKey, &key); err != nil {
			return nil, fmt.Errorf("validator %d: %w", i+1, err)
		}
		consensusKey, err := cryptocodec.ToCmtPubKeyInterface(key)
		if err != nil {
			return nil, fmt.Errorf("validator %d: %w", i+1, err)
		}
		validators[i] = cmttypes.NewValidator(consensusKey, validator.VotingPower)
	}
	set := cmttypes.NewValidatorSet(validators)
	return set, set.ValidateBasic()
}
