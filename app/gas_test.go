package app_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// What a node estimates is what the transaction uses, for officers and for holders, on the first and on later ones.
func TestSimulationUsesTheGasOfTheTransaction(t *testing.T) {
	chain := testutil.New(t)
	teller, alice, bob := testutil.Officer("icbc-sz", "teller"), testutil.NewActor("alice"), testutil.NewActor("bob")
	open := func(holder testutil.Actor) sdk.Msg {
		return &currency.MsgOpenWallet{
			Teller: teller.String(), Address: holder.String(), Class: currency.WALLET_CLASS_II, Kind: currency.WALLET_KIND_PERSONAL,
			Region: "440300", CustomerRef: bytes.Repeat(holder.Address[:1], 32), Carrier: currency.CARRIER_APP,
		}
	}
	require.Zero(t, chain.Deliver(teller, open(bob)).Code)
	chain.MustSend(&currency.MsgRequestIssuance{
		Treasurer: testutil.Officer("icbc-sz", "treasurer").String(), Id: "ISS-1", AmountFen: 100, ReserveReference: "R-1",
	})
	chain.MustSend(&currency.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: "icbc-sz", Id: "ISS-1"})
	chain.NextBlock()
	limit := &currency.MsgSetOwnerLimits{Holder: alice.String(), Limits: currency.Limits{DayFen: 100_00}}
	fund := &currency.MsgExchangeOut{Teller: teller.String(), Wallet: alice.String(), AmountFen: 100, Reference: "OUT-1"}
	pay := &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 1}
	batch := &currency.MsgPayBatch{Payer: alice.String(), Transfers: []currency.Transfer{{Payee: bob.String(), AmountFen: 1}}}
	for _, step := range []struct {
		actor testutil.Actor
		msg   sdk.Msg
	}{{teller, open(alice)}, {teller, fund}, {alice, limit}, {alice, limit}, {alice, pay}, {alice, batch}} {
		raw := chain.Sign(step.actor, []sdk.Msg{step.msg})
		estimate, _, err := chain.App.Simulate(raw)
		require.NoError(t, err)
		response := chain.EndBlock(testutil.Block{Txs: [][]byte{raw}})
		require.Zero(t, response.TxResults[0].Code, response.TxResults[0].Log)
		require.Equal(t, int64(estimate.GasUsed), response.TxResults[0].GasUsed, "%T", step.msg)
	}
}

// Gas of payments is known before, whatever becomes of them, and whoever declares less is refused.
func TestPaymentsHaveFixedGas(t *testing.T) {
	teller, alice, bob := testutil.Officer("icbc-sz", "teller"), testutil.NewActor("alice"), testutil.NewActor("bob")
	pay := &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 1}
	batch := &currency.MsgPayBatch{Payer: alice.String(), Transfers: make([]currency.Transfer, 3)}
	for _, test := range []struct {
		msg  sdk.Msg
		want uint64
	}{{pay, 20_000}, {batch, 24_000}} {
		chain := testutil.New(t)
		require.Zero(t, chain.Deliver(teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: alice.String(), Class: currency.WALLET_CLASS_II, Kind: currency.WALLET_KIND_PERSONAL,
			Region: "440300", CustomerRef: bytes.Repeat([]byte{1}, 32), Carrier: currency.CARRIER_APP,
		}).Code)
		fixed, known := app.FixedGas(test.msg)
		require.True(t, known)
		require.Equal(t, test.want, fixed)
		refused := chain.CheckTx(chain.Sign(alice, []sdk.Msg{test.msg}, gas(test.want-1)))
		require.Equal(t, app.ErrTxLimit.ABCICode(), refused.Code, refused.Log)
		require.Contains(t, refused.Log, fmt.Sprintf("this payment takes %d, declared %d", test.want, test.want-1))
		chain.NextBlock()
		result := chain.EndBlock(testutil.Block{Txs: [][]byte{chain.Sign(alice, []sdk.Msg{test.msg}, gas(test.want))}}).TxResults[0]
		require.NotZero(t, result.Code, "there is no money")
		require.Equal(t, int64(test.want), result.GasUsed)
		require.EqualValues(t, test.want, result.GasWanted)
	}
	_, known := app.FixedGas(pay, pay)
	require.False(t, known, "several messages are metered")
	_, known = app.FixedGas(request("A"))
	require.False(t, known)
}
