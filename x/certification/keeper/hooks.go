package keeper

import (
	"context"
	"errors"
	"fmt"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Obligations lists what a body must hand over before it may leave: certificates in force, and undecided applications.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	var left []string
	err := k.certificates.Indexes.byBody.Walk(ctx, collections.NewPrefixedPairRange[string, string](memberID),
		func(entry collections.Pair[string, string]) (bool, error) {
			certificate, err := k.Certificate(ctx, entry.K2())
			if err != nil || !certificate.IsInForce(now(ctx)) {
				return false, err
			}
			left = append(left, fmt.Sprintf("certificate %s is in force: another body takes it over", entry.K2()))
			return true, nil
		})
	if err != nil {
		return nil, err
	}
	err = k.applications.Indexes.byBody.Walk(ctx, collections.NewPrefixedPairRange[string, applicationKey](memberID),
		func(entry collections.Pair[string, applicationKey]) (bool, error) {
			left = append(left, fmt.Sprintf("application %s of %s is not decided", entry.K2().K2(), entry.K2().K1()))
			return true, nil
		})
	return left, err
}

// WalletObligations names a certificate in force of a vendor, whose wallet must stay able to answer for it.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	vendor, err := k.VendorOfWallet(ctx, consortiumtypes.FormatAddress(wallet))
	if errors.Is(err, types.ErrVendorNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var left []string
	err = k.certificates.Indexes.byVendor.Walk(ctx, collections.NewPrefixedTripleRange[string, string, string](vendor.Uscc),
		func(entry productEntry) (bool, error) {
			certificate, err := k.Certificate(ctx, entry.K3())
			if err != nil || !certificate.IsInForce(now(ctx)) {
				return false, err
			}
			left = append(left, fmt.Sprintf("certificate %s is in force: cancel it first", entry.K3()))
			return true, nil
		})
	return left, err
}
