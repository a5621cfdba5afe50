package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func flagKeyOf(id types.FlagID) (flagKey, error) {
	if err := id.Check(); err != nil {
		return flagKey{}, err
	}
	day, err := currencytypes.ParseDay(id.Day)
	return collections.Join4(id.OperatorId, day, id.CustomerRef, id.Rule()), err
}

func (k *Keeper) acknowledgeFlag(ctx context.Context, officer string, id types.FlagID) error {
	act, err := k.act(ctx, officer)
	if err != nil {
		return err
	}
	key, err := flagKeyOf(id)
	if err != nil {
		return err
	}
	if err := k.currency.CheckFlag(ctx, id.OperatorId, key.K2(), id.CustomerRef, id.Kind, id.Direction); err != nil {
		return err
	}
	if err := lookup.Absent(ctx, k.flagReviews, key, types.ErrFlagReview.Wrap("the flag was acknowledged before")); err != nil {
		return err
	}
	return k.saveReview(ctx, key, id.Acknowledge(act), act)
}

func (k *Keeper) dismissFlag(ctx context.Context, officer string, id types.FlagID, reason string) error {
	return k.decideFlag(ctx, officer, id, func(act types.Act, review types.FlagReview) (types.FlagReview, error) {
		return review.Dismiss(act, reason)
	})
}

func (k *Keeper) attachFlag(ctx context.Context, officer string, id types.FlagID, caseKey ownKey) error {
	return k.decideFlag(ctx, officer, id, func(act types.Act, review types.FlagReview) (types.FlagReview, error) {
		c, err := k.caseOf(ctx, caseKey)
		if err != nil {
			return review, err
		}
		return review.Attach(act, c)
	})
}

func (k *Keeper) decideFlag(
	ctx context.Context, officer string, id types.FlagID, decide func(types.Act, types.FlagReview) (types.FlagReview, error),
) error {
	act, err := k.act(ctx, officer)
	if err != nil {
		return err
	}
	key, err := flagKeyOf(id)
	if err != nil {
		return err
	}
	review, err := lookup.Find(ctx, k.flagReviews, key, func() error { return types.ErrFlagReview.Wrap("nobody acknowledged the flag") })
	if err != nil {
		return err
	}
	if review, err = decide(act, review); err != nil {
		return err
	}
	return k.saveReview(ctx, key, review, act)
}

func (k *Keeper) saveReview(ctx context.Context, key flagKey, review types.FlagReview, act types.Act) error {
	if err := k.flagReviews.Set(ctx, key, review); err != nil {
		return err
	}
	return emit(ctx, &types.EventFlagReviewed{Flag: review.Flag, Status: review.Status, MemberId: act.Member.Id, Officer: act.Officer})
}
