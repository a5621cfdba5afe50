package keeper

import (
	"context"

	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// powerHolders returns the validators that belong into the set, in the order of their ids.
func (k *Keeper) powerHolders(ctx context.Context) ([]types.Validator, error) {
	return k.validatorsOf(ctx, types.VALIDATOR_STATUS_ACTIVE)
}

// validatorsOf returns the validators of a status with power whose members may act, in the order of their ids.
func (k *Keeper) validatorsOf(ctx context.Context, status types.ValidatorStatus) ([]types.Validator, error) {
	ids, err := k.validatorIDs(ctx, status)
	if err != nil {
		return nil, err
	}
	var found []types.Validator
	for _, id := range ids {
		validator, err := k.Validator(ctx, id)
		if err != nil {
			return nil, err
		}
		member, err := k.Member(ctx, validator.MemberId)
		if err != nil {
			return nil, err
		}
		if validator.HasPowerWith(member) {
			found = append(found, validator)
		}
	}
	return found, nil
}

func (k *Keeper) wantedSet(ctx context.Context) ([]types.SeatedKey, error) {
	holders, err := k.powerHolders(ctx)
	if err != nil {
		return nil, err
	}
	wanted := make([]types.SeatedKey, len(holders))
	for i, validator := range holders {
		wanted[i] = validator.Seat()
	}
	types.SortSeats(wanted)
	return wanted, nil
}

// seatedSet returns the set as last given to CometBFT, in the order of the addresses.
func (k *Keeper) seatedSet(ctx context.Context) ([]types.SeatedKey, error) {
	var seated []types.SeatedKey
	err := k.seats.Walk(ctx, nil, func(_ sdk.ConsAddress, seat types.SeatedKey) (bool, error) {
		seated = append(seated, seat)
		return false, nil
	})
	return seated, err
}

// updateValidatorSet returns what turns the set that CometBFT has into the wanted one. Where nothing moved power it
// reads one key. A set without validators would end the chain: then CometBFT keeps the one it has until another change
// makes it possible to replace it.
func (k *Keeper) updateValidatorSet(ctx context.Context) ([]abci.ValidatorUpdate, error) {
	if changed, err := k.setChanged.Has(ctx); err != nil || !changed {
		return nil, err
	}
	if err := k.setChanged.Remove(ctx); err != nil {
		return nil, err
	}
	seated, err := k.seatedSet(ctx)
	if err != nil {
		return nil, err
	}
	wanted, err := k.wantedSet(ctx)
	if err != nil {
		return nil, err
	}
	if len(wanted) == 0 {
		kept := uint32(len(seated)) //nolint:gosec // at most MaxValidators
		return nil, emit(ctx, &types.EventValidatorSetKept{Validators: kept})
	}
	if err := k.seat(ctx, wanted); err != nil {
		return nil, err
	}
	return types.SetUpdates(seated, wanted), nil
}

// seat records the set as given to CometBFT.
func (k *Keeper) seat(ctx context.Context, set []types.SeatedKey) error {
	if err := k.seats.Clear(ctx, nil); err != nil {
		return err
	}
	for _, seat := range set {
		if err := k.seats.Set(ctx, seat.Address(), seat); err != nil {
			return err
		}
	}
	return nil
}
