package model_test

import (
	"maps"
	"slices"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/app"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

const manager = "finance-sz"

var (
	programmes    = fair("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8")
	beneficiaries = fair("alice", "carol", "dora", "firm", "shop")
	merchants     = fair("shop", "kiosk", "shop", "kiosk", "bob")
	grantAmounts  = inYuan(0, 0.01, 50, 50, 100, 100, 150, 150.01, 200, 300, 300.01, 350, 350.01)
	spendAmounts  = inYuan(0, 0.01, 10, 50, 50.01, 100, 150, 200)
)

func manages(role string) string { return officer(manager, role) }

// programme draws mostly one that can still be funded, granted and spent.
func (m *machine) programme(r *rapid.T) string {
	var running []string
	for _, id := range slices.Sorted(maps.Keys(m.model.programmes)) {
		if m.model.running(m.model.programmes[id]) == nil {
			running = append(running, id)
		}
	}
	if len(running) == 0 || fair(false, false, false, false, true).Draw(r, "any") {
		return programmes.Draw(r, "programme")
	}
	return fair(running...).Draw(r, "running")
}

// granted draws mostly somebody who has something to spend.
func (m *machine) granted(r *rapid.T, programme string) string {
	var open []string
	if p := m.model.programmes[programme]; p != nil {
		for _, name := range slices.Sorted(maps.Keys(p.grants)) {
			if p.grants[name].open && p.grants[name].rest() > 0 {
				open = append(open, name)
			}
		}
	}
	if len(open) == 0 || fair(false, false, false, true).Draw(r, "any") {
		return beneficiaries.Draw(r, "beneficiary")
	}
	return fair(open...).Draw(r, "granted")
}

func (m *machine) createProgramme(r *rapid.T) {
	id := programmes.Draw(r, "programme")
	first := fair(0, 0, 0, 1).Draw(r, "first")
	last := first + fair(0, 1, 2, 4, 8, 16).Draw(r, "days")
	msg := &types.MsgCreateProgramme{Treasurer: manages("treasurer"), ProgrammeId: id, Terms: types.ProgrammeTerms{
		Name: "Fund", BudgetFen: 1_000 * yuan, CapPerBeneficiaryFen: grantCap, FirstDay: m.model.date(first), LastDay: m.model.date(last),
	}}
	for _, sponsor := range sponsors {
		msg.Terms.Pledges = append(msg.Terms.Pledges, types.Pledge{Wallet: address(sponsor), AmountFen: uint64(pledges[sponsor])})
	}
	for _, name := range slices.Sorted(maps.Keys(purposes)) {
		use := types.Purpose{
			Id: name, Description: name, BudgetFen: uint64(purposes[name].budget), Scenarios: []currency.Scenario{purposes[name].scenario},
		}
		if sector := purposes[name].sector; sector != "" {
			use.Sectors = []string{sector}
		}
		msg.Terms.Purposes = append(msg.Terms.Purposes, use)
	}
	m.send(r, msg, m.model.createProgramme(id, msg.Terms.FirstDay, msg.Terms.LastDay))
}

func (m *machine) fundProgramme(r *rapid.T) {
	id, sponsor := m.programme(r), fair("firm", "firm", "backer", "backer", "bob").Draw(r, "sponsor")
	reference, amount := references.Draw(r, "reference"), inYuan(0, 50, 100, 100, 200, 300, 400, 400.01, 600, 600.01).Draw(r, "amount")
	m.send(r, &types.MsgFundProgramme{
		Sponsor: address(sponsor), ManagerId: manager, ProgrammeId: id, AmountFen: uint64(amount), Reference: reference,
	}, m.model.fundProgramme(id, sponsor, reference, amount))
}

func (m *machine) proposeGrants(r *rapid.T) {
	id, reference := m.programme(r), references.Draw(r, "reference")
	var awards []award
	msg := &types.MsgProposeGrants{Treasurer: manages("treasurer"), ProgrammeId: id, Reference: reference}
	for range fair(1, 1, 2).Draw(r, "awards") {
		a := award{
			to: beneficiaries.Draw(r, "beneficiary"), purpose: fair("homes", "homes", "food", "food", "none").Draw(r, "purpose"),
			sector: fair("H", "H", "H", "").Draw(r, "sector"), amount: grantAmounts.Draw(r, "amount"),
		}
		awards = append(awards, a)
		msg.Awards.Awards = append(msg.Awards.Awards, types.Award{
			Beneficiary: address(a.to), PurposeId: a.purpose, Sector: a.sector, AmountFen: uint64(a.amount),
		})
	}
	m.send(r, msg, m.model.proposeGrants(id, reference, awards))
}

func (m *machine) decideGrants(r *rapid.T) {
	id, reference := m.programme(r), references.Draw(r, "reference")
	if p := m.model.programmes[id]; p != nil {
		var open []string
		for _, name := range slices.Sorted(maps.Keys(p.batches)) {
			if p.batches[name].status == types.GRANT_BATCH_STATUS_PROPOSED {
				open = append(open, name)
			}
		}
		if len(open) > 0 && fair(true, true, true, false).Draw(r, "open") {
			reference = fair(open...).Draw(r, "batch")
		}
	}
	if fair(true, true, true, true, false).Draw(r, "confirm") {
		m.send(r, &types.MsgConfirmGrants{Controller: manages("controller"), ProgrammeId: id, Reference: reference},
			m.model.confirmGrants(id, reference))
		return
	}
	m.send(r, &types.MsgCancelGrants{Officer: manages("controller"), ProgrammeId: id, Reference: reference, Reason: "wrong"},
		m.model.cancelGrants(id, reference))
}

func (m *machine) spendGrant(r *rapid.T) {
	id := m.programme(r)
	payer, payee := m.granted(r, id), merchants.Draw(r, "payee")
	key, amount := payment{payer: address(payer)}, spendAmounts.Draw(r, "amount")
	key.date = m.model.date(fair(-2, -1, 0, 0, 0, 0, 1).Draw(r, "date"))
	key.id = fair("1", "2", "3", "4").Draw(r, "id")
	if p := m.model.programmes[id]; p != nil && p.grants[payer] != nil && fair(true, true, false).Draw(r, "fits") {
		payee = map[string]string{"homes": "kiosk", "food": "shop"}[p.grants[payer].purpose]
	}
	m.send(r, &types.MsgSpendGrant{
		Beneficiary: key.payer, ManagerId: manager, ProgrammeId: id, Payee: address(payee), AmountFen: uint64(amount),
		EndToEndId: key.id, InstructionDate: key.date,
	}, m.model.spendGrant(id, key, address(payee), amount))
}

func (m *machine) refundSpending(r *rapid.T) {
	id := programmes.Draw(r, "programme")
	for _, other := range slices.Sorted(maps.Keys(m.model.programmes)) {
		if len(m.model.programmes[other].spendings) > 0 && fair(true, false).Draw(r, "spent") {
			id = other
		}
	}
	key := payment{address(beneficiaries.Draw(r, "beneficiary")), m.model.date(0), "1"}
	by, reference, amount := address(merchants.Draw(r, "payee")), references.Draw(r, "reference"), spendAmounts.Draw(r, "amount")
	if p := m.model.programmes[id]; p != nil && len(p.spendings) > 0 && fair(true, true, true, false).Draw(r, "existing") {
		key = fair(slices.SortedFunc(maps.Keys(p.spendings), comparePayments)...).Draw(r, "spending")
		if fair(true, true, true, false).Draw(r, "by payee") {
			by = p.spendings[key].payee
		}
	}
	m.send(r, &types.MsgRefundSpending{
		Payee: by, ManagerId: manager, ProgrammeId: id, Beneficiary: key.payer, InstructionDate: key.date, EndToEndId: key.id,
		AmountFen: uint64(amount), Reference: reference,
	}, m.model.refundSpending(id, key, by, reference, amount))
}

func (m *machine) recallGrant(r *rapid.T) {
	id := m.programme(r)
	beneficiary := m.granted(r, id)
	m.send(r, &types.MsgRecallGrant{
		Treasurer: manages("treasurer"), ProgrammeId: id, Beneficiary: address(beneficiary), Reason: "moved",
	}, m.model.recallGrant(id, beneficiary))
}

func (m *machine) closeProgramme(r *rapid.T) {
	id := programmes.Draw(r, "programme")
	m.send(r, &types.MsgCloseProgramme{Treasurer: manages("treasurer"), ProgrammeId: id, Reason: "replaced"}, m.model.closeProgramme(id))
}

// comparePurposes wants the programmes' records and escrow accounts to be the model's.
func (m *machine) comparePurposes(r *rapid.T) {
	ctx := m.chain.Context()
	_, err := app.Purpose(m.chain.App).CheckEscrow(ctx)
	require.NoError(r, err)
	state, err := app.Purpose(m.chain.App).ExportGenesis(ctx)
	require.NoError(r, err)
	require.NoError(r, types.ValidateGenesis(state))
	require.Len(r, state.Programmes, len(m.model.programmes))
	for _, real := range state.Programmes {
		model := m.model.programmes[real.Id]
		require.Equal(r, model.status, real.Status, real.Id)
		require.Equal(r, uint64(model.fund()), uint64(real.FundFen()), real.Id)
		for i, sponsor := range sponsors {
			require.Equal(r, uint64(model.paid[sponsor]), real.Sponsors[i].PaidInFen)
			require.Equal(r, uint64(model.returned[sponsor]), real.Sponsors[i].ReturnedFen)
		}
	}
	for _, real := range state.Grants {
		model := m.model.programmes[real.ProgrammeId].grants[m.model.nameOf(real.Beneficiary)]
		require.NotNil(r, model, real.Beneficiary)
		require.Equal(r, uint64(model.rest()), uint64(real.UnspentFen()))
		require.Equal(r, model.open, real.Status == types.GRANT_STATUS_OPEN)
	}
}

// openFirm opens the wallet of a firm; one with a scenario is a merchant.
func (m *machine) openFirm(r *rapid.T, member, holder string, scenario currency.Scenario, customer byte) {
	msg := &currency.MsgOpenWallet{
		Teller: officer(member, "teller"), Address: address(holder), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE,
		Region: "440300", CustomerRef: customerRef(customer), Carrier: currency.CARRIER_APP, MerchantScenario: scenario,
	}
	m.send(r, msg, m.model.openWallet(msg.Address, member, msg.Class, customer, scenario))
}
