package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// EndBlock marks what nobody decided in time, and gives the coins of such redemptions back. What exceeds
// types.MaxExpiriesPerBlock waits for the next block, which changes no answer: expiry is asked of the clock at use.
func (k *Keeper) EndBlock(ctx context.Context) error {
	if err := k.expireIssuances(ctx); err != nil {
		return err
	}
	return k.expireRedemptions(ctx)
}

func (k *Keeper) expireIssuances(ctx context.Context) error {
	now := momentOf(ctx)
	keys, err := dueKeys(ctx, k.issuances.Indexes.due, now)
	if err != nil {
		return err
	}
	for _, key := range keys {
		issuance, err := k.issuance(ctx, key)
		if err != nil {
			return err
		}
		if issuance, err = issuance.Expire(now.time); err != nil {
			return err
		}
		if err := k.saveIssuance(ctx, issuance, ""); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) expireRedemptions(ctx context.Context) error {
	now := momentOf(ctx)
	keys, err := dueKeys(ctx, k.redemptions.Indexes.due, now)
	if err != nil {
		return err
	}
	for _, key := range keys {
		redemption, err := k.redemption(ctx, key)
		if err != nil {
			return err
		}
		if redemption, err = redemption.Expire(now.time); err != nil {
			return err
		}
		if err := k.giveBackRedemption(ctx, redemption, ""); err != nil {
			return err
		}
	}
	return nil
}

// dueKeys returns what has expired, longest first, at most types.MaxExpiriesPerBlock.
func dueKeys[Value any](ctx context.Context, due openIndex[int64, requestKey, Value], now moment) ([]requestKey, error) {
	var keys []requestKey
	untilNow := collections.NewPrefixUntilPairRange[int64, requestKey](now.time.UnixNano())
	err := due.Walk(ctx, untilNow, func(_ int64, key requestKey) (bool, error) {
		keys = append(keys, key)
		return len(keys) == types.MaxExpiriesPerBlock, nil
	})
	return keys, err
}
