package keeper

import (
	"context"
	"fmt"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// Obligations says that a bank has pledges that are not at an end. It names one.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	return oneOf(ctx, k.pledges.Indexes.openByBank, memberID)
}

// WalletObligations says that a wallet has loans that are not at an end. It names one.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	return oneOf(ctx, k.pledges.Indexes.openByWallet, consortiumtypes.FormatAddress(wallet))
}

func oneOf[Value any](ctx context.Context, index lookup.Index[string, pledgeKey, Value], reference string) ([]string, error) {
	open, err := index.First(ctx, reference, 1)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf("pledge %s of %s is not released", open[0].K2(), open[0].K1())}, nil
}
