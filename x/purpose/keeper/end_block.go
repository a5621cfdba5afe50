package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// EndBlock ends programmes whose time has come: it takes unspent grants back, then gives the sponsors the rest. What
// exceeds types.MaxStepsPerBlock waits for the next block, which changes no answer: every message asks the clock.
func (k *Keeper) EndBlock(ctx context.Context) error {
	for left := types.MaxStepsPerBlock; left > 0; {
		key, due, err := k.nextDue(ctx)
		if err != nil || !due {
			return err
		}
		steps, err := k.advance(ctx, key, left)
		if err != nil {
			return err
		}
		left -= steps
	}
	return nil
}

// nextDue returns the programme that has been due longest.
func (k *Keeper) nextDue(ctx context.Context) (key programmeKey, due bool, err error) {
	untilToday := collections.NewPrefixUntilPairRange[types.Day, programmeKey](today(ctx))
	err = k.programmes.Indexes.due.Walk(ctx, untilToday, func(entry collections.Pair[types.Day, programmeKey]) (bool, error) {
		key, due = entry.K2(), true
		return true, nil
	})
	return key, due, err
}

// advance does at most limit steps of what a programme is due for, at least one, and returns how many.
func (k *Keeper) advance(ctx context.Context, key programmeKey, limit int) (int, error) {
	programme, err := k.programme(ctx, key)
	if err != nil {
		return 0, err
	}
	switch programme.Status {
	case types.PROGRAMME_STATUS_CLOSING:
		return k.wind(ctx, key, programme, limit)
	case types.PROGRAMME_STATUS_CLOSED:
		programme, err = programme.Finish(today(ctx))
	default:
		programme, err = programme.End(today(ctx))
	}
	if err != nil {
		return 0, err
	}
	return 1, k.saveProgramme(ctx, programme, "", nil)
}

// wind takes unspent grants of a closing programme back. When none is left, it gives the rest to the sponsors.
func (k *Keeper) wind(ctx context.Context, key programmeKey, programme types.Programme, limit int) (int, error) {
	unspent, err := k.grants.Indexes.unspent.First(ctx, key, limit)
	if err != nil {
		return 0, err
	}
	for _, grant := range unspent {
		if programme, err = k.recall(ctx, programme, grant, "", ""); err != nil {
			return 0, err
		}
	}
	if len(unspent) > 0 {
		return len(unspent), k.programmes.Set(ctx, key, programme)
	}
	programme, shares, err := programme.ReturnRest(today(ctx))
	if err != nil {
		return 0, err
	}
	if err := k.pay(ctx, key, shares); err != nil {
		return 0, err
	}
	return 1, k.saveProgramme(ctx, programme, "", shares)
}
