package types

import (
	"time"

	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// Party is a wallet in a movement of money: its account, and what else decides about it at this moment.
type Party struct {
	Address sdk.AccAddress
	Account Account
	// Limits are the lowest of all that bound the wallet.
	Limits Limits
	// Holds are those in force.
	Holds []Hold
}

// Withdraw returns the account without the amount, which stays the holder's own and so counts towards no limit
// (ErrWalletClosed, ErrHeld, ErrInsufficientFunds).
func (p Party) Withdraw(amount Fen) (Account, error) {
	account := p.Account
	if err := p.checkOpen(); err != nil {
		return account, err
	}
	if amount > account.Balance {
		return account, ErrInsufficientFunds.Wrapf("wallet %s class %s: has %s, asked %s",
			name(p.Address), className(account.Class), account.Balance, amount)
	}
	if available, hold := p.Available(); amount > available {
		return account, ErrHeld.Wrapf("wallet %s: hold %s of %s: has %s, available %s, asked %s",
			name(p.Address), hold.Reference, hold.MemberId, account.Balance, available, amount)
	}
	account.Balance -= amount
	return account, nil
}

// Pay returns the account after a payment out, which counts towards its limits (as Withdraw, and ErrSingleLimit,
// ErrDayLimit, ErrYearLimit).
func (p Party) Pay(amount Fen, today Day) (Account, error) {
	account, err := p.Withdraw(amount)
	if err != nil {
		return p.Account, err
	}
	account = account.on(today)
	for _, rule := range []struct {
		sentinel    *errorsmod.Error
		name        string
		limit, used Fen
	}{
		{ErrSingleLimit, "single", Fen(p.Limits.SingleFen), 0},
		{ErrDayLimit, "daily", Fen(p.Limits.DayFen), account.DayPaid},
		{ErrYearLimit, "yearly", Fen(p.Limits.YearFen), account.YearPaid},
	} {
		if rule.limit != 0 && exceeds(rule.limit, rule.used, amount) {
			return p.Account, p.limitError(rule.sentinel, rule.name, rule.limit, rule.used, amount)
		}
	}
	if account.DayPaid, err = account.DayPaid.Add(amount); err != nil {
		return p.Account, err
	}
	if account.YearPaid, err = account.YearPaid.Add(amount); err != nil {
		return p.Account, err
	}
	return account, nil
}

// Receive returns the account with the amount, unless the wallet may not hold so much (ErrWalletClosed, ErrHeld,
// ErrBalanceLimit, ErrOverflow).
func (p Party) Receive(amount Fen) (Account, error) {
	if err := p.checkCredit(); err != nil {
		return p.Account, err
	}
	if limit := Fen(p.Limits.BalanceFen); limit != 0 && exceeds(limit, p.Account.Balance, amount) {
		return p.Account, p.limitError(ErrBalanceLimit, "balance", limit, p.Account.Balance, amount)
	}
	return p.Account.Restore(p.Address, amount)
}

// receivePayment is Receive that also counts the sum of the day.
func (p Party) receivePayment(amount Fen, today Day) (Account, error) {
	account, err := p.Receive(amount)
	if err != nil {
		return p.Account, err
	}
	account = account.on(today)
	if account.DayReceived, err = account.DayReceived.Add(amount); err != nil {
		return p.Account, err
	}
	return account, nil
}

// Regain returns the account with a refund: no limit refuses what the holder owned before (ErrWalletClosed, ErrHeld).
func (p Party) Regain(amount Fen) (Account, error) {
	if err := p.checkCredit(); err != nil {
		return p.Account, err
	}
	return p.Account.Restore(p.Address, amount)
}

// Bequeath returns the account without any money, all of which goes to the heir. A hold on debits stops it whatever its
// amount (ErrWalletClosed, ErrHeld).
func (p Party) Bequeath() (Account, error) {
	for _, hold := range p.Holds {
		if hold.Side == HOLD_SIDE_DEBIT {
			return p.Account, ErrHeld.Wrapf("wallet %s: hold %s of %s stops the estate", name(p.Address), hold.Reference, hold.MemberId)
		}
	}
	return p.Withdraw(p.Account.Balance)
}

// Yield returns the account without an amount that an order holds and its authority takes. Orders of other authorities
// that precede it have their money first; an operator's own holds, and limits, do not stand in the way (ErrWalletClosed,
// ErrHoldStatus, ErrHold, ErrHeld).
func (p Party) Yield(order Hold, amount Fen, now time.Time) (Account, error) {
	if err := p.checkOpen(); err != nil {
		return p.Account, err
	}
	if !order.IsInForce(now) {
		return p.Account, ErrHoldStatus.Wrapf("order %s of %s on %s", order.Reference, order.MemberId, name(p.Address))
	}
	if order.AmountFen != 0 && amount > Fen(order.AmountFen) {
		return p.Account, ErrHold.Wrapf("order %s of %s on %s: holds %s, asked %s",
			order.Reference, order.MemberId, name(p.Address), Fen(order.AmountFen), amount)
	}
	earlier := p
	earlier.Holds = nil
	for _, hold := range p.Holds {
		if hold.Ordered && hold.MemberId != order.MemberId && hold.precedes(order) {
			earlier.Holds = append(earlier.Holds, hold)
		}
	}
	return earlier.Withdraw(amount)
}

// CheckDebits fails unless at least something may leave, if there were any (ErrWalletClosed, ErrHeld).
func (p Party) CheckDebits() error {
	for _, hold := range p.Holds {
		if hold.Side == HOLD_SIDE_DEBIT && hold.AmountFen == 0 {
			return ErrHeld.Wrapf("wallet %s: hold %s of %s stops all debits", name(p.Address), hold.Reference, hold.MemberId)
		}
	}
	return p.checkOpen()
}

// Room is how much Receive takes, 0 when it takes nothing.
func (p Party) Room() Fen {
	if p.checkCredit() != nil {
		return 0
	}
	limit := Fen(p.Limits.BalanceFen)
	if limit == 0 {
		return ^Fen(0) - p.Account.Balance
	}
	return limit - min(limit, p.Account.Balance)
}

// Available is what may leave, and the hold that keeps the rest.
func (p Party) Available() (Fen, Hold) {
	available := p.Account.Balance
	var binding Hold
	for _, hold := range p.Holds {
		if hold.Side != HOLD_SIDE_DEBIT {
			continue
		}
		binding = hold
		if hold.AmountFen == 0 {
			return 0, hold
		}
		available -= min(available, Fen(hold.AmountFen))
	}
	return available, binding
}

func (p Party) checkOpen() error { return p.Account.CheckOpen(p.Address) }

func (p Party) checkCredit() error {
	for _, hold := range p.Holds {
		if hold.Side == HOLD_SIDE_CREDIT {
			return ErrHeld.Wrapf("wallet %s: hold %s of %s stops credits", name(p.Address), hold.Reference, hold.MemberId)
		}
	}
	return p.checkOpen()
}

func (p Party) limitError(sentinel *errorsmod.Error, rule string, limit, used, asked Fen) error {
	return sentinel.Wrapf("wallet %s class %s: %s limit %s, used %s, asked %s",
		name(p.Address), className(p.Account.Class), rule, limit, used, asked)
}

// exceeds tells whether used and asked together are above the limit, without computing a sum that may not fit.
func exceeds(limit, used, asked Fen) bool {
	return used > limit || asked > limit-used
}
