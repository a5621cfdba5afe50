package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

func (k *Keeper) publishEdition(ctx context.Context, officer string, edition types.Edition) error {
	latest, err := k.latestEdition(ctx, nil)
	if err != nil {
		return err
	}
	if err := edition.CheckNext(latest, today(ctx)); err != nil {
		return err
	}
	if err := k.editions.Set(ctx, edition.Id, edition); err != nil {
		return err
	}
	return emit(ctx, &types.EventEditionPublished{Edition: edition.Id, FirstDay: edition.FirstDay, Officer: officer})
}

// editionInForce is the catalogue by which applications are made today.
func (k *Keeper) editionInForce(ctx context.Context) (types.Edition, error) {
	day := today(ctx)
	return k.latestEdition(ctx, func(e types.Edition) bool { return e.FirstDay <= day })
}

// latestEdition is the youngest of those that are admitted; nil admits all. It fails with ErrEdition.
func (k *Keeper) latestEdition(ctx context.Context, admits func(types.Edition) bool) (found types.Edition, err error) {
	err = k.editions.Walk(ctx, new(collections.Range[string]).Descending(), func(_ string, edition types.Edition) (bool, error) {
		if admits == nil || admits(edition) {
			found = edition
			return true, nil
		}
		return false, nil
	})
	if err == nil && found.Id == "" {
		err = types.ErrEdition.Wrapf("none is in force on %s", today(ctx))
	}
	return found, err
}

func (k *Keeper) recognise(ctx context.Context, officer, memberID string, categories []uint32, period types.Period) error {
	recognition, err := k.recognitions.Get(ctx, memberID)
	if errors.Is(err, collections.ErrNotFound) {
		recognition, err = k.newRecognition(ctx, memberID)
	}
	if err != nil {
		return err
	}
	if recognition, err = recognition.Recognise(categories, period, today(ctx)); err != nil {
		return err
	}
	if err := k.recognitions.Set(ctx, memberID, recognition); err != nil {
		return err
	}
	return emit(ctx, &types.EventRecognition{
		MemberId: memberID, Categories: categories, FirstDay: period.FirstDay, LastDay: period.LastDay, Officer: officer,
	})
}

// newRecognition gives the member the next code.
func (k *Keeper) newRecognition(ctx context.Context, memberID string) (types.Recognition, error) {
	member, err := k.consortium.Member(ctx, memberID)
	if err != nil {
		return types.Recognition{}, err
	}
	last := uint32(0)
	err = k.recognitions.Walk(ctx, nil, func(_ string, other types.Recognition) (bool, error) {
		last = max(last, other.Code)
		return false, nil
	})
	if err != nil {
		return types.Recognition{}, err
	}
	recognition, err := types.NewRecognition(member, last+1)
	if err != nil {
		return recognition, err
	}
	return recognition, recognition.Validate()
}

func (k *Keeper) endRecognition(ctx context.Context, officer, memberID string, categories []uint32, reason string) error {
	if err := types.CheckReason(reason); err != nil {
		return err
	}
	recognition, err := k.Recognition(ctx, memberID)
	if err != nil {
		return err
	}
	yesterday := types.DayOf(now(ctx).AddDate(0, 0, -1))
	if recognition, err = recognition.End(categories, today(ctx), yesterday); err != nil {
		return err
	}
	if err := k.recognitions.Set(ctx, memberID, recognition); err != nil {
		return err
	}
	return emit(ctx, &types.EventRecognition{MemberId: memberID, Categories: categories, LastDay: yesterday, Officer: officer, Reason: reason})
}

// Recognition fails with ErrRecognitionNotFound.
func (k *Keeper) Recognition(ctx context.Context, memberID string) (types.Recognition, error) {
	return lookup.Find(ctx, k.recognitions, memberID, func() error { return types.ErrRecognitionNotFound.Wrapf("member %s", memberID) })
}

// checkRecognised fails with ErrNotRecognised unless the member is recognised for the category today.
func (k *Keeper) checkRecognised(ctx context.Context, memberID string, category uint32) (types.Recognition, error) {
	recognition, err := k.Recognition(ctx, memberID)
	if errors.Is(err, types.ErrRecognitionNotFound) {
		return recognition, types.ErrNotRecognised.Wrapf("%s, for anything", memberID)
	}
	if err != nil {
		return recognition, err
	}
	return recognition, recognition.Check(category, today(ctx))
}
