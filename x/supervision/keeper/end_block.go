package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// EndBlock marks orders whose end has come, and their holds, so that payments look at them no longer. What exceeds
// types.MaxStepsPerBlock waits for the next block, which changes no answer: the end in the record decides.
func (k *Keeper) EndBlock(ctx context.Context) error {
	for left := types.MaxStepsPerBlock; left > 0; {
		key, due, err := k.nextDue(ctx)
		if err != nil || !due {
			return err
		}
		steps, err := k.lapse(ctx, key, left)
		if err != nil {
			return err
		}
		left -= steps
	}
	return nil
}

// nextDue returns the order in force by its status whose end came first.
func (k *Keeper) nextDue(ctx context.Context) (key ownKey, due bool, err error) {
	untilNow := collections.NewPrefixUntilPairRange[int64, ownKey](now(ctx).Unix())
	err = k.orders.Indexes.due.Walk(ctx, untilNow, func(entry collections.Pair[int64, ownKey]) (bool, error) {
		key, due = entry.K2(), true
		return true, nil
	})
	return key, due, err
}

// lapse marks at most limit holds of an order and, when none is left, the order; and returns how many marks it made.
func (k *Keeper) lapse(ctx context.Context, key ownKey, limit int) (steps int, err error) {
	err = k.forHolds(ctx, key, limit, func(wallet sdk.AccAddress) error {
		steps++
		if err := k.currency.LapseHolds(ctx, wallet); err != nil {
			return err
		}
		return k.orderWallets.Remove(ctx, collections.Join(key, wallet))
	})
	if err != nil || steps == limit {
		return steps, err
	}
	order, err := k.order(ctx, key)
	if err != nil {
		return steps, err
	}
	if order, err = order.Lapse(now(ctx)); err != nil {
		return steps, err
	}
	return steps + 1, k.saveOrder(ctx, order, "")
}
