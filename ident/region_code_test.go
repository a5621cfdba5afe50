package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseRegionCode(t *testing.T) {
	requireAccepts(t, ident.ParseRegionCode,
		"440300",
		"320500",
		"310000",
		"460000",
		"450100",
		"110000",
		"820000",
	)
	requireRejects(t, "RegionCode", ident.ParseRegionCode, []rejection{
		{"empty", "", ident.RuleLength},
		{"province alone", "44", ident.RuleLength},
		{"one long", "4403000", ident.RuleLength},
		{"letter", "44030A", ident.RuleAlphabet},
		{"below the first province", "100000", ident.RuleProvince},
		{"above the last province", "830000", ident.RuleProvince},
		{"far above", "990000", ident.RuleProvince},
	})
}

func TestRegionCodeContains(t *testing.T) {
	for _, c := range []struct {
		outer, inner string
		contains     bool
	}{
		{"440000", "440000", true},
		{"440000", "440300", true},
		{"440000", "440304", true},
		{"440300", "440304", true},
		{"440304", "440304", true},
		{"440304", "440300", false},
		{"440300", "440000", false},
		{"440300", "440400", false},
		{"440304", "440305", false},
		{"440000", "450000", false},
		{"500000", "510000", false},
	} {
		outer := mustParse(t, ident.ParseRegionCode, c.outer)
		inner := mustParse(t, ident.ParseRegionCode, c.inner)
		require.Equal(t, c.contains, outer.Contains(inner), "%s contains %s", outer, inner)
	}
}

func TestRegionCodeZeroIsNowhere(t *testing.T) {
	guangdong := mustParse(t, ident.ParseRegionCode, "440000")
	require.False(t, ident.RegionCode{}.Contains(guangdong))
	require.False(t, ident.RegionCode{}.Contains(ident.RegionCode{}))
	require.False(t, guangdong.Contains(ident.RegionCode{}))
}

func FuzzParseRegionCode(f *testing.F) {
	fuzzParser(f, "RegionCode", ident.ParseRegionCode, "440300", "320500")
}
