package keeper

import (
	"context"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func (k *Keeper) updateParams(ctx context.Context, params types.Params) error {
	if err := params.Check(); err != nil {
		return err
	}
	if err := k.params.Set(ctx, params); err != nil {
		return err
	}
	return emit(ctx, &types.EventParamsUpdated{Params: params})
}

// setAuthorityWallet says where money is transferred to for an authority: to an open corporate wallet.
func (k *Keeper) setAuthorityWallet(ctx context.Context, entry types.AuthorityWallet) error {
	if err := entry.Check(); err != nil {
		return err
	}
	member, err := k.consortium.Member(ctx, entry.MemberId)
	if err != nil {
		return err
	}
	if err := types.CheckAuthority(member); err != nil {
		return err
	}
	address, err := parseAddress(entry.Wallet)
	if err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, address)
	if err != nil {
		return err
	}
	if wallet.Status != currencytypes.WALLET_STATUS_OPEN || wallet.Profile.Kind != currencytypes.WALLET_KIND_CORPORATE {
		return types.ErrAuthorityWallet.Wrapf("%s is %s %s, must be open and corporate", entry.Wallet, wallet.Status, wallet.Profile.Kind)
	}
	if err := k.authorityWallets.Set(ctx, entry.MemberId, entry); err != nil {
		return err
	}
	return emit(ctx, &types.EventAuthorityWalletSet{MemberId: entry.MemberId, Wallet: entry.Wallet})
}
