package keeper

import (
	"context"
	"strings"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// closeWallet closes the holder's own wallet, or a sub-wallet of it, whose money goes to the holder.
func (k *Keeper) closeWallet(ctx context.Context, holder, wallet sdk.AccAddress) error {
	profile, err := k.ledger.profile(ctx, wallet)
	if err != nil {
		return err
	}
	if wallet.Equals(holder) {
		err = profile.CheckNotSub(wallet)
	} else {
		err = profile.CheckParent(wallet, holder)
	}
	if err != nil {
		return err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	left, err := k.leftOnClosing(ctx, wallet, profile, rules)
	if err != nil {
		return err
	}
	if err := checkSettled(wallet, left); err != nil {
		return err
	}
	toParent, err := k.ledger.close(ctx, wallet, rules)
	if err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletClosed{Address: consortiumtypes.FormatAddress(wallet), ToParentFen: uint64(toParent)})
}

// leftOnClosing lists, for people, what the holder must settle before a wallet closes.
func (k *Keeper) leftOnClosing(ctx context.Context, wallet sdk.AccAddress, profile types.WalletProfile, rules types.Rules) ([]string, error) {
	left, err := k.leftInWallet(ctx, wallet, profile)
	if err != nil {
		return nil, err
	}
	holds, err := k.ledger.openHolds(ctx, wallet)
	if err != nil {
		return nil, err
	}
	if len(types.InForce(holds, rules.Now)) != 0 {
		left = append(left, "holds are in force")
	}
	estate, err := k.estates.Indexes.open.any(ctx, wallet)
	if err != nil {
		return nil, err
	}
	if estate {
		left = append(left, "an estate proposal is open")
	}
	return left, nil
}

// leftInWallet lists, for people, what must be settled before a wallet ends in any way.
func (k *Keeper) leftInWallet(ctx context.Context, wallet sdk.AccAddress, profile types.WalletProfile) ([]string, error) {
	var left []string
	for _, open := range []struct {
		what string
		any  func() (bool, error)
	}{
		{"sub-wallets are open", func() (bool, error) { return k.ledger.profiles.Indexes.byParent.any(ctx, wallet) }},
		{"exchanges in are open", func() (bool, error) { return k.hasOpenExchangeIn(ctx, wallet, profile) }},
		{"a key replacement is open", func() (bool, error) { return k.keyReplacements.Indexes.open.any(ctx, wallet) }},
	} {
		found, err := open.any()
		if err != nil {
			return nil, err
		}
		if found {
			left = append(left, open.what)
		}
	}
	owed, err := k.hooks.WalletObligations(ctx, wallet)
	return append(left, owed...), err
}

// hasOpenExchangeIn looks at every member that served the wallet: what was asked of one stays with it.
func (k *Keeper) hasOpenExchangeIn(ctx context.Context, wallet sdk.AccAddress, profile types.WalletProfile) (bool, error) {
	members, err := k.ledger.operators(ctx, profile.OperatorId)
	if err != nil {
		return false, err
	}
	for _, member := range members {
		prefix := collections.Join(member, collections.PairPrefix[sdk.AccAddress, string](wallet))
		iterator, err := k.exchangesIn.Indexes.open.Iterate(ctx, new(collections.Range[collections.Pair[string, exchangeInKey]]).Prefix(prefix))
		if err != nil {
			return false, err
		}
		found := iterator.Valid()
		if err := iterator.Close(); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// checkSettled fails with ErrObligations, naming all that is left.
func checkSettled(wallet sdk.AccAddress, left []string) error {
	if len(left) != 0 {
		return types.ErrObligations.Wrapf("wallet %s: %s", consortiumtypes.FormatAddress(wallet), strings.Join(left, ", "))
	}
	return nil
}
