package model_test

import (
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

type credit struct {
	payee  string
	amount int
}

// pay takes a payment to one or several payees, with a name or, when date and id are empty, without one.
func (n *naive) pay(key payment, credits ...credit) error {
	from, err := n.holder(key.payer)
	if err != nil {
		return err
	}
	for _, c := range credits {
		if c.amount == 0 {
			return types.ErrAmount
		}
	}
	for i, c := range credits {
		for _, other := range credits[:i] {
			if other.payee == c.payee {
				return types.ErrBatch
			}
		}
	}
	if err := n.checkName(key); err != nil {
		return err
	}
	if err := n.admitted(from); err != nil {
		return err
	}
	undo := n.snapshot(from, credits)
	for _, c := range credits {
		if err := n.payOne(from, c); err != nil {
			undo()
			return err
		}
	}
	if key.id != "" {
		n.paid[key] = map[string]int{}
		for _, c := range credits {
			n.paid[key][c.payee] = c.amount
		}
	}
	return nil
}

func (n *naive) checkName(key payment) error {
	today := n.date(0)
	switch {
	case key.id == "":
		return nil
	case n.paid[key] != nil && key.date >= n.date(-types.RefundDays):
		return types.ErrDuplicatePayment
	case n.paid[key] != nil:
		return errPaidLongAgo
	case key.date > today || key.date < n.date(-n.instructionDays):
		return types.ErrInstructionDate
	}
	return nil
}

// snapshot returns what puts everybody's money and usage back.
func (n *naive) snapshot(from *wallet, credits []credit) func() {
	today := n.date(0)
	balances := map[string]int{}
	for _, c := range credits {
		if to := n.wallets[c.payee]; to != nil {
			balances[c.payee] = to.balance
		}
	}
	balance, day, year := from.balance, from.paid[today], from.paid[today[:4]]
	return func() {
		for payee, before := range balances {
			n.wallets[payee].balance = before
		}
		from.balance, from.paid[today], from.paid[today[:4]] = balance, day, year
	}
}

func (n *naive) payOne(from *wallet, c credit) error {
	to := n.wallets[c.payee]
	if to == nil {
		return types.ErrWalletNotFound
	}
	if err := n.admitted(to); err != nil {
		return err
	}
	if from == to {
		return types.ErrPaymentToSelf
	}
	if err := n.payOut(from, c.amount); err != nil {
		return err
	}
	if err := n.canReceive(to, c.amount); err != nil {
		return err
	}
	to.balance += c.amount
	return nil
}

// payOut takes money that counts towards the limits.
func (n *naive) payOut(from *wallet, amount int) error {
	if err := n.admitted(from); err != nil {
		return err
	}
	if err := n.canWithdraw(from, amount); err != nil {
		return err
	}
	bounds, today := from.bounds(n), n.date(0)
	year := today[:4]
	switch {
	case isAbove(amount, bounds.single):
		return types.ErrSingleLimit
	case isAbove(from.paid[today]+amount, bounds.day):
		return types.ErrDayLimit
	case isAbove(from.paid[year]+amount, bounds.year):
		return types.ErrYearLimit
	}
	from.balance -= amount
	from.paid[today] += amount
	from.paid[year] += amount
	return nil
}

// refund is the payee's; its own name for it is by.name.
func (n *naive) refund(key payment, by named, amount int) error {
	from, err := n.holder(by.owner)
	switch {
	case err != nil:
		return err
	case amount == 0:
		return types.ErrAmount
	case key.date < n.date(-types.RefundDays):
		return types.ErrRefundTooLate
	case n.paid[key][by.owner] == 0:
		return types.ErrPaymentNotFound
	}
	if _, exists := n.refunds[key][by]; exists {
		return types.ErrRefundExists
	}
	refunded := amount
	for other, earlier := range n.refunds[key] {
		if other.owner == by.owner {
			refunded += earlier
		}
	}
	if refunded > n.paid[key][by.owner] {
		return types.ErrRefundExceeds
	}
	if err := n.canWithdraw(from, amount); err != nil {
		return err
	}
	to := n.wallets[key.payer]
	if err := n.canRegain(to); err != nil {
		return err
	}
	from.balance -= amount
	to.balance += amount
	if n.refunds[key] == nil {
		n.refunds[key] = map[named]int{}
	}
	n.refunds[key][by] = amount
	return nil
}
