package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// Obligations lists what a member must settle before it may leave: the devices that it stands for, and what it owes.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	var left []string
	devices, err := anyUnder(ctx, k.devices.Indexes.liveByOperator, memberID)
	if err != nil {
		return nil, err
	}
	if devices {
		left = append(left, "offline devices are not defunded")
	}
	claims, err := anyUnder(ctx, k.claims.Indexes.openByOperator, memberID)
	if err != nil {
		return nil, err
	}
	if claims {
		left = append(left, "claims for offline vouchers are open")
	}
	return left, nil
}

// WalletObligations lists why a wallet cannot be closed: its devices, what waits for it, and what it is owed.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	var left []string
	name := consortiumtypes.FormatAddress(wallet)
	devices, err := anyUnder(ctx, k.devices.Indexes.liveByWallet, name)
	if err != nil {
		return nil, err
	}
	if devices {
		left = append(left, "offline devices are not defunded")
	}
	surplus, found, err := lookup.Maybe(ctx, k.surpluses, wallet)
	if err != nil {
		return nil, err
	}
	if found {
		left = append(left, "offline vouchers left "+currencytypes.Fen(surplus.AmountFen).String()+" to claim")
	}
	claims, err := anyUnder(ctx, k.claims.Indexes.openByWallet, name)
	if err != nil {
		return nil, err
	}
	if claims {
		left = append(left, "claims for offline vouchers are open")
	}
	return left, nil
}
