package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
}

// SingleWindow knows the enterprises.
type SingleWindow interface {
	// Enterprise fails with the single window's ErrEnterpriseNotFound.
	Enterprise(ctx context.Context, wallet sdk.AccAddress) (singlewindowtypes.Enterprise, error)
}

// CurrencyKeeper knows the wallets.
type CurrencyKeeper interface {
	// Wallet fails with the currency's ErrWalletNotFound.
	Wallet(ctx context.Context, address []byte) (currencytypes.Wallet, error)
}
