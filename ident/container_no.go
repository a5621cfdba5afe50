package ident

import "strings"

const (
	containerNoLength = 11
	// containerNoValues has each character at the index of its value: letters run from 10 to 38 without the multiples
	// of 11, which the checksum could not see (ISO 6346, annex A).
	containerNoValues = "0123456789A_BCDEFGHIJK_LMNOPQRSTU_VWXYZ"
)

// ContainerNo is the number of a freight container (ISO 6346): an owner code of three letters, the equipment category,
// a serial number of six digits and a check digit.
type ContainerNo struct{ s string }

// ParseContainerNo accepts the 11 characters without spaces or hyphens. The category is U (container), J (detachable
// equipment) or Z (trailer or chassis).
func ParseContainerNo(s string) (ContainerNo, error) {
	if len(s) != containerNoLength {
		return ContainerNo{}, invalid("ContainerNo", s, RuleLength)
	}
	if !hasOnly(s[:4], isUpper) || !hasOnly(s[4:], isDigit) {
		return ContainerNo{}, invalid("ContainerNo", s, RuleAlphabet)
	}
	if s[3] != 'U' && s[3] != 'J' && s[3] != 'Z' {
		return ContainerNo{}, invalid("ContainerNo", s, RuleCategory)
	}
	if s[containerNoLength-1] != containerNoCheck(s[:containerNoLength-1]) {
		return ContainerNo{}, invalid("ContainerNo", s, RuleChecksum)
	}
	return ContainerNo{s}, nil
}

// String returns the 11 characters.
func (c ContainerNo) String() string { return c.s }

// IsZero reports whether c is the zero value, which is no number.
func (c ContainerNo) IsZero() bool { return c == ContainerNo{} }

// containerNoCheck weighs the value at position i with 2^i modulo 11, where a remainder of ten is written 0 (ISO 6346,
// annex A).
func containerNoCheck(body string) byte {
	sum := 0
	for i := range len(body) {
		sum += strings.IndexByte(containerNoValues, body[i]) << i
	}
	return "0123456789"[sum%11%10]
}
