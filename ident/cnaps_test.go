package ident_test

import (
	"testing"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestParseCNAPS(t *testing.T) {
	requireAccepts(t, ident.ParseCNAPS,
		"102100099996",
		"105100000017",
		"104100000004",
		"103100000026",
		"301290000007",
		"001100011002",
	)
	requireRejects(t, "CNAPS", ident.ParseCNAPS, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", "10210009999", ident.RuleLength},
		{"one long", "1021000999960", ident.RuleLength},
		{"letter", "10210009999A", ident.RuleAlphabet},
		{"space", "1021 0009996", ident.RuleAlphabet},
		{"last digit changed", "102100099997", ident.RuleChecksum},
	})
}

func TestCNAPSCatchesTypos(t *testing.T) {
	requireCatchesTypos(t, ident.ParseCNAPS, "102100099996", "0123456789")
}

func FuzzParseCNAPS(f *testing.F) {
	fuzzParser(f, "CNAPS", ident.ParseCNAPS, "102100099996", "105100000017")
}
