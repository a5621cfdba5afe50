package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// programme fails with ErrProgrammeNotFound.
func (k *Keeper) programme(ctx context.Context, key programmeKey) (types.Programme, error) {
	return lookup.Find(ctx, k.programmes, key, func() error {
		return types.ErrProgrammeNotFound.Wrapf("programme %s of %s", key.K2(), key.K1())
	})
}

func (k *Keeper) createProgramme(ctx context.Context, treasurer string, id ident.Reference, terms types.ProgrammeTerms) error {
	officer, key, err := k.actor(ctx, treasurer, id.String())
	if err != nil {
		return err
	}
	if err := lookup.Absent(ctx, k.programmes, key, types.ErrProgrammeExists.Wrapf("programme %s of %s", key.K2(), key.K1())); err != nil {
		return err
	}
	if err := terms.CheckFrom(today(ctx)); err != nil {
		return err
	}
	for _, pledge := range terms.Pledges {
		wallet, err := k.wallet(ctx, pledge.Wallet)
		if err != nil {
			return err
		}
		if err := types.CheckSponsor(wallet); err != nil {
			return err
		}
	}
	address, err := consortiumtypes.ParseAddress(officer.Address)
	if err != nil {
		return err
	}
	return k.saveProgramme(ctx, types.NewProgramme(key.K1(), id, terms, address), treasurer, nil)
}

func (k *Keeper) fundProgramme(ctx context.Context, sponsor sdk.AccAddress, key programmeKey, amount types.Fen, reference ident.Reference) error {
	programme, err := k.programme(ctx, key)
	if err != nil {
		return err
	}
	name := consortiumtypes.FormatAddress(sponsor)
	contribution := collections.Join(key, collections.Join(sponsor, reference.String()))
	exists := types.ErrContributionExists.Wrapf("contribution %s of %s to programme %s of %s", reference, name, key.K2(), key.K1())
	if err := lookup.Absent(ctx, k.contributions, contribution, exists); err != nil {
		return err
	}
	if programme, err = programme.Fund(sponsor, amount, today(ctx)); err != nil {
		return err
	}
	if err := k.escrow.FromWallet(ctx, fundAccount(key), sponsor, amount); err != nil {
		return err
	}
	if err := k.programmes.Set(ctx, key, programme); err != nil {
		return err
	}
	if err := k.contributions.Set(ctx, contribution, types.Contribution{
		ManagerId: key.K1(), ProgrammeId: key.K2(), Sponsor: name, Reference: reference.String(), AmountFen: uint64(amount), Height: height(ctx),
	}); err != nil {
		return err
	}
	return emit(ctx, &types.EventProgrammeFunded{
		ManagerId: key.K1(), ProgrammeId: key.K2(), Sponsor: name, AmountFen: uint64(amount), Reference: reference.String(),
	})
}

func (k *Keeper) closeProgramme(ctx context.Context, treasurer string, id ident.Reference, reason string) error {
	_, key, err := k.actor(ctx, treasurer, id.String())
	if err != nil {
		return err
	}
	programme, err := k.programme(ctx, key)
	if err != nil {
		return err
	}
	if programme, err = programme.Close(reason, today(ctx)); err != nil {
		return err
	}
	return k.saveProgramme(ctx, programme, treasurer, nil)
}

// saveProgramme records a change of status, with what sponsors got by it.
func (k *Keeper) saveProgramme(ctx context.Context, programme types.Programme, officer string, returned []types.Share) error {
	if err := k.programmes.Set(ctx, collections.Join(programme.ManagerId, programme.Id), programme); err != nil {
		return err
	}
	return emit(ctx, &types.EventProgramme{
		ManagerId: programme.ManagerId, ProgrammeId: programme.Id, Status: programme.Status, Officer: officer, Returned: returned,
	})
}

// pay gives the sponsors their shares out of the fund.
func (k *Keeper) pay(ctx context.Context, key programmeKey, shares []types.Share) error {
	for _, share := range shares {
		wallet, err := consortiumtypes.ParseAddress(share.Wallet)
		if err != nil {
			return err
		}
		if err := k.escrow.RestoreToWallet(ctx, fundAccount(key), wallet, types.Fen(share.AmountFen)); err != nil {
			return err
		}
	}
	return nil
}
