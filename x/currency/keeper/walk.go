package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// EachWallet visits all wallets in the order of their addresses, closed ones too, until visit fails. It is for a node's own
// index; no message may read so much.
func (k *Keeper) EachWallet(ctx context.Context, visit func(address sdk.AccAddress, wallet types.Wallet) error) error {
	return k.ledger.accounts.Walk(ctx, nil, func(address sdk.AccAddress, account types.Account) (bool, error) {
		profile, err := k.ledger.profile(ctx, address)
		if err != nil {
			return true, err
		}
		return false, visit(address, types.NewWallet(address, account, profile))
	})
}

// SubWallets returns the addresses of a wallet's open sub-wallets, at most types.MaxSubWallets.
func (k *Keeper) SubWallets(ctx context.Context, parent sdk.AccAddress) ([]sdk.AccAddress, error) {
	return k.ledger.subWallets(ctx, parent)
}

// Operator returns the member that serves a wallet now: the one that opened it, or the last of its successors.
func (k *Keeper) Operator(ctx context.Context, profile types.WalletProfile) (string, error) {
	return k.ledger.operator(ctx, profile.OperatorId)
}
