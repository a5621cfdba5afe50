package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Shares of the limits of a class add up to them exactly, and no limit becomes none.
func TestSharesAddUp(t *testing.T) {
	class := types.Limits{BalanceFen: 1 * yuan, SingleFen: 3 * yuan, DayFen: 7 * yuan, YearFen: 12_345 * yuan}
	whole := types.NewWalletLimits(address(1))
	for percent := range uint32(99) {
		rest, err := whole.Give(percent+1, class, types.Account{}, today)
		require.NoError(t, err)
		kept, given := rest.Within(class), types.NewSubWalletLimits(address(2), percent+1).Within(class)
		require.Equal(t, class.BalanceFen, kept.BalanceFen+given.BalanceFen)
		require.Equal(t, class.DayFen, kept.DayFen+given.DayFen)
		require.Equal(t, class.YearFen, kept.YearFen+given.YearFen)
		require.Equal(t, []uint64{class.SingleFen, class.SingleFen}, []uint64{kept.SingleFen, given.SingleFen})
		require.NotZero(t, kept.BalanceFen)
		require.NotZero(t, given.BalanceFen)
		require.Equal(t, whole, rest.TakeBack(types.NewSubWalletLimits(address(2), percent+1)))
		require.Equal(t, types.Limits{}, rest.Within(types.Limits{}), "a class without limits has none to share")
	}
}

func TestGiveAtTheLimit(t *testing.T) {
	class := types.Limits{BalanceFen: 100 * yuan, DayFen: 100 * yuan, YearFen: 100 * yuan}
	whole := types.NewWalletLimits(address(1))
	parent := types.Account{Balance: 60 * yuan, Day: today, DayPaid: 60 * yuan, YearPaid: 60 * yuan}
	_, err := whole.Give(40, class, parent, today)
	require.NoError(t, err)
	for name, change := range map[string]func(*types.Account){
		"balance limit 60.00 yuan, used 60.01 yuan": func(a *types.Account) { a.Balance++ },
		"daily limit 60.00 yuan, used 60.01 yuan":   func(a *types.Account) { a.DayPaid++ },
		"yearly limit 60.00 yuan, used 60.01 yuan":  func(a *types.Account) { a.YearPaid++ },
	} {
		over := parent
		change(&over)
		_, err := whole.Give(40, class, over, today)
		require.ErrorIs(t, err, types.ErrSubWallet)
		require.ErrorContains(t, err, name)
	}
	tomorrow := parent
	tomorrow.DayPaid++
	tomorrow.YearPaid = tomorrow.DayPaid
	_, err = whole.Give(39, class, tomorrow, today.AddDays(1))
	require.NoError(t, err, "yesterday's payments count for the year only")
}
