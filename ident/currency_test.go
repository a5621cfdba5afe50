package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseCurrency(t *testing.T) {
	requireAccepts(t, ident.ParseCurrency,
		"CNY",
		"USD",
		"EUR",
		"HKD",
		"MOP",
		"TWD",
		"JPY",
		"GBP",
	)
	requireRejects(t, "Currency", ident.ParseCurrency, []rejection{
		{"empty", "", ident.RuleLength},
		{"two letters", "CN", ident.RuleLength},
		{"four letters", "CNYX", ident.RuleLength},
		{"numeric", "156", ident.RuleAlphabet},
		{"lower case", "cny", ident.RuleAlphabet},
		{"unassigned", "XYZ", ident.RuleCurrency},
		{"withdrawn", "DEM", ident.RuleCurrency},
		{"metal", "XAU", ident.RuleCurrency},
		{"fund", "CHE", ident.RuleCurrency},
		{"test code", "XTS", ident.RuleCurrency},
		{"no currency", "XXX", ident.RuleCurrency},
		{"market name", "CNH", ident.RuleCurrency},
	})
}

// A new x/text that changes the count changes which transactions are valid.
func TestParseCurrencyKnowsEveryTender(t *testing.T) {
	accepted := 0
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			for third := 'A'; third <= 'Z'; third++ {
				if _, err := ident.ParseCurrency(string(first) + string(second) + string(third)); err == nil {
					accepted++
				}
			}
		}
	}
	require.Equal(t, 155, accepted)
}

func FuzzParseCurrency(f *testing.F) {
	fuzzParser(f, "Currency", ident.ParseCurrency, "CNY", "USD")
}

func TestMinorDigits(t *testing.T) {
	for code, want := range map[string]int{"CNY": 2, "USD": 2, "JPY": 0, "KWD": 3} {
		parsed, err := ident.ParseCurrency(code)
		if err != nil {
			t.Fatal(err)
		}
		if digits := parsed.MinorDigits(); digits != want {
			t.Errorf("%s has %d decimals, want %d", code, digits, want)
		}
	}
	if digits := (ident.Currency{}).MinorDigits(); digits != 0 {
		t.Errorf("no currency has %d decimals", digits)
	}
}
