package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func refund(payee, payer testutil.Actor, amount types.Fen, reference string) *types.MsgRefund {
	return &types.MsgRefund{
		Payee: payee.String(), Payer: payer.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", AmountFen: uint64(amount), Reference: reference,
	}
}

func (b *bank) refunds(payer testutil.Actor) []types.Refund {
	b.t.Helper()
	response, err := b.queries.Refunds(b.Context(), &types.QueryRefundsRequest{Payer: payer.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1"})
	require.NoError(b.t, err)
	return response.Refunds
}

func TestRefund(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 500*yuan)
	bob, carol := b.wallet("bob", types.WALLET_CLASS_III), b.wallet("carol", types.WALLET_CLASS_III)
	b.do(named(payBatch(alice, 100, bob, carol), genesisDay, "PAY-1"))
	b.refuse(refund(b.wallet("other", types.WALLET_CLASS_IV), alice, 1, "REF-1"), types.ErrPaymentNotFound, "had no payee")
	before := b.account(alice)

	require.Equal(t, &types.EventRefunded{
		Payer: alice.String(), Payee: bob.String(), AmountFen: 60, EndToEndId: "PAY-1", InstructionDate: genesisDay, Reference: "REF-1",
	}, b.do(refund(bob, alice, 60, "REF-1")))
	before.Balance += 60
	require.Equal(t, before, b.account(alice), "what was paid today stays paid")
	require.Equal(t, types.Fen(40), b.account(bob).Balance)
	require.Zero(t, b.account(bob).DayPaid)

	b.refuse(refund(bob, alice, 40, "REF-1"), types.ErrRefundExists, "REF-1")
	b.refuse(refund(bob, alice, 41, "REF-2"), types.ErrRefundExceeds, "limit 1.00 yuan, used 0.60 yuan, asked 0.41 yuan")
	b.refuse(refund(bob, alice, 0, "REF-2"), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(refund(bob, alice, 1, ""), types.ErrIdentifier, "reference")
	b.refuse(refund(alice, bob, 1, "REF-2"), types.ErrPaymentNotFound, "PAY-1 of "+bob.String())
	b.do(refund(carol, alice, 101, "REF-1"))
	b.do(refund(bob, alice, 40, "REF-2"))
	b.refuse(refund(bob, alice, 1, "REF-3"), types.ErrRefundExceeds, "used 1.00 yuan")
	require.Equal(t, types.Fen(500*yuan), b.account(alice).Balance)
	require.Len(t, b.refunds(alice), 3)
	require.Contains(t, b.refunds(alice), types.Refund{
		Payer: alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", Payee: bob.String(), Reference: "REF-2", AmountFen: 40, Height: b.Height() + 1,
	})
}

// A refund takes only what the payee has, and reaches the payer above the limit of its balance.
func TestRefundMovesWithinFundsAndAboveLimits(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 30_000*yuan)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 10_000*yuan)
	shop := b.wallet("shop", types.WALLET_CLASS_IV)
	b.do(payNamed(alice, shop, 2_000*yuan, genesisDay, "PAY-1"))
	b.do(exchangeOut(alice, 2_000*yuan, "OUT-2"))
	for range 2 {
		b.do(pay(shop, b.wallet(fmt.Sprint("other", b.account(shop).Balance), types.WALLET_CLASS_I), 500*yuan))
	}
	b.refuse(refund(shop, alice, 1_000*yuan+1, "REF-1"), types.ErrInsufficientFunds, "has 1,000.00 yuan, asked 1,000.01 yuan")
	b.do(refund(shop, alice, 1_000*yuan, "REF-1"))
	require.Equal(t, types.Fen(11_000*yuan), b.account(alice).Balance, "above the 10,000 of class IV")
	require.Zero(t, b.account(shop).Balance)
	require.Equal(t, types.Fen(1_000*yuan), b.account(shop).DayPaid, "a refund is no payment")
}

func TestRefundsEndAfter180Days(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 500*yuan), b.wallet("bob", types.WALLET_CLASS_I)
	b.do(payNamed(alice, bob, 100, genesisDay, "PAY-1"))
	b.nextDays(180) // 2020-05-30
	b.do(pay(alice, bob, 1))
	b.do(refund(bob, alice, 50, "REF-1"))
	b.nextDays(1)
	b.refuse(refund(bob, alice, 50, "REF-2"), types.ErrRefundTooLate, "until 2020-05-30, today is 2020-05-31")
	b.do(pay(alice, bob, 1))
	require.Empty(t, b.payments(alice), "forgotten")
	b.refuse(refund(bob, alice, 50, "REF-2"), types.ErrRefundTooLate, "until 2020-05-30")
	require.Len(t, b.refunds(alice), 1, "the refund is remembered")
}

func TestOneCreditIsRefunded20TimesAtMost(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 500*yuan), b.wallet("bob", types.WALLET_CLASS_I)
	b.do(payNamed(alice, bob, 100, genesisDay, "PAY-1"))
	for i := range types.MaxRefunds {
		b.do(refund(bob, alice, 1, fmt.Sprintf("REF-%d", i)))
	}
	b.refuse(refund(bob, alice, 1, "REF-20"), types.ErrRefundExceeds, "limit 20 refunds, has 20")
}
