package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// allocation is empty when the bank has nothing of the operator.
func (k *Keeper) allocation(ctx context.Context, operatorID, bankID string) (types.Allocation, error) {
	allocation, err := k.allocations.Get(ctx, collections.Join(operatorID, bankID))
	if errors.Is(err, collections.ErrNotFound) {
		return types.Allocation{OperatorId: operatorID, CooperatingBankId: bankID}, nil
	}
	return allocation, err
}

// saveAllocation keeps no record of nothing.
func (k *Keeper) saveAllocation(ctx context.Context, allocation types.Allocation) error {
	key := collections.Join(allocation.OperatorId, allocation.CooperatingBankId)
	if allocation.OutstandingFen == 0 {
		return k.allocations.Remove(ctx, key)
	}
	return k.allocations.Set(ctx, key, allocation)
}

// useAllocation takes what a bank hands over from what it has of the operator (ErrAllocation).
func (k *Keeper) useAllocation(ctx context.Context, operatorID, bankID string, amount types.Fen) error {
	allocation, err := k.allocation(ctx, operatorID, bankID)
	if err != nil {
		return err
	}
	if allocation, err = allocation.Use(amount); err != nil {
		return err
	}
	return k.saveAllocation(ctx, allocation)
}

// allocateCash hands coins of the treasurer's operator to a cooperating bank.
func (k *Keeper) allocateCash(ctx context.Context, treasurer string, transfer types.CashTransfer) error {
	_, operator, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	if err := types.CheckNewBusiness(operator); err != nil {
		return err
	}
	transfer.MemberId = operator.Id
	if err := k.checkNewTransfer(ctx, transfer); err != nil {
		return err
	}
	bank, err := k.consortium.Member(ctx, transfer.ToMemberId)
	if err != nil {
		return err
	}
	if err := types.CheckCooperatingBank(bank); err != nil {
		return err
	}
	allocation, err := k.allocation(ctx, operator.Id, bank.Id)
	if err != nil {
		return err
	}
	if allocation, err = allocation.Allocate(types.Fen(transfer.AmountFen)); err != nil {
		return err
	}
	if err := k.saveAllocation(ctx, allocation); err != nil {
		return err
	}
	return k.handOver(ctx, transfer, types.MOVEMENT_TYPE_ALLOCATED, types.MOVEMENT_TYPE_ALLOCATION_RECEIVED)
}

// returnCash hands coins back to the operator that allocated them, for the treasurer's own bank or for a leaving one
// whose receiver the treasurer's member is.
func (k *Keeper) returnCash(ctx context.Context, treasurer, forMember string, transfer types.CashTransfer) error {
	_, bank, err := k.settler(ctx, treasurer, forMember)
	if err != nil {
		return err
	}
	transfer.MemberId = bank.Id
	if err := k.checkNewTransfer(ctx, transfer); err != nil {
		return err
	}
	if err := k.useAllocation(ctx, transfer.ToMemberId, bank.Id, types.Fen(transfer.AmountFen)); err != nil {
		return err
	}
	return k.handOver(ctx, transfer, types.MOVEMENT_TYPE_ALLOCATION_RETURNED, types.MOVEMENT_TYPE_RETURN_RECEIVED)
}

// checkNewTransfer comes first: who tries again must learn that it is done, and not that nothing is left.
func (k *Keeper) checkNewTransfer(ctx context.Context, transfer types.CashTransfer) error {
	exists, err := k.cashTransfers.Has(ctx, collections.Join(transfer.MemberId, transfer.Reference))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrCashTransferExists.Wrapf("%s of %s", transfer.Reference, transfer.MemberId)
	}
	return nil
}

func (k *Keeper) handOver(ctx context.Context, transfer types.CashTransfer, out, in types.MovementType) error {
	now := momentOf(ctx)
	err := k.ledger.handOver(ctx, transfer.MemberId, out, transfer.ToMemberId, in, types.Fen(transfer.AmountFen), now.day)
	if err != nil {
		return err
	}
	transfer.Height = now.height
	if err := k.cashTransfers.Set(ctx, collections.Join(transfer.MemberId, transfer.Reference), transfer); err != nil {
		return err
	}
	return emit(ctx, &types.EventCashTransferred{
		MemberId: transfer.MemberId, ToMemberId: transfer.ToMemberId, AmountFen: transfer.AmountFen, Reference: transfer.Reference,
	})
}

// cashTransfer fails with ErrCashTransferNotFound.
func (k *Keeper) cashTransfer(ctx context.Context, key requestKey) (types.CashTransfer, error) {
	return lookup.Find(ctx, k.cashTransfers, key, func() error {
		return types.ErrCashTransferNotFound.Wrapf("%s of %s", key.K2(), key.K1())
	})
}

// hasAllocated reports whether a cooperating bank still has coins of the operator.
func (k *Keeper) hasAllocated(ctx context.Context, operatorID string) (bool, error) {
	found := false
	ofOperator := collections.NewPrefixedPairRange[string, string](operatorID)
	err := k.allocations.Walk(ctx, ofOperator, func(allocationKey, types.Allocation) (bool, error) {
		found = true
		return true, nil
	})
	return found, err
}
