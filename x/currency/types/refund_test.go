package types_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func paymentKey() types.PaymentKey {
	key, err := types.ParsePaymentKey(text(1), "2019-12-02", "PAY-1")
	if err != nil {
		panic(err)
	}
	return key
}

var paidTwo = types.PaymentRecord{
	Credits: []types.Credit{{Payee: address(2), Amount: 500}, {Payee: address(3), Amount: 70}}, Height: 3,
}

func TestRefundUpToThePayment(t *testing.T) {
	refund := func(amount types.Fen, id string, earlier ...types.Refund) (types.Refund, error) {
		return types.NewRefund(paymentKey(), paidTwo, address(2), reference(id), amount, earlier, rules())
	}
	first, err := refund(500, "REF-1")
	require.NoError(t, err)
	require.Equal(t, types.Refund{
		Payer: text(1), InstructionDate: "2019-12-02", EndToEndId: "PAY-1", Payee: text(2), Reference: "REF-1", AmountFen: 500, Height: 7,
	}, first)
	_, err = refund(501, "REF-1")
	require.ErrorIs(t, err, types.ErrRefundExceeds)
	require.ErrorContains(t, err, "limit 5.00 yuan, used 0.00 yuan, asked 5.01 yuan")

	first.AmountFen = 499
	_, err = refund(1, "REF-2", first)
	require.NoError(t, err)
	_, err = refund(2, "REF-2", first)
	require.ErrorIs(t, err, types.ErrRefundExceeds)
	require.ErrorContains(t, err, "limit 5.00 yuan, used 4.99 yuan, asked 0.02 yuan")
	_, err = refund(1, "REF-1", first)
	require.ErrorIs(t, err, types.ErrRefundExists)

	_, err = types.NewRefund(paymentKey(), paidTwo, address(4), reference("REF-1"), 1, nil, rules())
	require.ErrorIs(t, err, types.ErrPaymentNotFound)
	_, err = types.NewRefund(paymentKey(), paidTwo, address(3), reference("REF-1"), 71, nil, rules())
	require.ErrorIs(t, err, types.ErrRefundExceeds, "each payee gives back its own")
}

func TestRefundsAreBounded(t *testing.T) {
	var earlier []types.Refund
	for i := range types.MaxRefunds + 1 {
		refund, err := types.NewRefund(paymentKey(), paidTwo, address(2), reference(fmt.Sprintf("REF-%d", i)), 1, earlier, rules())
		if i == types.MaxRefunds {
			require.ErrorIs(t, err, types.ErrRefundExceeds)
			require.ErrorContains(t, err, "limit 20 refunds, has 20")
			return
		}
		require.NoError(t, err)
		earlier = append(earlier, refund)
	}
}

func TestRefundableFor180Days(t *testing.T) {
	require.NoError(t, types.CheckRefundable(day("2019-12-02"), day("2019-12-02")))
	require.NoError(t, types.CheckRefundable(day("2019-12-02"), day("2020-05-30")))
	err := types.CheckRefundable(day("2019-12-02"), day("2020-05-31"))
	require.ErrorIs(t, err, types.ErrRefundTooLate)
	require.ErrorContains(t, err, "until 2020-05-30, today is 2020-05-31")
}
