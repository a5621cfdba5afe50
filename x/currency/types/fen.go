package types

import (
	"math"
	"strconv"
	"strings"
)

// FenPerYuan is how many fen make one yuan.
const FenPerYuan = 100

// Fen is an amount of digital yuan in its smallest unit, 1/100 yuan.
type Fen uint64

// Add fails with ErrOverflow when the sum does not fit.
func (f Fen) Add(other Fen) (Fen, error) {
	if other > math.MaxUint64-f {
		return 0, ErrOverflow.Wrapf("%s and %s", f, other)
	}
	return f + other, nil
}

// Sub fails with ErrInsufficientFunds when f is less than other.
func (f Fen) Sub(other Fen) (Fen, error) {
	if other > f {
		return 0, ErrInsufficientFunds.Wrapf("has %s, asked %s", f, other)
	}
	return f - other, nil
}

// ParseAmount reads the amount of a message. It fails with ErrAmount when it is zero: nothing moves nothing.
func ParseAmount(fen uint64) (Fen, error) {
	if fen == 0 {
		return 0, ErrAmount.Wrap("amount must be more than 0.00 yuan")
	}
	return Fen(fen), nil
}

// String writes the amount for people, such as "1,234.50 yuan".
func (f Fen) String() string {
	yuan := strconv.FormatUint(uint64(f/FenPerYuan), 10)
	var s strings.Builder
	for i, digit := range yuan {
		if i > 0 && (len(yuan)-i)%3 == 0 {
			s.WriteByte(',')
		}
		s.WriteRune(digit)
	}
	s.WriteByte('.')
	s.WriteByte(byte('0' + f/10%10))
	s.WriteByte(byte('0' + f%10))
	s.WriteString(" yuan")
	return s.String()
}

// ParseYuan reads what people type: digits, a point and exactly two decimals, then "yuan" or nothing, such as 1234.50
// or 1234.50yuan. Two decimals are required so that 1234 can never be taken for fen. It fails with ErrAmount.
func ParseYuan(s string) (Fen, error) {
	whole, decimals, found := strings.Cut(strings.TrimSuffix(s, "yuan"), ".")
	switch {
	case !found || len(decimals) != 2:
		return 0, ErrAmount.Wrapf("%.40q: write yuan with exactly two decimals, such as 1234.50", s)
	case !isDigits(whole) || !isDigits(decimals):
		return 0, ErrAmount.Wrapf("%.40q: only digits may stand around the point, such as 1234.50", s)
	case len(whole) > 1 && whole[0] == '0':
		return 0, ErrAmount.Wrapf("%.40q: begins with a needless 0", s)
	}
	fen, err := strconv.ParseUint(whole+decimals, 10, 64)
	if err != nil {
		return 0, ErrAmount.Wrapf("%.40q: the largest amount is %s", s, Fen(math.MaxUint64))
	}
	return Fen(fen), nil
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
