package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Each kind and direction has a sum of its own, but natural and legal persons, who are the same customer.
func TestCustomerCounts(t *testing.T) {
	customer := types.NewCustomer("icbc-sz", commitment)
	for i, sum := range []struct {
		kind      types.FlagKind
		direction types.FlagDirection
		of        func(types.Customer) uint64
	}{
		{types.FLAG_KIND_CASH, types.FLAG_DIRECTION_IN, func(c types.Customer) uint64 { return c.CashInFen }},
		{types.FLAG_KIND_CASH, types.FLAG_DIRECTION_OUT, func(c types.Customer) uint64 { return c.CashOutFen }},
		{types.FLAG_KIND_CROSS_BORDER, types.FLAG_DIRECTION_IN, func(c types.Customer) uint64 { return c.ReceivedFromAbroadFen }},
		{types.FLAG_KIND_CROSS_BORDER, types.FLAG_DIRECTION_OUT, func(c types.Customer) uint64 { return c.PaidAbroadFen }},
		{types.FLAG_KIND_NATURAL_PERSON, types.FLAG_DIRECTION_IN, func(c types.Customer) uint64 { return c.ReceivedFen }},
		{types.FLAG_KIND_LEGAL_PERSON, types.FLAG_DIRECTION_OUT, func(c types.Customer) uint64 { return c.PaidFen }},
	} {
		turnover := types.Turnover{Kind: sum.kind, Direction: sum.direction, Amount: types.Fen(10 + i)}
		once, total, err := customer.Count(today, turnover)
		require.NoError(t, err)
		require.Equal(t, turnover.Amount, total)
		twice, total, err := once.Count(today, turnover)
		require.NoError(t, err)
		require.Equal(t, 2*turnover.Amount, total)
		require.Equal(t, uint64(total), sum.of(twice))
		all := twice.CashInFen + twice.CashOutFen + twice.PaidAbroadFen + twice.ReceivedFromAbroadFen + twice.PaidFen + twice.ReceivedFen
		require.Equal(t, uint64(total), all, "and nothing else")

		tomorrow, total, err := twice.Count(today.AddDays(1), turnover)
		require.NoError(t, err)
		require.Equal(t, turnover.Amount, total)
		require.Equal(t, today.AddDays(1).String(), tomorrow.Day)
		_, _, err = twice.Count(today, types.Turnover{Kind: sum.kind, Direction: sum.direction, Amount: math.MaxUint64})
		require.ErrorIs(t, err, types.ErrOverflow)
	}
}

func TestThresholdIsReachedOnce(t *testing.T) {
	thresholds := types.FlagThresholds{CashFen: 100, NaturalPersonFen: 200, LegalPersonFen: 300}
	for _, test := range []struct {
		kind        types.FlagKind
		sum, amount types.Fen
		want        bool
	}{
		{types.FLAG_KIND_CASH, 99, 99, false},
		{types.FLAG_KIND_CASH, 100, 1, true},
		{types.FLAG_KIND_CASH, 101, 1, false},
		{types.FLAG_KIND_CASH, 101, 2, true},
		{types.FLAG_KIND_CASH, 100, 100, true},
		{types.FLAG_KIND_NATURAL_PERSON, 199, 1, false},
		{types.FLAG_KIND_NATURAL_PERSON, 200, 1, true},
		{types.FLAG_KIND_LEGAL_PERSON, 299, 100, false},
		{types.FLAG_KIND_LEGAL_PERSON, 300, 100, true},
		{types.FLAG_KIND_CROSS_BORDER, math.MaxUint64, math.MaxUint64, false},
		{types.FLAG_KIND_UNSPECIFIED, 500, 500, false},
	} {
		require.Equal(t, test.want, thresholds.Reached(test.kind, test.sum, test.amount), "%s %s %s", test.kind, test.sum, test.amount)
	}
}

// With the second wallet the customer takes over what the first one paid and received today.
func TestCustomerTakesOver(t *testing.T) {
	only := types.Account{Class: types.WALLET_CLASS_I, Status: types.WALLET_STATUS_OPEN, Day: today, DayPaid: 5, YearPaid: 9, DayReceived: 7}
	customer := types.NewCustomer("icbc-sz", commitment)
	taken := customer.TakeOver(only, today)
	require.True(t, taken.Several)
	require.Equal(t, []uint64{5, 7}, []uint64{taken.PaidFen, taken.ReceivedFen})
	tomorrow := customer.TakeOver(only, today.AddDays(1))
	require.Equal(t, []uint64{0, 0}, []uint64{tomorrow.PaidFen, tomorrow.ReceivedFen})
}

func TestCustomerCountsWallets(t *testing.T) {
	customer := types.NewCustomer("icbc-sz", commitment)
	one, err := customer.AddWallet(types.WALLET_CLASS_IV, 1)
	require.NoError(t, err)
	require.Equal(t, []uint32{0, 0, 0, 1}, one.Wallets)
	require.Equal(t, []uint32{0, 0, 0, 0}, customer.Wallets, "the value before is untouched")
	_, err = one.AddWallet(types.WALLET_CLASS_IV, 1)
	require.ErrorIs(t, err, types.ErrWalletCount)
	require.ErrorContains(t, err, "wallets of class IV: limit 1, has 1")
	_, err = one.AddWallet(types.WALLET_CLASS_III, 1)
	require.NoError(t, err)
	two, err := one.AddWallet(types.WALLET_CLASS_IV, 0)
	require.NoError(t, err, "0 is no limit")
	require.Equal(t, []uint32{0, 0, 0, 1}, two.RemoveWallet(types.WALLET_CLASS_IV).Wallets)
}
