package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Escrow is the money that another module keeps for those to whom its own records promise it. That module names the
// accounts; it cannot reach those of another.
type Escrow struct {
	keeper *Keeper
	module string
}

// Escrow returns the escrow accounts of a module.
func (k *Keeper) Escrow(module string) Escrow { return Escrow{keeper: k, module: module} }

// Balance is what an account holds, 0 if it never held anything.
func (e Escrow) Balance(ctx context.Context, id string) (types.Fen, error) {
	balance, err := e.keeper.ledger.escrow.Get(ctx, e.key(id))
	if errors.Is(err, collections.ErrNotFound) {
		return 0, nil
	}
	return balance, err
}

// FromWallet takes money by every rule of a payment out: pilot, holds, funds, and limits, which it counts towards.
func (e Escrow) FromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount types.Fen) error {
	return e.withWallet(ctx, wallet, func(party types.Party, today types.Day) (types.Account, error) {
		account, err := party.Pay(amount, today)
		if err != nil {
			return account, err
		}
		return account, e.add(ctx, id, amount)
	})
}

// ToWallet pays money out by every rule of a receipt: pilot, holds, and the limit of the balance.
func (e Escrow) ToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount types.Fen) error {
	if err := e.take(ctx, id, amount); err != nil {
		return err
	}
	return e.withWallet(ctx, wallet, func(party types.Party, _ types.Day) (types.Account, error) { return party.Receive(amount) })
}

// RestoreToWallet gives money back that was the wallet's own. No limit and no hold refuses it.
func (e Escrow) RestoreToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount types.Fen) error {
	if err := e.take(ctx, id, amount); err != nil {
		return err
	}
	return e.keeper.ledger.restore(ctx, wallet, amount)
}

// WithdrawFromWallet takes back money that the wallet received, as a refund: holds and funds decide, limits do not.
func (e Escrow) WithdrawFromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount types.Fen) error {
	rules, err := e.keeper.rules(ctx)
	if err != nil {
		return err
	}
	if err := e.add(ctx, id, amount); err != nil {
		return err
	}
	return e.keeper.ledger.change(ctx, wallet, rules, func(p types.Party) (types.Account, error) { return p.Withdraw(amount) })
}

// FromBox takes money out of a cash box as a movement of the type.
func (e Escrow) FromBox(ctx context.Context, id, memberID string, movement types.MovementType, amount types.Fen) error {
	if err := e.keeper.ledger.moveBox(ctx, memberID, movement, amount, momentOf(ctx).day); err != nil {
		return err
	}
	return e.add(ctx, id, amount)
}

// ToBox puts money into a cash box as a movement of the type.
func (e Escrow) ToBox(ctx context.Context, id, memberID string, movement types.MovementType, amount types.Fen) error {
	if err := e.take(ctx, id, amount); err != nil {
		return err
	}
	return e.keeper.ledger.moveBox(ctx, memberID, movement, amount, momentOf(ctx).day)
}

// Move moves money between two accounts of the module.
func (e Escrow) Move(ctx context.Context, from, to string, amount types.Fen) error {
	if err := e.take(ctx, from, amount); err != nil {
		return err
	}
	return e.add(ctx, to, amount)
}

// Room is how much ToWallet would pay out to the wallet now, 0 when nothing.
func (e Escrow) Room(ctx context.Context, wallet sdk.AccAddress) (types.Fen, error) {
	rules, err := e.keeper.rules(ctx)
	if err != nil {
		return 0, err
	}
	party, err := e.keeper.ledger.admitted(ctx, wallet, rules)
	if errors.Is(err, types.ErrNotAdmitted) || errors.Is(err, types.ErrNoPhase) {
		return 0, nil
	}
	return party.Room(), err
}

// CheckDebits fails with ErrHeld or ErrWalletClosed when nothing may leave the wallet, so that its holder may not spend
// what the module keeps for it either.
func (e Escrow) CheckDebits(ctx context.Context, wallet sdk.AccAddress) error {
	rules, err := e.keeper.rules(ctx)
	if err != nil {
		return err
	}
	party, err := e.keeper.ledger.party(ctx, wallet, rules)
	if err != nil {
		return err
	}
	return party.CheckDebits()
}

func (e Escrow) withWallet(
	ctx context.Context, wallet sdk.AccAddress, decide func(types.Party, types.Day) (types.Account, error),
) error {
	rules, err := e.keeper.rules(ctx)
	if err != nil {
		return err
	}
	party, err := e.keeper.ledger.admitted(ctx, wallet, rules)
	if err != nil {
		return err
	}
	account, err := decide(party, rules.Today)
	if err != nil {
		return err
	}
	return e.keeper.ledger.accounts.Set(ctx, wallet, account)
}

// add books an inflow.
func (e Escrow) add(ctx context.Context, id string, amount types.Fen) error {
	balance, err := e.Balance(ctx, id)
	if err != nil {
		return err
	}
	if balance, err = balance.Add(amount); err != nil {
		return err
	}
	return e.keeper.ledger.escrow.Set(ctx, e.key(id), balance)
}

// take books an outflow. An empty account leaves no record.
func (e Escrow) take(ctx context.Context, id string, amount types.Fen) error {
	balance, err := e.Balance(ctx, id)
	if err != nil {
		return err
	}
	switch {
	case amount > balance:
		return types.ErrEscrow.Wrapf("%s of module %s: has %s, asked %s", id, e.module, balance, amount)
	case amount == balance:
		return e.keeper.ledger.escrow.Remove(ctx, e.key(id))
	default:
		return e.keeper.ledger.escrow.Set(ctx, e.key(id), balance-amount)
	}
}

func (e Escrow) key(id string) escrowKey { return collections.Join(e.module, id) }
