package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// compare wants the chain's whole state to add up and to be the model's.
func (m *machine) compare(r *rapid.T) {
	ctx := m.chain.Context()
	require.NoError(r, app.Currency(m.chain.App).CheckSupply(ctx))
	state, err := app.Currency(m.chain.App).ExportGenesis(ctx)
	require.NoError(r, err)
	require.NoError(r, types.ValidateGenesis(state), "statements, references and supply add up")
	require.Equal(r, types.Supply{IssuedFen: uint64(m.model.issued), BurnedFen: uint64(m.model.burned)}, state.Supply)
	m.compareWallets(r, state)
	m.compareBoxes(r, state)
	m.compareRequests(r, state)
	m.compareClaims(r, state)
	m.comparePurposes(r)
	m.compareDevices(r)
}

// requireTwin lets another node, which restarts after every block, do what the chain did.
func (m *machine) requireTwin(t *testing.T, twin *testutil.Chain) {
	t.Helper()
	for _, do := range m.done {
		do(t, twin)
	}
}

// compareClaims wants what holders and officers say about payments and keys, and what banks have of operators.
func (m *machine) compareClaims(r *rapid.T, state *types.GenesisState) {
	for _, real := range state.Disputes {
		model := m.model.disputes[payment{real.Payer, real.InstructionDate, real.EndToEndId}][real.Payee]
		require.NotNil(r, model, real.EndToEndId)
		require.Equal(r, model.status, real.Status)
	}
	require.Len(r, state.KeyReplacements, len(m.model.replacements))
	for _, real := range state.KeyReplacements {
		require.Equal(r, m.model.replacements[named{real.Wallet, real.Reference}].status, real.Status)
	}
	require.Len(r, state.Pilot.Phases, len(m.model.phases))
	require.Len(r, state.CashTransfers, len(m.model.transfers))
	for _, real := range state.Allocations {
		require.Equal(r, uint64(m.model.allocated[real.OperatorId]), real.OutstandingFen, real.OperatorId)
	}
}

func (m *machine) compareWallets(r *rapid.T, state *types.GenesisState) {
	require.Len(r, state.Wallets, len(m.model.wallets))
	for _, real := range state.Wallets {
		model := m.model.wallets[real.Address]
		require.NotNil(r, model, real.Address)
		require.Equal(r, model.class, real.Class)
		require.Equal(r, model.operator, real.Profile.OperatorId)
		require.Equal(r, uint64(model.balance), real.BalanceFen, real.Address)
		require.Equal(r, model.closed, real.Status == types.WALLET_STATUS_CLOSED, real.Address)
		require.Equal(r, model.parent, real.Profile.Parent, real.Address)
		require.Equal(r, model.scenario, real.Profile.MerchantScenario, real.Address)
		if real.Day != "" {
			require.Equal(r, uint64(model.paid[real.Day]), real.DayPaidFen, real.Address)
			require.Equal(r, uint64(model.paid[real.Day[:4]]), real.YearPaidFen, real.Address)
		}
	}
	for _, real := range state.Payments {
		credits := m.model.paid[payment{real.Payer, real.InstructionDate, real.EndToEndId}]
		require.Len(r, real.Transfers, len(credits))
		for _, transfer := range real.Transfers {
			require.Equal(r, uint64(credits[transfer.Payee]), transfer.AmountFen)
		}
	}
}

func (m *machine) compareBoxes(r *rapid.T, state *types.GenesisState) {
	for _, real := range state.Boxes {
		require.Equal(r, uint64(m.model.boxes[real.MemberId]), real.BalanceFen, real.MemberId)
	}
	require.Len(r, state.Statements, len(m.model.days))
	for _, real := range state.Statements {
		model := m.model.days[boxDay{real.MemberId, real.Day}]
		require.Len(r, real.Movements, len(model), "%s of %s", real.MemberId, real.Day)
		for _, movement := range real.Movements {
			require.Equal(r, uint64(max(model[movement.Type], -model[movement.Type])), movement.TotalFen)
		}
	}
}

func (m *machine) compareRequests(r *rapid.T, state *types.GenesisState) {
	require.Len(r, state.Issuances, len(m.model.issuances))
	for _, real := range state.Issuances {
		require.Equal(r, m.model.issuances[named{real.MemberId, real.Id}].status, real.Status)
	}
	require.Len(r, state.Reserves, len(m.model.reserves))
	for _, real := range state.Reserves {
		model := m.model.reserves[real.Reference]
		require.NotNil(r, model, real.Reference)
		require.Equal(r, model.issuance.owner, real.MemberId)
		require.Equal(r, model.issuance.name, real.IssuanceId)
		require.Equal(r, model.returned, real.Returned)
	}
	require.Len(r, state.Redemptions, len(m.model.redemptions))
	for _, real := range state.Redemptions {
		require.Equal(r, m.model.redemptions[named{real.MemberId, real.Id}].status, real.Status)
	}
	require.Len(r, state.CreditReferences, len(m.model.credits))
	require.Len(r, state.ExchangesOut, len(m.model.exchangesOut))
	require.Len(r, state.ExchangesIn, len(m.model.exchangesIn))
	for _, real := range state.ExchangesIn {
		require.Equal(r, m.model.exchangesIn[named{real.Wallet, real.Reference}].status, real.Status)
	}
}
