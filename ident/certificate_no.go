package ident

import (
	"fmt"
)

const (
	certificateNoLength = 21
	// maxCertificateSerial is what six digits can count.
	maxCertificateSerial = 999_999
)

// CertificateNo is the number of a product certificate: category, body, year, serial and check digits, such as
// 03-001-2019-000001-10.
type CertificateNo struct{ s string }

// NewCertificateNo numbers a certificate. The category is 1 to 99, the body 1 to 999, the year 1000 to 9999, the serial
// 1 to 999,999.
func NewCertificateNo(category, body, year, serial uint32) (CertificateNo, error) {
	s := fmt.Sprintf("%02d-%03d-%04d-%06d", category, body, year, serial)
	if category == 0 || body == 0 || serial == 0 || serial > maxCertificateSerial || len(s)+3 != certificateNoLength {
		return CertificateNo{}, invalid("CertificateNo", s, RuleLength)
	}
	return CertificateNo{s + "-" + mod97Check(digits(s))}, nil
}

// ParseCertificateNo accepts the canonical form only: digits in groups of 2, 3, 4, 6 and 2 with hyphens between, the
// last group being the check digits of ISO 7064 MOD 97-10 over the others.
func ParseCertificateNo(s string) (CertificateNo, error) {
	if len(s) != certificateNoLength {
		return CertificateNo{}, invalid("CertificateNo", s, RuleLength)
	}
	for i := range len(s) {
		if isHyphen := i == 2 || i == 6 || i == 11 || i == 18; isHyphen != (s[i] == '-') || !isHyphen && !isDigit(s[i]) {
			return CertificateNo{}, invalid("CertificateNo", s, RuleAlphabet)
		}
	}
	if s[19:] != mod97Check(digits(s[:18])) {
		return CertificateNo{}, invalid("CertificateNo", s, RuleChecksum)
	}
	return CertificateNo{s}, nil
}

// String returns the 21 characters.
func (c CertificateNo) String() string { return c.s }

// IsZero reports whether c is the zero value, which is no number.
func (c CertificateNo) IsZero() bool { return c == CertificateNo{} }

// Category is that of the product; 0 for the zero value.
func (c CertificateNo) Category() uint32 { return c.group(0, 2) }

// Body is the code of the body that numbered it.
func (c CertificateNo) Body() uint32 { return c.group(3, 6) }

// Year is the year in which it was numbered.
func (c CertificateNo) Year() uint32 { return c.group(7, 11) }

// Serial counts the body's certificates of the year.
func (c CertificateNo) Serial() uint32 { return c.group(12, 18) }

func (c CertificateNo) group(from, to int) uint32 {
	if c.IsZero() {
		return 0
	}
	var n uint32
	for _, digit := range []byte(c.s[from:to]) {
		n = 10*n + uint32(digit-'0')
	}
	return n
}

func digits(s string) string {
	only := make([]byte, 0, len(s))
	for i := range len(s) {
		if isDigit(s[i]) {
			only = append(only, s[i])
		}
	}
	return string(only)
}
