package ident

import "golang.org/x/text/language"

const countryLength = 2

// Country is a country or territory (ISO 3166-1 alpha-2).
type Country struct{ s string }

// ParseCountry accepts the two upper-case letters of an officially assigned code. It refuses codes that ISO 3166 only
// reserves (EU, UK), leaves to users (XK, ZZ) or has withdrawn (SU).
func ParseCountry(s string) (Country, error) {
	if len(s) != countryLength {
		return Country{}, invalid("Country", s, RuleLength)
	}
	if !hasOnly(s, isUpper) {
		return Country{}, invalid("Country", s, RuleAlphabet)
	}
	if !isAssignedCountry(s) {
		return Country{}, invalid("Country", s, RuleCountry)
	}
	return Country{s}, nil
}

// String returns the two letters.
func (c Country) String() string { return c.s }

// IsZero reports whether c is the zero value, which is no country.
func (c Country) IsZero() bool { return c == Country{} }

// isAssignedCountry narrows the regions of x/text, which serve language tags and are never withdrawn, to the codes in
// force. It expects two upper-case letters.
func isAssignedCountry(s string) bool {
	region, err := language.ParseRegion(s)
	if err != nil {
		return false
	}
	// XK is a country to x/text, but ISO 3166 leaves it to users.
	if !region.IsCountry() || region.IsPrivateUse() {
		return false
	}
	// A withdrawn code with one successor is replaced: DD by DE, ZR by CD.
	if region.Canonicalize() != region {
		return false
	}
	// A code that is reserved but not assigned, such as AC or UN, has no ISO 3166-1 numeric code.
	if region.M49() == 0 {
		return false
	}
	return !hasSeveralSuccessors(s)
}

// hasSeveralSuccessors names the withdrawn codes (ISO 3166-3) that x/text keeps because no single code replaces them.
func hasSeveralSuccessors(s string) bool {
	switch s {
	case "AN", "CS", "NT", "SU", "YU":
		return true
	default:
		return false
	}
}
