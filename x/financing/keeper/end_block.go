package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/financing/types"
)

// EndBlock writes down which pledges lapsed or became overdue, MaxStepsPerBlock at most. What is left waits for the next block,
// which changes no answer: every message and query asks the clock.
func (k *Keeper) EndBlock(ctx context.Context) error {
	day := today(ctx)
	var due []pledgeKey
	untilToday := collections.NewPrefixUntilPairRange[types.Day, pledgeKey](day)
	err := k.pledges.Indexes.due.Walk(ctx, untilToday, func(entry collections.Pair[types.Day, pledgeKey]) (bool, error) {
		due = append(due, entry.K2())
		return len(due) == types.MaxStepsPerBlock, nil
	})
	if err != nil {
		return err
	}
	for _, key := range due {
		before, err := k.pledge(ctx, key)
		if err != nil {
			return err
		}
		after, err := before.Pass(day)
		if err != nil {
			return err
		}
		if err := k.save(ctx, before, after, 0); err != nil {
			return err
		}
		if err := k.emitPledge(ctx, after, "", 0); err != nil {
			return err
		}
	}
	return nil
}
