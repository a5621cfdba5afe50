package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// ProlongHold moves the end of a hold in force. It fails with ErrHoldNotFound, ErrHoldStatus or ErrHold.
func (k *Keeper) ProlongHold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string, until time.Time) error {
	return k.alterHold(ctx, wallet, memberID, reference, func(hold types.Hold, now time.Time) (types.Hold, error) {
		return hold.Prolong(until, now)
	})
}

// LapseHolds marks the holds of a wallet whose end has come, so that its payments look at them no longer. It changes no
// answer.
func (k *Keeper) LapseHolds(ctx context.Context, wallet sdk.AccAddress) error {
	return k.ledger.lapseHolds(ctx, wallet, momentOf(ctx).time)
}

// TransferHeld moves an amount that an order holds from the wallet to another, by the rules of a receipt, and lifts the
// hold. It is no payment: it counts towards no limit, raises no flag and needs no phase. It fails with ErrPaymentToSelf,
// ErrHoldNotFound, and as types.Party.Yield and Receive do.
func (k *Keeper) TransferHeld(ctx context.Context, wallet sdk.AccAddress, memberID, reference string, to sdk.AccAddress, amount types.Fen) error {
	if wallet.Equals(to) {
		return types.ErrPaymentToSelf.Wrapf("%s", consortiumtypes.FormatAddress(wallet))
	}
	order, err := k.hold(ctx, collections.Join3(wallet, memberID, reference))
	if err != nil {
		return err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	if err := k.ledger.takeHeld(ctx, wallet, order, to, amount, rules); err != nil {
		return err
	}
	return k.LiftHold(ctx, wallet, memberID, reference)
}

// OpenWalletsOf returns the open wallets of a customer of the operator that opened them, also sub-wallets, at most limit.
func (k *Keeper) OpenWalletsOf(ctx context.Context, operatorID string, customerRef []byte, limit int) ([]sdk.AccAddress, error) {
	var open []sdk.AccAddress
	customer := collections.NewPrefixedPairRange[customerKey, sdk.AccAddress](collections.Join(operatorID, customerRef))
	err := k.ledger.profiles.Indexes.openByCustomer.Walk(ctx, customer, func(_ customerKey, wallet sdk.AccAddress) (bool, error) {
		open = append(open, wallet)
		return len(open) == limit, nil
	})
	return open, err
}

// Hold returns a hold of a member on a wallet. It fails with ErrHoldNotFound.
func (k *Keeper) Hold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string) (types.Hold, error) {
	return k.hold(ctx, collections.Join3(wallet, memberID, reference))
}

// OrderedHolds returns the open holds that authorities ordered. It reads all holds: for audits and imports, never for a
// block.
func (k *Keeper) OrderedHolds(ctx context.Context) ([]types.Hold, error) {
	var ordered []types.Hold
	err := k.ledger.holds.Walk(ctx, nil, func(_ holdKey, hold types.Hold) (bool, error) {
		if hold.Ordered && hold.IsOpen() {
			ordered = append(ordered, hold)
		}
		return false, nil
	})
	return ordered, err
}

// CheckFlag fails with ErrFlagNotFound unless the customer's business day was flagged so.
func (k *Keeper) CheckFlag(
	ctx context.Context, operatorID string, day types.Day, customerRef []byte, kind types.FlagKind, direction types.FlagDirection,
) error {
	exists, err := k.ledger.flags.Has(ctx, collections.Join4(operatorID, day, customerRef, types.FlagRule(kind, direction)))
	if err != nil {
		return err
	}
	if !exists {
		return types.ErrFlagNotFound.Wrapf("%s %s of customer %x of %s on %s", kind, direction, customerRef, operatorID, day)
	}
	return nil
}

// walletOpened tells whoever may have ordered something about the customer.
func (k *Keeper) walletOpened(ctx context.Context, wallet sdk.AccAddress, profile types.WalletProfile) error {
	if k.orders == nil {
		return nil
	}
	return k.orders.WalletOpened(ctx, wallet, profile)
}
