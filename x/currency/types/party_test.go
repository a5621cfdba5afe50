package types_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestReceiveStopsAtTheBalanceLimit(t *testing.T) {
	wallet := party(1, paid(types.WALLET_CLASS_IV, 400))
	wallet.Limits = types.Limits{BalanceFen: 1_000}
	require.Equal(t, types.Fen(600), wallet.Room())

	full, err := wallet.Receive(600)
	require.NoError(t, err)
	require.Equal(t, paid(types.WALLET_CLASS_IV, 1_000), full)

	after, err := wallet.Receive(601)
	require.ErrorIs(t, err, types.ErrBalanceLimit)
	require.ErrorContains(t, err, "wallet "+text(1)+" class IV: balance limit 10.00 yuan, used 4.00 yuan, asked 6.01 yuan")
	require.Equal(t, wallet.Account, after)

	wallet.Account = full
	require.Equal(t, types.Fen(0), wallet.Room())
	for name, regain := range map[string]func(types.Fen) (types.Account, error){
		"restore": func(amount types.Fen) (types.Account, error) { return full.Restore(address(1), amount) },
		"regain":  wallet.Regain,
	} {
		over, err := regain(1)
		require.NoError(t, err, name)
		require.Equal(t, paid(types.WALLET_CLASS_IV, 1_001), over, name)
	}

	wallet.Limits = types.Limits{}
	unlimited, err := wallet.Receive(1_000_000)
	require.NoError(t, err, "0 is no limit")
	require.Equal(t, types.Fen(1_001_000), unlimited.Balance)
	require.Equal(t, types.Fen(math.MaxUint64-1_000), wallet.Room())

	wallet.Account.Balance = math.MaxUint64
	_, err = wallet.Receive(1)
	require.ErrorIs(t, err, types.ErrOverflow)

	wallet.Account = types.Account{Class: types.WALLET_CLASS_IV, Status: types.WALLET_STATUS_CLOSED}
	require.Equal(t, types.Fen(0), wallet.Room())
	_, err = wallet.Receive(1)
	require.ErrorIs(t, err, types.ErrWalletClosed)
	_, err = wallet.Regain(1)
	require.ErrorIs(t, err, types.ErrWalletClosed)
}

func TestWithdraw(t *testing.T) {
	wallet := party(1, paid(types.WALLET_CLASS_III, 500))
	after, err := wallet.Withdraw(500)
	require.NoError(t, err)
	require.Equal(t, paid(types.WALLET_CLASS_III, 0), after, "it counts towards no limit")

	after, err = wallet.Withdraw(501)
	require.ErrorIs(t, err, types.ErrInsufficientFunds)
	require.ErrorContains(t, err, "wallet "+text(1)+" class III: has 5.00 yuan, asked 5.01 yuan")
	require.Equal(t, wallet.Account, after)

	wallet.Account = types.Account{Class: types.WALLET_CLASS_I, Status: types.WALLET_STATUS_CLOSED}
	_, err = wallet.Withdraw(1)
	require.ErrorIs(t, err, types.ErrWalletClosed)
}

// Holds stand side by side: what they keep adds up, and each ends alone, at its end exactly.
func TestHoldsStandSideBySide(t *testing.T) {
	end := noon.Add(time.Hour)
	holds := []types.Hold{
		{MemberId: "court", Reference: "A", Side: types.HOLD_SIDE_DEBIT, AmountFen: 300, Status: types.HOLD_STATUS_PLACED, EndsAt: &end},
		{MemberId: "police", Reference: "B", Side: types.HOLD_SIDE_DEBIT, AmountFen: 200, Status: types.HOLD_STATUS_PLACED},
		{MemberId: "icbc-sz", Reference: "C", Side: types.HOLD_SIDE_CREDIT, Status: types.HOLD_STATUS_PLACED},
		{MemberId: "icbc-sz", Reference: "D", Side: types.HOLD_SIDE_DEBIT, Status: types.HOLD_STATUS_LIFTED},
	}
	available := func(now time.Time) types.Fen {
		wallet := party(1, paid(types.WALLET_CLASS_I, 1_000))
		wallet.Holds = types.InForce(holds, now)
		free, _ := wallet.Available()
		return free
	}
	require.Equal(t, types.Fen(500), available(end.Add(-time.Nanosecond)))
	require.Equal(t, types.Fen(800), available(end))

	holds[1].AmountFen = 5_000
	require.Equal(t, types.Fen(0), available(end), "a hold may be for more than there is")
	holds[1].AmountFen = 0
	require.Equal(t, types.Fen(0), available(end), "and one without an amount is for everything")
}

func TestLimitsOfAWallet(t *testing.T) {
	class := rules().Of(types.WALLET_CLASS_IV)
	own := types.NewWalletLimits(address(1))
	require.False(t, own.Bounds())
	require.Equal(t, class, own.Within(class))

	own.SharePercent = 30
	require.True(t, own.Bounds())
	require.Equal(t, types.Limits{BalanceFen: 3_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 1_500 * yuan, YearFen: 15_000 * yuan}, own.Within(class))
	require.Equal(t, types.Limits{}, own.Within(types.Limits{}), "a share of no limit is no limit")

	own.Owner = types.Limits{DayFen: 100 * yuan, YearFen: 60_000 * yuan}
	own.Operator = types.Limits{SingleFen: 50 * yuan, DayFen: 200 * yuan}
	require.Equal(t, types.Limits{BalanceFen: 3_000 * yuan, SingleFen: 50 * yuan, DayFen: 100 * yuan, YearFen: 15_000 * yuan}, own.Within(class),
		"the lowest of all")
	require.Equal(t, types.Limits{SingleFen: 50 * yuan, DayFen: 100 * yuan, YearFen: 60_000 * yuan}, own.Within(types.Limits{}))
}
