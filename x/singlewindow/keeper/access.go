package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func (k *Keeper) shareDocument(ctx context.Context, id types.DocumentID, holder sdk.AccAddress, msg *types.MsgShareDocument) error {
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	if err := document.CheckOwner(holder, msg.OwnerSalt); err != nil {
		return err
	}
	if err := types.CheckEnvelope(msg.Envelope); err != nil {
		return err
	}
	hasKey, err := k.sealingKeys.Has(ctx, msg.Recipient)
	if err != nil {
		return err
	}
	if !hasKey {
		return types.ErrRecipient.Wrapf("%.80q", msg.Recipient)
	}
	envelope := types.Envelope{DocumentId: document.Id, Recipient: msg.Recipient, Sealed: msg.Envelope}
	if err := k.envelopes.Set(ctx, collections.Join(id[:], msg.Recipient), envelope); err != nil {
		return err
	}
	return k.log(ctx, id, document, types.ACCESS_KIND_SHARED, msg.Recipient, consortiumtypes.FormatAddress(holder), msg.Purpose)
}

func (k *Keeper) recordAccess(ctx context.Context, id types.DocumentID, officer, purpose string) error {
	_, memberID, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	if _, err := k.envelope(ctx, id, memberID); err != nil {
		return err
	}
	return k.log(ctx, id, document, types.ACCESS_KIND_OPENED, memberID, officer, purpose)
}

// envelope fails with ErrEnvelopeNotFound.
func (k *Keeper) envelope(ctx context.Context, id types.DocumentID, recipient string) (types.Envelope, error) {
	return lookup.Find(ctx, k.envelopes, collections.Join(id[:], recipient), func() error {
		return types.ErrEnvelopeNotFound.Wrapf("document %s, recipient %.80q", id, recipient)
	})
}

func (k *Keeper) log(
	ctx context.Context, id types.DocumentID, document types.Document, kind types.AccessKind, recipient, actor, purpose string,
) error {
	document, access, err := document.Log(kind, recipient, actor, purpose, height(ctx))
	if err != nil {
		return err
	}
	if err := k.documents.Set(ctx, id[:], document); err != nil {
		return err
	}
	if err := k.accesses.Set(ctx, collections.Join(id[:], access.Number), access); err != nil {
		return err
	}
	return emit(ctx, &types.EventAccess{DocumentId: document.Id, Kind: kind, Recipient: recipient, Actor: actor})
}
