package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseUNLOCODE(t *testing.T) {
	requireAccepts(t, ident.ParseUNLOCODE,
		"CNSHA",
		"CNYTN",
		"CNNNG",
		"USN29",
	)
	requireRejects(t, "UNLOCODE", ident.ParseUNLOCODE, []rejection{
		{"empty", "", ident.RuleLength},
		{"four", "CNSH", ident.RuleLength},
		{"printed with a space", "CN SHA", ident.RuleLength},
		{"digit in the country", "C2SHA", ident.RuleAlphabet},
		{"zero", "CNSH0", ident.RuleAlphabet},
		{"one", "CNSH1", ident.RuleAlphabet},
		{"lower case", "cnsha", ident.RuleAlphabet},
		{"private use country", "XXSHA", ident.RuleCountry},
		{"international waters", "XZSHA", ident.RuleCountry},
	})
}

func TestUNLOCODECountry(t *testing.T) {
	require.Equal(t, mustParse(t, ident.ParseCountry, "CN"), mustParse(t, ident.ParseUNLOCODE, "CNSHA").Country())
	require.Equal(t, ident.Country{}, ident.UNLOCODE{}.Country())
}

func FuzzParseUNLOCODE(f *testing.F) {
	fuzzParser(f, "UNLOCODE", ident.ParseUNLOCODE, "CNSHA", "CNYTN")
}
