package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseMemberID(t *testing.T) {
	requireAccepts(t, ident.ParseMemberID,
		"icbc-sz",
		"a1",
		"pboc",
		"abcdefghijklmnopqrstuvwxyz012345",
	)
	requireRejects(t, "MemberID", ident.ParseMemberID, []rejection{
		{"empty", "", ident.RuleLength},
		{"one character", "a", ident.RuleLength},
		{"thirty-three", "abcdefghijklmnopqrstuvwxyz0123456", ident.RuleLength},
		{"starts with a hyphen", "-a", ident.RuleAlphabet},
		{"starts with a digit", "1a", ident.RuleAlphabet},
		{"upper case", "Icbc", ident.RuleAlphabet},
		{"upper case inside", "iCBC", ident.RuleAlphabet},
		{"underscore", "icbc_sz", ident.RuleAlphabet},
		{"not ASCII", "a中", ident.RuleAlphabet},
	})
}

func FuzzParseMemberID(f *testing.F) {
	fuzzParser(f, "MemberID", ident.ParseMemberID, "icbc-sz", "a1")
}
