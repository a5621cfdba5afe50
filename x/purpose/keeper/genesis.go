package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis), and that the ledger,
// which is filled before, holds what it promises and has the wallets of those who may get it back (ErrEscrow).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.layout.Set(ctx, types.Layout); err != nil {
		return err
	}
	for _, programme := range g.Programmes {
		if err := k.programmes.Set(ctx, collections.Join(programme.ManagerId, programme.Id), programme); err != nil {
			return err
		}
	}
	for _, load := range []func(context.Context, *types.GenesisState) error{
		k.initContributions, k.initGrants, k.initSpendings,
	} {
		if err := load(ctx, g); err != nil {
			return err
		}
	}
	_, err := k.CheckEscrow(ctx)
	return err
}

func (k *Keeper) initContributions(ctx context.Context, g *types.GenesisState) error {
	for _, contribution := range g.Contributions {
		sponsor, err := consortiumtypes.ParseAddress(contribution.Sponsor)
		if err != nil {
			return err
		}
		programme := collections.Join(contribution.ManagerId, contribution.ProgrammeId)
		if err := k.contributions.Set(ctx, collections.Join(programme, collections.Join(sponsor, contribution.Reference)), contribution); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initGrants(ctx context.Context, g *types.GenesisState) error {
	for _, batch := range g.Batches {
		key := collections.Join(collections.Join(batch.ManagerId, batch.ProgrammeId), batch.Reference)
		if err := k.batches.Set(ctx, key, batch); err != nil {
			return err
		}
	}
	for _, grant := range g.Grants {
		key, err := grantKeyOf(grant)
		if err != nil {
			return err
		}
		if err := k.grants.Set(ctx, key, grant); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initSpendings(ctx context.Context, g *types.GenesisState) error {
	for _, spending := range g.Spendings {
		key, err := parseSpendingKey(spending.ManagerId, spending.ProgrammeId, spending.Beneficiary, spending.InstructionDate, spending.EndToEndId)
		if err != nil {
			return err
		}
		if err := k.spendings.Set(ctx, key, spending); err != nil {
			return err
		}
	}
	for _, refund := range g.Refunds {
		key, err := parseSpendingKey(refund.ManagerId, refund.ProgrammeId, refund.Beneficiary, refund.InstructionDate, refund.EndToEndId)
		if err != nil {
			return err
		}
		if err := k.refunds.Set(ctx, collections.Join(key, refund.Reference), refund); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	var err error
	if g.Programmes, err = lookup.All(ctx, k.programmes); err != nil {
		return nil, err
	}
	if g.Contributions, err = lookup.All(ctx, k.contributions); err != nil {
		return nil, err
	}
	if g.Batches, err = lookup.All(ctx, k.batches); err != nil {
		return nil, err
	}
	if g.Grants, err = lookup.All(ctx, k.grants); err != nil {
		return nil, err
	}
	if g.Spendings, err = lookup.All(ctx, k.spendings); err != nil {
		return nil, err
	}
	g.Refunds, err = lookup.All(ctx, k.refunds)
	return g, err
}
