package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// redemption fails with ErrRedemptionNotFound.
func (k *Keeper) redemption(ctx context.Context, key requestKey) (types.Redemption, error) {
	return lookup.Find(ctx, k.redemptions, key, func() error {
		return types.ErrRedemptionNotFound.Wrapf("%s of %s", key.K2(), key.K1())
	})
}

// settler returns the officer and the member for whose box it acts: its own, or a leaving one that its member settles for.
func (k *Keeper) settler(ctx context.Context, treasurer, forMember string) (consortiumtypes.Officer, consortiumtypes.Member, error) {
	officer, member, err := k.actor(ctx, treasurer)
	if err != nil || forMember == "" || forMember == member.Id {
		return officer, member, err
	}
	id, err := types.ParseMemberID(forMember)
	if err != nil {
		return officer, consortiumtypes.Member{}, err
	}
	leaving, err := k.consortium.Member(ctx, id.String())
	if err != nil {
		return officer, leaving, err
	}
	return officer, leaving, types.CheckReceiver(leaving, member.Id)
}

func (k *Keeper) requestRedemption(ctx context.Context, treasurer, forMember string, id ident.Reference, amount types.Fen) error {
	officer, member, err := k.settler(ctx, treasurer, forMember)
	if err != nil {
		return err
	}
	if err := types.CheckRedeems(member); err != nil {
		return err
	}
	memberID := member.Id
	exists, err := k.redemptions.Has(ctx, collections.Join(memberID, id.String()))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrRedemptionExists.Wrapf("%s of %s", id, memberID)
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	now := momentOf(ctx)
	if err := k.ledger.redeem(ctx, memberID, amount, now.day); err != nil {
		return err
	}
	redemption := types.NewRedemption(memberID, id, amount, officer.Address, now.time, params.RedemptionPeriod)
	return k.saveRedemption(ctx, redemption, officer.Address)
}

func (k *Keeper) acceptRedemption(ctx context.Context, issuer string, key requestKey) error {
	officer, _, err := k.actor(ctx, issuer)
	if err != nil {
		return err
	}
	redemption, err := k.redemption(ctx, key)
	if err != nil {
		return err
	}
	if redemption, err = redemption.Accept(officer.Address, momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveRedemption(ctx, redemption, officer.Address)
}

func (k *Keeper) settleRedemption(ctx context.Context, controller string, key requestKey, credit ident.Reference) error {
	officer, _, err := k.actor(ctx, controller)
	if err != nil {
		return err
	}
	redemption, err := k.redemption(ctx, key)
	if err != nil {
		return err
	}
	if redemption, err = redemption.Settle(officer.Address, credit, momentOf(ctx).time); err != nil {
		return err
	}
	used, err := k.creditReferences.Has(ctx, credit.String())
	if err != nil {
		return err
	}
	if used {
		return types.ErrCreditReferenceUsed.Wrapf("%s", credit)
	}
	reference := types.CreditReference{Reference: credit.String(), MemberId: redemption.MemberId, RedemptionId: redemption.Id}
	if err := k.creditReferences.Set(ctx, credit.String(), reference); err != nil {
		return err
	}
	if err := k.ledger.burn(ctx, redemption.MemberId, types.Fen(redemption.AmountFen)); err != nil {
		return err
	}
	return k.saveRedemption(ctx, redemption, officer.Address)
}

func (k *Keeper) rejectRedemption(ctx context.Context, rejecter string, key requestKey, reason string) error {
	officer, _, err := k.actor(ctx, rejecter)
	if err != nil {
		return err
	}
	redemption, err := k.redemption(ctx, key)
	if err != nil {
		return err
	}
	if redemption, err = redemption.Reject(officer, reason, momentOf(ctx).time); err != nil {
		return err
	}
	return k.giveBackRedemption(ctx, redemption, officer.Address)
}

func (k *Keeper) cancelRedemption(ctx context.Context, treasurer, forMember string, id ident.Reference) error {
	officer, member, err := k.settler(ctx, treasurer, forMember)
	if err != nil {
		return err
	}
	redemption, err := k.redemption(ctx, collections.Join(member.Id, id.String()))
	if err != nil {
		return err
	}
	if redemption, err = redemption.Cancel(momentOf(ctx).time); err != nil {
		return err
	}
	return k.giveBackRedemption(ctx, redemption, officer.Address)
}

// giveBackRedemption ends a redemption that failed. officer is empty when time did it.
func (k *Keeper) giveBackRedemption(ctx context.Context, redemption types.Redemption, officer string) error {
	if err := k.ledger.returnRedemption(ctx, redemption.MemberId, types.Fen(redemption.AmountFen), momentOf(ctx).day); err != nil {
		return err
	}
	return k.saveRedemption(ctx, redemption, officer)
}

func (k *Keeper) saveRedemption(ctx context.Context, redemption types.Redemption, officer string) error {
	if err := k.redemptions.Set(ctx, collections.Join(redemption.MemberId, redemption.Id), redemption); err != nil {
		return err
	}
	return emit(ctx, &types.EventRedemption{
		MemberId: redemption.MemberId, Id: redemption.Id, AmountFen: redemption.AmountFen, Status: redemption.Status, Officer: officer,
	})
}
