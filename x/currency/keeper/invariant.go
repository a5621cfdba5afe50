package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Supply returns how much was ever issued and burned.
func (k *Keeper) Supply(ctx context.Context) (types.Supply, error) {
	return k.ledger.supply.Get(ctx)
}

// CheckSupply adds up all that is held and fails with ErrSupply, naming both sides, unless it is what was issued less
// what was burned. It reads the whole state: for tests, audits and exports, never for a block.
func (k *Keeper) CheckSupply(ctx context.Context) error {
	supply, err := k.Supply(ctx)
	if err != nil {
		return err
	}
	circulating, err := inCirculation(supply)
	if err != nil {
		return err
	}
	besides, err := k.heldBesidesWallets(ctx)
	if err != nil {
		return err
	}
	wallets, err := k.inWallets(ctx)
	if err != nil {
		return err
	}
	held, err := besides.total()
	if err != nil {
		return err
	}
	if held, err = held.Add(wallets); err != nil {
		return err
	}
	if circulating != held {
		return types.ErrSupply.Wrapf("issued %s less burned %s is %s; boxes %s, wallets %s, redemptions %s, exchanges in %s and escrow %s make %s",
			types.Fen(supply.IssuedFen), types.Fen(supply.BurnedFen), circulating,
			besides.boxes, wallets, besides.redemptions, besides.exchangesIn, besides.escrow, held)
	}
	return nil
}

// inCirculation is what was issued and not burned.
func inCirculation(supply types.Supply) (types.Fen, error) {
	amount, err := types.Fen(supply.IssuedFen).Sub(types.Fen(supply.BurnedFen))
	if err != nil {
		return 0, types.ErrSupply.Wrapf("issued %s, burned %s", types.Fen(supply.IssuedFen), types.Fen(supply.BurnedFen))
	}
	return amount, nil
}

// holdings is where money is besides wallets.
type holdings struct {
	boxes, redemptions, exchangesIn, escrow types.Fen
	// modules have their parts of escrow, in the order of their names.
	modules []types.ModuleEscrow
}

func (h holdings) total() (types.Fen, error) {
	return sum(h.boxes, h.redemptions, h.exchangesIn, h.escrow)
}

// heldBesidesWallets reads all cash boxes, all that is open, and all escrow accounts.
func (k *Keeper) heldBesidesWallets(ctx context.Context) (held holdings, err error) {
	if held.boxes, err = k.inBoxes(ctx); err != nil {
		return holdings{}, err
	}
	if held.redemptions, err = inOpen(ctx, k.redemptions, k.redemptions.Indexes.open, func(r types.Redemption) uint64 { return r.AmountFen }); err != nil {
		return holdings{}, err
	}
	if held.exchangesIn, err = inOpen(ctx, k.exchangesIn, k.exchangesIn.Indexes.open, func(e types.ExchangeIn) uint64 { return e.AmountFen }); err != nil {
		return holdings{}, err
	}
	held.escrow, held.modules, err = k.inEscrow(ctx)
	return held, err
}

func (k *Keeper) inBoxes(ctx context.Context) (types.Fen, error) {
	var total types.Fen
	err := k.ledger.boxes.Walk(ctx, nil, func(_ string, box types.CashBox) (bool, error) {
		return addTo(&total, types.Fen(box.BalanceFen))
	})
	return total, err
}

func (k *Keeper) inWallets(ctx context.Context) (types.Fen, error) {
	var total types.Fen
	err := k.ledger.accounts.Walk(ctx, nil, func(_ sdk.AccAddress, account types.Account) (bool, error) {
		return addTo(&total, account.Balance)
	})
	return total, err
}

// inOpen adds up what records hold that are still open.
func inOpen[Key, Value any, Indexes collections.Indexes[Key, Value]](
	ctx context.Context, records *collections.IndexedMap[Key, Value, Indexes], open openIndex[string, Key, Value], amount func(Value) uint64,
) (total types.Fen, err error) {
	keys, err := open.Iterate(ctx, nil)
	if err != nil {
		return 0, err
	}
	var overflow error
	err = indexes.ScanValues(ctx, records, keys, func(record Value) (stop bool) {
		stop, overflow = addTo(&total, types.Fen(amount(record)))
		return stop
	})
	return total, errors.Join(err, overflow)
}

func (k *Keeper) inEscrow(ctx context.Context) (total types.Fen, modules []types.ModuleEscrow, err error) {
	err = k.ledger.escrow.Walk(ctx, nil, func(key escrowKey, balance types.Fen) (bool, error) {
		if last := len(modules) - 1; last < 0 || modules[last].Module != key.K1() {
			modules = append(modules, types.ModuleEscrow{Module: key.K1()})
		}
		// A part cannot overflow before the total does.
		modules[len(modules)-1].TotalFen += uint64(balance)
		return addTo(&total, balance)
	})
	return total, modules, err
}

// addTo adds in a walk, which it stops on overflow.
func addTo(total *types.Fen, amount types.Fen) (stop bool, err error) {
	*total, err = total.Add(amount)
	return err != nil, err
}

func sum(amounts ...types.Fen) (total types.Fen, err error) {
	for _, amount := range amounts {
		if total, err = total.Add(amount); err != nil {
			return 0, err
		}
	}
	return total, nil
}
