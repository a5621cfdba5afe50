package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
	// Officer fails with the consortium's ErrOfficerNotFound for an address that never was one.
	Officer(ctx context.Context, address []byte) (consortiumtypes.Officer, error)
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// AccountKeeper knows the accounts of the auth module, which wallets have nothing to do with.
type AccountKeeper interface {
	HasAccount(ctx context.Context, address sdk.AccAddress) bool
}

// Hooks are modules that promise a wallet money which they keep in escrow, or owe it something else.
type Hooks interface {
	// WalletObligations lists, for people, what must be settled before the wallet may close.
	WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error)
}

// MultiHooks asks several modules.
type MultiHooks []Hooks

// WalletObligations joins the lists of all.
func (m MultiHooks) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	var all []string
	for _, hooks := range m {
		left, err := hooks.WalletObligations(ctx, wallet)
		if err != nil {
			return nil, err
		}
		all = append(all, left...)
	}
	return all, nil
}

// Products says whether a device, carrier, terminal or client software may be used.
type Products interface {
	// CheckProduct fails unless the certificate is valid now and of that use.
	CheckProduct(ctx context.Context, certificate string, use ProductUse) error
}

// ProductUse is what a certified product is used for.
type ProductUse string

const (
	// ProductCarrier is the client software, SIM, card or wearable of a wallet.
	ProductCarrier ProductUse = "carrier"
	// ProductTerminal is a merchant's terminal.
	ProductTerminal ProductUse = "terminal"
	// ProductDevice is the secure element of an offline device.
	ProductDevice ProductUse = "device"
)
