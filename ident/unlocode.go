package ident

const unlocodeLength = 5

// UNLOCODE is the United Nations code of a port or other trade location (UNECE Recommendation 16).
type UNLOCODE struct{ s string }

// ParseUNLOCODE accepts an assigned country code and three characters of A-Z and 2-9, without the space that is
// sometimes printed between them. It does not look the location up: the list changes twice a year.
func ParseUNLOCODE(s string) (UNLOCODE, error) {
	if len(s) != unlocodeLength {
		return UNLOCODE{}, invalid("UNLOCODE", s, RuleLength)
	}
	if !hasOnly(s[:2], isUpper) || !hasOnly(s[2:], isLocationCharacter) {
		return UNLOCODE{}, invalid("UNLOCODE", s, RuleAlphabet)
	}
	if !isAssignedCountry(s[:2]) {
		return UNLOCODE{}, invalid("UNLOCODE", s, RuleCountry)
	}
	return UNLOCODE{s}, nil
}

// String returns the five characters.
func (u UNLOCODE) String() string { return u.s }

// IsZero reports whether u is the zero value, which is no location.
func (u UNLOCODE) IsZero() bool { return u == UNLOCODE{} }

// Country returns the country of the location.
func (u UNLOCODE) Country() Country {
	if u.IsZero() {
		return Country{}
	}
	return Country{u.s[:2]}
}

// isLocationCharacter leaves out 0 and 1, which are mistaken for O and I (Recommendation 16).
func isLocationCharacter(c byte) bool { return isUpper(c) || '2' <= c && c <= '9' }
