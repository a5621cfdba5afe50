package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// carrier fails with ErrCarrierNotFound.
func (k *Keeper) carrier(ctx context.Context, wallet sdk.AccAddress) (types.Carrier, error) {
	return lookup.Find(ctx, k.carriers, wallet, func() error {
		return types.ErrCarrierNotFound.Wrapf("wallet %s", consortiumtypes.FormatAddress(wallet))
	})
}

func (k *Keeper) registerCarrier(ctx context.Context, officer string, wallet sdk.AccAddress, filing string) error {
	department, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	enterprise, err := k.window.Enterprise(ctx, wallet)
	if err != nil {
		return err
	}
	carrier, _, err := lookup.Maybe(ctx, k.carriers, wallet)
	if err != nil {
		return err
	}
	if carrier, err = carrier.Register(enterprise, department, officer, filing); err != nil {
		return err
	}
	return k.saveCarrier(ctx, wallet, carrier)
}

func (k *Keeper) strikeCarrier(ctx context.Context, officer string, wallet sdk.AccAddress, reason string) error {
	department, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	carrier, err := k.carrier(ctx, wallet)
	if err != nil {
		return err
	}
	if carrier, err = carrier.Strike(department, officer, reason); err != nil {
		return err
	}
	return k.saveCarrier(ctx, wallet, carrier)
}

func (k *Keeper) saveCarrier(ctx context.Context, wallet sdk.AccAddress, carrier types.Carrier) error {
	if err := k.carriers.Set(ctx, wallet, carrier); err != nil {
		return err
	}
	return emit(ctx, &types.EventCarrier{
		Wallet: carrier.Wallet, Status: carrier.Status, DepartmentId: carrier.DepartmentId, Officer: carrier.Officer,
	})
}
