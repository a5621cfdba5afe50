package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// initActs loads what officers decided, or are deciding, about wallets.
func (k *Keeper) initActs(ctx context.Context, g *types.GenesisState) error {
	for _, replacement := range g.KeyReplacements {
		key, err := parseActKey(replacement.Wallet, replacement.Reference)
		if err != nil {
			return err
		}
		if err := k.keyReplacements.Set(ctx, key, replacement); err != nil {
			return err
		}
	}
	for _, estate := range g.Estates {
		key, err := parseActKey(estate.Wallet, estate.Reference)
		if err != nil {
			return err
		}
		if err := k.estates.Set(ctx, key, estate); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) exportActs(ctx context.Context, g *types.GenesisState) (err error) {
	if g.KeyReplacements, err = lookup.All(ctx, k.keyReplacements); err != nil {
		return err
	}
	g.Estates, err = lookup.All(ctx, k.estates)
	return err
}
