package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// count adds to the sums of the month what a change of a pledge did. Banks share them, but a payment never writes them.
func (k *Keeper) count(ctx context.Context, before, after types.Pledge, repaid types.Fen) error {
	month, terms := singlewindowtypes.MonthOf(today(ctx)), after.Terms
	key := collections.Join3(month, terms.Purpose, terms.Amount.Currency)
	sums, found, err := lookup.Maybe(ctx, k.statistics, key)
	if err != nil {
		return err
	}
	if !found {
		sums = types.Statistics{Month: month, Purpose: terms.Purpose, Currency: terms.Amount.Currency}
	}
	if added := sums.Add(before, after, repaid); added != sums {
		return k.statistics.Set(ctx, key, added)
	}
	return nil
}
