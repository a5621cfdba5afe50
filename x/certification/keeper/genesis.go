package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	for _, edition := range g.Editions {
		if err := k.editions.Set(ctx, edition.Id, edition); err != nil {
			return err
		}
	}
	for _, recognition := range g.Recognitions {
		if err := k.recognitions.Set(ctx, recognition.MemberId, recognition); err != nil {
			return err
		}
	}
	for _, vendor := range g.Vendors {
		if err := k.vendors.Set(ctx, vendor.Uscc, vendor); err != nil {
			return err
		}
	}
	return k.initWork(ctx, g)
}

func (k *Keeper) initWork(ctx context.Context, g *types.GenesisState) error {
	for _, application := range g.Applications {
		if err := k.applications.Set(ctx, collections.Join(application.Vendor, application.Reference), application); err != nil {
			return err
		}
	}
	for _, certificate := range g.Certificates {
		if err := k.certificates.Set(ctx, certificate.Number, certificate); err != nil {
			return err
		}
	}
	for _, serial := range g.Serials {
		if err := k.serials.Set(ctx, collections.Join(serial.BodyCode, serial.Year), serial.Last); err != nil {
			return err
		}
	}
	for _, deployment := range g.Deployments {
		if err := k.deployments.Set(ctx, collections.Join(deployment.MemberId, int32(deployment.Use)), deployment); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	g := &types.GenesisState{Params: params}
	if g.Editions, err = lookup.All(ctx, k.editions); err != nil {
		return nil, err
	}
	if g.Recognitions, err = lookup.All(ctx, k.recognitions); err != nil {
		return nil, err
	}
	if g.Vendors, err = lookup.All(ctx, k.vendors); err != nil {
		return nil, err
	}
	if g.Applications, err = lookup.All(ctx, k.applications); err != nil {
		return nil, err
	}
	if g.Certificates, err = lookup.All(ctx, k.certificates); err != nil {
		return nil, err
	}
	err = k.serials.Walk(ctx, nil, func(key serialKey, last uint32) (bool, error) {
		g.Serials = append(g.Serials, types.Serial{BodyCode: key.K1(), Year: key.K2(), Last: last})
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	g.Deployments, err = lookup.All(ctx, k.deployments)
	return g, err
}
