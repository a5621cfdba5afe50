package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// busy is a chain with something in every collection of the module.
func busy(t *testing.T) *bank {
	t.Helper()
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	b.issued(abc, "ISS-1", 500)
	b.do(requestIssuance(icbc, "ISS-2", 7))
	b.do(requestIssuance(icbc, "ISS-3", 7))
	b.do(&types.MsgCancelIssuance{Treasurer: treasurer.String(), Id: "ISS-3"})
	b.do(&types.MsgReturnReserve{Issuer: issuer.String(), ReserveReference: "RTGS-icbc-szISS-3"})
	alice, bob := b.funded("alice", types.WALLET_CLASS_II, 900*yuan), b.wallet("bob", types.WALLET_CLASS_IV)
	b.do(payNamed(alice, bob, 5*yuan, genesisDay, "PAY-1"))
	b.do(payNamed(alice, bob, 5*yuan, "2019-11-20", "PAY-1"))
	b.do(pay(bob, alice, 1))
	require.NoError(t, b.keeper.RecordSigner(b.Context(), alice.Address, alice.Key.PubKey()))
	for _, reference := range []string{"IN-1", "IN-2", "IN-3"} {
		b.do(exchangeIn(alice, 10, reference))
	}
	b.do(acceptExchangeIn(alice, "IN-1"))
	b.do(returnExchangeIn(alice, "IN-2"))
	for _, id := range []string{"RED-1", "RED-2", "RED-3"} {
		b.do(requestRedemption(id, 20))
	}
	b.do(acceptRedemption("RED-1"))
	b.do(acceptRedemption("RED-2"))
	b.do(settleRedemption("RED-2", "CR-1"))
	b.nextDays(1)
	b.do(exchangeOut(bob, 44, "OUT-2"))
	return b
}

func (b *bank) export() *types.GenesisState {
	b.t.Helper()
	exported, err := b.keeper.ExportGenesis(b.Context())
	require.NoError(b.t, err)
	return exported
}

func TestExportImportExport(t *testing.T) {
	b := busy(t)
	exported := b.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"wallets": len(exported.Wallets), "boxes": len(exported.Boxes), "statements": len(exported.Statements),
		"issuances": len(exported.Issuances), "reserves": len(exported.Reserves), "approvals": len(exported.SingleApprovals),
		"redemptions": len(exported.Redemptions), "credits": len(exported.CreditReferences),
		"out": len(exported.ExchangesOut), "in": len(exported.ExchangesIn), "payments": len(exported.Payments),
	} {
		require.NotZero(t, size, name)
	}

	twin := &bank{Chain: testutil.New(t, func(g *testutil.Genesis) { g.Currency = exported }), t: t}
	twin.keeper = app.Currency(twin.App)
	require.Equal(t, exported, twin.export())
	require.Equal(t, b.records(), twin.records(), "every key and value is the same, indexes too")
	require.NoError(t, twin.keeper.CheckSupply(twin.Context()))
}

// records reads the module's store whole.
func (b *bank) records() map[string]string {
	b.t.Helper()
	store := b.Context().KVStore(b.App.StoreKeys()[types.StoreKey])
	iterator := store.Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(b.t, iterator.Close())
	return all
}

// What was open before goes on after: expiry, references, end-to-end ids, the signer's sequence.
func TestImportedChainGoesOn(t *testing.T) {
	exported := busy(t).export()
	twin := &bank{Chain: testutil.New(t, func(g *testutil.Genesis) { g.Currency = exported }), t: t}
	twin.keeper = app.Currency(twin.App)
	alice, bob := testutil.NewActor("alice"), testutil.NewActor("bob")
	twin.refuse(payNamed(alice, bob, 5*yuan, genesisDay, "PAY-1"), types.ErrDuplicatePayment, "PAY-1")
	twin.refuse(exchangeOut(bob, 44, "OUT-2"), types.ErrExchangeExists, "OUT-2")
	twin.refuse(settleRedemption("RED-1", "CR-1"), types.ErrCreditReferenceUsed, "CR-1")
	require.Equal(t, uint64(1), twin.account(alice).Sequence)
	require.Equal(t, "2019-11-20", twin.account(alice).OldestPayment.String())
	twin.do(acceptExchangeIn(alice, "IN-3"))

	twin.Advance(10 * 24 * time.Hour)
	events := twin.expire()
	require.Len(t, events, 2)
	require.Equal(t, "ISS-2", events[0].(*types.EventIssuance).Id)
	require.Equal(t, "RED-3", events[1].(*types.EventRedemption).Id)
}

func TestInitGenesisRefusesWhatDoesNotAddUp(t *testing.T) {
	b := busy(t)
	exported := b.export()
	exported.Wallets[0].BalanceFen++
	require.ErrorIs(t, b.keeper.InitGenesis(b.Context(), exported), types.ErrInvalidGenesis)
}

func TestCheckSupplyNamesBothSides(t *testing.T) {
	b := busy(t)
	require.NoError(t, b.keeper.CheckSupply(b.Context()))
	key := append(types.AccountsKey.Bytes(), testutil.NewActor("alice").Address...)
	account := b.account(testutil.NewActor("alice"))
	account.Balance++
	record, err := types.AccountValue.Encode(account)
	require.NoError(t, err)
	b.Context().KVStore(b.App.StoreKeys()[types.StoreKey]).Set(key, record)

	err = b.keeper.CheckSupply(b.Context())
	require.ErrorIs(t, err, types.ErrSupply)
	require.ErrorContains(t, err, "issued 10,005.00 yuan less burned 0.20 yuan is 10,004.80 yuan")
	require.ErrorContains(t, err, "make 10,004.81 yuan")
}
