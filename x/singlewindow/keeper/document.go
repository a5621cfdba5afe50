package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// Document fails with ErrDocumentNotFound.
func (k *Keeper) Document(ctx context.Context, id types.DocumentID) (types.Document, error) {
	return lookup.Find(ctx, k.documents, id[:], func() error { return types.ErrDocumentNotFound.Wrap(id.String()) })
}

func (k *Keeper) attestDeclaration(ctx context.Context, id types.DocumentID, msg *types.MsgAttestDeclaration) error {
	_, memberID, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	if err := lookup.Absent(ctx, k.documents, id[:], types.ErrDocumentExists.Wrap(id.String())); err != nil {
		return err
	}
	catalogue, err := k.catalogue.Get(ctx)
	if err != nil {
		return err
	}
	document, err := types.NewDeclaration(catalogue, id, msg, memberID, today(ctx))
	if err != nil {
		return err
	}
	return k.saveDocument(ctx, id, document, msg.Officer, "")
}

func (k *Keeper) amendDeclaration(ctx context.Context, id types.DocumentID, msg *types.MsgAmendDeclaration) error {
	_, memberID, err := k.actor(ctx, msg.Officer)
	if err != nil {
		return err
	}
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	document, replaced, err := document.Amend(msg, memberID, height(ctx))
	if err != nil {
		return err
	}
	if err := k.amendments.Set(ctx, collections.Join(id[:], uint64(replaced.Version)), replaced); err != nil {
		return err
	}
	if err := k.saveDocument(ctx, id, document, msg.Officer, msg.Reason); err != nil {
		return err
	}
	return k.hooks.AfterDocumentChanged(ctx, document)
}

func (k *Keeper) revokeDeclaration(ctx context.Context, id types.DocumentID, officer, reason string) error {
	_, memberID, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	if document, err = document.Revoke(memberID, reason); err != nil {
		return err
	}
	if err := k.saveDocument(ctx, id, document, officer, reason); err != nil {
		return err
	}
	return k.hooks.AfterDocumentChanged(ctx, document)
}

// claimDocument returns whether the paper is on record with another owner or amount, and the claim a partial match.
func (k *Keeper) claimDocument(ctx context.Context, id types.DocumentID, holder sdk.AccAddress, msg *types.MsgClaimDocument) (bool, error) {
	owner, err := k.Enterprise(ctx, holder)
	if err != nil {
		return false, err
	}
	catalogue, err := k.catalogue.Get(ctx)
	if err != nil {
		return false, err
	}
	claim, err := types.NewClaim(catalogue, id, msg, owner, today(ctx))
	if err != nil {
		return false, err
	}
	if err := k.checkCounterparty(ctx, msg.Counterparty); err != nil {
		return false, err
	}
	document, found, err := lookup.Maybe(ctx, k.documents, id[:])
	if err != nil {
		return false, err
	}
	if !found {
		return false, k.saveDocument(ctx, id, claim, owner.Wallet, "")
	}
	document, match, err := document.ClaimAgain(claim, height(ctx))
	if err != nil {
		return false, err
	}
	if err := k.documents.Set(ctx, id[:], document); err != nil {
		return false, err
	}
	if err := k.partialMatches.Set(ctx, collections.Join(id[:], uint64(match.Number)), match); err != nil {
		return false, err
	}
	return true, emit(ctx, &types.EventPartialMatch{DocumentId: match.DocumentId, Claimant: match.Claimant, Amount: match.Amount})
}

// checkCounterparty fails with ErrEnterpriseNotFound unless nobody or an enterprise is named.
func (k *Keeper) checkCounterparty(ctx context.Context, counterparty string) error {
	if counterparty == "" {
		return nil
	}
	wallet, err := consortiumtypes.ParseAddress(counterparty)
	if err != nil {
		return err
	}
	_, err = k.Enterprise(ctx, wallet)
	return err
}

func (k *Keeper) acknowledgeDocument(ctx context.Context, id types.DocumentID, holder sdk.AccAddress) error {
	document, err := k.Document(ctx, id)
	if err != nil {
		return err
	}
	counterparty, err := k.Enterprise(ctx, holder)
	if err != nil {
		return err
	}
	if document, err = document.Acknowledge(counterparty); err != nil {
		return err
	}
	return k.saveDocument(ctx, id, document, counterparty.Wallet, "")
}

// AssignPart puts a part of a receivable on record as a document of the recipient (ErrDocumentExists, and those of Part).
func (k *Keeper) AssignPart(
	ctx context.Context, parent, part types.DocumentID, owner, recipient sdk.AccAddress, amount types.Money,
) (types.Document, error) {
	whole, err := k.Document(ctx, parent)
	if err != nil {
		return whole, err
	}
	exists, err := k.documents.Has(ctx, part[:])
	if err != nil {
		return whole, err
	}
	if exists {
		return whole, types.ErrDocumentExists.Wrap(part.String())
	}
	enterprise, err := k.Enterprise(ctx, recipient)
	if err != nil {
		return whole, err
	}
	actor := consortiumtypes.FormatAddress(owner)
	document, err := whole.Part(part, actor, enterprise, amount)
	if err != nil {
		return whole, err
	}
	return document, k.saveDocument(ctx, part, document, actor, "")
}

func (k *Keeper) saveDocument(ctx context.Context, id types.DocumentID, document types.Document, actor, reason string) error {
	if err := k.documents.Set(ctx, id[:], document); err != nil {
		return err
	}
	return emit(ctx, types.EventOf(document, actor, reason))
}
