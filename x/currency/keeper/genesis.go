package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	if err := k.pilot.Set(ctx, g.Pilot); err != nil {
		return err
	}
	for _, load := range []func(context.Context, *types.GenesisState) error{
		k.ledger.initGenesis, k.ledger.initWallets, k.initActs, k.initIssuances, k.initRedemptions, k.initExchanges,
		k.initClaims, k.initAllocations,
	} {
		if err := load(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initIssuances(ctx context.Context, g *types.GenesisState) error {
	for _, issuance := range g.Issuances {
		if err := k.issuances.Set(ctx, collections.Join(issuance.MemberId, issuance.Id), issuance); err != nil {
			return err
		}
	}
	for _, reserve := range g.Reserves {
		if err := k.reserves.Set(ctx, reserve.Reference, reserve); err != nil {
			return err
		}
	}
	for _, approval := range g.SingleApprovals {
		day, err := types.ParseDay(approval.Day)
		if err != nil {
			return err
		}
		if err := k.singleApprovals.Set(ctx, collections.Join(approval.MemberId, day), types.Fen(approval.TotalFen)); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initRedemptions(ctx context.Context, g *types.GenesisState) error {
	for _, redemption := range g.Redemptions {
		if err := k.redemptions.Set(ctx, collections.Join(redemption.MemberId, redemption.Id), redemption); err != nil {
			return err
		}
	}
	for _, credit := range g.CreditReferences {
		if err := k.creditReferences.Set(ctx, credit.Reference, credit); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initExchanges(ctx context.Context, g *types.GenesisState) error {
	for _, exchange := range g.ExchangesOut {
		if err := k.exchangesOut.Set(ctx, collections.Join(exchange.MemberId, exchange.Reference), exchange); err != nil {
			return err
		}
	}
	for _, exchange := range g.ExchangesIn {
		wallet, err := consortiumtypes.ParseAddress(exchange.Wallet)
		if err != nil {
			return err
		}
		if err := k.exchangesIn.Set(ctx, collections.Join(wallet, exchange.Reference), exchange); err != nil {
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
	if g.Pilot, err = k.pilot.Get(ctx); err != nil {
		return nil, err
	}
	for _, save := range []func(context.Context, *types.GenesisState) error{
		k.ledger.exportGenesis, k.ledger.exportWallets, k.exportActs, k.exportIssuances, k.exportRedemptions, k.exportExchanges,
		k.exportClaims, k.exportAllocations,
	} {
		if err := save(ctx, g); err != nil {
			return nil, err
		}
	}
	return g, nil
}

func (k *Keeper) exportIssuances(ctx context.Context, g *types.GenesisState) error {
	var err error
	if g.Issuances, err = lookup.All(ctx, k.issuances); err != nil {
		return err
	}
	if g.Reserves, err = lookup.All(ctx, k.reserves); err != nil {
		return err
	}
	return k.singleApprovals.Walk(ctx, nil, func(key boxDayKey, total types.Fen) (bool, error) {
		g.SingleApprovals = append(g.SingleApprovals, types.SingleApproval{MemberId: key.K1(), Day: key.K2().String(), TotalFen: uint64(total)})
		return false, nil
	})
}

func (k *Keeper) exportRedemptions(ctx context.Context, g *types.GenesisState) (err error) {
	if g.Redemptions, err = lookup.All(ctx, k.redemptions); err != nil {
		return err
	}
	g.CreditReferences, err = lookup.All(ctx, k.creditReferences)
	return err
}

func (k *Keeper) exportExchanges(ctx context.Context, g *types.GenesisState) (err error) {
	if g.ExchangesOut, err = lookup.All(ctx, k.exchangesOut); err != nil {
		return err
	}
	g.ExchangesIn, err = lookup.All(ctx, k.exchangesIn)
	return err
}
