package ident

import "strings"

const (
	usccLength = 18
	// usccAlphabet lists the characters in the order of their values 0 to 30; I, O, S, V and Z are not used.
	usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
)

// USCC is a unified social credit code, the identity of a Chinese legal entity or other organization (GB 32100-2015).
type USCC struct{ s string }

// ParseUSCC accepts 18 characters whose last is the check character of GB 32100-2015.
func ParseUSCC(s string) (USCC, error) {
	code, err := ParseUSCCLegacy(s)
	if err != nil {
		return USCC{}, err
	}
	if !code.HasValidCheck() {
		return USCC{}, invalid("USCC", s, RuleChecksum)
	}
	return code, nil
}

// ParseUSCCLegacy accepts any code of the right form, because registries issued some genuine early codes with a wrong
// check character. [USCC.HasValidCheck] reports whether this is one of them.
func ParseUSCCLegacy(s string) (USCC, error) {
	if len(s) != usccLength {
		return USCC{}, invalid("USCC", s, RuleLength)
	}
	if !hasOnly(s, isUSCCCharacter) {
		return USCC{}, invalid("USCC", s, RuleAlphabet)
	}
	return USCC{s}, nil
}

// String returns the 18 characters.
func (c USCC) String() string { return c.s }

// IsZero reports whether c is the zero value, which is no code.
func (c USCC) IsZero() bool { return c == USCC{} }

// HasValidCheck reports whether the last character is the one that GB 32100-2015 computes from the other 17.
func (c USCC) HasValidCheck() bool {
	return !c.IsZero() && c.s[usccLength-1] == usccCheck(c.s[:usccLength-1])
}

// usccCheck weighs the character at position i with 3^i modulo 31 (GB 32100-2015, annex on the check character).
func usccCheck(body string) byte {
	const modulus = len(usccAlphabet)
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(usccAlphabet, body[i]) * weight
		weight = weight * 3 % modulus
	}
	return usccAlphabet[(modulus-sum%modulus)%modulus]
}

func isUSCCCharacter(c byte) bool { return strings.IndexByte(usccAlphabet, c) >= 0 }
