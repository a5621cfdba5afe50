package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// payBatch pays each payee one fen more than the one before.
func payBatch(payer testutil.Actor, first types.Fen, payees ...testutil.Actor) *types.MsgPayBatch {
	msg := &types.MsgPayBatch{Payer: payer.String()}
	for i, payee := range payees {
		msg.Transfers = append(msg.Transfers, types.Transfer{Payee: payee.String(), AmountFen: uint64(first) + uint64(i)})
	}
	return msg
}

func named(msg *types.MsgPayBatch, date, id string) *types.MsgPayBatch {
	msg.InstructionDate, msg.EndToEndId = date, id
	return msg
}

// crowd opens wallets of class I that nothing limits.
func (b *bank) crowd(count int) []testutil.Actor {
	b.t.Helper()
	crowd := make([]testutil.Actor, count)
	for i := range crowd {
		crowd[i] = testutil.NewActor(fmt.Sprintf("payee-%d", i))
		b.MustSend(openWallet(crowd[i], types.WALLET_CLASS_I))
	}
	return crowd
}

func TestPayBatch(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 5_000*yuan)
	bob, carol := b.wallet("bob", types.WALLET_CLASS_III), b.wallet("carol", types.WALLET_CLASS_IV)

	event := b.do(named(payBatch(alice, 100, bob, carol), genesisDay, "PAY-1"))
	transfers := []types.Transfer{{Payee: bob.String(), AmountFen: 100}, {Payee: carol.String(), AmountFen: 101}}
	require.Equal(t, &types.EventBatchPaid{
		Payer: alice.String(), Transfers: transfers, EndToEndId: "PAY-1", InstructionDate: genesisDay,
	}, event)
	account := b.account(alice)
	require.Equal(t, types.Fen(5_000*yuan-201), account.Balance)
	require.Equal(t, types.Fen(201), account.DayPaid)
	require.Equal(t, types.Fen(201), account.YearPaid)
	require.Equal(t, types.Fen(100), b.account(bob).DayReceived)
	require.Equal(t, types.Fen(101), b.account(carol).Balance)
	response, err := b.queries.Payment(b.Context(), &types.QueryPaymentRequest{Payer: alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1"})
	require.NoError(t, err)
	height := b.Height() + 1
	require.Equal(t, types.Payment{
		Payer: alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", Transfers: transfers, Height: height,
	}, response.Payment, "one record for the batch")

	first := fmt.Sprintf("end-to-end id PAY-1 of %s: paid at height %d", genesisDay, height)
	b.refuse(named(payBatch(alice, 7, carol), genesisDay, "PAY-1"), types.ErrDuplicatePayment, first)
	b.refuse(payNamed(alice, bob, 1, genesisDay, "PAY-1"), types.ErrDuplicatePayment, first)
	require.Equal(t, &types.EventBatchPaid{
		Payer: alice.String(), Transfers: []types.Transfer{{Payee: bob.String(), AmountFen: 1}},
	}, b.do(payBatch(alice, 1, bob)), "a batch of one without a name")
}

// A batch pays all payees or none, whoever of them is refused.
func TestPayBatchIsAtomic(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 50_000*yuan)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 6_000*yuan)
	bob, carol := b.wallet("bob", types.WALLET_CLASS_I), b.wallet("carol", types.WALLET_CLASS_I)
	full := b.funded("full", types.WALLET_CLASS_IV, 10_000*yuan)
	nobody := testutil.NewActor("nobody")
	wallet := "wallet " + alice.String() + " class IV: "
	three := func(a, b, c types.Fen) *types.MsgPayBatch {
		msg := payBatch(alice, 0, bob, carol, testutil.Actor{Address: teller.Address})
		msg.Transfers = msg.Transfers[:2]
		msg.Transfers[0].AmountFen, msg.Transfers[1].AmountFen = uint64(a), uint64(b)
		if c != 0 {
			msg.Transfers = append(msg.Transfers, types.Transfer{Payee: full.String(), AmountFen: uint64(c)})
		}
		return msg
	}
	b.refuse(three(1, 2_000*yuan+1, 0), types.ErrSingleLimit, wallet+"single limit 2,000.00 yuan, used 0.00 yuan, asked 2,000.01 yuan")
	b.refuse(three(1, 1, 1), types.ErrBalanceLimit, "wallet "+full.String())
	b.refuse(payBatch(alice, 1, bob, nobody), types.ErrWalletNotFound, nobody.String())
	b.refuse(payBatch(alice, 1, bob, alice), types.ErrPaymentToSelf, alice.String())
	b.refuse(payBatch(alice, 1, bob, carol, bob), types.ErrBatch, "transfers[2]: payee "+bob.String()+" is there twice")
	b.refuse(payBatch(alice, 1), types.ErrBatch, "has 0 transfers, must have 1 to 200")
	b.refuse(payBatch(alice, 0, bob), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(named(payBatch(alice, 1, bob), "", "PAY-1"), types.ErrEndToEndID, "PAY-1")
	b.refuse(named(payBatch(alice, 1, bob), "2019-12-03", "PAY-1"), types.ErrInstructionDate, "after the business day")
	b.refuse(payBatch(bob, 1, alice), types.ErrInsufficientFunds, "has 0.00 yuan")

	dave := b.wallet("dave", types.WALLET_CLASS_I)
	limit := payBatch(alice, 2_000*yuan, bob)
	limit.Transfers = append(limit.Transfers,
		types.Transfer{Payee: carol.String(), AmountFen: 2_000 * yuan}, types.Transfer{Payee: dave.String(), AmountFen: 1_000*yuan + 1})
	b.refuse(limit, types.ErrDayLimit, wallet+"daily limit 5,000.00 yuan, used 4,000.00 yuan, asked 1,000.01 yuan")
	limit.Transfers[2].AmountFen--
	b.do(limit)
	b.nextDays(1)
	b.refuse(three(600*yuan, 400*yuan+1, 0), types.ErrInsufficientFunds, "has 400.00 yuan, asked 400.01 yuan")
	b.do(three(600*yuan, 400*yuan, 0))
	require.Zero(t, b.account(alice).Balance)
}

func TestPayBatchYearLimit(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	b.updateParams(func(p *types.Params) {
		p.ClassLimits[3].Limits = types.Limits{YearFen: 300 * yuan}
	})
	alice := b.funded("alice", types.WALLET_CLASS_IV, 1_000*yuan)
	bob, carol := b.wallet("bob", types.WALLET_CLASS_I), b.wallet("carol", types.WALLET_CLASS_I)
	msg := payBatch(alice, 200*yuan, bob, carol)
	msg.Transfers[1].AmountFen = 100*yuan + 1
	b.refuse(msg, types.ErrYearLimit, "yearly limit 300.00 yuan, used 200.00 yuan, asked 100.01 yuan")
	msg.Transfers[1].AmountFen--
	b.do(msg)
}

// What a payee costs does not grow with their number.
func TestPayBatchIsCheapPerPayee(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	alice := b.funded("alice", types.WALLET_CLASS_I, 10_000*yuan)
	crowd := b.crowd(types.MaxBatchPayees + 1)
	b.refuse(payBatch(alice, 1, crowd...), types.ErrBatch, "has 201 transfers, must have 1 to 200")
	b.NextBlock()

	gas := map[int]int64{}
	for _, count := range []int{1, 10, 100, 200} {
		msg := named(payBatch(alice, 1, crowd[:count]...), genesisDay, fmt.Sprintf("PAY-%d", count))
		raw := b.Sign(alice, []sdk.Msg{msg}, func(builder client.TxBuilder, _ *authsigning.SignerData) { builder.SetGasLimit(2_000_000) })
		result := b.EndBlock(testutil.Block{Txs: [][]byte{raw}}).TxResults[0]
		require.Zero(t, result.Code, result.Log)
		gas[count] = result.GasUsed
		t.Logf("%d payees: %d gas, %d each", count, result.GasUsed, result.GasUsed/int64(count))
	}
	require.Less(t, gas[100]/100, gas[1]/2, "a payee of a batch costs less than half a payment")
	require.InEpsilon(t, (gas[100]-gas[10])/90, (gas[200]-gas[100])/100, 0.05)
	require.NoError(t, b.keeper.CheckSupply(b.Context()))
}
