package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func exchangeInIn(status types.ExchangeInStatus) types.ExchangeIn {
	exchange := types.NewExchangeIn(address(5), reference("IN-1"), "icbc-sz", 300, today)
	exchange.Status = status
	return exchange
}

func TestNewExchanges(t *testing.T) {
	require.Equal(t, types.ExchangeIn{
		Wallet: text(5), Reference: "IN-1", MemberId: "icbc-sz", AmountFen: 300, Status: types.EXCHANGE_IN_STATUS_ESCROWED, Day: "2019-12-02",
	}, exchangeInIn(types.EXCHANGE_IN_STATUS_ESCROWED))
	require.Equal(t, types.ExchangeOut{MemberId: "icbc-sz", Reference: "OUT-1", Wallet: text(5), AmountFen: 300, Height: 9},
		types.NewExchangeOut("icbc-sz", reference("OUT-1"), address(5), 300, 9))
}

func TestExchangeInTransitions(t *testing.T) {
	for name, test := range map[string]struct {
		to  types.ExchangeInStatus
		act func(types.ExchangeIn) (types.ExchangeIn, error)
	}{
		"accept": {
			types.EXCHANGE_IN_STATUS_ACCEPTED,
			func(e types.ExchangeIn) (types.ExchangeIn, error) { return e.Accept("icbc-sz", reference("BANK-1")) },
		},
		"return": {
			types.EXCHANGE_IN_STATUS_RETURNED,
			func(e types.ExchangeIn) (types.ExchangeIn, error) { return e.Return("icbc-sz", "account closed") },
		},
		"reclaim": {
			types.EXCHANGE_IN_STATUS_RECLAIMED,
			func(e types.ExchangeIn) (types.ExchangeIn, error) { return e.Reclaim(day("2019-12-04")) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			want := map[types.ExchangeInStatus]types.ExchangeInStatus{types.EXCHANGE_IN_STATUS_ESCROWED: test.to}
			requireMoves(t, types.ExchangeInStatus_name, want, types.ErrExchangeStatus, exchangeInIn,
				func(e types.ExchangeIn) types.ExchangeInStatus { return e.Status }, test.act)
		})
	}
}

func TestExchangeInOutcomes(t *testing.T) {
	escrowed := exchangeInIn(types.EXCHANGE_IN_STATUS_ESCROWED)
	require.True(t, escrowed.IsOpen())

	accepted, err := escrowed.Accept("icbc-sz", reference("BANK-1"))
	require.NoError(t, err)
	require.Equal(t, "BANK-1", accepted.BankReference)
	require.False(t, accepted.IsOpen())

	returned, err := escrowed.Return("icbc-sz", "account closed")
	require.NoError(t, err)
	require.Equal(t, "account closed", returned.Reason)

	_, err = escrowed.Return("icbc-sz", "")
	require.ErrorIs(t, err, types.ErrReason)
	_, err = escrowed.Return("abc-sz", "account closed")
	require.ErrorIs(t, err, types.ErrNotOperator)
	_, err = escrowed.Accept("abc-sz", reference("BANK-1"))
	require.ErrorIs(t, err, types.ErrNotOperator)
	require.ErrorContains(t, err, "operator is icbc-sz, not abc-sz")

	for _, early := range []string{"2019-12-02", "2019-12-03"} {
		_, err = escrowed.Reclaim(day(early))
		require.ErrorIs(t, err, types.ErrReclaimTooEarly)
		require.ErrorContains(t, err, "from 2019-12-04 on, today is "+early)
	}
}
