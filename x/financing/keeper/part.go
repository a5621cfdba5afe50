package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// splitReceivable takes room of a receivable and makes a document of it, which another enterprise owns.
func (k *Keeper) splitReceivable(
	ctx context.Context, holder sdk.AccAddress, id types.DocumentID, reference ident.Reference, recipient sdk.AccAddress, amount types.Money,
) (types.DocumentID, error) {
	partID := singlewindowtypes.PartID(id, reference.String())
	key := collections.Join(id[:], reference.String())
	if err := lookup.Absent(ctx, k.parts, key, types.ErrPartExists.Wrapf("part %s of document %s", reference, id)); err != nil {
		return partID, err
	}
	part, err := k.window.AssignPart(ctx, id, partID, holder, recipient, amount)
	if err != nil {
		return partID, err
	}
	room, err := k.room(ctx, id)
	if err != nil {
		return partID, err
	}
	position, err := room.Split(amount)
	if err != nil {
		return partID, err
	}
	if err := k.positions.Set(ctx, id[:], position); err != nil {
		return partID, err
	}
	if err := k.parts.Set(ctx, key, types.Part{
		DocumentId: id.String(), Reference: reference.String(), PartId: part.Id, Recipient: part.Owner, Amount: amount, Height: height(ctx),
	}); err != nil {
		return partID, err
	}
	return partID, emit(ctx, &types.EventReceivableSplit{
		DocumentId: id.String(), Reference: reference.String(), PartId: part.Id, Recipient: part.Owner, Amount: amount,
	})
}
