package types

import (
	"encoding/hex"
	"slices"
)

// ParseCustomerRef reads a customer reference in hexadecimal. It fails with ErrIdentifier.
func ParseCustomerRef(s string) ([]byte, error) {
	reference, err := hex.DecodeString(s)
	if err != nil || len(reference) != customerRefBytes {
		return nil, ErrIdentifier.Wrapf("customer_ref %.70q: must be %d bytes in hexadecimal", s, customerRefBytes)
	}
	return reference, nil
}

// Turnover is one movement as large-value reporting sees it.
type Turnover struct {
	Kind      FlagKind
	Direction FlagDirection
	Amount    Fen
}

// NewCustomer is a customer before its first wallet.
func NewCustomer(operatorID string, reference []byte) Customer {
	return Customer{OperatorId: operatorID, CustomerRef: reference, Wallets: make([]uint32, len(WalletClass_name)-1)}
}

// Count returns the customer after a movement of the business day, and the sum it belongs to. It fails with ErrOverflow.
func (c Customer) Count(today Day, t Turnover) (Customer, Fen, error) {
	c = c.on(today)
	sum := c.sum(t.Kind, t.Direction)
	total, err := Fen(*sum).Add(t.Amount)
	if err != nil {
		return c, 0, err
	}
	*sum = uint64(total)
	return c, total, nil
}

// AddWallet counts one more wallet of the class, of which the customer may have limit, or any number if that is 0. It
// fails with ErrWalletCount.
func (c Customer) AddWallet(class WalletClass, limit uint32) (Customer, error) {
	c.Wallets = slices.Clone(c.Wallets)
	count := &c.Wallets[class-1]
	if limit != 0 && *count >= limit {
		return c, ErrWalletCount.Wrapf("customer %x of %s: wallets of class %s: limit %d, has %d",
			c.CustomerRef, c.OperatorId, className(class), limit, *count)
	}
	*count++
	return c, nil
}

// RemoveWallet counts one wallet of the class less.
func (c Customer) RemoveWallet(class WalletClass) Customer {
	c.Wallets = slices.Clone(c.Wallets)
	c.Wallets[class-1]--
	return c
}

// TakeOver moves the sums of the day from the account of the only wallet to the customer, who gets a second one.
func (c Customer) TakeOver(only Account, today Day) Customer {
	c = c.on(today)
	only = only.on(today)
	c.Several = true
	c.PaidFen, c.ReceivedFen = uint64(only.DayPaid), uint64(only.DayReceived)
	return c
}

// on returns the customer with its sums as they stand on the business day.
func (c Customer) on(today Day) Customer {
	if c.Day != today.String() {
		c.Day = today.String()
		c.PaidFen, c.ReceivedFen, c.PaidAbroadFen, c.ReceivedFromAbroadFen, c.CashInFen, c.CashOutFen = 0, 0, 0, 0, 0, 0
	}
	return c
}

// sum points to the sum of a kind. Natural and legal persons have the same: a customer is one or the other.
func (c *Customer) sum(kind FlagKind, direction FlagDirection) *uint64 {
	in := direction == FLAG_DIRECTION_IN
	switch {
	case kind == FLAG_KIND_CASH && in:
		return &c.CashInFen
	case kind == FLAG_KIND_CASH:
		return &c.CashOutFen
	case kind == FLAG_KIND_CROSS_BORDER && in:
		return &c.ReceivedFromAbroadFen
	case kind == FLAG_KIND_CROSS_BORDER:
		return &c.PaidAbroadFen
	case in:
		return &c.ReceivedFen
	default:
		return &c.PaidFen
	}
}

// Of returns the threshold of a kind, 0 for none.
func (t FlagThresholds) Of(kind FlagKind) Fen {
	switch kind {
	case FLAG_KIND_CASH:
		return Fen(t.CashFen)
	case FLAG_KIND_NATURAL_PERSON:
		return Fen(t.NaturalPersonFen)
	case FLAG_KIND_LEGAL_PERSON:
		return Fen(t.LegalPersonFen)
	case FLAG_KIND_CROSS_BORDER:
		return Fen(t.CrossBorderFen)
	default:
		return 0
	}
}

// Reached reports whether the amount brought the sum to the threshold of the kind: from below it to it or beyond.
func (t FlagThresholds) Reached(kind FlagKind, sum, amount Fen) bool {
	threshold := t.Of(kind)
	return threshold != 0 && sum >= threshold && sum-amount < threshold
}

// PersonKind is the kind of flag for the payments of the wallet's holder.
func (a Account) PersonKind() FlagKind {
	if a.Marks.Has(MarkCorporate) {
		return FLAG_KIND_LEGAL_PERSON
	}
	return FLAG_KIND_NATURAL_PERSON
}

// DaySum is what the wallet paid, or received by payments, on the day of its last payment.
func (a Account) DaySum(direction FlagDirection) Fen {
	if direction == FLAG_DIRECTION_IN {
		return a.DayReceived
	}
	return a.DayPaid
}

// Share returns the account of a wallet whose customer has several.
func (a Account) Share() Account { return a.mark(MarkShared, true) }

// FlagRule is the number that sorts the flags of one customer and business day.
func FlagRule(kind FlagKind, direction FlagDirection) uint32 {
	return uint32(kind)<<8 | uint32(direction) //nolint:gosec // both are small and positive
}
