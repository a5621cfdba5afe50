package app

import (
	"context"
	"errors"

	sdk "github.com/cosmos/cosmos-sdk/types"

	certificationkeeper "github.com/dcep-consortium/dcepd/x/certification/keeper"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var (
	_ certificationtypes.Wallets = vendorWallets{}
	_ currencytypes.Products     = products{}
)

// vendorWallets answers the register of products about the wallets of vendors, which stand above it.
type vendorWallets struct{ currency *currencykeeper.Keeper }

// IsOpenCorporate implements certificationtypes.Wallets.
func (w vendorWallets) IsOpenCorporate(ctx context.Context, address sdk.AccAddress) (bool, error) {
	wallet, err := w.currency.Wallet(ctx, address)
	if errors.Is(err, currencytypes.ErrWalletNotFound) {
		return false, nil
	}
	return wallet.Status == currencytypes.WALLET_STATUS_OPEN && wallet.Profile.Kind == currencytypes.WALLET_KIND_CORPORATE, err
}

// products answers the modules of money out of the register, in their own words.
type products struct{ register *certificationkeeper.Keeper }

var productUses = map[currencytypes.ProductUse]certificationtypes.ProductUse{
	currencytypes.ProductCarrier:        certificationtypes.PRODUCT_USE_CARRIER,
	currencytypes.ProductClientSoftware: certificationtypes.PRODUCT_USE_CLIENT_SOFTWARE,
	currencytypes.ProductTerminal:       certificationtypes.PRODUCT_USE_TERMINAL,
	currencytypes.ProductDevice:         certificationtypes.PRODUCT_USE_DEVICE,
}

// CheckProduct implements currencytypes.Products.
func (p products) CheckProduct(ctx context.Context, operatorID, certificate string, use currencytypes.ProductUse) error {
	return p.register.CheckProduct(ctx, operatorID, certificate, productUses[use])
}

// CheckPlatform implements currencytypes.Products.
func (p products) CheckPlatform(ctx context.Context, operatorID string) error {
	return p.register.CheckDeployed(ctx, operatorID, certificationtypes.PRODUCT_USE_CLOUD_PLATFORM)
}

// ProductStatus implements currencytypes.Products.
func (p products) ProductStatus(ctx context.Context, certificate string) (string, error) {
	return p.register.ProductStatus(ctx, certificate)
}
