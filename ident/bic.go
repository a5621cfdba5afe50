package ident

const (
	bicLength           = 8
	bicLengthWithBranch = 11
)

// BIC is a business identifier code, the address of a bank in SWIFT and ISO 20022 messages (ISO 9362).
type BIC struct{ s string }

// ParseBIC accepts four letters, an assigned country code, two letters or digits and, optionally, a branch of three
// letters or digits, all upper case. It keeps the form it was given: see [BIC.Institution] to compare two codes.
func ParseBIC(s string) (BIC, error) {
	if len(s) != bicLength && len(s) != bicLengthWithBranch {
		return BIC{}, invalid("BIC", s, RuleLength)
	}
	if !hasOnly(s[:6], isUpper) || !hasOnly(s[6:], isUpperOrDigit) {
		return BIC{}, invalid("BIC", s, RuleAlphabet)
	}
	if !isAssignedCountry(s[4:6]) {
		return BIC{}, invalid("BIC", s, RuleCountry)
	}
	return BIC{s}, nil
}

// String returns the 8 or 11 characters.
func (b BIC) String() string { return b.s }

// IsZero reports whether b is the zero value, which is no code.
func (b BIC) IsZero() bool { return b == BIC{} }

// Institution returns the code without its branch. ICBKCNBJ and ICBKCNBJXXX both name the head office, so only their
// institutions compare equal.
func (b BIC) Institution() BIC {
	if b.IsZero() {
		return BIC{}
	}
	return BIC{b.s[:bicLength]}
}

// Country returns the country of the institution.
func (b BIC) Country() Country {
	if b.IsZero() {
		return Country{}
	}
	return Country{b.s[4:6]}
}
