package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// What is said about payments, cash at a bank, the pilot and its flags survives an export, record by record.
func TestExportImportExportOfPaymentsAndPilot(t *testing.T) {
	c := newClaim(t)
	c.do(named(payBatch(c.alice, 100, c.bob, c.wallet("carol", types.WALLET_CLASS_IV)), genesisDay, "PAY-2"))
	c.do(refund(c.bob, c.alice, 30, "REF-1"))
	c.do(refund(c.bob, c.alice, 20, "REF-2"))
	c.do(c.open())
	c.do(c.answer())
	second := c.open()
	second.EndToEndId = "PAY-2"
	c.do(second)
	c.do(c.decide(judge, false))
	c.do(allocate(5_000, "CASH-1"))
	c.do(returnCash(1_000, "CASH-1"))
	out := exchangeOut(c.alice, 90, "OUT-1")
	out.Teller, out.Cash = testutil.Officer(pab, "teller").String(), true
	c.do(out)
	c.do(setPhase(microPhase("P1", genesisDay, "2020-01-31")))
	c.do(setPhase(microPhase("P2", "2020-02-01", "2020-02-29")))
	c.do(invite(c.alice, c.bob))
	c.updateParams(func(p *types.Params) { p.FlagThresholds.NaturalPersonFen = 500 })
	_, err := c.Send(payNamed(c.alice, c.bob, 400, genesisDay, "PAY-3"))
	require.NoError(t, err)
	require.NoError(t, c.keeper.Escrow("purpose").FromWallet(c.Context(), "fund", c.alice.Address, 70))

	exported := c.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"refunds": len(exported.Refunds), "disputes": len(exported.Disputes), "transfers": len(exported.CashTransfers),
		"allocations": len(exported.Allocations), "phases": len(exported.Pilot.Phases), "invitations": len(exported.Invitations),
		"flags": len(exported.Flags), "escrow": len(exported.EscrowAccounts),
	} {
		require.NotZero(t, size, name)
	}
	twin := newBank(t, withMembers, func(g *testutil.Genesis) { g.Currency = exported })
	require.Equal(t, exported, twin.export())
	require.Equal(t, c.records(), twin.records(), "every key and value is the same, indexes too")
	require.NoError(t, twin.keeper.CheckSupply(twin.Context()))

	again := claim{bank: twin, alice: c.alice, bob: c.bob}
	again.refuse(refund(c.bob, c.alice, 51, "REF-3"), types.ErrRefundExceeds, "limit 1.00 yuan, used 0.50 yuan, asked 0.51 yuan")
	again.refuse(again.open(), types.ErrDisputeExists, "PAY-1")
	again.refuse(allocate(1, "CASH-1"), types.ErrCashTransferExists, "CASH-1")
	again.refuse(returnCash(3_911, "CASH-2"), types.ErrAllocation, "has 39.10 yuan of icbc-sz")
	again.do(pay(c.alice, c.bob, 1))
	require.Equal(t, "P1", again.pilot().CurrentPhaseId)
}

func TestListsOfPaymentsAndPilot(t *testing.T) {
	c := newClaim(t)
	c.do(c.open())
	require.NoError(t, c.keeper.Escrow("purpose").FromWallet(c.Context(), "fund-b", c.alice.Address, 70))
	require.NoError(t, c.keeper.Escrow("purpose").FromWallet(c.Context(), "fund-a", c.alice.Address, 30))
	require.NoError(t, c.keeper.Escrow("purposes").FromWallet(c.Context(), "other", c.alice.Address, 1))
	disputes, err := c.queries.Disputes(c.Context(), &types.QueryDisputesRequest{Payer: c.alice.String()})
	require.NoError(t, err)
	require.Equal(t, []types.Dispute{c.dispute()}, disputes.Disputes)
	disputes, err = c.queries.Disputes(c.Context(), &types.QueryDisputesRequest{Payer: c.bob.String()})
	require.NoError(t, err)
	require.Empty(t, disputes.Disputes)
	accounts, err := c.queries.EscrowAccounts(c.Context(), &types.QueryEscrowAccountsRequest{Module: "purpose"})
	require.NoError(t, err)
	require.Equal(t, []types.EscrowAccount{
		{Module: "purpose", Id: "fund-a", BalanceFen: 30}, {Module: "purpose", Id: "fund-b", BalanceFen: 70},
	}, accounts.EscrowAccounts)
	c.do(allocate(1, "CASH-1"))
	for operator, want := range map[string]int{icbc: 1, abc: 0} {
		require.Len(t, c.allocations(operator), want)
	}
}
