package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

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
}

// Escrow is the part of the currency's ledger that holds this module's money, in accounts that the module names.
type Escrow interface {
	// Balance is what an account holds, 0 if it never held anything.
	Balance(ctx context.Context, id string) (Fen, error)
	// FromWallet takes money by every rule of a payment out.
	FromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// ToWallet pays money out by every rule of a receipt.
	ToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// RestoreToWallet gives money back that was the wallet's own. No limit and no hold refuses it.
	RestoreToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// WithdrawFromWallet takes back money that the wallet received: holds and funds decide, limits do not.
	WithdrawFromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
	// CheckDebits fails when nothing may leave the wallet, so that its holder may not spend what is kept for it either.
	CheckDebits(ctx context.Context, wallet sdk.AccAddress) error
	// Move moves money between two accounts.
	Move(ctx context.Context, from, to string, amount Fen) error
}
