package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// served returns the wallet that an officer wants to deal with, and the officer, whose member must be the one that serves
// the wallet (ErrWalletNotFound, ErrNotOperator).
func (k *Keeper) served(ctx context.Context, officer string, wallet sdk.AccAddress) (types.WalletProfile, consortiumtypes.Officer, error) {
	acting, member, err := k.actor(ctx, officer)
	if err != nil {
		return types.WalletProfile{}, acting, err
	}
	profile, err := k.ledger.profile(ctx, wallet)
	if err != nil {
		return profile, acting, err
	}
	return profile, acting, k.checkOperator(ctx, wallet, profile, member.Id)
}

func (k *Keeper) updateWallet(ctx context.Context, wallet sdk.AccAddress, msg *types.MsgUpdateWallet) error {
	before, teller, err := k.served(ctx, msg.Teller, wallet)
	if err != nil {
		return err
	}
	after, err := before.Update(msg)
	if err != nil {
		return err
	}
	if err := k.checkProducts(ctx, before, after); err != nil {
		return err
	}
	if err := k.ledger.update(ctx, wallet, after); err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletUpdated{Address: consortiumtypes.FormatAddress(wallet), Officer: teller.Address})
}

// checkProducts asks whether the products that are new in the profile may be used. One that was suspended since stays
// on record, so that everything else about the wallet can still be put right.
func (k *Keeper) checkProducts(ctx context.Context, before, after types.WalletProfile) error {
	if k.products == nil {
		return nil
	}
	if after.Carrier != before.Carrier || after.ProductCertificate != before.ProductCertificate {
		if err := k.products.CheckProduct(ctx, after.OperatorId, after.ProductCertificate, after.CarrierUse()); err != nil {
			return err
		}
	}
	if after.HasTerminal() && (after.TerminalId != before.TerminalId || after.TerminalCertificate != before.TerminalCertificate) {
		return k.products.CheckProduct(ctx, after.OperatorId, after.TerminalCertificate, types.ProductTerminal)
	}
	return nil
}

// checkNewProducts asks whether the operator may open a wallet with these products on what it runs.
func (k *Keeper) checkNewProducts(ctx context.Context, operatorID string, profile types.WalletProfile) error {
	if k.products == nil {
		return nil
	}
	if err := k.products.CheckPlatform(ctx, operatorID); err != nil {
		return err
	}
	return k.checkProducts(ctx, types.WalletProfile{}, profile)
}

func (k *Keeper) changeWalletClass(ctx context.Context, officer string, wallet sdk.AccAddress, class types.WalletClass) error {
	profile, teller, err := k.served(ctx, officer, wallet)
	if err != nil {
		return err
	}
	if err := profile.CheckNotSub(wallet); err != nil {
		return err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	from, err := k.ledger.reclass(ctx, wallet, class, rules)
	if err != nil {
		return err
	}
	return emit(ctx, &types.EventWalletClassChanged{
		Address: consortiumtypes.FormatAddress(wallet), From: from, To: class, Officer: teller.Address,
	})
}

// setOwnerLimits is the holder's. A sub-wallet's are set by the holder of its parent, or it could free itself.
func (k *Keeper) setOwnerLimits(ctx context.Context, holder, wallet sdk.AccAddress, limits types.Limits) error {
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
	return k.setLimits(ctx, wallet, consortiumtypes.FormatAddress(holder), func(w types.WalletLimits) types.WalletLimits {
		w.Owner = limits
		return w
	})
}

func (k *Keeper) setOperatorLimits(ctx context.Context, officer string, wallet sdk.AccAddress, limits types.Limits) error {
	_, acting, err := k.served(ctx, officer, wallet)
	if err != nil {
		return err
	}
	return k.setLimits(ctx, wallet, acting.Address, func(w types.WalletLimits) types.WalletLimits {
		w.Operator = limits
		return w
	})
}

func (k *Keeper) setLimits(ctx context.Context, wallet sdk.AccAddress, by string, set func(types.WalletLimits) types.WalletLimits) error {
	account, err := k.ledger.account(ctx, wallet)
	if err != nil {
		return err
	}
	if err := account.CheckOpen(wallet); err != nil {
		return err
	}
	limits, err := k.ledger.limitsOf(ctx, wallet)
	if err != nil {
		return err
	}
	if err := k.ledger.saveLimits(ctx, wallet, set(limits)); err != nil {
		return err
	}
	return emit(ctx, &types.EventLimitsSet{Address: consortiumtypes.FormatAddress(wallet), By: by})
}
