package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseUSCC(t *testing.T) {
	requireAccepts(t, ident.ParseUSCC,
		"9144030071526726XG",
		"914403001922038216",
		"91330100799655058B",
		"91110000802100433B",
	)
	requireRejects(t, "USCC", ident.ParseUSCC, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", "9144030071526726X", ident.RuleLength},
		{"one long", "9144030071526726XG0", ident.RuleLength},
		{"unused letter I", "9144030071526726IG", ident.RuleAlphabet},
		{"unused letter O", "9144030071526726OG", ident.RuleAlphabet},
		{"unused letter S", "9144030071526726SG", ident.RuleAlphabet},
		{"unused letter V", "9144030071526726VG", ident.RuleAlphabet},
		{"unused letter Z", "9144030071526726ZG", ident.RuleAlphabet},
		{"lower case", "9144030071526726xg", ident.RuleAlphabet},
		{"space", "9144030071526726X ", ident.RuleAlphabet},
		{"not ASCII", "914403007152672中", ident.RuleAlphabet},
		{"genuine code with a wrong check", "91110000625921626P", ident.RuleChecksum},
	})
}

func TestUSCCCatchesTypos(t *testing.T) {
	requireCatchesTypos(t, ident.ParseUSCC, "9144030071526726XG", "0123456789ABCDEFGHJKLMNPQRTUWXY")
}

func TestParseUSCCLegacy(t *testing.T) {
	requireAccepts(t, ident.ParseUSCCLegacy, "9144030071526726XG", "91110000625921626P")
	requireRejects(t, "USCC", ident.ParseUSCCLegacy, []rejection{
		{"one short", "91110000625921626", ident.RuleLength},
		{"unused letter", "9111000062592162IP", ident.RuleAlphabet},
	})
}

func TestUSCCHasValidCheck(t *testing.T) {
	require.True(t, mustParse(t, ident.ParseUSCCLegacy, "9144030071526726XG").HasValidCheck())
	require.False(t, mustParse(t, ident.ParseUSCCLegacy, "91110000625921626P").HasValidCheck())
	require.False(t, ident.USCC{}.HasValidCheck())
}

func TestUSCCIsTheSameValueFromBothParsers(t *testing.T) {
	const code = "9144030071526726XG"
	require.Equal(t, mustParse(t, ident.ParseUSCC, code), mustParse(t, ident.ParseUSCCLegacy, code))
}

func FuzzParseUSCC(f *testing.F) {
	fuzzParser(f, "USCC", ident.ParseUSCC, "9144030071526726XG", "914403001922038216")
}

func FuzzParseUSCCLegacy(f *testing.F) {
	fuzzParser(f, "USCC", ident.ParseUSCCLegacy, "91110000625921626P")
}
