package types

import (
	"strconv"
	"strings"

	"github.com/dcep-consortium/dcepd/ident"
)

// NewMoney is an amount in a currency that was checked before.
func NewMoney(currency string, minor uint64) Money { return Money{Currency: currency, Minor: minor} }

// Check fails with ErrMoney unless it is more than nothing of a currency of ISO 4217.
func (m Money) Check() error {
	if _, err := ident.ParseCurrency(m.Currency); err != nil {
		return ErrMoney.Wrap(err.Error())
	}
	if m.Minor == 0 {
		return ErrMoney.Wrapf("%s: amount must be more than nothing", m.Currency)
	}
	return nil
}

// In fails with ErrMoney unless the amount is in the currency.
func (m Money) In(currency string) error {
	if m.Currency != currency {
		return ErrMoney.Wrapf("%s: the document is in %s", m, currency)
	}
	return m.Check()
}

// String writes the amount for people, such as "1,234.50 USD". It is the method of protobuf messages too.
func (m Money) String() string {
	digits := 0
	if currency, err := ident.ParseCurrency(m.Currency); err == nil {
		digits = currency.MinorDigits()
	}
	text := strconv.FormatUint(m.Minor, 10)
	if missing := digits + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	whole, decimals := text[:len(text)-digits], text[len(text)-digits:]
	var s strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			s.WriteByte(',')
		}
		s.WriteRune(digit)
	}
	if decimals != "" {
		s.WriteString("." + decimals)
	}
	return s.String() + " " + m.Currency
}

// ParseMoney reads what people type: an amount with exactly the currency's decimals and its code, such as "1234.50 USD",
// "1234.50USD" or "150000 JPY". The decimals are required so that nobody takes yuan for fen. It fails with ErrMoney.
func ParseMoney(s string) (Money, error) {
	if len(s) < len("1USD") {
		return Money{}, ErrMoney.Wrapf("%.40q: write amount and currency, such as 1234.50USD", s)
	}
	amount, code := strings.TrimSuffix(s[:len(s)-3], " "), s[len(s)-3:]
	currency, err := ident.ParseCurrency(code)
	if err != nil {
		return Money{}, ErrMoney.Wrapf("%.40q: %s", s, err)
	}
	whole, decimals, hasPoint := strings.Cut(amount, ".")
	digits := currency.MinorDigits()
	if hasPoint != (digits > 0) || len(decimals) != digits {
		return Money{}, ErrMoney.Wrapf("%.40q: write %s with exactly %d decimals", s, currency, digits)
	}
	if strings.Trim(whole+decimals, "0123456789") != "" || whole == "" || len(whole) > 1 && whole[0] == '0' {
		return Money{}, ErrMoney.Wrapf("%.40q: write digits without needless zeros, and a point before the decimals", s)
	}
	minor, err := strconv.ParseUint(whole+decimals, 10, 64)
	if err != nil {
		return Money{}, ErrMoney.Wrapf("%.40q: too large", s)
	}
	return NewMoney(code, minor), nil
}
