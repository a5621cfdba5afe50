package keeper

import (
	"context"

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
	circulating, err := types.Fen(supply.IssuedFen).Sub(types.Fen(supply.BurnedFen))
	if err != nil {
		return types.ErrSupply.Wrapf("issued %s, burned %s", types.Fen(supply.IssuedFen), types.Fen(supply.BurnedFen))
	}
	boxes, err := k.inBoxes(ctx)
	if err != nil {
		return err
	}
	wallets, err := k.inWallets(ctx)
	if err != nil {
		return err
	}
	escrow, err := k.inEscrow(ctx)
	if err != nil {
		return err
	}
	held, err := sum(boxes, wallets, escrow)
	if err != nil {
		return err
	}
	if circulating != held {
		return types.ErrSupply.Wrapf("issued %s less burned %s is %s; boxes %s, wallets %s and escrow %s make %s",
			types.Fen(supply.IssuedFen), types.Fen(supply.BurnedFen), circulating, boxes, wallets, escrow, held)
	}
	return nil
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

func (k *Keeper) inEscrow(ctx context.Context) (types.Fen, error) {
	var total types.Fen
	err := k.redemptions.Walk(ctx, nil, func(_ requestKey, redemption types.Redemption) (bool, error) {
		if !redemption.IsOpen() {
			return false, nil
		}
		return addTo(&total, types.Fen(redemption.AmountFen))
	})
	if err != nil {
		return 0, err
	}
	err = k.exchangesIn.Walk(ctx, nil, func(_ exchangeInKey, exchange types.ExchangeIn) (bool, error) {
		if !exchange.IsOpen() {
			return false, nil
		}
		return addTo(&total, types.Fen(exchange.AmountFen))
	})
	if err != nil {
		return 0, err
	}
	err = k.ledger.escrow.Walk(ctx, nil, func(_ escrowKey, balance types.Fen) (bool, error) { return addTo(&total, balance) })
	return total, err
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
