package types

import (
	"context"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// CurrencyKeeper knows the wallets.
type CurrencyKeeper interface {
	// Wallet fails with the currency's ErrWalletNotFound.
	Wallet(ctx context.Context, address []byte) (currencytypes.Wallet, error)
	// Operator returns the member that serves a wallet now.
	Operator(ctx context.Context, profile currencytypes.WalletProfile) (string, error)
}

// Hooks is what modules that build on documents want to know.
type Hooks interface {
	// AfterDocumentChanged is told of every amendment and revocation, after it is on record.
	AfterDocumentChanged(ctx context.Context, document Document) error
}
