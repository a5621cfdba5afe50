package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// updateParams replaces the rules, which hold from the next message on.
func (k *Keeper) updateParams(ctx context.Context, next types.Params) error {
	if err := next.Check(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, next); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{})
}
