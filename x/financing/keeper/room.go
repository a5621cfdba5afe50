package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var _ singlewindowtypes.Hooks = (*Keeper)(nil)

// position is empty for a document of which nothing is pledged or collected yet.
func (k *Keeper) position(ctx context.Context, id types.DocumentID) (types.Position, error) {
	position, found, err := lookup.Maybe(ctx, k.positions, id[:])
	if !found {
		position.DocumentId = id.String()
	}
	return position, err
}

// room is what the document has today.
func (k *Keeper) room(ctx context.Context, id types.DocumentID) (types.Room, error) {
	document, err := k.window.Document(ctx, id)
	if err != nil {
		return types.Room{}, err
	}
	return k.roomOf(ctx, id, document)
}

func (k *Keeper) roomOf(ctx context.Context, id types.DocumentID, document singlewindowtypes.Document) (types.Room, error) {
	position, err := k.position(ctx, id)
	return types.NewRoom(document, position, today(ctx)), err
}

// AfterDocumentChanged says so when a document is worth less than what is pledged and collected of it. The pledges stay.
func (k *Keeper) AfterDocumentChanged(ctx context.Context, document singlewindowtypes.Document) error {
	id, err := singlewindowtypes.ParseDocumentID(document.Id)
	if err != nil {
		return err
	}
	room, err := k.roomOf(ctx, id, document)
	if err != nil {
		return err
	}
	excess := room.Excess()
	if excess.Minor == 0 {
		return nil
	}
	return emit(ctx, &types.EventRoomExceeded{DocumentId: document.Id, Excess: excess})
}

func (k *Keeper) recordCollection(
	ctx context.Context, officer string, id types.DocumentID, authorised, reference string, amount types.Money,
) error {
	_, bank, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	room, err := k.room(ctx, id)
	if err != nil {
		return err
	}
	authorisation, err := k.authorisation(ctx, collections.Join3(id[:], bank.Id, authorised))
	if err != nil {
		return err
	}
	if err := authorisation.CheckInForce(today(ctx)); err != nil {
		return err
	}
	key := collections.Join3(id[:], bank.Id, reference)
	exists := types.ErrCollectionExists.Wrapf("collection %s of bank %s for document %s", reference, bank.Id, id)
	if err := lookup.Absent(ctx, k.collections, key, exists); err != nil {
		return err
	}
	if err := amount.In(room.Worth().Currency); err != nil {
		return err
	}
	position, err := room.Collect(amount)
	if err != nil {
		return err
	}
	if err := k.positions.Set(ctx, id[:], position); err != nil {
		return err
	}
	if err := k.collections.Set(ctx, key, types.Collection{
		DocumentId: id.String(), BankId: bank.Id, Reference: reference, Amount: amount, Day: today(ctx).String(), Height: height(ctx),
	}); err != nil {
		return err
	}
	return emit(ctx, &types.EventCollected{DocumentId: id.String(), BankId: bank.Id, Reference: reference, Amount: amount})
}
