package types

import (
	"math/big"
	"strings"

	"github.com/dcep-consortium/dcepd/ident"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

type (
	// Fen is an amount of digital yuan, 1/100 yuan.
	Fen = currencytypes.Fen
	// Day is a business day (UTC+8).
	Day = currencytypes.Day
	// Money is an amount in the currency of a document.
	Money = singlewindowtypes.Money
	// DocumentID is the id of a document of the single window.
	DocumentID = singlewindowtypes.DocumentID
)

const (
	yuan         = "CNY"
	maxRateBytes = 20
)

// rate is how many millionths of a yuan one unit of a currency is worth.
type rate struct{ millionths *big.Int }

// parseRate reads yuan for one unit, with up to six decimals, such as "7.0345". It fails with ErrRate.
func parseRate(s, currency string) (rate, error) {
	whole, decimals, hasPoint := strings.Cut(s, ".")
	needless := len(whole) > 1 && whole[0] == '0' || hasPoint && (decimals == "" || strings.HasSuffix(decimals, "0"))
	if s == "" || len(s) > maxRateBytes || whole == "" || len(decimals) > RateDecimals || strings.Trim(whole+decimals, "0123456789") != "" || needless {
		return rate{}, ErrRate.Wrapf("%.40q: write yuan for one %s, with up to %d decimals and no needless zeros, such as 7.0345", s, currency, RateDecimals)
	}
	millionths, _ := new(big.Int).SetString(whole+decimals+strings.Repeat("0", RateDecimals-len(decimals)), 10)
	if millionths.Sign() == 0 {
		return rate{}, ErrRate.Wrapf("%s is worth something", currency)
	}
	if currency == yuan && s != "1" {
		return rate{}, ErrRate.Wrapf("%s: one yuan is 1 yuan", s)
	}
	return rate{millionths}, nil
}

// Loan converts an amount to yuan at a bank's rate, to the nearest fen, half up. It fails with ErrRate, or with ErrLoan
// when the result is less than a fen or does not fit.
func Loan(amount Money, atRate string) (Fen, error) {
	currency, err := ident.ParseCurrency(amount.Currency)
	if err != nil {
		return 0, singlewindowtypes.ErrMoney.Wrap(err.Error())
	}
	r, err := parseRate(atRate, amount.Currency)
	if err != nil {
		return 0, err
	}
	// fen = minor · millionths · 100 / (10^digits · 10^6)
	numerator := new(big.Int).SetUint64(amount.Minor)
	numerator.Mul(numerator, r.millionths).Mul(numerator, big.NewInt(currencytypes.FenPerYuan))
	denominator := tenTo(currency.MinorDigits() + RateDecimals)
	fen := roundHalfUp(numerator, denominator)
	if fen.Sign() == 0 || !fen.IsUint64() {
		return 0, ErrLoan.Wrapf("%s at %s makes %s fen", amount, atRate, fen)
	}
	return Fen(fen.Uint64()), nil
}

func tenTo(exponent int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil)
}

// roundHalfUp returns (2n + d) / 2d, rounded down.
func roundHalfUp(numerator, denominator *big.Int) *big.Int {
	twice := new(big.Int).Lsh(numerator, 1)
	return twice.Add(twice, denominator).Div(twice, new(big.Int).Lsh(denominator, 1))
}

// share returns part/whole of an amount, rounded up: what is outstanding never covers less than its part.
func share(amount uint64, part, whole Fen) uint64 {
	product := new(big.Int).SetUint64(amount)
	product.Mul(product, new(big.Int).SetUint64(uint64(part)))
	divisor := new(big.Int).SetUint64(uint64(whole))
	product.Add(product, divisor).Sub(product, big.NewInt(1)).Div(product, divisor)
	return product.Uint64()
}
