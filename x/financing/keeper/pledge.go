package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// pledge fails with ErrPledgeNotFound.
func (k *Keeper) pledge(ctx context.Context, key pledgeKey) (types.Pledge, error) {
	return lookup.Find(ctx, k.pledges, key, func() error { return types.ErrPledgeNotFound.Wrapf("pledge %s of %s", key.K2(), key.K1()) })
}

func (k *Keeper) registerPledge(
	ctx context.Context, address string, id types.DocumentID, reference, authorised ident.Reference, terms types.PledgeTerms,
) error {
	officer, bank, err := k.actor(ctx, address)
	if err != nil {
		return err
	}
	key := collections.Join(bank.Id, reference.String())
	if err := lookup.Absent(ctx, k.pledges, key, types.ErrPledgeExists.Wrapf("pledge %s of %s", reference, bank.Id)); err != nil {
		return err
	}
	authorisationKey := collections.Join3(id[:], bank.Id, authorised.String())
	authorisation, err := k.authorisation(ctx, authorisationKey)
	if err != nil {
		return err
	}
	document, err := k.window.Document(ctx, id)
	if err != nil {
		return err
	}
	pledge, err := k.newPledge(ctx, document, authorisation, reference, terms, officer)
	if err != nil {
		return err
	}
	if authorisation, err = authorisation.Use(terms.Amount, today(ctx)); err != nil {
		return err
	}
	position, err := k.position(ctx, id)
	if err != nil {
		return err
	}
	if err := types.NewRoom(document, position, today(ctx)).CheckPledge(terms.Amount); err != nil {
		return err
	}
	if err := k.authorisations.Set(ctx, authorisationKey, authorisation); err != nil {
		return err
	}
	if err := k.positions.Set(ctx, id[:], position.Apply(types.Pledge{}, pledge)); err != nil {
		return err
	}
	if err := k.pledges.Set(ctx, key, pledge); err != nil {
		return err
	}
	if err := k.count(ctx, types.Pledge{}, pledge, 0); err != nil {
		return err
	}
	return k.emitPledge(ctx, pledge, officer.Address, document.PartialMatches)
}

func (k *Keeper) newPledge(
	ctx context.Context, document singlewindowtypes.Document, authorisation types.Authorisation, reference ident.Reference,
	terms types.PledgeTerms, officer consortiumtypes.Officer,
) (types.Pledge, error) {
	catalogue, err := k.window.Catalogue(ctx)
	if err != nil {
		return types.Pledge{}, err
	}
	kind, _ := catalogue.Kind(document.Kind)
	disburseBy, err := k.calendar.AddBankingDays(ctx, today(ctx), types.DisburseBankingDays)
	if err != nil {
		return types.Pledge{}, err
	}
	return types.NewPledge(document, kind, authorisation, reference.String(), terms, officer, today(ctx), disburseBy)
}

// change reads a pledge of the officer's bank, lets the domain decide, and saves what became of it.
func (k *Keeper) change(
	ctx context.Context, address string, reference ident.Reference,
	decide func(types.Pledge, consortiumtypes.Officer, types.Day) (types.Pledge, error),
) error {
	officer, bank, err := k.actor(ctx, address)
	if err != nil {
		return err
	}
	before, err := k.pledge(ctx, collections.Join(bank.Id, reference.String()))
	if err != nil {
		return err
	}
	after, err := decide(before, officer, today(ctx))
	if err != nil {
		return err
	}
	if err := k.save(ctx, before, after, 0); err != nil {
		return err
	}
	return k.emitPledge(ctx, after, officer.Address, 0)
}

// save writes the pledge, what it leaves of its document's room, and the month's sums.
func (k *Keeper) save(ctx context.Context, before, after types.Pledge, repaid types.Fen) error {
	if err := k.pledges.Set(ctx, keyOf(after), after); err != nil {
		return err
	}
	if before.PledgedMinor != after.PledgedMinor || before.IsOpen() != after.IsOpen() || before.IsUndisbursed() != after.IsUndisbursed() {
		id, err := singlewindowtypes.ParseDocumentID(after.DocumentId)
		if err != nil {
			return err
		}
		position, err := k.position(ctx, id)
		if err != nil {
			return err
		}
		if err := k.positions.Set(ctx, id[:], position.Apply(before, after)); err != nil {
			return err
		}
	}
	return k.count(ctx, before, after, repaid)
}

func (k *Keeper) emitPledge(ctx context.Context, p types.Pledge, officer string, partialMatches uint32) error {
	return emit(ctx, &types.EventPledge{
		BankId: p.BankId, Reference: p.Reference, DocumentId: p.DocumentId, Status: p.Status, Pledged: p.Pledged(), Officer: officer,
		PartialMatches: partialMatches,
	})
}
