package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis), and that the single window, which
// is filled before, has the documents.
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.layout.Set(ctx, types.Layout); err != nil {
		return err
	}
	for _, a := range g.Authorisations {
		id, err := k.existing(ctx, a.DocumentId)
		if err != nil {
			return err
		}
		if err := k.authorisations.Set(ctx, collections.Join3(id[:], a.BankId, a.Reference), a); err != nil {
			return err
		}
	}
	for _, p := range g.Positions {
		id, err := k.existing(ctx, p.DocumentId)
		if err != nil {
			return err
		}
		if err := k.positions.Set(ctx, id[:], p); err != nil {
			return err
		}
	}
	for _, p := range g.Pledges {
		if err := k.pledges.Set(ctx, keyOf(p), p); err != nil {
			return err
		}
	}
	for _, r := range g.Repayments {
		if err := k.repayments.Set(ctx, collections.Join(collections.Join(r.BankId, r.Pledge), r.Reference), r); err != nil {
			return err
		}
	}
	for _, c := range g.Collections {
		id, err := k.existing(ctx, c.DocumentId)
		if err != nil {
			return err
		}
		if err := k.collections.Set(ctx, collections.Join3(id[:], c.BankId, c.Reference), c); err != nil {
			return err
		}
	}
	for _, p := range g.Parts {
		id, err := k.existing(ctx, p.DocumentId)
		if err != nil {
			return err
		}
		if _, err := k.existing(ctx, p.PartId); err != nil {
			return err
		}
		if err := k.parts.Set(ctx, collections.Join(id[:], p.Reference), p); err != nil {
			return err
		}
	}
	for _, s := range g.Statistics {
		if err := k.statistics.Set(ctx, collections.Join3(s.Month, s.Purpose, s.Currency), s); err != nil {
			return err
		}
	}
	return nil
}

// existing reads the id of a document that there is.
func (k *Keeper) existing(ctx context.Context, documentID string) (types.DocumentID, error) {
	id, err := singlewindowtypes.ParseDocumentID(documentID)
	if err != nil {
		return id, err
	}
	_, err = k.window.Document(ctx, id)
	return id, err
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	for _, read := range []func() error{
		func() (err error) { g.Authorisations, err = lookup.All(ctx, k.authorisations); return err },
		func() (err error) { g.Positions, err = lookup.All(ctx, k.positions); return err },
		func() (err error) { g.Pledges, err = lookup.All(ctx, k.pledges); return err },
		func() (err error) { g.Repayments, err = lookup.All(ctx, k.repayments); return err },
		func() (err error) { g.Collections, err = lookup.All(ctx, k.collections); return err },
		func() (err error) { g.Parts, err = lookup.All(ctx, k.parts); return err },
		func() (err error) { g.Statistics, err = lookup.All(ctx, k.statistics); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return g, nil
}
