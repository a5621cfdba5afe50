package types

import (
	"context"
	"time"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ConsortiumKeeper knows who is in the consortium.
type ConsortiumKeeper interface {
	// Member fails with the consortium's ErrMemberNotFound.
	Member(ctx context.Context, id string) (consortiumtypes.Member, error)
	// ActingOfficer returns the officer and its member, if it may act now.
	ActingOfficer(ctx context.Context, address []byte) (consortiumtypes.Officer, consortiumtypes.Member, error)
}

// CurrencyKeeper knows wallets and flags, and is where holds stop money.
type CurrencyKeeper interface {
	// Wallet fails with the currency's ErrWalletNotFound.
	Wallet(ctx context.Context, address []byte) (currencytypes.Wallet, error)
	// OpenWalletsOf returns the open wallets of a customer of the operator that opened them, at most limit.
	OpenWalletsOf(ctx context.Context, operatorID string, customerRef []byte, limit int) ([]sdk.AccAddress, error)
	// CheckFlag fails with the currency's ErrFlagNotFound.
	CheckFlag(ctx context.Context, operatorID string, day Day, customerRef []byte,
		kind currencytypes.FlagKind, direction currencytypes.FlagDirection) error

	// Hold fails with the currency's ErrHoldNotFound.
	Hold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string) (currencytypes.Hold, error)
	// OrderedHolds returns the open holds that authorities ordered. It reads all holds.
	OrderedHolds(ctx context.Context) ([]currencytypes.Hold, error)
	// PlaceHold stops money at an open wallet from now on.
	PlaceHold(ctx context.Context, hold currencytypes.Hold) error
	// ProlongHold moves the end of a hold in force.
	ProlongHold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string, until time.Time) error
	// LiftHold ends a hold in force.
	LiftHold(ctx context.Context, wallet sdk.AccAddress, memberID, reference string) error
	// LapseHolds marks the holds of a wallet whose end has come. It changes no answer.
	LapseHolds(ctx context.Context, wallet sdk.AccAddress) error
	// TransferHeld moves an amount that an order holds to another wallet, and lifts the hold.
	TransferHeld(ctx context.Context, wallet sdk.AccAddress, memberID, reference string, to sdk.AccAddress, amount Fen) error
}
