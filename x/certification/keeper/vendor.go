package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

func (k *Keeper) registerVendor(ctx context.Context, reviewer string, uscc ident.USCC, legalName string, wallet sdk.AccAddress) error {
	officer, member, err := k.actor(ctx, reviewer)
	if err != nil {
		return err
	}
	address := consortiumtypes.FormatAddress(wallet)
	if err := k.checkVendorWallet(ctx, wallet, address); err != nil {
		return err
	}
	if err := k.checkWalletLost(ctx, uscc); err != nil {
		return err
	}
	vendor := types.Vendor{Uscc: uscc.String(), LegalName: legalName, Wallet: address, RegisteredBy: member.Id}
	if err := vendor.Check(); err != nil {
		return err
	}
	if err := k.vendors.Set(ctx, vendor.Uscc, vendor); err != nil {
		return err
	}
	return emit(ctx, &types.EventVendorRegistered{Uscc: vendor.Uscc, Wallet: address, BodyId: member.Id, Officer: officer.Address})
}

// checkWalletLost fails with ErrVendorExists as long as the firm is a vendor that can sign.
func (k *Keeper) checkWalletLost(ctx context.Context, uscc ident.USCC) error {
	vendor, err := k.vendor(ctx, uscc.String())
	if errors.Is(err, types.ErrVendorNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	wallet, err := consortiumtypes.ParseAddress(vendor.Wallet)
	if err != nil {
		return err
	}
	open, err := k.wallets.IsOpenCorporate(ctx, wallet)
	if err == nil && open {
		err = types.ErrVendorExists.Wrapf("%s is %s with wallet %s", vendor.Uscc, vendor.LegalName, vendor.Wallet)
	}
	return err
}

// checkVendorWallet fails with ErrVendorWallet or ErrVendorExists unless the wallet is an open one of a firm that is no
// vendor yet.
func (k *Keeper) checkVendorWallet(ctx context.Context, wallet sdk.AccAddress, address string) error {
	corporate, err := k.wallets.IsOpenCorporate(ctx, wallet)
	if err != nil {
		return err
	}
	if !corporate {
		return types.ErrVendorWallet.Wrapf("%s must be an open corporate wallet", address)
	}
	other, err := k.VendorOfWallet(ctx, address)
	if errors.Is(err, types.ErrVendorNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return types.ErrVendorExists.Wrapf("wallet %s is of %s", address, other.Uscc)
}

// vendor fails with ErrVendorNotFound.
func (k *Keeper) vendor(ctx context.Context, uscc string) (types.Vendor, error) {
	return lookup.Find(ctx, k.vendors, uscc, func() error { return types.ErrVendorNotFound.Wrapf("credit code %.40q", uscc) })
}

// VendorOfWallet fails with ErrVendorNotFound.
func (k *Keeper) VendorOfWallet(ctx context.Context, wallet string) (types.Vendor, error) {
	uscc := ""
	err := k.vendors.Indexes.byWallet.Walk(ctx, collections.NewPrefixedPairRange[string, string](wallet),
		func(entry collections.Pair[string, string]) (bool, error) {
			uscc = entry.K2()
			return true, nil
		})
	if err != nil {
		return types.Vendor{}, err
	}
	if uscc == "" {
		return types.Vendor{}, types.ErrVendorNotFound.Wrapf("wallet %s", wallet)
	}
	return k.vendor(ctx, uscc)
}
