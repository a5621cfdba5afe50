package ident

import "strconv"

const (
	leiLength     = 20
	leiBodyLength = 18
)

// LEI is a legal entity identifier (ISO 17442-1).
type LEI struct{ s string }

// ParseLEI accepts 18 upper-case letters or digits followed by the two check digits of ISO 7064 MOD 97-10.
func ParseLEI(s string) (LEI, error) {
	if len(s) != leiLength {
		return LEI{}, invalid("LEI", s, RuleLength)
	}
	body, check := s[:leiBodyLength], s[leiBodyLength:]
	if !hasOnly(body, isUpperOrDigit) || !hasOnly(check, isDigit) {
		return LEI{}, invalid("LEI", s, RuleAlphabet)
	}
	if check != mod97Check(body) {
		return LEI{}, invalid("LEI", s, RuleChecksum)
	}
	return LEI{s}, nil
}

// String returns the 20 characters.
func (l LEI) String() string { return l.s }

// IsZero reports whether l is the zero value, which is no identifier.
func (l LEI) IsZero() bool { return l == LEI{} }

// mod97Check computes the digits that make the whole number 1 modulo 97, with letters read as 10 to 35 (ISO 7064 MOD
// 97-10). Comparing with them is stricter than testing the remainder, which 00, 01 and 99 could pass as well although
// ISO 7064 never issues them.
func mod97Check(body string) string {
	remainder := 0
	for i := range len(body) {
		if isDigit(body[i]) {
			remainder = (remainder*10 + int(body[i]-'0')) % 97
		} else {
			remainder = (remainder*100 + int(body[i]-'A') + 10) % 97
		}
	}
	check := 98 - remainder*100%97
	return strconv.Itoa(check/10) + strconv.Itoa(check%10)
}
