package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// batch fails with ErrBatchNotFound.
func (k *Keeper) batch(ctx context.Context, key batchKey) (types.GrantBatch, error) {
	return lookup.Find(ctx, k.batches, key, func() error {
		return types.ErrBatchNotFound.Wrapf("batch %s of programme %s of %s", key.K2(), key.K1().K2(), key.K1().K1())
	})
}

// proposeGrants tries the whole batch, so that the treasurer learns of a mistake before the controller does.
func (k *Keeper) proposeGrants(ctx context.Context, treasurer string, id, reference ident.Reference, awards []types.Award) error {
	officer, key, err := k.actor(ctx, treasurer, id.String())
	if err != nil {
		return err
	}
	programme, err := k.programme(ctx, key)
	if err != nil {
		return err
	}
	batchKey := collections.Join(key, reference.String())
	exists := types.ErrBatchExists.Wrapf("batch %s of programme %s of %s", reference, key.K2(), key.K1())
	if err := lookup.Absent(ctx, k.batches, batchKey, exists); err != nil {
		return err
	}
	batch, err := types.NewGrantBatch(programme, reference, awards, officer)
	if err != nil {
		return err
	}
	if _, _, err := k.award(ctx, key, programme, awards); err != nil {
		return err
	}
	return k.saveBatch(ctx, batch, officer)
}

func (k *Keeper) confirmGrants(ctx context.Context, controller string, id, reference ident.Reference) error {
	officer, key, err := k.actor(ctx, controller, id.String())
	if err != nil {
		return err
	}
	programme, err := k.programme(ctx, key)
	if err != nil {
		return err
	}
	batch, err := k.batch(ctx, collections.Join(key, reference.String()))
	if err != nil {
		return err
	}
	if batch, err = batch.Confirm(officer); err != nil {
		return err
	}
	programme, grants, err := k.award(ctx, key, programme, batch.Awards)
	if err != nil {
		return err
	}
	if err := k.programmes.Set(ctx, key, programme); err != nil {
		return err
	}
	for i, grant := range grants {
		grantKey, err := grantKeyOf(grant)
		if err != nil {
			return err
		}
		if err := k.escrow.Move(ctx, fundAccount(key), grantAccount(grantKey), types.Fen(batch.Awards[i].AmountFen)); err != nil {
			return err
		}
		if err := k.grants.Set(ctx, grantKey, grant); err != nil {
			return err
		}
	}
	return k.saveBatch(ctx, batch, officer)
}

// award returns the programme and the grants as they are after the awards. It saves nothing.
func (k *Keeper) award(
	ctx context.Context, key programmeKey, programme types.Programme, awards []types.Award,
) (types.Programme, []types.Grant, error) {
	day := today(ctx)
	grants := make([]types.Grant, len(awards))
	for i, award := range awards {
		wallet, err := k.wallet(ctx, award.Beneficiary)
		if err != nil {
			return programme, nil, err
		}
		if err := types.CheckBeneficiary(wallet); err != nil {
			return programme, nil, err
		}
		if programme, err = programme.Reserve(award, day); err != nil {
			return programme, nil, err
		}
		grant, err := k.grantOrNew(ctx, key, programme, award)
		if err != nil {
			return programme, nil, err
		}
		if grants[i], err = grant.Award(programme, award); err != nil {
			return programme, nil, err
		}
	}
	return programme, grants, nil
}

// grantOrNew returns a new grant to a beneficiary who has none.
func (k *Keeper) grantOrNew(ctx context.Context, key programmeKey, programme types.Programme, award types.Award) (types.Grant, error) {
	beneficiary, err := consortiumtypes.ParseAddress(award.Beneficiary)
	if err != nil {
		return types.Grant{}, err
	}
	grant, err := k.grants.Get(ctx, collections.Join(key, beneficiary))
	if errors.Is(err, collections.ErrNotFound) {
		return types.NewGrant(programme, award), nil
	}
	return grant, err
}

func (k *Keeper) cancelGrants(ctx context.Context, address string, id, reference ident.Reference, reason string) error {
	officer, key, err := k.actor(ctx, address, id.String())
	if err != nil {
		return err
	}
	batch, err := k.batch(ctx, collections.Join(key, reference.String()))
	if err != nil {
		return err
	}
	if batch, err = batch.Cancel(officer, reason); err != nil {
		return err
	}
	return k.saveBatch(ctx, batch, officer)
}

func (k *Keeper) saveBatch(ctx context.Context, batch types.GrantBatch, officer consortiumtypes.Officer) error {
	key := collections.Join(collections.Join(batch.ManagerId, batch.ProgrammeId), batch.Reference)
	if err := k.batches.Set(ctx, key, batch); err != nil {
		return err
	}
	return emit(ctx, &types.EventGrantBatch{
		ManagerId: batch.ManagerId, ProgrammeId: batch.ProgrammeId, Reference: batch.Reference, Status: batch.Status,
		Awards: batch.Awards, Officer: officer.Address,
	})
}
