package keeper_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// microLimits are those of the first pilot, as published for 2020.
var microLimits = []types.ClassLimits{
	{Class: types.WALLET_CLASS_I, Limits: types.Limits{BalanceFen: 500_000 * yuan, SingleFen: 50_000 * yuan, DayFen: 100_000 * yuan, YearFen: 500_000 * yuan}},
	{Class: types.WALLET_CLASS_II, Limits: types.Limits{BalanceFen: 10_000 * yuan, SingleFen: 5_000 * yuan, DayFen: 10_000 * yuan, YearFen: 300_000 * yuan}},
	{Class: types.WALLET_CLASS_III, Limits: types.Limits{BalanceFen: 2_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 2_000 * yuan, YearFen: 50_000 * yuan}},
	{Class: types.WALLET_CLASS_IV, Limits: types.Limits{BalanceFen: 1_000 * yuan, SingleFen: 500 * yuan, DayFen: 1_000 * yuan, YearFen: 10_000 * yuan}},
}

// microPhase admits icbc-sz and abc-sz, retail and transport, in Shenzhen and Suzhou.
func microPhase(id, first, last string) types.Phase {
	return types.Phase{
		Id: id, Name: "Micro pilot", FirstDay: first, LastDay: last, Regions: []string{"320500", "440300"},
		Operators:   []types.PhaseOperator{{MemberId: abc, MaxWallets: 1, QuotaFen: 1_000 * yuan}, {MemberId: icbc}},
		Scenarios:   []types.Scenario{types.SCENARIO_RETAIL, types.SCENARIO_TRANSPORT},
		ClassLimits: microLimits, CirculationCapFen: 1_000_000 * yuan,
	}
}

func setPhase(phase types.Phase) *types.MsgSetPhase {
	return &types.MsgSetPhase{Authority: consortiumtypes.Authority, Phase: phase}
}

func invite(customers ...testutil.Actor) *types.MsgInviteCustomers {
	msg := &types.MsgInviteCustomers{Officer: teller.String(), PhaseId: "P1"}
	for _, customer := range customers {
		reference := sha256.Sum256(customer.Address)
		msg.CustomerRefs = append(msg.CustomerRefs, reference[:])
	}
	return msg
}

func (b *bank) pilot() *types.QueryPilotResponse {
	b.t.Helper()
	response, err := b.queries.Pilot(b.Context(), &types.QueryPilotRequest{})
	require.NoError(b.t, err)
	return response
}

func TestSetAndRemovePhases(t *testing.T) {
	b := newBank(t, withMembers)
	require.Equal(t, &types.QueryPilotResponse{}, b.pilot())
	second := microPhase("P2", "2020-05-01", "2020-12-31")
	require.Equal(t, &types.EventPhaseChanged{PhaseId: "P2", Revision: 1}, b.do(setPhase(second)))
	require.Empty(t, b.pilot().CurrentPhaseId)
	first := microPhase("P1", genesisDay, "2020-04-30")
	require.Equal(t, &types.EventPhaseChanged{PhaseId: "P1", Revision: 2}, b.do(setPhase(first)))
	second.Revision, first.Revision = 1, 2
	require.Equal(t, &types.QueryPilotResponse{
		Pilot: types.Pilot{Revision: 2, Phases: []types.Phase{first, second}}, CurrentPhaseId: "P1",
	}, b.pilot())

	b.refuse(setPhase(microPhase("P3", "2020-04-30", "2020-04-30")), types.ErrPhase, "must not overlap")
	b.refuse(setPhase(microPhase("P3", "2019-12-01", "2019-12-01")), types.ErrPhase, "is before today, 2019-12-02")
	unknown := microPhase("P3", "2021-01-01", "2021-01-01")
	unknown.Operators[0].MemberId = "aaa-sz"
	b.refuse(setPhase(unknown), consortiumtypes.ErrMemberNotFound, "aaa-sz")
	unknown.Operators = []types.PhaseOperator{{MemberId: pab}}
	b.refuse(setPhase(unknown), types.ErrPhase, "member pab-sz is no operator but MEMBER_KIND_COOPERATING_BANK")
	remove := &types.MsgRemovePhase{Authority: consortiumtypes.Authority, PhaseId: "P1"}
	b.refuse(remove, types.ErrPhase, "P1: began on 2019-12-02")
	b.refuse(&types.MsgRemovePhase{Authority: consortiumtypes.Authority, PhaseId: "P3"}, types.ErrPhaseNotFound, "P3")
	for _, msg := range []*types.MsgRemovePhase{{Authority: teller.String(), PhaseId: "P2"}} {
		b.refuse(msg, app.ErrNotPermitted, "needs a passed resolution")
	}
	b.refuse(&types.MsgSetPhase{Authority: teller.String(), Phase: second}, app.ErrNotPermitted, "needs a passed resolution")
	remove.PhaseId = "P2"
	require.Equal(t, &types.EventPhaseChanged{PhaseId: "P2", Revision: 3, Removed: true}, b.do(remove))
	require.Equal(t, types.Pilot{Revision: 3, Phases: []types.Phase{first}}, b.pilot().Pilot)
}

// pilotBank has two wallets with money from before the pilot, and a shop.
type pilotBank struct {
	*bank
	alice, bob, shop testutil.Actor
}

func newPilot(t *testing.T, change func(*types.Phase)) pilotBank {
	t.Helper()
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	b.issued(abc, "ISS-1", 400*yuan)
	p := pilotBank{bank: b, alice: b.funded("alice", types.WALLET_CLASS_IV, 900*yuan), bob: b.wallet("bob", types.WALLET_CLASS_IV)}
	p.shop = b.person("shop", 0, func(m *types.MsgOpenWallet) { m.MerchantScenario = types.SCENARIO_MEDICAL })
	b.do(payNamed(p.alice, p.bob, 100*yuan, genesisDay, "PAY-1"))
	phase := microPhase("P1", genesisDay, "2019-12-03")
	if change != nil {
		change(&phase)
	}
	b.do(setPhase(phase))
	return p
}

// refuseNewBusiness tries every path of new business of alice and her operator.
func (p pilotBank) refuseNewBusiness(want error, text string) {
	p.t.Helper()
	p.refuse(pay(p.alice, p.bob, 1), want, text)
	p.refuse(pay(p.bob, p.alice, 1), want, text)
	p.refuse(payBatch(p.alice, 1, p.bob), want, text)
	p.refuse(exchangeOut(p.alice, 1, "OUT-9"), want, text)
}

// allowUnwinding does once all that stays open whoever takes part.
func (p pilotBank) allowUnwinding() {
	p.t.Helper()
	p.do(refund(p.bob, p.alice, 1, "REF-9"))
	for _, reference := range []string{"IN-7", "IN-8", "IN-9"} {
		p.do(exchangeIn(p.alice, 10, reference))
	}
	p.do(acceptExchangeIn(p.alice, "IN-7"))
	p.do(returnExchangeIn(p.alice, "IN-8"))
	p.nextDays(2)
	p.do(reclaim(p.alice, "IN-9"))
	p.do(requestRedemption("RED-9", 5))
	p.do(acceptRedemption("RED-9"))
	p.do(settleRedemption("RED-9", "CR-9"))
	p.do(exchangeIn(p.alice, p.account(p.alice).Balance, "IN-10"))
	p.do(acceptExchangeIn(p.alice, "IN-10"))
	p.do(&types.MsgCloseWallet{Holder: p.alice.String()})
}

func TestOutsideThePilotOnlyUnwindingIsOpen(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*types.Phase)
		want   error
		text   string
	}{
		"operator": {func(p *types.Phase) { p.Operators = p.Operators[:1] }, types.ErrNotAdmitted, "operator icbc-sz is not among abc-sz"},
		"region":   {func(p *types.Phase) { p.Regions = []string{"320500"} }, types.ErrNotAdmitted, "region 440300 is not in 320500"},
		"invited":  {func(p *types.Phase) { p.InvitedOnly = true }, types.ErrNotAdmitted, "is not invited"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPilot(t, test.change)
			p.refuseNewBusiness(test.want, test.text)
			p.refuse(openWallet(testutil.NewActor("new"), types.WALLET_CLASS_IV), test.want, test.text)
			p.allowUnwinding()
		})
	}
	t.Run("after", func(t *testing.T) {
		p := newPilot(t, nil)
		p.do(pay(p.alice, p.bob, 1))
		p.nextDays(2)
		p.refuseNewBusiness(types.ErrNoPhase, "on 2019-12-04")
		p.refuse(openWallet(testutil.NewActor("new"), types.WALLET_CLASS_IV), types.ErrNoPhase, "on 2019-12-04")
		p.do(requestIssuance(icbc, "ISS-2", 1))
		p.refuse(approve(issuer, icbc, "ISS-2"), types.ErrNoPhase, "on 2019-12-04")
		p.allowUnwinding()
	})
}

func TestScenariosOfAPhase(t *testing.T) {
	p := newPilot(t, nil)
	p.refuse(pay(p.alice, p.shop, 1), types.ErrNotAdmitted, "phase P1: wallet "+p.shop.String()+": scenario SCENARIO_MEDICAL is not admitted")
	p.refuse(payBatch(p.alice, 1, p.bob, p.shop), types.ErrNotAdmitted, "SCENARIO_MEDICAL")
	p.refuse(exchangeOut(p.shop, 1, "OUT-9"), types.ErrNotAdmitted, "SCENARIO_MEDICAL")
	opening := openWallet(testutil.NewActor("clinic"), types.WALLET_CLASS_I)
	opening.MerchantScenario = types.SCENARIO_MEDICAL
	p.refuse(opening, types.ErrNotAdmitted, "SCENARIO_MEDICAL")
	opening.MerchantScenario = types.SCENARIO_TRANSPORT
	p.do(opening)
	p.do(pay(p.alice, testutil.NewActor("clinic"), 1))
}

func TestPhaseBoundsWalletsAndIssuance(t *testing.T) {
	p := newPilot(t, func(phase *types.Phase) { phase.CirculationCapFen = 12_000 * yuan })
	open := func(holder string) *types.MsgOpenWallet {
		msg := openWallet(testutil.NewActor(holder), types.WALLET_CLASS_IV)
		msg.Teller = testutil.Officer(abc, "teller").String()
		return msg
	}
	p.do(open("carol"))
	p.refuse(open("dave"), types.ErrWalletCount, "phase P1: operator abc-sz: limit 1, open 1")
	p.do(openWallet(testutil.NewActor("dave"), types.WALLET_CLASS_IV))

	p.do(requestIssuance(abc, "ISS-2", 600*yuan+1))
	p.refuse(approve(issuer, abc, "ISS-2"), types.ErrQuota, "operator abc-sz: limit 1,000.00 yuan, outstanding 400.00 yuan, asked 600.01 yuan")
	p.issued(abc, "ISS-3", 600*yuan)
	redeem := requestRedemption("RED-1", 1)
	redeem.Treasurer = testutil.Officer(abc, "treasurer").String()
	p.do(redeem)
	accept, settle := acceptRedemption("RED-1"), settleRedemption("RED-1", "CR-1")
	accept.MemberId, settle.MemberId = abc, abc
	p.do(accept)
	p.do(requestIssuance(abc, "ISS-4", 1))
	p.refuse(approve(issuer, abc, "ISS-4"), types.ErrQuota, "outstanding 1,000.00 yuan, asked 0.01 yuan")
	p.do(settle)
	p.do(approve(issuer, abc, "ISS-4"))

	p.do(requestIssuance(icbc, "ISS-2", 1_000*yuan+1))
	p.refuse(approve(issuer, icbc, "ISS-2"), types.ErrCirculationCap, "limit 12,000.00 yuan, circulating 11,000.00 yuan, asked 1,000.01 yuan")
	p.issued(icbc, "ISS-3", 1_000*yuan)
	p.do(requestIssuance("boc-sz", "ISS-1", 1))
	p.refuse(approve(issuer, "boc-sz", "ISS-1"), types.ErrNotAdmitted, "operator boc-sz is not among abc-sz, icbc-sz")
}

func TestInvitedCustomersTakePart(t *testing.T) {
	p := newPilot(t, func(phase *types.Phase) { phase.InvitedOnly = true })
	require.Equal(t, &types.EventCustomersInvited{PhaseId: "P1", OperatorId: icbc, Customers: 1}, p.do(invite(p.alice)))
	p.refuse(pay(p.alice, p.bob, 1), types.ErrNotAdmitted, "wallet "+p.bob.String()+" is not invited")
	require.Equal(t, &types.EventCustomersInvited{PhaseId: "P1", OperatorId: icbc, Customers: 2}, p.do(invite(p.alice, p.bob)), "again changes nothing")
	p.do(pay(p.alice, p.bob, 1))
	response, err := p.queries.Invitations(p.Context(), &types.QueryInvitationsRequest{PhaseId: "P1"})
	require.NoError(t, err)
	require.Len(t, response.Invitations, 2)
	require.Contains(t, response.Invitations, types.Invitation{PhaseId: "P1", OperatorId: icbc, CustomerRef: customerOf(p.bob)})

	foreign := invite(testutil.NewActor("carol"))
	foreign.Officer = testutil.Officer(abc, "teller").String()
	p.do(foreign)
	p.refuse(openWallet(testutil.NewActor("carol"), types.WALLET_CLASS_IV), types.ErrNotAdmitted, "is not invited")
	p.do(invite(testutil.NewActor("carol")))
	p.do(openWallet(testutil.NewActor("carol"), types.WALLET_CLASS_IV))

	foreign.Officer = testutil.Officer("boc-sz", "teller").String()
	p.refuse(foreign, types.ErrNotAdmitted, "operator boc-sz is not among abc-sz, icbc-sz")
	p.refuse(invite(), types.ErrInvitation, "has 0 customers, must have 1 to 100")
	p.refuse(&types.MsgInviteCustomers{Officer: teller.String(), PhaseId: "P1", CustomerRefs: make([][]byte, 101)}, types.ErrInvitation, "has 101 customers")
	p.refuse(&types.MsgInviteCustomers{Officer: teller.String(), PhaseId: "P1", CustomerRefs: [][]byte{{1}}},
		types.ErrInvitation, "customer_refs[0] has 1 bytes, must have 32")
	p.refuse(&types.MsgInviteCustomers{Officer: teller.String(), PhaseId: "P2", CustomerRefs: [][]byte{customerOf(p.bob)}}, types.ErrPhaseNotFound, "P2")
	p.nextDays(2)
	p.refuse(invite(p.alice), types.ErrPhase, "P1: ended on 2019-12-03, today is 2019-12-04")
}

// Whoever takes wallets over invites their customers too, and its own admission counts.
func TestSuccessorInvites(t *testing.T) {
	p := newPilot(t, func(phase *types.Phase) { phase.InvitedOnly = true })
	p.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: icbc, ReceiverId: abc})
	p.do(&types.MsgTransferWallets{Treasurer: testutil.Officer(abc, "treasurer").String(), OperatorId: icbc})
	p.refuse(invite(p.alice), types.ErrMemberLeaving, icbc)
	p.refuse(pay(p.alice, p.bob, 1), types.ErrNotAdmitted, "is not invited")
	msg := invite(p.alice, p.bob)
	msg.Officer = testutil.Officer(abc, "teller").String()
	p.do(msg)
	p.do(pay(p.alice, p.bob, 1))
}

// The phase may admit who leaves and not who takes over; then no wallet goes on because it was admitted before.
func TestSuccessorOutsideThePhase(t *testing.T) {
	p := newPilot(t, func(phase *types.Phase) { phase.Operators = phase.Operators[1:] })
	p.do(pay(p.alice, p.bob, 1))
	p.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: icbc, ReceiverId: abc})
	p.do(&types.MsgTransferWallets{Treasurer: testutil.Officer(abc, "treasurer").String(), OperatorId: icbc})
	require.Equal(t, uint32(2), p.pilot().Pilot.Revision)
	p.refuse(pay(p.alice, p.bob, 1), types.ErrNotAdmitted, "operator abc-sz is not among icbc-sz")
	require.NoError(t, types.ValidateGenesis(p.export()))
}

// Who was invited to a phase that never began is not invited to another one.
func TestRemovedPhaseKeepsItsID(t *testing.T) {
	p := newPilot(t, nil)
	remove := &types.MsgRemovePhase{Authority: consortiumtypes.Authority, PhaseId: "P2"}
	p.do(setPhase(microPhase("P2", "2020-02-01", "2020-02-29")))
	p.do(remove)
	p.do(setPhase(microPhase("P2", "2020-02-01", "2020-02-29")))
	invitation := invite(p.alice)
	invitation.PhaseId = "P2"
	p.do(invitation)
	p.do(setPhase(microPhase("P2", "2020-03-01", "2020-03-31")))
	p.do(remove)
	p.refuse(setPhase(microPhase("P2", "2020-02-01", "2020-02-29")), types.ErrPhase, "P2: customers were invited to a phase of this id")
	p.do(setPhase(microPhase("P3", "2020-02-01", "2020-02-29")))
}

// The wallet remembers the phase that admitted it, and is asked again once the phase has changed.
func TestChangedPhaseAsksAgain(t *testing.T) {
	p := newPilot(t, nil)
	require.Zero(t, p.account(p.alice).Admitted)
	p.do(pay(p.alice, p.bob, 1))
	require.Equal(t, uint32(1), p.account(p.alice).Admitted)
	require.Equal(t, uint32(1), p.account(p.bob).Admitted)
	p.do(pay(p.alice, p.bob, 1))
	phase := microPhase("P1", genesisDay, "2019-12-03")
	phase.InvitedOnly = true
	p.do(setPhase(phase))
	p.refuse(pay(p.alice, p.bob, 1), types.ErrNotAdmitted, "is not invited")
	p.do(invite(p.alice, p.bob))
	p.do(pay(p.alice, p.bob, 1))
	require.Equal(t, uint32(2), p.account(p.alice).Admitted)
}

// At midnight in Shanghai the micro pilot's limits give way to the second phase's, and everything goes on.
func TestFromPhaseToPhaseAtMidnight(t *testing.T) {
	p := newPilot(t, func(phase *types.Phase) { phase.LastDay = genesisDay })
	second := microPhase("P2", "2019-12-03", "2020-12-31")
	second.ClassLimits = types.DefaultParams().ClassLimits
	p.do(setPhase(second))
	wallet := "wallet " + p.alice.String() + " class IV: "
	midnight := time.Date(2019, time.December, 2, 16, 0, 0, 0, time.UTC)
	p.Advance(midnight.Add(-time.Second).Sub(p.Time()))
	p.refuse(pay(p.alice, p.bob, 500*yuan+1), types.ErrSingleLimit, wallet+"single limit 500.00 yuan")
	p.do(payNamed(p.alice, p.bob, 500*yuan, genesisDay, "PAY-2"))
	p.refuse(exchangeOut(p.alice, 700*yuan+1, "OUT-2"), types.ErrBalanceLimit, wallet+"balance limit 1,000.00 yuan, used 300.00 yuan")
	p.do(exchangeOut(p.alice, 700*yuan, "OUT-2"))
	p.do(exchangeIn(p.alice, 100*yuan, "IN-1"))
	require.Equal(t, "P1", p.pilot().CurrentPhaseId)

	p.Advance(time.Second)
	require.Equal(t, midnight, p.Time())
	require.Equal(t, "P2", p.pilot().CurrentPhaseId)
	p.do(pay(p.alice, p.bob, 800*yuan))
	require.Equal(t, uint32(2), p.account(p.alice).Admitted)
	p.do(exchangeOut(p.alice, 5_000*yuan, "OUT-3"))
	p.refuse(pay(p.alice, p.bob, 2_000*yuan+1), types.ErrSingleLimit, wallet+"single limit 2,000.00 yuan")
	p.do(refund(p.bob, p.alice, 1, "REF-1"))
	p.do(acceptExchangeIn(p.alice, "IN-1"))
	p.refuse(payNamed(p.alice, p.bob, 1, genesisDay, "PAY-2"), types.ErrDuplicatePayment, "PAY-2")
}
