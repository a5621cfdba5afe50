package model_test

import (
	"bytes"

	"pgregory.net/rapid"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// micro are the class limits of some phases.
var micro = map[types.WalletClass]limits{
	types.WALLET_CLASS_I:   {balance: 5_000 * yuan, single: 250 * yuan, day: 500 * yuan},
	types.WALLET_CLASS_II:  {balance: 900 * yuan, single: 200 * yuan, day: 300 * yuan},
	types.WALLET_CLASS_III: {balance: 600 * yuan, single: 100 * yuan, day: 200 * yuan, year: 600 * yuan},
	types.WALLET_CLASS_IV:  {balance: 250 * yuan, single: 50 * yuan, day: 100 * yuan, year: 300 * yuan},
}

func customerRef(customer byte) []byte { return bytes.Repeat([]byte{customer}, 32) }

func classLimits(of map[types.WalletClass]limits) []types.ClassLimits {
	all := types.DefaultParams().ClassLimits
	for i := range all {
		l := of[all[i].Class]
		all[i].Limits = types.Limits{
			BalanceFen: uint64(l.balance), SingleFen: uint64(l.single), DayFen: uint64(l.day), YearFen: uint64(l.year),
		}
	}
	return all
}

func (m *machine) setPhase(r *rapid.T) {
	first := fair(-1, 0, 0, 0, 1, 2, 3).Draw(r, "first")
	p := &phase{
		id: fair("A", "B").Draw(r, "phase"), operators: map[string]int{}, quotas: map[string]int{},
		first: m.model.date(first), last: m.model.date(first + fair(-1, 0, 1, 2, 4, 10, 400, 400, 400).Draw(r, "days")),
		scenarios: fair([]types.Scenario{types.SCENARIO_RETAIL}, []types.Scenario{types.SCENARIO_RETAIL, types.SCENARIO_HOUSING}).Draw(r, "scenarios"),
		cap:       inYuan(0, 10_000, 10_700).Draw(r, "cap"), invitedOnly: fair(false, false, true).Draw(r, "invited only"),
		classes: fair(classes, micro).Draw(r, "classes"),
	}
	if old := m.model.phases[p.id]; old != nil && fair(true, false).Draw(r, "as it began") {
		p.first = old.first
	}
	msg := &types.MsgSetPhase{Authority: consortium.Authority, Phase: types.Phase{
		Id: p.id, Name: "Phase", FirstDay: p.first, LastDay: p.last, Regions: []string{"440300"}, Scenarios: p.scenarios,
		CirculationCapFen: uint64(p.cap), InvitedOnly: p.invitedOnly, ClassLimits: classLimits(p.classes),
	}}
	for _, member := range fair([]string{"abc-sz", "icbc-sz"}, []string{"abc-sz", "icbc-sz"}, []string{"icbc-sz"}).Draw(r, "operators") {
		p.operators[member] = fair(0, 0, 6, 8).Draw(r, "wallets")
		p.quotas[member] = inYuan(0, 5_000, 5_300).Draw(r, "quota")
		msg.Phase.Operators = append(msg.Phase.Operators, types.PhaseOperator{
			MemberId: member, MaxWallets: uint64(p.operators[member]), QuotaFen: uint64(p.quotas[member]),
		})
	}
	m.send(r, msg, m.model.setPhase(p))
}

func (m *machine) removePhase(r *rapid.T) {
	id := fair("A", "B").Draw(r, "phase")
	m.send(r, &types.MsgRemovePhase{Authority: consortium.Authority, PhaseId: id}, m.model.removePhase(id))
}

func (m *machine) invite(r *rapid.T) {
	by := invitation{fair("A", "B").Draw(r, "phase"), members.Draw(r, "member"), fair[byte](1, 1, 2, 3, 4, 5).Draw(r, "customer")}
	m.send(r, &types.MsgInviteCustomers{
		Officer: officer(by.member, "teller"), PhaseId: by.phase, CustomerRefs: [][]byte{customerRef(by.customer)},
	}, m.model.invite(by))
}

func (m *machine) updateWallet(r *rapid.T) {
	member, wallet := members.Draw(r, "member"), address(wallets.Draw(r, "wallet"))
	scenario := fair(types.SCENARIO_UNSPECIFIED, types.SCENARIO_RETAIL, types.SCENARIO_HOUSING).Draw(r, "scenario")
	m.send(r, &types.MsgUpdateWallet{
		Teller: officer(member, "teller"), Wallet: wallet, Region: "440300", Carrier: types.CARRIER_APP, MerchantScenario: scenario,
	}, m.model.updateWallet(member, wallet, scenario))
}
