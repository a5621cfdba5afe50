package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	for _, round := range g.Rounds {
		if err := k.setRound(ctx, round); err != nil {
			return err
		}
		if err := k.roundsByID.Set(ctx, collections.Join(round.BodyId, round.Id), round.FrozenAt); err != nil {
			return err
		}
	}
	for _, inspection := range g.Inspections {
		if err := k.inspections.Set(ctx, collections.Join(inspection.Number, inspection.At), inspection); err != nil {
			return err
		}
	}
	for _, order := range g.InspectionOrders {
		if err := k.saveOrder(ctx, order); err != nil {
			return err
		}
	}
	for _, report := range g.MisuseReports {
		if err := k.misuse.Set(ctx, report.Seal, report); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	g := &types.GenesisState{Params: params}
	if g.Rounds, err = lookup.All(ctx, k.rounds); err != nil {
		return nil, err
	}
	if g.Inspections, err = lookup.All(ctx, k.inspections); err != nil {
		return nil, err
	}
	if g.InspectionOrders, err = lookup.All(ctx, k.orders); err != nil {
		return nil, err
	}
	g.MisuseReports, err = lookup.All(ctx, k.misuse)
	return g, err
}
