package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
)

// authorisation fails with ErrAuthorisationNotFound.
func (k *Keeper) authorisation(ctx context.Context, key authorisationKey) (types.Authorisation, error) {
	return lookup.Find(ctx, k.authorisations, key, func() error {
		return types.ErrAuthorisationNotFound.Wrapf("authorisation %s of bank %s for document %x", key.K3(), key.K2(), key.K1())
	})
}

func (k *Keeper) authoriseFinancing(
	ctx context.Context, holder sdk.AccAddress, id types.DocumentID, reference ident.Reference, expires types.Day, msg *types.MsgAuthoriseFinancing,
) error {
	document, err := k.window.Document(ctx, id)
	if err != nil {
		return err
	}
	if err := document.CheckOwner(holder, msg.OwnerSalt); err != nil {
		return err
	}
	enterprise, err := k.window.Enterprise(ctx, holder)
	if err != nil {
		return err
	}
	if err := enterprise.CheckVerified(); err != nil {
		return err
	}
	bank, err := k.consortium.Member(ctx, msg.BankId)
	if err != nil {
		return err
	}
	if err := types.CheckBank(bank); err != nil {
		return err
	}
	key := collections.Join3(id[:], bank.Id, reference.String())
	exists := types.ErrAuthorisationExists.Wrapf("authorisation %s of bank %s for document %s", reference, bank.Id, id)
	if err := lookup.Absent(ctx, k.authorisations, key, exists); err != nil {
		return err
	}
	authorisation, err := types.NewAuthorisation(document, bank.Id, reference.String(), enterprise.Wallet, msg.Ceiling, expires, today(ctx))
	if err != nil {
		return err
	}
	return k.saveAuthorisation(ctx, key, authorisation)
}

func (k *Keeper) revokeAuthorisation(ctx context.Context, holder sdk.AccAddress, key authorisationKey) error {
	authorisation, err := k.authorisation(ctx, key)
	if err != nil {
		return err
	}
	if authorisation, err = authorisation.Revoke(consortiumtypes.FormatAddress(holder)); err != nil {
		return err
	}
	return k.saveAuthorisation(ctx, key, authorisation)
}

func (k *Keeper) saveAuthorisation(ctx context.Context, key authorisationKey, a types.Authorisation) error {
	if err := k.authorisations.Set(ctx, key, a); err != nil {
		return err
	}
	return emit(ctx, &types.EventAuthorisation{
		DocumentId: a.DocumentId, BankId: a.BankId, Reference: a.Reference, Ceiling: a.Ceiling, Revoked: a.Revoked,
	})
}

// isAuthorised reports whether the bank has an authorisation in force for the document. An enterprise gives a bank few of them
// for one document; it alone can make the list long, for itself.
func (k *Keeper) isAuthorised(ctx context.Context, id types.DocumentID, bankID string) (found bool, err error) {
	day := today(ctx)
	ofBank := collections.NewSuperPrefixedTripleRange[documentKey, string, string](id[:], bankID)
	err = k.authorisations.Walk(ctx, ofBank, func(_ authorisationKey, a types.Authorisation) (bool, error) {
		found = a.IsInForce(day)
		return found, nil
	})
	return found, err
}

// checkAuthorised fails with ErrNotAuthorised.
func (k *Keeper) checkAuthorised(ctx context.Context, id types.DocumentID, bankID string) error {
	authorised, err := k.isAuthorised(ctx, id, bankID)
	if err != nil {
		return err
	}
	if !authorised {
		return types.ErrNotAuthorised.Wrapf("bank %s, document %s: the owner must authorise it first", bankID, id)
	}
	return nil
}
