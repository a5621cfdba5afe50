package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ConsortiumKeeper knows who acts for which member.
type ConsortiumKeeper interface {
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
	// ActingOfficer returns the officer and its member, if it may act now; ErrOfficerNotFound for an address that is none.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// CurrencyKeeper knows wallets.
type CurrencyKeeper interface {
	// Wallet fails with the currency's ErrWalletNotFound.
	Wallet(ctx context.Context, address []byte) (currencytypes.Wallet, error)
	// Operator returns the member that serves a wallet now.
	Operator(ctx context.Context, profile currencytypes.WalletProfile) (string, error)
}

// Products is the register of certified products.
type Products interface {
	// CheckProduct fails unless the certificate is valid now and of that use.
	CheckProduct(ctx context.Context, operatorID, certificate string, use currencytypes.ProductUse) error
	// ProductStatus says for people what a certificate is now, such as "suspended".
	ProductStatus(ctx context.Context, certificate string) (string, error)
}

// Escrow moves money in and out of this module's escrow accounts, by all rules of the currency. Nothing else moves it.
type Escrow interface {
	Balance(ctx context.Context, id string) (currencytypes.Fen, error)
	// FromWallet is a payment out of the wallet: admission, holds, limits, funds.
	FromWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount currencytypes.Fen) error
	// ToWallet is a receipt: admission, holds, balance limit.
	ToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount currencytypes.Fen) error
	// RestoreToWallet gives back what was the wallet's own; it is never refused.
	RestoreToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount currencytypes.Fen) error
	// FromBox is a typed movement out of a cash box; ErrInsufficientFunds when the box has less.
	FromBox(ctx context.Context, id, memberID string, movement currencytypes.MovementType, amount currencytypes.Fen) error
	Move(ctx context.Context, from, to string, amount currencytypes.Fen) error
	// Room is how much ToWallet would take now.
	Room(ctx context.Context, wallet sdk.AccAddress) (currencytypes.Fen, error)
}
