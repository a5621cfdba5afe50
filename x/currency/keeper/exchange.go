package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// exchangeOutOf fails with ErrExchangeNotFound.
func (k *Keeper) exchangeOutOf(ctx context.Context, key requestKey) (types.ExchangeOut, error) {
	return lookup.Find(ctx, k.exchangesOut, key, func() error {
		return types.ErrExchangeNotFound.Wrapf("exchange out %s of %s", key.K2(), key.K1())
	})
}

// exchangeInOf fails with ErrExchangeNotFound.
func (k *Keeper) exchangeInOf(ctx context.Context, key exchangeInKey) (types.ExchangeIn, error) {
	return lookup.Find(ctx, k.exchangesIn, key, func() error {
		return types.ErrExchangeNotFound.Wrapf("exchange in %s of %s", key.K2(), consortiumtypes.FormatAddress(key.K1()))
	})
}

func (k *Keeper) exchangeOut(
	ctx context.Context, teller string, wallet sdk.AccAddress, amount types.Fen, reference ident.Reference, cash bool,
) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	key := collections.Join(member.Id, reference.String())
	exists, err := k.exchangesOut.Has(ctx, key)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrExchangeExists.Wrapf("exchange out %s of %s", reference, member.Id)
	}
	if err := k.serve(ctx, member, wallet, amount); err != nil {
		return err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	if err := k.ledger.exchangeOut(ctx, member.Id, wallet, amount, rules); err != nil {
		return err
	}
	if cash {
		if err := k.ledger.countCash(ctx, wallet, types.FLAG_DIRECTION_IN, amount, rules); err != nil {
			return err
		}
	}
	exchange := types.NewExchangeOut(member.Id, reference, wallet, amount, rules.Height)
	exchange.Cash = cash
	if err := k.exchangesOut.Set(ctx, key, exchange); err != nil {
		return err
	}
	return emit(ctx, &types.EventExchangedOut{
		MemberId: exchange.MemberId, Wallet: exchange.Wallet, AmountFen: exchange.AmountFen, Reference: exchange.Reference,
		Cash: exchange.Cash,
	})
}

// serve fails unless the member may hand coins to the wallet: as the operator that serves it, or as a cooperating bank
// out of what that operator allocated to it (ErrNotOperator, ErrAllocation).
func (k *Keeper) serve(ctx context.Context, member consortiumtypes.Member, wallet sdk.AccAddress, amount types.Fen) error {
	profile, err := k.ledger.profile(ctx, wallet)
	if err != nil {
		return err
	}
	if member.Kind != consortiumtypes.MEMBER_KIND_COOPERATING_BANK {
		return k.checkOperator(ctx, wallet, profile, member.Id)
	}
	operator, err := k.ledger.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	return k.useAllocation(ctx, operator, member.Id, amount)
}

func (k *Keeper) exchangeIn(
	ctx context.Context, holder sdk.AccAddress, amount types.Fen, reference ident.Reference, cash bool,
) error {
	profile, err := k.ledger.profile(ctx, holder)
	if err != nil {
		return err
	}
	exists, err := k.exchangesIn.Has(ctx, collections.Join(holder, reference.String()))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrExchangeExists.Wrapf("exchange in %s of %s", reference, consortiumtypes.FormatAddress(holder))
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	if err := k.ledger.exchangeIn(ctx, holder, amount, rules); err != nil {
		return err
	}
	operator, err := k.ledger.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	if cash {
		if err := k.ledger.countCash(ctx, holder, types.FLAG_DIRECTION_OUT, amount, rules); err != nil {
			return err
		}
	}
	exchange := types.NewExchangeIn(holder, reference, operator, amount, rules.Today)
	exchange.Cash = cash
	return k.saveExchangeIn(ctx, holder, exchange)
}

func (k *Keeper) acceptExchangeIn(ctx context.Context, teller string, wallet sdk.AccAddress, reference, bank ident.Reference) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	exchange, err := k.exchangeInOf(ctx, collections.Join(wallet, reference.String()))
	if err != nil {
		return err
	}
	if exchange, err = exchange.Accept(member.Id, bank); err != nil {
		return err
	}
	if err := k.ledger.acceptExchangeIn(ctx, member.Id, types.Fen(exchange.AmountFen), momentOf(ctx).day); err != nil {
		return err
	}
	return k.saveExchangeIn(ctx, wallet, exchange)
}

func (k *Keeper) returnExchangeIn(ctx context.Context, teller string, wallet sdk.AccAddress, reference ident.Reference, reason string) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	exchange, err := k.exchangeInOf(ctx, collections.Join(wallet, reference.String()))
	if err != nil {
		return err
	}
	if exchange, err = exchange.Return(member.Id, reason); err != nil {
		return err
	}
	return k.giveBackExchangeIn(ctx, wallet, exchange)
}

func (k *Keeper) reclaimExchangeIn(ctx context.Context, holder sdk.AccAddress, reference ident.Reference) error {
	exchange, err := k.exchangeInOf(ctx, collections.Join(holder, reference.String()))
	if err != nil {
		return err
	}
	if exchange, err = exchange.Reclaim(momentOf(ctx).day); err != nil {
		return err
	}
	return k.giveBackExchangeIn(ctx, holder, exchange)
}

func (k *Keeper) giveBackExchangeIn(ctx context.Context, wallet sdk.AccAddress, exchange types.ExchangeIn) error {
	if err := k.ledger.restore(ctx, wallet, types.Fen(exchange.AmountFen)); err != nil {
		return err
	}
	return k.saveExchangeIn(ctx, wallet, exchange)
}

func (k *Keeper) saveExchangeIn(ctx context.Context, wallet sdk.AccAddress, exchange types.ExchangeIn) error {
	if err := k.exchangesIn.Set(ctx, collections.Join(wallet, exchange.Reference), exchange); err != nil {
		return err
	}
	return emit(ctx, &types.EventExchangeIn{
		Wallet: exchange.Wallet, MemberId: exchange.MemberId, AmountFen: exchange.AmountFen, Reference: exchange.Reference, Status: exchange.Status,
		Cash: exchange.Cash,
	})
}
