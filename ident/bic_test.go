package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseBIC(t *testing.T) {
	requireAccepts(t, ident.ParseBIC,
		"ICBKCNBJXXX",
		"BKCHCNBJ",
		"DEUTDEFF500",
	)
	requireRejects(t, "BIC", ident.ParseBIC, []rejection{
		{"empty", "", ident.RuleLength},
		{"seven", "ICBKCNB", ident.RuleLength},
		{"nine", "ICBKCNBJX", ident.RuleLength},
		{"ten", "ICBKCNBJXX", ident.RuleLength},
		{"twelve", "ICBKCNBJXXXX", ident.RuleLength},
		{"digit in the prefix", "ICB1CNBJ", ident.RuleAlphabet},
		{"digit in the country", "ICBKC1BJ", ident.RuleAlphabet},
		{"sign in the location", "ICBKCNB-", ident.RuleAlphabet},
		{"sign in the branch", "ICBKCNBJXX-", ident.RuleAlphabet},
		{"lower case", "icbkcnbj", ident.RuleAlphabet},
		{"private use country", "ICBKXXBJ", ident.RuleCountry},
		{"user-assigned country", "ICBKXKBJ", ident.RuleCountry},
		{"withdrawn country", "ICBKSUBJ", ident.RuleCountry},
	})
}

func TestBICInstitution(t *testing.T) {
	headOffice := mustParse(t, ident.ParseBIC, "ICBKCNBJXXX")
	bare := mustParse(t, ident.ParseBIC, "ICBKCNBJ")
	require.NotEqual(t, bare, headOffice)
	require.Equal(t, bare, headOffice.Institution())
	require.Equal(t, bare, bare.Institution())
	require.Equal(t, ident.BIC{}, ident.BIC{}.Institution())
}

func TestBICCountry(t *testing.T) {
	require.Equal(t, mustParse(t, ident.ParseCountry, "CN"), mustParse(t, ident.ParseBIC, "BKCHCNBJ").Country())
	require.Equal(t, ident.Country{}, ident.BIC{}.Country())
}

func FuzzParseBIC(f *testing.F) {
	fuzzParser(f, "BIC", ident.ParseBIC, "ICBKCNBJXXX", "BKCHCNBJ")
}
