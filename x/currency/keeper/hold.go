package keeper

import (
	"context"
	"errors"
	"time"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// PlaceHold stops money at a wallet from now on. The caller says on whose behalf, on which side, how much, why and until
// when; it has decided that the member may. The member's reference is unique among its holds on the wallet. It fails with
// ErrWalletNotFound, ErrWalletClosed, ErrHold, ErrHoldExists or ErrIdentifier.
func (k *Keeper) PlaceHold(ctx context.Context, hold types.Hold) error {
	wallet, err := consortiumtypes.ParseAddress(hold.Wallet)
	if err != nil {
		return err
	}
	now := momentOf(ctx).time
	hold.Wallet, hold.PlacedAt, hold.Status = consortiumtypes.FormatAddress(wallet), now, types.HOLD_STATUS_PLACED
	if err := hold.Check(); err != nil {
		return err
	}
	account, err := k.ledger.account(ctx, wallet)
	if err != nil {
		return err
	}
	if err := account.CheckOpen(wallet); err != nil {
		return err
	}
	exists, err := k.ledger.holds.Has(ctx, collections.Join3(wallet, hold.MemberId, hold.Reference))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrHoldExists.Wrapf("hold %s of %s on %s", hold.Reference, hold.MemberId, hold.Wallet)
	}
	open, err := k.ledger.openHolds(ctx, wallet)
	if err != nil {
		return err
	}
	if err := hold.CheckRoom(types.InForce(open, now)); err != nil {
		return err
	}
	return k.ledger.changeHold(ctx, wallet, hold, now)
}

// LiftHold ends a hold of the member on a wallet, open or closed. It fails with ErrHoldNotFound or ErrHoldStatus.
func (k *Keeper) LiftHold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string) error {
	return k.alterHold(ctx, wallet, memberID, reference, types.Hold.Lift)
}

// alterHold replaces a hold by what the domain makes of it.
func (k *Keeper) alterHold(
	ctx context.Context, wallet sdk.AccAddress, memberID, reference string, decide func(types.Hold, time.Time) (types.Hold, error),
) error {
	hold, err := k.hold(ctx, collections.Join3(wallet, memberID, reference))
	if err != nil {
		return err
	}
	now := momentOf(ctx).time
	if hold, err = decide(hold, now); err != nil {
		return err
	}
	return k.ledger.changeHold(ctx, wallet, hold, now)
}

// liftOwn is LiftHold of what no authority ordered.
func (k *Keeper) liftOwn(ctx context.Context, wallet sdk.AccAddress, memberID, reference string) error {
	return k.alterHold(ctx, wallet, memberID, reference, func(hold types.Hold, now time.Time) (types.Hold, error) {
		if err := hold.CheckOwn(); err != nil {
			return hold, err
		}
		return hold.Lift(now)
	})
}

// hold fails with ErrHoldNotFound.
func (k *Keeper) hold(ctx context.Context, key holdKey) (types.Hold, error) {
	return lookup.Find(ctx, k.ledger.holds, key, func() error {
		return types.ErrHoldNotFound.Wrapf("hold %s of %s on %s", key.K3(), key.K2(), consortiumtypes.FormatAddress(key.K1()))
	})
}

// placeHold is PlaceHold for a compliance officer of the wallet's operator, whose member the hold does not name yet.
func (k *Keeper) placeHold(ctx context.Context, wallet sdk.AccAddress, hold types.Hold) error {
	_, officer, err := k.served(ctx, hold.Officer, wallet)
	if err != nil {
		return err
	}
	hold.MemberId, hold.Officer = officer.MemberId, officer.Address
	return k.PlaceHold(ctx, hold)
}

// liftHold is LiftHold for a compliance officer of the member that placed the hold, or that took the wallet over from it.
func (k *Keeper) liftHold(ctx context.Context, officer string, wallet sdk.AccAddress, reference ident.Reference) error {
	_, member, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	profile, err := k.ledger.profile(ctx, wallet)
	if err != nil {
		return err
	}
	members, err := k.ledger.operators(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	err = k.liftOwn(ctx, wallet, member.Id, reference.String())
	if members[len(members)-1] != member.Id {
		return err
	}
	for i := len(members) - 2; i >= 0 && (errors.Is(err, types.ErrHoldNotFound) || errors.Is(err, types.ErrHoldStatus)); i-- {
		if inherited := k.liftOwn(ctx, wallet, members[i], reference.String()); !errors.Is(inherited, types.ErrHoldNotFound) {
			err = inherited
		}
	}
	return err
}
