package app

import (
	"slices"

	cmttypes "github.com/cometbft/cometbft/types"

	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// A block must have room for the resolution that makes it larger again, and the votes on it, whatever evidence there is.
const (
	minBlockGas   = 10_000_000
	minBlockBytes = 256 << 10
)

// checkResolutionMessage refuses, whatever the majority, what would take the
// chain out of the members' hands or stop it for good.
func checkResolutionMessage(msg sdk.Msg) error {
	update, ok := msg.(*consensustypes.MsgUpdateParams)
	if !ok {
		return nil
	}
	if update.Auth != nil && update.Auth.Authority != "" && update.Auth.Authority != consortiumtypes.Authority {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: authority %s is not the consortium (%s)",
			update.Auth.Authority, consortiumtypes.Authority)
	}
	if update.Block == nil || update.Evidence == nil || update.Validator == nil {
		return errorsmod.Wrap(ErrResolutionContent, "consensus parameters: block, evidence and validator must all be stated")
	}
	if update.Block.MaxGas < minBlockGas {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: block.max_gas %d, must be finite and at least %d",
			update.Block.MaxGas, minBlockGas)
	}
	if room := update.Block.MaxBytes - update.Evidence.MaxBytes; update.Block.MaxBytes <= 0 || room < minBlockBytes {
		return errorsmod.Wrapf(ErrResolutionContent,
			"consensus parameters: block.max_bytes %d, must be finite and at least %d more than evidence.max_bytes %d",
			update.Block.MaxBytes, minBlockBytes, update.Evidence.MaxBytes)
	}
	if update.Abci != nil && update.Abci.VoteExtensionsEnableHeight != 0 {
		return errorsmod.Wrap(ErrResolutionContent, "consensus parameters: vote extensions are not used")
	}
	if !slices.Contains(update.Validator.PubKeyTypes, cmttypes.ABCIPubKeyTypeEd25519) {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: key types %v lack ed25519, which every validator has",
			update.Validator.PubKeyTypes)
	}
	params, err := update.ToProtoConsensusParams()
	if err != nil {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: %s", err)
	}
	if err := cmttypes.ConsensusParamsFromProto(params).ValidateBasic(); err != nil {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: %s", err)
	}
	return nil
}
