package ident

// HSCode classifies goods: six digits of the Harmonized System (World Customs Organization), eight with the Chinese
// tariff item, ten with the Chinese statistical suffix.
type HSCode struct{ s string }

// ParseHSCode accepts 6, 8 or 10 digits without dots, of chapter 01 to 97. Chapters 98 and 99 are national and mean
// something else in each country.
func ParseHSCode(s string) (HSCode, error) {
	if len(s) != 6 && len(s) != 8 && len(s) != 10 {
		return HSCode{}, invalid("HSCode", s, RuleLength)
	}
	if !hasOnly(s, isDigit) {
		return HSCode{}, invalid("HSCode", s, RuleAlphabet)
	}
	if s[:2] < "01" || s[:2] > "97" {
		return HSCode{}, invalid("HSCode", s, RuleChapter)
	}
	return HSCode{s}, nil
}

// String returns the 6, 8 or 10 digits.
func (h HSCode) String() string { return h.s }

// IsZero reports whether h is the zero value, which is no code.
func (h HSCode) IsZero() bool { return h == HSCode{} }
