package keeper

import (
	"context"
	"encoding/hex"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// claimSurplus moves as much into the wallet as fits now.
func (k *Keeper) claimSurplus(ctx context.Context, holder sdk.AccAddress, name string) error {
	surplus, found, err := lookup.Maybe(ctx, k.surpluses, holder)
	if err != nil {
		return err
	}
	if !found {
		return types.ErrNoSurplus.Wrapf("wallet %s: nothing waits", name)
	}
	room, err := k.escrow.Room(ctx, holder)
	if err != nil {
		return err
	}
	waiting := currencytypes.Fen(surplus.AmountFen)
	fits := min(room, waiting)
	if fits == 0 {
		return types.ErrNoSurplus.Wrapf("wallet %s: takes nothing now, %s wait", name, waiting)
	}
	if err := k.escrow.ToWallet(ctx, types.SurplusID(name), holder, fits); err != nil {
		return err
	}
	surplus.AmountFen = uint64(waiting - fits)
	if surplus.AmountFen == 0 {
		err = k.surpluses.Remove(ctx, holder)
	} else {
		err = k.surpluses.Set(ctx, holder, surplus)
	}
	if err != nil {
		return err
	}
	return emit(ctx, &types.EventSurplusClaimed{Wallet: name, AmountFen: uint64(fits), LeftFen: surplus.AmountFen})
}

// claim fails with ErrClaimNotFound.
func (k *Keeper) claim(ctx context.Context, id []byte) (types.Claim, error) {
	return lookup.Find(ctx, k.claims, id, func() error { return types.ErrClaimNotFound.Wrapf("%x", id) })
}

// payClaim pays a claim whole from the cash box of the treasurer's member.
func (k *Keeper) payClaim(ctx context.Context, treasurer string, id []byte) error {
	officer, member, err := k.actor(ctx, treasurer)
	if err != nil {
		return err
	}
	claim, err := k.claim(ctx, id)
	if err != nil {
		return err
	}
	if claim, err = claim.Pay(member.Id, officer.Address); err != nil {
		return err
	}
	amount := currencytypes.Fen(claim.AmountFen)
	purse := types.PurseID(claim.DeviceId)
	if err := k.escrow.FromBox(ctx, purse, member.Id, currencytypes.MOVEMENT_TYPE_OFFLINE_LOSS, amount); err != nil {
		return err
	}
	unclaimed, err := k.credit(ctx, purse, claim.Wallet, amount)
	if err != nil {
		return err
	}
	if err := k.claims.Set(ctx, id, claim); err != nil {
		return err
	}
	return emit(ctx, &types.EventClaimPaid{
		VoucherId: hex.EncodeToString(id), OperatorId: member.Id, Wallet: claim.Wallet, AmountFen: claim.AmountFen,
		UnclaimedFen: uint64(unclaimed), Officer: officer.Address,
	})
}
