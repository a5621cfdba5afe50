package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// grant fails with ErrGrantNotFound.
func (k *Keeper) grant(ctx context.Context, key grantKey) (types.Grant, error) {
	return lookup.Find(ctx, k.grants, key, func() error {
		return types.ErrGrantNotFound.Wrapf("of %s from programme %s of %s", consortiumtypes.FormatAddress(key.K2()), key.K1().K2(), key.K1().K1())
	})
}

func grantKeyOf(grant types.Grant) (grantKey, error) {
	beneficiary, err := consortiumtypes.ParseAddress(grant.Beneficiary)
	return collections.Join(collections.Join(grant.ManagerId, grant.ProgrammeId), beneficiary), err
}

func (k *Keeper) recallGrant(ctx context.Context, treasurer string, id ident.Reference, beneficiary sdk.AccAddress, reason string) error {
	if err := currencytypes.CheckReason(reason); err != nil {
		return err
	}
	_, key, err := k.actor(ctx, treasurer, id.String())
	if err != nil {
		return err
	}
	programme, err := k.programme(ctx, key)
	if err != nil {
		return err
	}
	if err := programme.CheckRunning(types.ProgrammeRecall, today(ctx)); err != nil {
		return err
	}
	programme, err = k.recall(ctx, programme, collections.Join(key, beneficiary), treasurer, reason)
	if err != nil {
		return err
	}
	return k.programmes.Set(ctx, key, programme)
}

// recall moves the unspent rest of a grant to the fund of the programme, which the caller saves.
func (k *Keeper) recall(ctx context.Context, programme types.Programme, key grantKey, officer, reason string) (types.Programme, error) {
	grant, err := k.grant(ctx, key)
	if err != nil {
		return programme, err
	}
	grant, rest, err := grant.Recall()
	if err != nil {
		return programme, err
	}
	if programme, err = programme.TakeBack(grant.PurposeId, rest); err != nil {
		return programme, err
	}
	if err := k.toFund(ctx, key, rest); err != nil {
		return programme, err
	}
	if err := k.grants.Set(ctx, key, grant); err != nil {
		return programme, err
	}
	return programme, emit(ctx, &types.EventGrantRecalled{
		ManagerId: grant.ManagerId, ProgrammeId: grant.ProgrammeId, Beneficiary: grant.Beneficiary, AmountFen: uint64(rest),
		Officer: officer, Reason: reason,
	})
}

// toFund moves money of a grant to the fund of its programme.
func (k *Keeper) toFund(ctx context.Context, key grantKey, amount types.Fen) error {
	if amount == 0 {
		return nil
	}
	return k.escrow.Move(ctx, grantAccount(key), fundAccount(key.K1()), amount)
}
