package types

import "math/bits"

// Share is a fraction of a whole, such as two thirds of the voting weight.
type Share struct {
	Numerator, Denominator uint32
}

// IsReachedBy reports whether part is at least this share of whole, exactly.
func (s Share) IsReachedBy(part, whole uint64) bool {
	partHigh, partLow := bits.Mul64(part, uint64(s.Denominator))
	shareHigh, shareLow := bits.Mul64(whole, uint64(s.Numerator))
	return partHigh > shareHigh || partHigh == shareHigh && partLow >= shareLow
}

// isFraction reports whether the share is more than nothing and at most the whole.
func (s Share) isFraction() bool { return 0 < s.Numerator && s.Numerator <= s.Denominator }

// isMajority reports whether two disjoint parts cannot both reach the share.
func (s Share) isMajority() bool {
	return s.isFraction() && 2*uint64(s.Numerator) > uint64(s.Denominator)
}
