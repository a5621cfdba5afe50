package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseDeclarationNo(t *testing.T) {
	requireAccepts(t, parseDeclarationNoIn2019,
		"223320190000000123",
		"223320191000000123",
		"223319900000000123",
	)
	requireRejects(t, "DeclarationNo", parseDeclarationNoIn2019, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", "22332019000000012", ident.RuleLength},
		{"one long", "2233201900000001230", ident.RuleLength},
		{"letter", "22332019000000012A", ident.RuleAlphabet},
		{"sign in the year", "2233+2019000000012", ident.RuleAlphabet},
		{"year before the first", "223319890000000123", ident.RuleYear},
		{"next year", "223320200000000123", ident.RuleYear},
		{"direction 7", "223320197000000123", ident.RuleDirection},
	})
}

func parseDeclarationNoIn2019(s string) (ident.DeclarationNo, error) {
	return ident.ParseDeclarationNo(s, 2019)
}

func TestParseDeclarationNoStaysValid(t *testing.T) {
	const number = "223320190000000123"
	before := mustParse(t, parseDeclarationNoIn2019, number)
	after, err := ident.ParseDeclarationNo(number, 2029)
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestDeclarationNoDirection(t *testing.T) {
	imported := mustParse(t, parseDeclarationNoIn2019, "223320191000000123")
	require.True(t, imported.IsImport())
	require.False(t, imported.IsExport())

	exported := mustParse(t, parseDeclarationNoIn2019, "223320190000000123")
	require.True(t, exported.IsExport())
	require.False(t, exported.IsImport())

	require.False(t, ident.DeclarationNo{}.IsImport())
	require.False(t, ident.DeclarationNo{}.IsExport())
}

func FuzzParseDeclarationNo(f *testing.F) {
	fuzzParser(f, "DeclarationNo", parseDeclarationNoIn2019, "223320190000000123", "223320191000000123")
}
