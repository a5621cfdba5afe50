package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// updateParams replaces the rules. Devices keep the caps that they were certified for; purses that wait keep their day.
func (k *Keeper) updateParams(ctx context.Context, next types.Params) error {
	if err := next.Check(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, next); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{})
}
