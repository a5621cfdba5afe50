package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseReference(t *testing.T) {
	requireAccepts(t, ident.ParseReference,
		"PAY-2019-12-01-0001",
		"x",
		"a b",
		"~!",
		"12345678901234567890123456789012345",
	)
	requireRejects(t, "Reference", ident.ParseReference, []rejection{
		{"empty", "", ident.RuleLength},
		{"thirty-six", "123456789012345678901234567890123456", ident.RuleLength},
		{"line feed", "PAY\n1", ident.RuleAlphabet},
		{"null", "PAY\x00", ident.RuleAlphabet},
		{"delete", "PAY\x7f", ident.RuleAlphabet},
		{"not ASCII", "付款", ident.RuleAlphabet},
		{"space first", " PAY", ident.RuleAlphabet},
		{"space last", "PAY ", ident.RuleAlphabet},
		{"only a space", " ", ident.RuleAlphabet},
	})
}

func FuzzParseReference(f *testing.F) {
	fuzzParser(f, "Reference", ident.ParseReference, "PAY-2019-12-01-0001", "x")
}
