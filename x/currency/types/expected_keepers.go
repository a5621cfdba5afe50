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

// Orders is the module that may have ordered to hold all that a customer has, and so also what it opens later.
type Orders interface {
	// WalletOpened may place holds on a wallet that was opened just now.
	WalletOpened(ctx context.Context, wallet sdk.AccAddress, profile WalletProfile) error
}

// Products says whether a device, carrier, terminal or client software may be used.
type Products interface {
	// CheckProduct fails unless a customer of the operator may use the product: its certificate is valid now and of that
	// use. Whether there must be one is for the register to say too: an empty certificate names none.
	CheckProduct(ctx context.Context, operatorID, certificate string, use ProductUse) error
	// CheckPlatform fails unless the operator may open wallets on what it says it runs.
	CheckPlatform(ctx context.Context, operatorID string) error
	// ProductStatus says for people what a certificate is now, such as "suspended".
	ProductStatus(ctx context.Context, certificate string) (string, error)
}

// ProductUse is what a certified product is used for.
type ProductUse string

const (
	// ProductCarrier is the SIM, card or wearable of a wallet.
	ProductCarrier ProductUse = "carrier"
	// ProductClientSoftware is the app of a wallet.
	ProductClientSoftware ProductUse = "client software"
	// ProductTerminal is a merchant's terminal.
	ProductTerminal ProductUse = "terminal"
	// ProductDevice is the secure element of an offline device.
	ProductDevice ProductUse = "device"
)
