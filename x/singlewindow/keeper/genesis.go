package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.catalogue.Set(ctx, g.Catalogue); err != nil {
		return err
	}
	for _, enterprise := range g.Enterprises {
		wallet, err := consortiumtypes.ParseAddress(enterprise.Wallet)
		if err != nil {
			return err
		}
		if err := k.enterprises.Set(ctx, wallet, enterprise); err != nil {
			return err
		}
	}
	for _, key := range g.SealingKeys {
		if err := k.sealingKeys.Set(ctx, key.Holder, key); err != nil {
			return err
		}
	}
	for _, document := range g.Documents {
		id, err := types.ParseDocumentID(document.Id)
		if err != nil {
			return err
		}
		if err := k.documents.Set(ctx, id[:], document); err != nil {
			return err
		}
	}
	return k.initHistory(ctx, g)
}

// initHistory loads what belongs to documents.
func (k *Keeper) initHistory(ctx context.Context, g *types.GenesisState) error {
	for _, amendment := range g.Amendments {
		if err := setNumbered(ctx, k.amendments, amendment.DocumentId, uint64(amendment.Version), amendment); err != nil {
			return err
		}
	}
	for _, match := range g.PartialMatches {
		if err := setNumbered(ctx, k.partialMatches, match.DocumentId, uint64(match.Number), match); err != nil {
			return err
		}
	}
	for _, access := range g.Accesses {
		if err := setNumbered(ctx, k.accesses, access.DocumentId, access.Number, access); err != nil {
			return err
		}
	}
	for _, endorsement := range g.Endorsements {
		id, err := types.ParseDocumentID(endorsement.DocumentId)
		if err != nil {
			return err
		}
		if err := k.endorsements.Set(ctx, endorsementKeyOf(id, endorsement), endorsement); err != nil {
			return err
		}
	}
	for _, envelope := range g.Envelopes {
		id, err := types.ParseDocumentID(envelope.DocumentId)
		if err != nil {
			return err
		}
		if err := k.envelopes.Set(ctx, collections.Join(id[:], envelope.Recipient), envelope); err != nil {
			return err
		}
	}
	return nil
}

func setNumbered[Value any](ctx context.Context, to collections.Map[numberedKey, Value], documentID string, number uint64, value Value) error {
	id, err := types.ParseDocumentID(documentID)
	if err != nil {
		return err
	}
	return to.Set(ctx, collections.Join(id[:], number), value)
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	catalogue, err := k.catalogue.Get(ctx)
	if err != nil {
		return nil, err
	}
	g := &types.GenesisState{Catalogue: catalogue}
	for _, read := range []func() error{
		func() (err error) { g.Enterprises, err = lookup.All(ctx, k.enterprises); return err },
		func() (err error) { g.SealingKeys, err = lookup.All(ctx, k.sealingKeys); return err },
		func() (err error) { g.Documents, err = lookup.All(ctx, k.documents); return err },
		func() (err error) { g.Amendments, err = lookup.All(ctx, k.amendments); return err },
		func() (err error) { g.PartialMatches, err = lookup.All(ctx, k.partialMatches); return err },
		func() (err error) { g.Endorsements, err = lookup.All(ctx, k.endorsements); return err },
		func() (err error) { g.Envelopes, err = lookup.All(ctx, k.envelopes); return err },
		func() (err error) { g.Accesses, err = lookup.All(ctx, k.accesses); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return g, nil
}
