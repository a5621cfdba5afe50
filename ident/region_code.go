package ident

import "strings"

const (
	regionCodeLength        = 6
	regionCodeFirstProvince = "11"
	regionCodeLastProvince  = "82"
)

// RegionCode is a Chinese administrative division (GB/T 2260): two digits each for province, prefecture and county,
// where 00 stands for the whole of the level above.
type RegionCode struct{ s string }

// ParseRegionCode accepts six digits with a province between 11 (Beijing) and 82 (Macao).
func ParseRegionCode(s string) (RegionCode, error) {
	if len(s) != regionCodeLength {
		return RegionCode{}, invalid("RegionCode", s, RuleLength)
	}
	if !hasOnly(s, isDigit) {
		return RegionCode{}, invalid("RegionCode", s, RuleAlphabet)
	}
	if s[:2] < regionCodeFirstProvince || s[:2] > regionCodeLastProvince {
		return RegionCode{}, invalid("RegionCode", s, RuleProvince)
	}
	return RegionCode{s}, nil
}

// String returns the six digits.
func (r RegionCode) String() string { return r.s }

// IsZero reports whether r is the zero value, which is no region.
func (r RegionCode) IsZero() bool { return r == RegionCode{} }

// Contains reports whether other is r or lies within it: the province 440000 contains the city 440300, which contains
// the district 440304. The zero value contains nothing and lies nowhere.
func (r RegionCode) Contains(other RegionCode) bool {
	if r.IsZero() {
		return false
	}
	prefix := r.s
	for len(prefix) > 2 && strings.HasSuffix(prefix, "00") {
		prefix = prefix[:len(prefix)-2]
	}
	return strings.HasPrefix(other.s, prefix)
}
