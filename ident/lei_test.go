package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseLEI(t *testing.T) {
	requireAccepts(t, ident.ParseLEI,
		"5493001KJTIIGC8Y1R12",
		"7LTWFZYICNSX8D621K86",
		"HWUPKR0MPOU8FGXBT394",
	)
	requireRejects(t, "LEI", ident.ParseLEI, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", "5493001KJTIIGC8Y1R1", ident.RuleLength},
		{"one long", "5493001KJTIIGC8Y1R120", ident.RuleLength},
		{"lower case", "5493001kJTIIGC8Y1R12", ident.RuleAlphabet},
		{"letter as check digit", "5493001KJTIIGC8Y1R1A", ident.RuleAlphabet},
		{"hyphen", "5493001-JTIIGC8Y1R12", ident.RuleAlphabet},
		{"last digit changed", "5493001KJTIIGC8Y1R13", ident.RuleChecksum},
		{"last digit changed, second", "7LTWFZYICNSX8D621K87", ident.RuleChecksum},
		{"last digit changed, third", "HWUPKR0MPOU8FGXBT395", ident.RuleChecksum},
	})
}

func TestLEICatchesTypos(t *testing.T) {
	requireCatchesTypos(t, ident.ParseLEI, "5493001KJTIIGC8Y1R12", "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

func TestParseLEIRefusesCheckDigitsThatAreNeverIssued(t *testing.T) {
	// Each pair differs by 97, so both leave the remainder 1 and only the first is issued.
	requireAccepts(t, ident.ParseLEI, "5493001KJTIIGC8Y5802", "5493001KJTIIGC8Y9197", "5493001KJTIIGC8Y2698")
	requireRejects(t, "LEI", ident.ParseLEI, []rejection{
		{"99 for 02", "5493001KJTIIGC8Y5899", ident.RuleChecksum},
		{"00 for 97", "5493001KJTIIGC8Y9100", ident.RuleChecksum},
		{"01 for 98", "5493001KJTIIGC8Y2601", ident.RuleChecksum},
	})
}

func FuzzParseLEI(f *testing.F) {
	fuzzParser(f, "LEI", ident.ParseLEI, "5493001KJTIIGC8Y1R12", "7LTWFZYICNSX8D621K86")
}
