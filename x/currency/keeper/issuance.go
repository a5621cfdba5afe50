package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// issuance fails with ErrIssuanceNotFound.
func (k *Keeper) issuance(ctx context.Context, key requestKey) (types.Issuance, error) {
	return lookup.Find(ctx, k.issuances, key, func() error {
		return types.ErrIssuanceNotFound.Wrapf("%s of %s", key.K2(), key.K1())
	})
}

// reserve fails with ErrReserveNotFound.
func (k *Keeper) reserve(ctx context.Context, reference ident.Reference) (types.Reserve, error) {
	return lookup.Find(ctx, k.reserves, reference.String(), func() error {
		return types.ErrReserveNotFound.Wrapf("%s", reference)
	})
}

func (k *Keeper) requestIssuance(ctx context.Context, treasurer string, id ident.Reference, amount types.Fen, reserve ident.Reference) error {
	officer, member, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	if err := types.CheckNewBusiness(member); err != nil {
		return err
	}
	exists, err := k.issuances.Has(ctx, collections.Join(member.Id, id.String()))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrIssuanceExists.Wrapf("%s of %s", id, member.Id)
	}
	if err := k.holdReserve(ctx, reserve, member.Id, id); err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	issuance := types.NewIssuance(member.Id, id, reserve, amount, officer.Address, momentOf(ctx).time, params.IssuancePeriod)
	issuance.ReserveFen = uint64(params.ReserveOf(member.Kind, amount))
	return k.saveIssuance(ctx, issuance, officer.Address)
}

// holdReserve makes the reference back this issuance, from the request on.
func (k *Keeper) holdReserve(ctx context.Context, reference ident.Reference, memberID string, issuanceID ident.Reference) error {
	var previous *types.Reserve
	known, err := k.reserve(ctx, reference)
	switch {
	case err == nil:
		previous = &known
	case !errors.Is(err, types.ErrReserveNotFound):
		return err
	}
	reserve, err := types.NewReserve(reference, memberID, issuanceID, previous)
	if err != nil {
		return err
	}
	return k.reserves.Set(ctx, reference.String(), reserve)
}

func (k *Keeper) approveIssuance(ctx context.Context, approver string, key requestKey) error {
	officer, _, err := k.actor(ctx, approver)
	if err != nil {
		return err
	}
	issuance, err := k.issuance(ctx, key)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	now := momentOf(ctx)
	day := collections.Join(issuance.MemberId, now.day)
	alone, err := k.singleApprovals.Get(ctx, day)
	if err != nil && !errors.Is(err, collections.ErrNotFound) {
		return err
	}
	issuance, err = issuance.Approve(officer, alone, types.Fen(params.SingleApprovalLimitFen), now.time)
	if err != nil {
		return err
	}
	amount := types.Fen(issuance.AmountFen)
	if issuance.ApprovedAlone() {
		if alone, err = alone.Add(amount); err != nil {
			return err
		}
		if err := k.singleApprovals.Set(ctx, day, alone); err != nil {
			return err
		}
	}
	if issuance.Status == types.ISSUANCE_STATUS_ISSUED {
		if err := k.checkIssuance(ctx, issuance.MemberId, amount); err != nil {
			return err
		}
		if err := k.ledger.issue(ctx, issuance.MemberId, amount, now.day); err != nil {
			return err
		}
	}
	return k.saveIssuance(ctx, issuance, officer.Address)
}

// checkIssuance asks the phase of the pilot, if there is a pilot, before coins are created.
func (k *Keeper) checkIssuance(ctx context.Context, memberID string, amount types.Fen) error {
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	phase, err := rules.CurrentPhase()
	if err != nil || phase == nil {
		return err
	}
	supply, err := k.Supply(ctx)
	if err != nil {
		return err
	}
	box, err := k.ledger.box(ctx, memberID)
	if err != nil {
		return err
	}
	return phase.CheckIssuance(supply, box, amount)
}

func (k *Keeper) rejectIssuance(ctx context.Context, rejecter string, key requestKey, reason string) error {
	officer, _, err := k.actor(ctx, rejecter)
	if err != nil {
		return err
	}
	issuance, err := k.issuance(ctx, key)
	if err != nil {
		return err
	}
	if issuance, err = issuance.Reject(reason, momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveIssuance(ctx, issuance, officer.Address)
}

func (k *Keeper) cancelIssuance(ctx context.Context, treasurer string, id ident.Reference) error {
	officer, member, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	issuance, err := k.issuance(ctx, collections.Join(member.Id, id.String()))
	if err != nil {
		return err
	}
	if issuance, err = issuance.Cancel(momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveIssuance(ctx, issuance, officer.Address)
}

// saveIssuance is the end of every change of an issuance. officer is empty when time did it.
func (k *Keeper) saveIssuance(ctx context.Context, issuance types.Issuance, officer string) error {
	if err := k.issuances.Set(ctx, collections.Join(issuance.MemberId, issuance.Id), issuance); err != nil {
		return err
	}
	return emit(ctx, &types.EventIssuance{
		MemberId: issuance.MemberId, Id: issuance.Id, AmountFen: issuance.AmountFen, Status: issuance.Status, Officer: officer,
	})
}

func (k *Keeper) returnReserve(ctx context.Context, reference ident.Reference) error {
	reserve, err := k.reserve(ctx, reference)
	if err != nil {
		return err
	}
	issuance, err := k.issuance(ctx, collections.Join(reserve.MemberId, reserve.IssuanceId))
	if err != nil {
		return err
	}
	if reserve, err = reserve.Return(issuance); err != nil {
		return err
	}
	if err := k.reserves.Set(ctx, reserve.Reference, reserve); err != nil {
		return err
	}
	return emit(ctx, &types.EventReserveReturned{ReserveReference: reserve.Reference, MemberId: reserve.MemberId})
}
