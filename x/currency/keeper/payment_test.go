package keeper_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// payments lists what the chain remembers of a payer, as "date id".
func (b *bank) payments(payer testutil.Actor) []string {
	b.t.Helper()
	response, err := b.queries.Payments(b.Context(), &types.QueryPaymentsRequest{Payer: payer.String()})
	require.NoError(b.t, err)
	var known []string
	for _, payment := range response.Payments {
		known = append(known, payment.InstructionDate+" "+payment.EndToEndId)
	}
	return known
}

func (b *bank) updateParams(change func(*types.Params)) {
	b.t.Helper()
	response, err := b.queries.Params(b.Context(), &types.QueryParamsRequest{})
	require.NoError(b.t, err)
	change(&response.Params)
	event := b.do(&types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: response.Params})
	require.Equal(b.t, &types.EventParamsUpdated{}, event)
}

func TestPay(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 1_000*yuan), b.wallet("bob", types.WALLET_CLASS_III)

	msg := payNamed(alice, bob, 12_50, genesisDay, "PAY-1")
	msg.RemittanceCommitment = bytes.Repeat([]byte{1}, 32)
	require.Equal(t, &types.EventPaid{
		Payer: alice.String(), Payee: bob.String(), AmountFen: 12_50, EndToEndId: "PAY-1", InstructionDate: genesisDay,
	}, b.do(msg))
	today, err := types.ParseDay(genesisDay)
	require.NoError(t, err)
	want := types.NewAccount(types.WALLET_CLASS_IV, types.WalletProfile{})
	want.Balance, want.Day, want.DayPaid, want.YearPaid, want.OldestPayment = 987_50, today, 12_50, 12_50, today
	require.Equal(t, want, b.account(alice))
	want = types.NewAccount(types.WALLET_CLASS_III, types.WalletProfile{})
	want.Balance, want.Day, want.DayReceived = 12_50, today, 12_50
	require.Equal(t, want, b.account(bob))
	response, err := b.queries.Payment(b.Context(), &types.QueryPaymentRequest{Payer: alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1"})
	require.NoError(t, err)
	require.Equal(t, types.Payment{
		Payer: alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", Height: b.Height() + 1,
		Transfers: []types.Transfer{{Payee: bob.String(), AmountFen: 12_50}},
	}, response.Payment)

	require.Equal(t, &types.EventPaid{Payer: bob.String(), Payee: alice.String(), AmountFen: 50}, b.do(pay(bob, alice, 50)))
	require.Empty(t, b.payments(bob), "without an id nothing is remembered")
}

func TestPayRefusals(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 50_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 9_000*yuan), b.wallet("bob", types.WALLET_CLASS_III)
	full := b.funded("full", types.WALLET_CLASS_IV, 10_000*yuan)
	nobody := testutil.NewActor("nobody")
	long := pay(alice, bob, 1)
	long.RemittanceCommitment = make([]byte, 33)
	wallet := "wallet " + alice.String() + " class IV: "

	b.refuse(pay(alice, bob, 2_000*yuan+1), types.ErrSingleLimit, wallet+"single limit 2,000.00 yuan, used 0.00 yuan, asked 2,000.01 yuan")
	b.refuse(pay(alice, full, 1), types.ErrBalanceLimit, "wallet "+full.String()+" class IV: balance limit 10,000.00 yuan, used 10,000.00 yuan, asked 0.01 yuan")
	b.refuse(pay(bob, alice, 1), types.ErrInsufficientFunds, "has 0.00 yuan, asked 0.01 yuan")
	b.refuse(pay(alice, alice, 1), types.ErrPaymentToSelf, alice.String())
	b.refuse(pay(alice, nobody, 1), types.ErrWalletNotFound, nobody.String())
	b.refuse(pay(alice, teller, 1), types.ErrWalletNotFound, teller.String())
	b.refuse(pay(nobody, alice, 1), types.ErrWalletNotFound, nobody.String())
	b.refuse(pay(alice, bob, 0), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(long, types.ErrCommitment, "has 33 bytes, limit 32")
	b.refuse(payNamed(alice, bob, 1, "", "PAY-1"), types.ErrEndToEndID, "PAY-1")
	b.refuse(payNamed(alice, bob, 1, genesisDay, ""), types.ErrEndToEndID, genesisDay)
	b.refuse(payNamed(alice, bob, 1, "2019-12-03", "PAY-1"), types.ErrInstructionDate, "2019-12-03 is after the business day 2019-12-02")
	b.refuse(payNamed(alice, bob, 1, "2019-10-27", "PAY-1"), types.ErrInstructionDate, "2019-10-27 is before 2019-10-28")

	b.do(pay(alice, bob, 2_000*yuan))
	b.do(pay(alice, bob, 2_000*yuan))
	b.refuse(pay(alice, bob, 1_000*yuan+1), types.ErrDayLimit, wallet+"daily limit 5,000.00 yuan, used 4,000.00 yuan, asked 1,000.01 yuan")
	b.do(pay(alice, bob, 1_000*yuan))
	b.refuse(pay(alice, bob, 1), types.ErrDayLimit, "used 5,000.00 yuan")
	b.nextDays(1)
	b.do(pay(alice, bob, 2_000*yuan))
	b.refuse(&types.MsgUpdateParams{Authority: alice.String(), Params: types.DefaultParams()}, app.ErrNotPermitted, "needs a passed resolution")
	b.refuse(&types.MsgUpdateParams{Authority: consortiumtypes.Authority}, types.ErrInvalidParams, "class_limits")
}

func TestYearLimitSpansBusinessDays(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 60_000*yuan)
	b.updateParams(func(p *types.Params) {
		p.ClassLimits[3] = types.ClassLimits{Class: types.WALLET_CLASS_IV, Limits: types.Limits{YearFen: 3_000 * yuan}}
	})
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 9_000*yuan), b.wallet("bob", types.WALLET_CLASS_I)
	b.do(pay(alice, bob, 2_000*yuan))
	b.nextDays(29) // 2019-12-31
	b.do(pay(alice, bob, 1_000*yuan))
	b.refuse(pay(alice, bob, 1), types.ErrYearLimit, "yearly limit 3,000.00 yuan, used 3,000.00 yuan, asked 0.01 yuan")
	b.nextDays(1) // 2020-01-01
	b.do(pay(alice, bob, 3_000*yuan))
	b.refuse(pay(alice, bob, 1), types.ErrYearLimit, "used 3,000.00 yuan")
}

func TestNeverPaidTwice(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 500*yuan), b.funded("bob", types.WALLET_CLASS_I, 500*yuan)
	height := b.Height() + 1
	b.do(payNamed(alice, bob, 100, genesisDay, "PAY-1"))
	first := fmt.Sprintf("end-to-end id PAY-1 of %s: paid at height %d", genesisDay, height)

	b.refuse(payNamed(alice, bob, 100, genesisDay, "PAY-1"), types.ErrDuplicatePayment, first)
	b.refuse(payNamed(alice, bob, 200, genesisDay, "PAY-1"), types.ErrDuplicatePayment, first)
	b.nextDays(35)
	b.refuse(payNamed(alice, bob, 100, genesisDay, "PAY-1"), types.ErrDuplicatePayment, first)

	b.do(payNamed(alice, bob, 100, "2019-12-03", "PAY-1"))
	b.do(payNamed(alice, bob, 100, genesisDay, "PAY-2"))
	b.do(payNamed(bob, alice, 100, genesisDay, "PAY-1"))
	require.Equal(t, []string{"2019-12-02 PAY-1", "2019-12-02 PAY-2", "2019-12-03 PAY-1"}, b.payments(alice))

	b.nextDays(1)
	b.refuse(payNamed(alice, bob, 100, genesisDay, "PAY-3"), types.ErrInstructionDate, "2019-12-02 is before 2019-12-03")
}

// Each payment forgets at most two of the payer's own old ids, which stay refused for their date.
func TestPaymentsForgetWhatExpired(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 500*yuan), b.funded("bob", types.WALLET_CLASS_I, 500*yuan)
	for i := range 5 {
		b.do(payNamed(alice, bob, 1, genesisDay, fmt.Sprintf("PAY-%d", i)))
	}
	b.do(payNamed(bob, alice, 1, genesisDay, "PAY-0"))
	b.nextDays(types.RefundDays + 1)
	oldest := func() string { return b.account(alice).OldestPayment.String() }
	require.Equal(t, genesisDay, oldest())

	b.do(pay(alice, bob, 1))
	require.Equal(t, []string{"2019-12-02 PAY-2", "2019-12-02 PAY-3", "2019-12-02 PAY-4"}, b.payments(alice))
	require.Equal(t, genesisDay, oldest())
	b.do(payNamed(alice, bob, 1, "2020-05-20", "PAY-5"))
	require.Equal(t, []string{"2019-12-02 PAY-4", "2020-05-20 PAY-5"}, b.payments(alice))
	require.Equal(t, genesisDay, oldest())
	b.do(pay(alice, bob, 1))
	require.Equal(t, []string{"2020-05-20 PAY-5"}, b.payments(alice))
	require.Equal(t, "2020-05-20", oldest())
	b.do(pay(alice, bob, 1))
	require.Equal(t, []string{"2020-05-20 PAY-5"}, b.payments(alice), "what may still be sent again is kept")
	require.Equal(t, []string{"2019-12-02 PAY-0"}, b.payments(bob), "to be paid deletes nothing")

	b.nextDays(types.RefundDays)
	b.do(pay(alice, bob, 1))
	require.Empty(t, b.payments(alice))
	require.Empty(t, oldest())
	b.refuse(payNamed(alice, bob, 1, genesisDay, "PAY-0"), types.ErrInstructionDate, "2019-12-02 is before")
}

// Dates that are taken again when the parameter grows find their payments still on record.
func TestDatesComeBackWithTheirPayments(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 500*yuan), b.wallet("bob", types.WALLET_CLASS_I)
	height := b.Height() + 1
	b.do(payNamed(alice, bob, 1, genesisDay, "PAY-1"))
	b.updateParams(func(p *types.Params) { p.InstructionDays = 5 })
	b.nextDays(10) // 2019-12-12: taken from 2019-12-07 on
	b.refuse(payNamed(alice, bob, 1, genesisDay, "PAY-2"), types.ErrInstructionDate, "2019-12-02 is before 2019-12-07")
	b.do(pay(alice, bob, 1))

	b.updateParams(func(p *types.Params) { p.InstructionDays = 35 })
	b.refuse(payNamed(alice, bob, 1, genesisDay, "PAY-1"), types.ErrDuplicatePayment, fmt.Sprintf("paid at height %d", height))
	b.do(payNamed(alice, bob, 1, genesisDay, "PAY-2"))
}
