package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// initClaims loads what was said about payments afterwards.
func (k *Keeper) initClaims(ctx context.Context, g *types.GenesisState) error {
	for _, refund := range g.Refunds {
		key, payee, err := parseCredit(refund.Payer, refund.InstructionDate, refund.EndToEndId, refund.Payee)
		if err != nil {
			return err
		}
		if err := k.refunds.Set(ctx, collections.Join3(storeKeyOf(key), payee, refund.Reference), refund); err != nil {
			return err
		}
	}
	for _, dispute := range g.Disputes {
		key, payee, err := parseCredit(dispute.Payer, dispute.InstructionDate, dispute.EndToEndId, dispute.Payee)
		if err != nil {
			return err
		}
		if err := k.disputes.Set(ctx, collections.Join(storeKeyOf(key), payee), dispute); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initAllocations(ctx context.Context, g *types.GenesisState) error {
	for _, transfer := range g.CashTransfers {
		if err := k.cashTransfers.Set(ctx, collections.Join(transfer.MemberId, transfer.Reference), transfer); err != nil {
			return err
		}
	}
	for _, allocation := range g.Allocations {
		if err := k.saveAllocation(ctx, allocation); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) exportClaims(ctx context.Context, g *types.GenesisState) (err error) {
	if g.Refunds, err = lookup.All(ctx, k.refunds); err != nil {
		return err
	}
	g.Disputes, err = lookup.All(ctx, k.disputes)
	return err
}

func (k *Keeper) exportAllocations(ctx context.Context, g *types.GenesisState) (err error) {
	if g.CashTransfers, err = lookup.All(ctx, k.cashTransfers); err != nil {
		return err
	}
	g.Allocations, err = lookup.All(ctx, k.allocations)
	return err
}
