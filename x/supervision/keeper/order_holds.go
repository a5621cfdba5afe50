package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

var _ currencytypes.Orders = (*Keeper)(nil)

// covered are the wallets that an order of the terms holds: the one it names, or the open ones of its customer. Of more
// than types.MaxOrderWallets it returns one too many.
func (k *Keeper) covered(ctx context.Context, terms types.OrderTerms) ([]sdk.AccAddress, error) {
	if terms.Wallet != "" {
		wallet, err := parseAddress(terms.Wallet)
		return []sdk.AccAddress{wallet}, err
	}
	return k.currency.OpenWalletsOf(ctx, terms.OperatorId, terms.CustomerRef, types.MaxOrderWallets+1)
}

// targets are the wallets on which a new order places its holds (ErrOrderWallets).
func (k *Keeper) targets(ctx context.Context, terms types.OrderTerms) ([]sdk.AccAddress, error) {
	wallets, err := k.covered(ctx, terms)
	if err != nil || terms.Wallet != "" {
		return wallets, err
	}
	customer := customerKeyOf(terms.OperatorId, terms.CustomerRef)
	orders, err := k.customerOrders(ctx, customer)
	if err != nil {
		return nil, err
	}
	if len(orders) >= types.MaxCustomerOrders {
		return nil, types.ErrOrderWallets.Wrapf("customer %x of %s: limit %d orders on all wallets, has %d",
			terms.CustomerRef, terms.OperatorId, types.MaxCustomerOrders, len(orders))
	}
	if len(wallets) > types.MaxOrderWallets {
		return nil, types.ErrOrderWallets.Wrapf("customer %x of %s: limit %d wallets, has more: order them one by one",
			terms.CustomerRef, terms.OperatorId, types.MaxOrderWallets)
	}
	return wallets, nil
}

// customerOrders are the orders on all wallets of a customer that were not yet found to have lapsed.
func (k *Keeper) customerOrders(ctx context.Context, customer customerKey) ([]ownKey, error) {
	var orders []ownKey
	ofCustomer := collections.NewPrefixedPairRange[customerKey, ownKey](customer)
	err := k.orders.Indexes.byCustomer.Walk(ctx, ofCustomer, func(entry collections.Pair[customerKey, ownKey]) (bool, error) {
		orders = append(orders, entry.K2())
		return false, nil
	})
	return orders, err
}

// WalletOpened puts a new wallet under the orders on all wallets of its customer (ErrOrderWallets).
func (k *Keeper) WalletOpened(ctx context.Context, wallet sdk.AccAddress, profile currencytypes.WalletProfile) error {
	keys, err := k.customerOrders(ctx, customerKeyOf(profile.OperatorId, profile.CustomerRef))
	if err != nil {
		return err
	}
	for _, key := range keys {
		order, err := k.order(ctx, key)
		if err != nil {
			return err
		}
		if !order.IsInForce(now(ctx)) {
			continue
		}
		held, err := k.heldBy(ctx, key, types.MaxOrderWallets)
		if err != nil {
			return err
		}
		if len(held) == types.MaxOrderWallets {
			return types.ErrOrderWallets.Wrapf("order %s of %s: limit %d wallets of the customer", key.K2(), key.K1(), types.MaxOrderWallets)
		}
		if err := k.placeHold(ctx, order, wallet); err != nil {
			return err
		}
	}
	return nil
}

// placeHold stops what the order says at one wallet.
func (k *Keeper) placeHold(ctx context.Context, order types.Order, wallet sdk.AccAddress) error {
	endsAt := order.Terms.EndsAt
	err := k.currency.PlaceHold(ctx, currencytypes.Hold{
		Wallet: consortiumtypes.FormatAddress(wallet), MemberId: order.MemberId, Reference: order.Reference,
		Side: currencytypes.HOLD_SIDE_DEBIT, AmountFen: order.Terms.AmountFen, Ground: order.Terms.LegalBasis,
		Officer: order.EnforcedBy, EndsAt: &endsAt, Ordered: true,
	})
	if err != nil {
		return err
	}
	return k.orderWallets.Set(ctx, collections.Join(collections.Join(order.MemberId, order.Reference), wallet))
}

// heldBy returns the wallets on which an order has a hold, at most limit.
func (k *Keeper) heldBy(ctx context.Context, key ownKey, limit int) ([]sdk.AccAddress, error) {
	var wallets []sdk.AccAddress
	ofOrder := collections.NewPrefixedPairRange[ownKey, sdk.AccAddress](key)
	err := k.orderWallets.Walk(ctx, ofOrder, func(entry orderWalletKey) (bool, error) {
		wallets = append(wallets, entry.K2())
		return len(wallets) == limit, nil
	})
	return wallets, err
}

// liftHolds ends all holds of an order in force.
func (k *Keeper) liftHolds(ctx context.Context, key ownKey) error {
	return k.forHolds(ctx, key, types.MaxOrderWallets, func(wallet sdk.AccAddress) error {
		if err := k.currency.LiftHold(ctx, wallet, key.K1(), key.K2()); err != nil {
			return err
		}
		return k.orderWallets.Remove(ctx, collections.Join(key, wallet))
	})
}

// prolongHolds moves the end of all holds of an order in force.
func (k *Keeper) prolongHolds(ctx context.Context, key ownKey, until time.Time) error {
	return k.forHolds(ctx, key, types.MaxOrderWallets, func(wallet sdk.AccAddress) error {
		return k.currency.ProlongHold(ctx, wallet, key.K1(), key.K2(), until)
	})
}

func (k *Keeper) forHolds(ctx context.Context, key ownKey, limit int, do func(sdk.AccAddress) error) error {
	wallets, err := k.heldBy(ctx, key, limit)
	if err != nil {
		return err
	}
	for _, wallet := range wallets {
		if err := do(wallet); err != nil {
			return err
		}
	}
	return nil
}
