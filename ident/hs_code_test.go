package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseHSCode(t *testing.T) {
	requireAccepts(t, ident.ParseHSCode,
		"8517120000",
		"85171200",
		"851712",
		"010121",
		"970600",
	)
	requireRejects(t, "HSCode", ident.ParseHSCode, []rejection{
		{"empty", "", ident.RuleLength},
		{"five", "85171", ident.RuleLength},
		{"seven", "8517120", ident.RuleLength},
		{"nine", "851712000", ident.RuleLength},
		{"eleven", "85171200000", ident.RuleLength},
		{"letter", "85171A", ident.RuleAlphabet},
		{"printed with a dot", "8517.120", ident.RuleAlphabet},
		{"chapter 00", "000000", ident.RuleChapter},
		{"national chapter 98", "980100", ident.RuleChapter},
	})
}

func FuzzParseHSCode(f *testing.F) {
	fuzzParser(f, "HSCode", ident.ParseHSCode, "8517120000", "85171200")
}
