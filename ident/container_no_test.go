package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseContainerNo(t *testing.T) {
	requireAccepts(t, ident.ParseContainerNo,
		"CSQU3054383",
		"TEMU1234565",
	)
	requireRejects(t, "ContainerNo", ident.ParseContainerNo, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", "CSQU305438", ident.RuleLength},
		{"one long", "CSQU30543830", ident.RuleLength},
		{"printed with a space", "CSQU 3054383", ident.RuleLength},
		{"digit in the owner", "CS1U3054383", ident.RuleAlphabet},
		{"letter in the serial", "CSQU30543A3", ident.RuleAlphabet},
		{"lower case", "csqu3054383", ident.RuleAlphabet},
		{"category that is not freight", "CSQA3054383", ident.RuleCategory},
		{"wrong check digit", "MSKU0000001", ident.RuleChecksum},
		{"last digit changed", "CSQU3054384", ident.RuleChecksum},
	})
}

func TestParseContainerNoCategories(t *testing.T) {
	requireAccepts(t, ident.ParseContainerNo, "CSQU3054383", "CSQJ3054386", "CSQZ3054387")
}

func TestParseContainerNoWritesTenAsZero(t *testing.T) {
	requireAccepts(t, ident.ParseContainerNo, "TEMU0000080")
}

func FuzzParseContainerNo(f *testing.F) {
	fuzzParser(f, "ContainerNo", ident.ParseContainerNo, "CSQU3054383", "TEMU1234565")
}
