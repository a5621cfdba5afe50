package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// transferWallets makes the treasurer's member serve the wallets of a leaving operator.
func (k *Keeper) transferWallets(ctx context.Context, treasurer string, leavingID ident.MemberID) error {
	_, successor, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	leaving, err := k.consortium.Member(ctx, leavingID.String())
	if err != nil {
		return err
	}
	if err := types.CheckSuccession(leaving, successor); err != nil {
		return err
	}
	earlier, err := k.ledger.successors.Get(ctx, leaving.Id)
	if err == nil {
		return types.ErrSuccession.Wrapf("the wallets of %s were taken over by %s", leaving.Id, earlier)
	}
	if !errors.Is(err, collections.ErrNotFound) {
		return err
	}
	moved, err := k.ledger.succeed(ctx, leaving.Id, successor.Id)
	if err != nil {
		return err
	}
	// The phase may admit the one and not the other.
	pilot, err := k.pilot.Get(ctx)
	if err != nil {
		return err
	}
	if err := k.pilot.Set(ctx, pilot.Readmit(momentOf(ctx).day)); err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletsTransferred{OperatorId: leaving.Id, SuccessorId: successor.Id, OpenWallets: moved})
}
