package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
)

func TestCertificateNo(t *testing.T) {
	number, err := ident.NewCertificateNo(3, 1, 2019, 1)
	require.NoError(t, err)
	require.Equal(t, "03-001-2019-000001", number.String()[:18])
	requireAccepts(t, ident.ParseCertificateNo, number.String())
	parsed := mustParse(t, ident.ParseCertificateNo, number.String())
	require.Equal(t, number, parsed)
	require.Equal(t, [4]uint32{3, 1, 2019, 1}, [4]uint32{parsed.Category(), parsed.Body(), parsed.Year(), parsed.Serial()})
	require.Equal(t, [4]uint32{}, [4]uint32{
		ident.CertificateNo{}.Category(), ident.CertificateNo{}.Body(), ident.CertificateNo{}.Year(), ident.CertificateNo{}.Serial(),
	})

	last, err := ident.NewCertificateNo(99, 999, 9999, 999_999)
	require.NoError(t, err)
	requireAccepts(t, ident.ParseCertificateNo, last.String())
	for _, wrong := range [][4]uint32{
		{0, 1, 2019, 1}, {100, 1, 2019, 1}, {3, 0, 2019, 1}, {3, 1000, 2019, 1}, {3, 1, 19, 0}, {3, 1, 12019, 1}, {3, 1, 2019, 0}, {3, 1, 2019, 1_000_000},
	} {
		_, err := ident.NewCertificateNo(wrong[0], wrong[1], wrong[2], wrong[3])
		var failure *ident.Error
		require.ErrorAs(t, err, &failure, wrong)
		require.Equal(t, ident.RuleLength, failure.Rule)
	}
}

// The check digits make the whole number 1 modulo 97, as ISO 7064 MOD 97-10 has it.
func TestCertificateNoChecksum(t *testing.T) {
	for serial := range uint32(200) {
		number, err := ident.NewCertificateNo(3, 1, 2019, serial+1)
		require.NoError(t, err)
		remainder := 0
		for _, c := range number.String() {
			if c != '-' {
				remainder = (remainder*10 + int(c-'0')) % 97
			}
		}
		require.Equal(t, 1, remainder, number.String())
	}
}

func TestParseCertificateNoRefuses(t *testing.T) {
	number, err := ident.NewCertificateNo(3, 1, 2019, 1)
	require.NoError(t, err)
	good := number.String()
	requireRejects(t, "CertificateNo", ident.ParseCertificateNo, []rejection{
		{"empty", "", ident.RuleLength},
		{"one short", good[:20], ident.RuleLength},
		{"one long", good + "0", ident.RuleLength},
		{"no hyphen", good[:2] + "0" + good[3:], ident.RuleAlphabet},
		{"hyphen for a digit", "-" + good[1:], ident.RuleAlphabet},
		{"letter", "A" + good[1:], ident.RuleAlphabet},
		{"last digit changed", good[:20] + string('0'+(good[20]-'0'+1)%10), ident.RuleChecksum},
	})
	requireCatchesTypos(t, ident.ParseCertificateNo, good, "0123456789")
}

func FuzzParseCertificateNo(f *testing.F) {
	fuzzParser(f, "CertificateNo", ident.ParseCertificateNo, "03-001-2019-000001-10")
}
