package keeper

import (
	"context"
	"encoding/hex"
	"fmt"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// WalletObligations names a live title of which the wallet is carrier, holder or beneficiary: without it the goods would be nobody's.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	return k.live(ctx, consortiumtypes.FormatAddress(wallet))
}

// Obligations names a live title that is pledged to the bank: it could not move any more.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	return k.live(ctx, memberID)
}

func (k *Keeper) live(ctx context.Context, party string) ([]string, error) {
	ids, err := k.titles.Indexes.byParty.First(ctx, party, 1)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf("party of title %s, which is in circulation", hex.EncodeToString(ids[0]))}, nil
}
