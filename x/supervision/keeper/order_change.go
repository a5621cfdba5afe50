package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// change fails with ErrOrderChangeNotFound.
func (k *Keeper) change(ctx context.Context, key changeKey) (types.OrderChange, error) {
	return lookup.Find(ctx, k.changes, key, func() error {
		return types.ErrOrderChangeNotFound.Wrapf("change %s of order %s of %s", key.K2(), key.K1().K2(), key.K1().K1())
	})
}

// proposeOrderChange tries the change, so that the first officer learns of a mistake before the second does.
func (k *Keeper) proposeOrderChange(ctx context.Context, inspector string, reference ident.Reference, change types.OrderChange) error {
	act, key, order, err := k.ownOrder(ctx, inspector, reference)
	if err != nil {
		return err
	}
	power, err := k.power(ctx, act)
	if err != nil {
		return err
	}
	if change, err = types.NewOrderChange(act, order, change, power); err != nil {
		return err
	}
	exists := types.ErrOrderChangeExists.Wrapf("change %s of order %s of %s", change.Reference, key.K2(), key.K1())
	if err := lookup.Absent(ctx, k.changes, collections.Join(key, change.Reference), exists); err != nil {
		return err
	}
	return k.saveChange(ctx, change, act.Officer, "", "")
}

func (k *Keeper) decideOrderChange(ctx context.Context, supervisor string, reference, changeReference ident.Reference, agree bool, reason string) error {
	act, key, order, err := k.ownOrder(ctx, supervisor, reference)
	if err != nil {
		return err
	}
	change, err := k.change(ctx, collections.Join(key, changeReference.String()))
	if err != nil {
		return err
	}
	if !agree {
		if change, err = change.Reject(act, reason); err != nil {
			return err
		}
		return k.saveChange(ctx, change, act.Officer, "", "")
	}
	if change, err = change.Confirm(act); err != nil {
		return err
	}
	power, err := k.power(ctx, act)
	if err != nil {
		return err
	}
	if order, err = order.Change(act, change, power); err != nil {
		return err
	}
	from, to, err := k.carryOut(ctx, key, order, change)
	if err != nil {
		return err
	}
	if err := k.orders.Set(ctx, key, order); err != nil {
		return err
	}
	return k.saveChange(ctx, change, act.Officer, from, to)
}

// carryOut does to the holds what the change does to the order, and returns between which wallets money moved.
func (k *Keeper) carryOut(ctx context.Context, key ownKey, order types.Order, change types.OrderChange) (from, to string, err error) {
	switch change.Kind {
	case types.ORDER_CHANGE_KIND_EXTENSION:
		return "", "", k.prolongHolds(ctx, key, order.Terms.EndsAt)
	case types.ORDER_CHANGE_KIND_RELEASE:
		return "", "", k.liftHolds(ctx, key)
	default:
		return k.transferHeld(ctx, key, order, types.Fen(change.AmountFen))
	}
}

// transferHeld moves held money to the authority's wallet, and ends the hold.
func (k *Keeper) transferHeld(ctx context.Context, key ownKey, order types.Order, amount types.Fen) (from, to string, err error) {
	entry, err := k.authorityWallets.Get(ctx, order.MemberId)
	if errors.Is(err, collections.ErrNotFound) {
		return "", "", types.ErrAuthorityWallet.Wrapf("%s has none: a resolution names it", order.MemberId)
	}
	if err != nil {
		return "", "", err
	}
	wallet, err := parseAddress(order.Terms.Wallet)
	if err != nil {
		return "", "", err
	}
	destination, err := parseAddress(entry.Wallet)
	if err != nil {
		return "", "", err
	}
	if err := k.currency.TransferHeld(ctx, wallet, order.MemberId, order.Reference, destination, amount); err != nil {
		return "", "", err
	}
	return order.Terms.Wallet, entry.Wallet, k.orderWallets.Remove(ctx, collections.Join(key, wallet))
}

func (k *Keeper) saveChange(ctx context.Context, change types.OrderChange, officer, from, to string) error {
	key := collections.Join(collections.Join(change.MemberId, change.OrderReference), change.Reference)
	if err := k.changes.Set(ctx, key, change); err != nil {
		return err
	}
	return emit(ctx, &types.EventOrderChange{
		MemberId: change.MemberId, OrderReference: change.OrderReference, Reference: change.Reference, Kind: change.Kind,
		Status: change.Status, EndsAt: change.EndsAt, AmountFen: change.AmountFen, From: from, To: to, Officer: officer,
	})
}
