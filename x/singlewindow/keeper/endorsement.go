package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func (k *Keeper) endorseDocument(ctx context.Context, id types.DocumentID, msg *types.MsgEndorseDocument) error {
	_, memberID, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	catalogue, err := k.catalogue.Get(ctx)
	if err != nil {
		return err
	}
	said, err := k.said(ctx, catalogue, document, id, msg)
	if err != nil {
		return err
	}
	endorsement, err := types.NewEndorsement(catalogue, document, msg, memberID, said, height(ctx))
	if err != nil {
		return err
	}
	key := endorsementKeyOf(id, endorsement)
	exists, err := k.endorsements.Has(ctx, key)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrEndorsementExists.Wrapf("of department %s, function %s, version %d of document %s", msg.Department, msg.Function,
			document.Version, document.Id)
	}
	if err := k.endorsements.Set(ctx, key, endorsement); err != nil {
		return err
	}
	return emit(ctx, &types.EventEndorsed{
		DocumentId: endorsement.DocumentId, Version: endorsement.Version, Function: endorsement.Function, Department: endorsement.Department,
		Outcome: endorsement.Outcome, Officer: endorsement.Officer,
	})
}

// said reads the words of the departments whose turn comes before.
func (k *Keeper) said(
	ctx context.Context, catalogue types.Catalogue, document types.Document, id types.DocumentID, msg *types.MsgEndorseDocument,
) (types.Route, error) {
	before, err := catalogue.Before(document, msg.Function, msg.Department)
	if err != nil {
		return nil, err
	}
	said := make(types.Route, len(before))
	for i, department := range before {
		endorsement, _, err := lookup.Maybe(ctx, k.endorsements, endorsementKeyOf(id, types.Endorsement{
			Version: document.Version, Function: msg.Function, Department: department,
		}))
		if err != nil {
			return nil, err
		}
		said[i] = endorsement.Outcome
	}
	return said, nil
}

func endorsementKeyOf(id types.DocumentID, e types.Endorsement) endorsementKey {
	return collections.Join3(id[:], uint64(e.Version), collections.Join(e.Function, e.Department))
}
