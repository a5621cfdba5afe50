package app_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

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
	limit := &currency.MsgSetOwnerLimits{Holder: alice.String(), Limits: currency.Limits{DayFen: 100_00}}
	for _, step := range []struct {
		actor testutil.Actor
		msg   sdk.Msg
	}{{teller, open(alice)}, {alice, limit}, {alice, limit}} {
		raw := chain.Sign(step.actor, []sdk.Msg{step.msg})
		estimate, _, err := chain.App.Simulate(raw)
		require.NoError(t, err)
		response := chain.EndBlock(testutil.Block{Txs: [][]byte{raw}})
		require.Zero(t, response.TxResults[0].Code, response.TxResults[0].Log)
		require.Equal(t, int64(estimate.GasUsed), response.TxResults[0].GasUsed, "%T", step.msg)
	}
}
