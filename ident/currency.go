package ident

import "golang.org/x/text/currency"

const currencyLength = 3

// Currency is the code of a money that is legal tender somewhere (ISO 4217).
type Currency struct{ s string }

// ParseCurrency accepts three upper-case letters. It refuses withdrawn currencies (DEM), metals, funds and test codes
// (XAU, CHE, XTS), and market names that are not in ISO 4217 (CNH). What is in force is what x/text says, which is
// CLDR 32 of 2017: it does not know the codes assigned since then, such as MRU, VES and SLE.
func ParseCurrency(s string) (Currency, error) {
	if len(s) != currencyLength {
		return Currency{}, invalid("Currency", s, RuleLength)
	}
	if !hasOnly(s, isUpper) {
		return Currency{}, invalid("Currency", s, RuleAlphabet)
	}
	if !tenderCurrencies[s] {
		return Currency{}, invalid("Currency", s, RuleCurrency)
	}
	return Currency{s}, nil
}

// String returns the three letters.
func (c Currency) String() string { return c.s }

// MinorDigits returns how many decimals the currency has: 2 of USD and CNY, 0 of JPY, 3 of KWD.
func (c Currency) MinorDigits() int {
	unit, err := currency.ParseISO(c.s)
	if err != nil {
		return 0
	}
	digits, _ := currency.Standard.Rounding(unit)
	return digits
}

// IsZero reports whether c is the zero value, which is no currency.
func (c Currency) IsZero() bool { return c == Currency{} }

var tenderCurrencies = listTenderCurrencies()

// listTenderCurrencies uses a query instead of currency.ParseISO, which also accepts what is no longer or never was
// legal tender. A query without a date means "without an end", not "today", so every node gets the same list.
func listTenderCurrencies() map[string]bool {
	codes := make(map[string]bool)
	for query := currency.Query(); query.Next(); {
		codes[query.Unit().String()] = true
	}
	return codes
}
