package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// InitGenesis fills the empty store, after checking that messages could have led to the state (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	for _, letter := range g.Letters {
		if err := k.letters.Set(ctx, keyOf(letter), letter); err != nil {
			return err
		}
	}
	for _, amendment := range g.Amendments {
		if err := k.amendments.Set(ctx, amendmentKey(amendment), amendment); err != nil {
			return err
		}
	}
	for _, p := range g.Presentations {
		if err := k.presentations.Set(ctx, partOf(p.IssuingBankId, p.LetterNumber, p.Number), p); err != nil {
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
	if g.Letters, err = lookup.All(ctx, k.letters); err != nil {
		return nil, err
	}
	if g.Amendments, err = lookup.All(ctx, k.amendments); err != nil {
		return nil, err
	}
	g.Presentations, err = lookup.All(ctx, k.presentations)
	return g, err
}
