package ident

const cnapsLength = 12

// CNAPS is the code of a bank branch in the China National Advanced Payment System: three digits for the bank, four for
// the city, four for the branch and a check digit.
type CNAPS struct{ s string }

// ParseCNAPS accepts 12 digits, the last of which is the ISO 7064 MOD 11,10 (GB/T 17710) check digit of the others.
func ParseCNAPS(s string) (CNAPS, error) {
	if len(s) != cnapsLength {
		return CNAPS{}, invalid("CNAPS", s, RuleLength)
	}
	if !hasOnly(s, isDigit) {
		return CNAPS{}, invalid("CNAPS", s, RuleAlphabet)
	}
	if s[cnapsLength-1] != cnapsCheck(s[:cnapsLength-1]) {
		return CNAPS{}, invalid("CNAPS", s, RuleChecksum)
	}
	return CNAPS{s}, nil
}

// String returns the 12 digits.
func (c CNAPS) String() string { return c.s }

// IsZero reports whether c is the zero value, which is no code.
func (c CNAPS) IsZero() bool { return c == CNAPS{} }

// cnapsCheck is the hybrid system MOD 11,10 of ISO 7064: a running product modulo 11 of sums modulo 10, where a sum of
// zero counts as ten.
func cnapsCheck(body string) byte {
	product := 10
	for i := range len(body) {
		sum := (product + int(body[i]-'0')) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	return "0123456789"[(11-product)%10]
}
