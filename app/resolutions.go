package app

import (
	"slices"

	cmttypes "github.com/cometbft/cometbft/types"

	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
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
	if update.Block.MaxGas <= 0 {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: block.max_gas %d, must be positive and finite", update.Block.MaxGas)
	}
	if update.Block.MaxBytes <= 0 {
		return errorsmod.Wrapf(ErrResolutionContent, "consensus parameters: block.max_bytes %d, must be positive and finite", update.Block.MaxBytes)
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
