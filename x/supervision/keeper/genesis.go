package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis), and that the currency,
// which is filled before, has the holds of the orders and no others (ErrHolds).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	for _, entry := range g.AuthorityWallets {
		if err := k.authorityWallets.Set(ctx, entry.MemberId, entry); err != nil {
			return err
		}
	}
	for _, load := range []func(context.Context, *types.GenesisState) error{k.initCases, k.initSubjects, k.initOrders, k.initFlagReviews} {
		if err := load(ctx, g); err != nil {
			return err
		}
	}
	return k.CheckHolds(ctx)
}

func (k *Keeper) initCases(ctx context.Context, g *types.GenesisState) error {
	for _, campaign := range g.Campaigns {
		if err := k.campaigns.Set(ctx, collections.Join(campaign.LeadId, campaign.Id), campaign); err != nil {
			return err
		}
	}
	for _, c := range g.Cases {
		if err := k.cases.Set(ctx, collections.Join(c.LeadId, c.Id), c); err != nil {
			return err
		}
	}
	for _, envelope := range g.Envelopes {
		key := collections.Join(collections.Join(envelope.LeadId, envelope.CaseId), envelope.Envelope.RecipientId)
		if err := k.envelopes.Set(ctx, key, envelope); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initSubjects(ctx context.Context, g *types.GenesisState) error {
	for _, subject := range g.Subjects {
		key := collections.Join(collections.Join(subject.LeadId, subject.CaseId), subject.Number)
		if err := k.subjects.Set(ctx, key, subject); err != nil {
			return err
		}
	}
	for _, step := range g.Steps {
		key := collections.Join(collections.Join(step.LeadId, step.CaseId), step.Number)
		if err := k.steps.Set(ctx, key, step); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initOrders(ctx context.Context, g *types.GenesisState) error {
	for _, order := range g.Orders {
		if err := k.orders.Set(ctx, collections.Join(order.MemberId, order.Reference), order); err != nil {
			return err
		}
	}
	for _, entry := range g.OrderWallets {
		wallet, err := parseAddress(entry.Wallet)
		if err != nil {
			return err
		}
		if err := k.orderWallets.Set(ctx, collections.Join(collections.Join(entry.MemberId, entry.Reference), wallet)); err != nil {
			return err
		}
	}
	for _, change := range g.OrderChanges {
		key := collections.Join(collections.Join(change.MemberId, change.OrderReference), change.Reference)
		if err := k.changes.Set(ctx, key, change); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initFlagReviews(ctx context.Context, g *types.GenesisState) error {
	for _, review := range g.FlagReviews {
		key, err := flagKeyOf(review.Flag)
		if err != nil {
			return err
		}
		if err := k.flagReviews.Set(ctx, key, review); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	var err error
	if g.Params, err = k.params.Get(ctx); err != nil {
		return nil, err
	}
	for _, read := range []func() error{
		func() (err error) { g.AuthorityWallets, err = lookup.All(ctx, k.authorityWallets); return err },
		func() (err error) { g.Campaigns, err = lookup.All(ctx, k.campaigns); return err },
		func() (err error) { g.Cases, err = lookup.All(ctx, k.cases); return err },
		func() (err error) { g.Subjects, err = lookup.All(ctx, k.subjects); return err },
		func() (err error) { g.Steps, err = lookup.All(ctx, k.steps); return err },
		func() (err error) { g.Envelopes, err = lookup.All(ctx, k.envelopes); return err },
		func() (err error) { g.Orders, err = lookup.All(ctx, k.orders); return err },
		func() (err error) { g.OrderChanges, err = lookup.All(ctx, k.changes); return err },
		func() (err error) { g.FlagReviews, err = lookup.All(ctx, k.flagReviews); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	err = k.orderWallets.Walk(ctx, nil, func(key orderWalletKey) (bool, error) {
		g.OrderWallets = append(g.OrderWallets, orderWalletOf(key))
		return false, nil
	})
	return g, err
}

func orderWalletOf(key orderWalletKey) types.OrderWallet {
	return types.OrderWallet{MemberId: key.K1().K1(), Reference: key.K1().K2(), Wallet: consortiumtypes.FormatAddress(key.K2())}
}

// CheckHolds fails with ErrHolds unless each order in force holds exactly what its terms say, and nothing is held by an
// order that is not. It reads the whole state: for tests, audits and imports, never for a block.
func (k *Keeper) CheckHolds(ctx context.Context) error {
	for _, check := range []func(context.Context) error{k.checkPlaced, k.checkCovered, k.checkOrdered} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkPlaced compares the hold on each wallet of an order with the order. One of an order whose end has come may have
// lapsed before it.
func (k *Keeper) checkPlaced(ctx context.Context) error {
	return k.orderWallets.Walk(ctx, nil, func(key orderWalletKey) (bool, error) {
		order, err := k.order(ctx, key.K1())
		if err != nil {
			return true, err
		}
		hold, err := k.currency.Hold(ctx, key.K2(), order.MemberId, order.Reference)
		if err != nil {
			return true, err
		}
		lapsed := hold.Status == currencytypes.HOLD_STATUS_LAPSED && !order.IsInForce(now(ctx))
		if !hold.IsOpen() && !lapsed || hold.Side != currencytypes.HOLD_SIDE_DEBIT || !hold.Ordered ||
			hold.EndsAt == nil || !hold.EndsAt.Equal(order.Terms.EndsAt) || hold.AmountFen != order.Terms.AmountFen {
			return true, types.ErrHolds.Wrapf("order %s of %s: hold on %s is %s, %s, of %s until %s; ordered: %t", order.Reference,
				order.MemberId, hold.Wallet, hold.Status, hold.Side, types.Fen(hold.AmountFen), hold.EndsAt, hold.Ordered)
		}
		return false, nil
	})
}

// checkCovered wants each order in force on every wallet that it must hold.
func (k *Keeper) checkCovered(ctx context.Context) error {
	return k.orders.Walk(ctx, nil, func(key ownKey, order types.Order) (bool, error) {
		if !order.IsInForce(now(ctx)) {
			return false, nil
		}
		wallets, err := k.covered(ctx, *order.Terms)
		if err != nil {
			return true, err
		}
		for _, wallet := range wallets {
			if err := k.checkOnRecord(ctx, key, wallet); err != nil {
				return true, err
			}
		}
		return false, nil
	})
}

// checkOrdered wants each open hold that is marked as ordered on record: nobody could lift another.
func (k *Keeper) checkOrdered(ctx context.Context) error {
	holds, err := k.currency.OrderedHolds(ctx)
	if err != nil {
		return err
	}
	for _, hold := range holds {
		wallet, err := parseAddress(hold.Wallet)
		if err != nil {
			return err
		}
		if err := k.checkOnRecord(ctx, collections.Join(hold.MemberId, hold.Reference), wallet); err != nil {
			return err
		}
	}
	return nil
}

// checkOnRecord fails with ErrHolds unless the order is recorded to have a hold on the wallet.
func (k *Keeper) checkOnRecord(ctx context.Context, key ownKey, wallet sdk.AccAddress) error {
	held, err := k.orderWallets.Has(ctx, collections.Join(key, wallet))
	if err != nil {
		return err
	}
	if !held {
		return types.ErrHolds.Wrapf("order %s of %s: order_wallets has no entry of %s", key.K2(), key.K1(), consortiumtypes.FormatAddress(wallet))
	}
	return nil
}
