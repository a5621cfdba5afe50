package types

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	// Fen is an amount of digital yuan, 1/100 yuan.
	Fen = currencytypes.Fen
	// Day is a business day (UTC+8).
	Day = currencytypes.Day
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
}

// CalendarKeeper knows the banking days.
type CalendarKeeper interface {
	// Calendar answers for days of the years from the day's on.
	Calendar(ctx context.Context, from Day) (calendartypes.Calendar, error)
}

// CurrencyKeeper knows the wallets.
type CurrencyKeeper interface {
	// Wallet fails with the currency's ErrWalletNotFound.
	Wallet(ctx context.Context, address []byte) (currencytypes.Wallet, error)
}

// Escrow is the part of the currency's ledger through which the module pays. Nothing stays in it.
type Escrow interface {
	// FromBox takes money out of a cash box as a movement of the type.
	FromBox(ctx context.Context, id, memberID string, movement currencytypes.MovementType, amount Fen) error
	// ToBox puts money into a cash box as a movement of the type.
	ToBox(ctx context.Context, id, memberID string, movement currencytypes.MovementType, amount Fen) error
	// ToWallet pays money out by every rule of a receipt.
	ToWallet(ctx context.Context, id string, wallet sdk.AccAddress, amount Fen) error
}
