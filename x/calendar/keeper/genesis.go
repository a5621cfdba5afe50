package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

// InitGenesis fills the empty store, after checking that messages could have led to the state (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.layout.Set(ctx, types.Layout); err != nil {
		return err
	}
	for _, edition := range g.Editions {
		current, err := k.edition(ctx, edition.Calendar.Year)
		if err != nil {
			return err
		}
		if err := k.publish(ctx, current, edition); err != nil {
			return err
		}
	}
	for _, proposal := range g.Proposals {
		if err := k.proposals.Set(ctx, proposal.Calendar.Year, proposal); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state: editions by year and number, proposals by year.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	err := k.current.Walk(ctx, nil, func(year uint32, current types.Edition) (bool, error) {
		before := collections.NewPrefixedPairRange[uint32, uint32](year)
		err := k.superseded.Walk(ctx, before, func(_ collections.Pair[uint32, uint32], edition types.Edition) (bool, error) {
			g.Editions = append(g.Editions, edition)
			return false, nil
		})
		g.Editions = append(g.Editions, current)
		return false, err
	})
	if err != nil {
		return nil, err
	}
	err = k.proposals.Walk(ctx, nil, func(_ uint32, proposal types.Proposal) (bool, error) {
		g.Proposals = append(g.Proposals, proposal)
		return false, nil
	})
	return g, err
}
