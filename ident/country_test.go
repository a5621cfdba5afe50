package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseCountry(t *testing.T) {
	requireAccepts(t, ident.ParseCountry,
		"CN",
		"HK",
		"MO",
		"TW",
		"US",
		"GB",
		"DE",
		"SS",
		"CW",
	)
	requireRejects(t, "Country", ident.ParseCountry, []rejection{
		{"empty", "", ident.RuleLength},
		{"alpha-3", "CHN", ident.RuleLength},
		{"one letter", "C", ident.RuleLength},
		{"numeric", "15", ident.RuleAlphabet},
		{"lower case", "cn", ident.RuleAlphabet},
		{"spaces", "  ", ident.RuleAlphabet},
		{"unassigned", "QB", ident.RuleCountry},
		{"private use AA", "AA", ident.RuleCountry},
		{"private use QM", "QM", ident.RuleCountry},
		{"private use XA", "XA", ident.RuleCountry},
		{"private use XK", "XK", ident.RuleCountry},
		{"private use XX", "XX", ident.RuleCountry},
		{"private use XZ", "XZ", ident.RuleCountry},
		{"private use ZZ", "ZZ", ident.RuleCountry},
		{"grouping EU", "EU", ident.RuleCountry},
		{"grouping EZ", "EZ", ident.RuleCountry},
		{"grouping UN", "UN", ident.RuleCountry},
		{"reserved UK", "UK", ident.RuleCountry},
		{"reserved AC", "AC", ident.RuleCountry},
		{"reserved IC", "IC", ident.RuleCountry},
		{"withdrawn DD", "DD", ident.RuleCountry},
		{"withdrawn FX", "FX", ident.RuleCountry},
		{"withdrawn ZR", "ZR", ident.RuleCountry},
		{"withdrawn BU", "BU", ident.RuleCountry},
		{"split AN", "AN", ident.RuleCountry},
		{"split CS", "CS", ident.RuleCountry},
		{"split NT", "NT", ident.RuleCountry},
		{"split SU", "SU", ident.RuleCountry},
		{"split YU", "YU", ident.RuleCountry},
	})
}

// ISO 3166-1 has had 249 assigned codes since South Sudan in 2011. A new x/text that changes the count changes which
// transactions are valid.
func TestParseCountryKnowsEveryAssignedCode(t *testing.T) {
	accepted := 0
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			if _, err := ident.ParseCountry(string(first) + string(second)); err == nil {
				accepted++
			}
		}
	}
	require.Equal(t, 249, accepted)
}

func FuzzParseCountry(f *testing.F) {
	fuzzParser(f, "Country", ident.ParseCountry, "CN", "HK")
}
