package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func (l ledger) initGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := l.supply.Set(ctx, g.Supply); err != nil {
		return err
	}
	for _, box := range g.Boxes {
		if err := l.boxes.Set(ctx, box.MemberId, box); err != nil {
			return err
		}
	}
	for _, statement := range g.Statements {
		day, err := types.ParseDay(statement.Day)
		if err != nil {
			return err
		}
		if err := l.statements.Set(ctx, collections.Join(statement.MemberId, day), statement); err != nil {
			return err
		}
	}
	for _, account := range g.EscrowAccounts {
		if err := l.escrow.Set(ctx, collections.Join(account.Module, account.Id), types.Fen(account.BalanceFen)); err != nil {
			return err
		}
	}
	for _, payment := range g.Payments {
		key, record, err := payment.Parse()
		if err != nil {
			return err
		}
		if err := l.payments.Set(ctx, collections.Join3(key.Payer, key.ID.Date, key.ID.EndToEndID.String()), record); err != nil {
			return err
		}
	}
	return nil
}

func (l ledger) exportGenesis(ctx context.Context, g *types.GenesisState) (err error) {
	if g.Supply, err = l.supply.Get(ctx); err != nil {
		return err
	}
	if g.Boxes, err = lookup.All(ctx, l.boxes); err != nil {
		return err
	}
	if g.Statements, err = lookup.All(ctx, l.statements); err != nil {
		return err
	}
	err = l.escrow.Walk(ctx, nil, func(key escrowKey, balance types.Fen) (bool, error) {
		g.EscrowAccounts = append(g.EscrowAccounts, types.EscrowAccount{Module: key.K1(), Id: key.K2(), BalanceFen: uint64(balance)})
		return false, nil
	})
	if err != nil {
		return err
	}
	return l.payments.Walk(ctx, nil, func(key paymentKey, record types.PaymentRecord) (bool, error) {
		g.Payments = append(g.Payments, types.NewPayment(key.K1(), key.K2(), key.K3(), record))
		return false, nil
	})
}
