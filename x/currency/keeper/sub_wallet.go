package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// openSubWallet opens a wallet with a share of the holder's own limits. carrier and certificate are the sub-wallet's.
func (k *Keeper) openSubWallet(
	ctx context.Context, holder, address sdk.AccAddress, percent uint32, carrier types.Carrier, certificate string,
) error {
	parent, err := k.ledger.profile(ctx, holder)
	if err != nil {
		return err
	}
	profile, err := parent.SubWallet(holder, carrier, certificate)
	if err != nil {
		return err
	}
	profile.OpenedAt = momentOf(ctx).time
	operator, err := k.ledger.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	member, err := k.consortium.Member(ctx, operator)
	if err != nil {
		return err
	}
	rules, err := k.checkNewWallet(ctx, member, address, profile)
	if err != nil {
		return err
	}
	if err := k.ledger.openSub(ctx, holder, address, percent, profile, rules); err != nil {
		return err
	}
	if err := k.walletOpened(ctx, address, profile); err != nil {
		return err
	}
	account, err := k.ledger.account(ctx, address)
	if err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletOpened{
		Address: consortiumtypes.FormatAddress(address), OperatorId: operator, Class: account.Class, Carrier: carrier,
	})
}
