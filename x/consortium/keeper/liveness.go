package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/core/comet"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// punishMisbehavior tombstones the validators against which the block carries evidence, whichever of their keys, present
// or past, misbehaved.
func (k *Keeper) punishMisbehavior(ctx context.Context) error {
	evidence := sdk.UnwrapSDKContext(ctx).CometInfo().GetEvidence()
	for i := range evidence.Len() {
		item := evidence.Get(i)
		if item.Type() != comet.DuplicateVote && item.Type() != comet.LightClientAttack {
			continue
		}
		if err := k.tombstone(ctx, item.Validator().Address(), item.Height()); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) tombstone(ctx context.Context, address sdk.ConsAddress, height int64) error {
	validator, isKnown, err := k.validatorAt(ctx, address)
	if err != nil || !isKnown || validator.Status == types.VALIDATOR_STATUS_TOMBSTONED {
		return err
	}
	validator, err = validator.Tombstone()
	if err != nil {
		return err
	}
	if err := k.setValidator(ctx, validator); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorTombstoned{
		ValidatorId: validator.Id, ConsensusAddress: address, Height: height,
	})
}

// countMissedBlocks counts the absences in the last commit. A validator that signs costs no read and no write.
func (k *Keeper) countMissedBlocks(ctx context.Context) error {
	votes := sdk.UnwrapSDKContext(ctx).CometInfo().GetLastCommit().Votes()
	for i := range votes.Len() {
		vote := votes.Get(i)
		if vote.GetBlockIDFlag() != comet.BlockIDFlagAbsent {
			continue
		}
		if err := k.countMissedBlock(ctx, vote.Validator().Address()); err != nil {
			return err
		}
	}
	return nil
}

// countMissedBlock counts against an active validator: one that was jailed stays in the set for two blocks, in which it need not sign.
// Also for two blocks a validator that changed its key must sign with the old one, which is of no weight if it does not do so, but would
// be if it changed its key all the time.
func (k *Keeper) countMissedBlock(ctx context.Context, address sdk.ConsAddress) error {
	validator, isKnown, err := k.validatorAt(ctx, address)
	if err != nil || !isKnown || validator.Status != types.VALIDATOR_STATUS_ACTIVE {
		return err
	}
	params, err := k.Params(ctx)
	if err != nil {
		return err
	}
	sdkCtx := sdk.UnwrapSDKContext(ctx)
	validator, err = validator.Miss(sdkCtx.BlockHeight()-1, sdkCtx.BlockTime(), params)
	if err != nil {
		return err
	}
	if validator.Status == types.VALIDATOR_STATUS_ACTIVE {
		return k.validators.Set(ctx, validator.Id, validator)
	}
	if err := k.setValidator(ctx, validator); err != nil {
		return err
	}
	return emit(ctx, &types.EventValidatorJailed{ValidatorId: validator.Id, MissedBlocks: validator.MissedBlocks})
}

// validatorAt returns the validator that has, or had, the consensus address.
func (k *Keeper) validatorAt(ctx context.Context, address sdk.ConsAddress) (types.Validator, bool, error) {
	id, err := k.consensusAddresses.Get(ctx, address)
	if errors.Is(err, collections.ErrNotFound) {
		return types.Validator{}, false, nil
	}
	if err != nil {
		return types.Validator{}, false, err
	}
	validator, err := k.Validator(ctx, id)
	return validator, err == nil, err
}
