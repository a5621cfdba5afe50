package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// InitGenesis fills the empty store, after checking that messages could have led to the state (ErrInvalidGenesis), with parties that are
// enterprises (the single window's ErrEnterpriseNotFound).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.layout.Set(ctx, types.Layout); err != nil {
		return err
	}
	for _, carrier := range g.Carriers {
		wallet, err := consortiumtypes.ParseAddress(carrier.Wallet)
		if err != nil {
			return err
		}
		if _, err := k.window.Enterprise(ctx, wallet); err != nil {
			return err
		}
		if err := k.carriers.Set(ctx, wallet, carrier); err != nil {
			return err
		}
	}
	for _, title := range g.Titles {
		id, err := singlewindowtypes.ParseDocumentID(title.Id)
		if err != nil {
			return err
		}
		for _, wallet := range title.Joined(types.Title{}, types.Act{}) {
			address, err := consortiumtypes.ParseAddress(wallet)
			if err != nil {
				return err
			}
			if _, err := k.window.Enterprise(ctx, address); err != nil {
				return err
			}
		}
		if err := k.titles.Set(ctx, id[:], title); err != nil {
			return err
		}
	}
	for _, act := range g.Acts {
		id, err := singlewindowtypes.ParseDocumentID(act.TitleId)
		if err != nil {
			return err
		}
		if err := k.acts.Set(ctx, collections.Join(id[:], act.Number), act); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	var err error
	if g.Carriers, err = lookup.All(ctx, k.carriers); err != nil {
		return nil, err
	}
	if g.Titles, err = lookup.All(ctx, k.titles); err != nil {
		return nil, err
	}
	g.Acts, err = lookup.All(ctx, k.acts)
	return g, err
}
