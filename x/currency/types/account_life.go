package types

import (
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

// AccountAction is what can happen to a wallet as a whole.
type AccountAction string

// AccountClose ends the use of a wallet for ever.
const AccountClose AccountAction = "close"

var accountTransitions = lifecycle.Table[WalletStatus, AccountAction]{
	WALLET_STATUS_OPEN: {AccountClose: WALLET_STATUS_CLOSED},
}

// CheckOpen fails with ErrWalletClosed.
func (a Account) CheckOpen(address sdk.AccAddress) error {
	if a.Status != WALLET_STATUS_OPEN {
		return ErrWalletClosed.Wrapf("wallet %s", name(address))
	}
	return nil
}

// Close returns the account of a wallet that nobody uses any more. Its money must be gone, or it would be stranded
// (ErrWalletClosed, ErrObligations).
func (a Account) Close(address sdk.AccAddress) (Account, error) {
	to, allowed := accountTransitions.Next(a.Status, AccountClose)
	if !allowed {
		return a, a.CheckOpen(address)
	}
	if a.Balance != 0 {
		return a, ErrObligations.Wrapf("wallet %s: balance is %s", name(address), a.Balance)
	}
	a.Status = to
	return a.mark(MarkLimited, false), nil
}

// Absorb returns the account of a parent with what its closing sub-wallet holds and has paid, so that closing one and
// opening another gains no room (ErrOverflow).
func (a Account) Absorb(address sdk.AccAddress, sub Account, today Day) (Account, error) {
	absorbed, err := a.Restore(address, sub.Balance)
	if err != nil {
		return a, err
	}
	absorbed, sub = absorbed.on(today), sub.on(today)
	if absorbed.DayPaid, err = absorbed.DayPaid.Add(sub.DayPaid); err != nil {
		return a, err
	}
	if absorbed.YearPaid, err = absorbed.YearPaid.Add(sub.YearPaid); err != nil {
		return a, err
	}
	return absorbed, nil
}

// Drain returns the account without its money.
func (a Account) Drain() Account {
	a.Balance = 0
	return a
}

// Reclass returns the account in another class (ErrWalletClosed, ErrWalletClass).
func (a Account) Reclass(address sdk.AccAddress, class WalletClass) (Account, error) {
	if err := a.CheckOpen(address); err != nil {
		return a, err
	}
	if a.Class == class {
		return a, ErrWalletClass.Wrapf("wallet %s is of class %s", name(address), className(class))
	}
	a.Class = class
	return a, nil
}

// Readmit returns the account of a wallet that must show again that it takes part in the pilot: its region or field of
// business changed.
func (a Account) Readmit() Account {
	a.Admitted = 0
	return a
}

// Hold returns the account marked by whether it has open holds.
func (a Account) Hold(open bool) Account { return a.mark(MarkHeld, open) }

// Limit returns the account marked by whether anything bounds it below its class.
func (a Account) Limit(limits WalletLimits) Account { return a.mark(MarkLimited, limits.Bounds()) }

// ReplaceKey returns the account with another compressed secp256k1 key. Everything else stays as it was.
func (a Account) ReplaceKey(key secp256k1.PubKey) Account {
	a.KeyType, a.PublicKey = KeyTypeSecp256k1, key.Key
	return a
}
