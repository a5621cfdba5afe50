package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// order fails with ErrOrderNotFound.
func (k *Keeper) order(ctx context.Context, key ownKey) (types.Order, error) {
	return lookup.Find(ctx, k.orders, key, func() error { return types.ErrOrderNotFound.Wrapf("order %s of %s", key.K2(), key.K1()) })
}

// ownOrder is an order of the officer's member.
func (k *Keeper) ownOrder(ctx context.Context, officer string, reference ident.Reference) (types.Act, ownKey, types.Order, error) {
	act, err := k.act(ctx, officer)
	if err != nil {
		return act, ownKey{}, types.Order{}, err
	}
	key := collections.Join(act.Member.Id, reference.String())
	order, err := k.order(ctx, key)
	return act, key, order, err
}

// proposeOrder wants a member that may order at all; how much and how long is asked when the terms are known.
func (k *Keeper) proposeOrder(ctx context.Context, inspector string, reference ident.Reference, caseKey ownKey, commitment []byte) error {
	act, err := k.act(ctx, inspector)
	if err != nil {
		return err
	}
	if _, err := k.power(ctx, act); err != nil {
		return err
	}
	c, err := k.orderingCase(ctx, act, caseKey)
	if err != nil {
		return err
	}
	key := collections.Join(act.Member.Id, reference.String())
	if err := lookup.Absent(ctx, k.orders, key, types.ErrOrderExists.Wrapf("order %s of %s", key.K2(), key.K1())); err != nil {
		return err
	}
	order, err := types.NewOrder(act, reference.String(), c, commitment)
	if err != nil {
		return err
	}
	return k.saveOrder(ctx, order, act.Officer)
}

// orderingCase is an open case of which the member of the act is an authority.
func (k *Keeper) orderingCase(ctx context.Context, act types.Act, key ownKey) (types.Case, error) {
	c, err := k.caseOf(ctx, key)
	if err != nil {
		return c, err
	}
	if err := c.CheckAuthority(act.Member.Id); err != nil {
		return c, err
	}
	return c, c.Allow(types.CaseOrder)
}

func (k *Keeper) enforceOrder(ctx context.Context, supervisor string, reference ident.Reference, terms types.OrderTerms) error {
	act, _, order, err := k.ownOrder(ctx, supervisor, reference)
	if err != nil {
		return err
	}
	power, err := k.power(ctx, act)
	if err != nil {
		return err
	}
	if _, err := k.orderingCase(ctx, act, collections.Join(order.LeadId, order.CaseId)); err != nil {
		return err
	}
	if order, err = order.Enforce(act, terms, power); err != nil {
		return err
	}
	wallets, err := k.targets(ctx, terms)
	if err != nil {
		return err
	}
	for _, wallet := range wallets {
		if err := k.placeHold(ctx, order, wallet); err != nil {
			return err
		}
	}
	return k.saveOrder(ctx, order, act.Officer)
}

func (k *Keeper) withdrawOrder(ctx context.Context, officer string, reference ident.Reference, reason string) error {
	act, _, order, err := k.ownOrder(ctx, officer, reference)
	if err != nil {
		return err
	}
	if order, err = order.Withdraw(act, reason); err != nil {
		return err
	}
	return k.saveOrder(ctx, order, act.Officer)
}

func (k *Keeper) serveOrder(ctx context.Context, inspector string, reference ident.Reference, noticeHash []byte, basis string) error {
	act, key, order, err := k.ownOrder(ctx, inspector, reference)
	if err != nil {
		return err
	}
	if order, err = order.Serve(act, noticeHash, basis); err != nil {
		return err
	}
	if err := k.orders.Set(ctx, key, order); err != nil {
		return err
	}
	return emit(ctx, &types.EventOrderServed{MemberId: order.MemberId, Reference: order.Reference, Officer: act.Officer})
}

// objectOrder is the holder's of a wallet on which the order has a hold.
func (k *Keeper) objectOrder(ctx context.Context, holder sdk.AccAddress, key ownKey, statementHash []byte) error {
	order, err := k.order(ctx, key)
	if err != nil {
		return err
	}
	name := consortiumtypes.FormatAddress(holder)
	if order, err = order.Object(name, now(ctx), statementHash); err != nil {
		return err
	}
	held, err := k.orderWallets.Has(ctx, collections.Join(key, holder))
	if err != nil {
		return err
	}
	if !held {
		return types.ErrObjection.Wrapf("order %s of %s is not on %s", key.K2(), key.K1(), name)
	}
	if err := k.orders.Set(ctx, key, order); err != nil {
		return err
	}
	return emit(ctx, &types.EventOrderObjected{MemberId: order.MemberId, Reference: order.Reference, Holder: name})
}

// reviewOrder is the judgement of another authority; what it does not uphold holds nothing from now on.
func (k *Keeper) reviewOrder(ctx context.Context, reviewer string, key ownKey, uphold bool, reasonsHash []byte, basis string) error {
	act, err := k.act(ctx, reviewer)
	if err != nil {
		return err
	}
	order, err := k.order(ctx, key)
	if err != nil {
		return err
	}
	if err := k.checkOutside(ctx, act, collections.Join(order.LeadId, order.CaseId)); err != nil {
		return err
	}
	authority, err := k.consortium.Member(ctx, order.MemberId)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if order, err = order.Judge(act, authority, params, uphold, reasonsHash, basis); err != nil {
		return err
	}
	if !uphold {
		if err := k.liftHolds(ctx, key); err != nil {
			return err
		}
	}
	if err := k.orders.Set(ctx, key, order); err != nil {
		return err
	}
	return emit(ctx, &types.EventOrderReviewed{
		MemberId: order.MemberId, Reference: order.Reference, Upheld: uphold, ReviewerId: act.Member.Id, Officer: act.Officer,
	})
}

// saveOrder records a change of status that no other event tells.
func (k *Keeper) saveOrder(ctx context.Context, order types.Order, officer string) error {
	if err := k.orders.Set(ctx, collections.Join(order.MemberId, order.Reference), order); err != nil {
		return err
	}
	return emit(ctx, &types.EventOrder{MemberId: order.MemberId, Reference: order.Reference, Status: order.Status, Officer: officer})
}
