// Package model_test drives the real application and a naive ledger with the same random messages: they must agree on
// every answer and on every amount.
package model_test

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// machine is the real chain beside its model.
type machine struct {
	chain *testutil.Chain
	model *naive
	// devices and papers are what is outside of the chain: keys, and vouchers that nobody has presented.
	devices map[string]*testutil.Device
	papers  []paper
	// done is all that changed the chain since its genesis, for a twin to do.
	done []func(*testing.T, *testutil.Chain)
	// accepted counts the messages of each kind that succeeded.
	accepted map[string]int
	// outcomes counts what became of vouchers.
	outcomes map[offline.OutcomeKind]int
}

// Few names, so that random messages meet: the same id twice, the wallet of another operator, a payment to oneself.
var (
	members    = fair("icbc-sz", "abc-sz")
	cashiers   = fair("icbc-sz", "icbc-sz", "abc-sz", "abc-sz", bank)
	holders    = fair("alice", "bob", "carol", "dora", "emil", "firm", "backer")
	ids        = fair("1", "2", "3", "4", "5", "6", "7", "8")
	references = fair("R1", "R2", "R3", "R4", "R5", "R6", "R7")
	amounts    = inYuan(0, 0.01, 49, 50, 100, 150, 199, 200, 200.01, 250, 300, 300.01, 400, 600, 700, 700.01, 1_000, 5_000)
	classOf    = fair(types.WALLET_CLASS_I, types.WALLET_CLASS_II, types.WALLET_CLASS_III, types.WALLET_CLASS_IV)
	pauses     = fair(time.Minute, time.Hour, 8*time.Hour, 24*time.Hour, 24*time.Hour, 49*time.Hour, 24*120*time.Hour)
)

func params(instructionDays int) types.Params {
	p := types.DefaultParams()
	p.ClassLimits = classLimits(classes)
	p.AnswerPeriod, p.ObjectionPeriod = period, objectionPeriod
	p.SingleApprovalLimitFen = singleApproval
	p.IssuancePeriod, p.RedemptionPeriod = period, period
	p.InstructionDays = uint32(instructionDays)
	return p
}

// fair draws any of the choices equally often, where rapid's own generators prefer the first.
func fair[Choice any](choices ...Choice) *rapid.Generator[Choice] {
	return rapid.Custom(func(r *rapid.T) Choice {
		number := 0
		for range 12 {
			number *= 2
			if rapid.Bool().Draw(r, "bit") {
				number++
			}
		}
		return choices[number%len(choices)]
	})
}

const yuan = types.FenPerYuan

// inYuan is fair in fen.
func inYuan(amounts ...float64) *rapid.Generator[int] {
	fen := make([]int, len(amounts))
	for i, amount := range amounts {
		fen[i] = int(math.Round(amount * yuan))
	}
	return fair(fen...)
}

// send lets the chain answer and compares with what the model says.
func (m *machine) send(r *rapid.T, msg sdk.Msg, want error) []proto.Message {
	events, err := m.chain.Send(msg)
	switch {
	case want == nil:
		require.NoError(r, err, "%s", msg)
		require.NotEmpty(r, events)
		m.accepted[sdk.MsgTypeURL(msg)]++
		m.done = append(m.done, func(_ *testing.T, twin *testutil.Chain) { twin.MustSend(msg) })
	case errors.Is(want, errPaidLongAgo):
		require.Error(r, err, "%s", msg)
		if !types.ErrInstructionDate.Is(err) {
			require.ErrorIs(r, err, types.ErrDuplicatePayment)
		}
	default:
		require.ErrorIs(r, err, want, "%s", msg)
	}
	return events
}

// settled sends vouchers, and wants each of them to come to what the model says, one after another.
func (m *machine) settled(r *rapid.T, msg sdk.Msg, papers []paper, by func(*wallet) error) {
	var judged []proto.Message
	for _, event := range m.send(r, msg, nil) {
		switch event.(type) {
		case *offline.EventVoucherSettled, *offline.EventVoucherRefused:
			judged = append(judged, event)
		}
	}
	require.Len(r, judged, len(papers))
	for i, p := range papers {
		want := m.model.settle(p.voucher, by)
		m.outcomes[want.kind]++
		switch event := judged[i].(type) {
		case *offline.EventVoucherSettled:
			require.Equal(r, offline.OUTCOME_KIND_SETTLED, want.kind, "%s: %s", p.last().id, want.err)
			require.Equal(r, []uint64{uint64(want.purse), uint64(want.guarantee), uint64(want.claim), uint64(want.unclaimed)},
				[]uint64{event.PurseFen, event.GuaranteeFen, event.ClaimFen, event.UnclaimedFen})
		case *offline.EventVoucherRefused:
			require.Equal(r, want.kind, event.Outcome, event.Reason)
			if want.err != nil {
				require.Contains(r, event.Reason, want.err.Error())
			}
		}
	}
}

// fill begins with money and wallets, so that most runs get to payments.
func (m *machine) fill(r *rapid.T) {
	for _, member := range []string{"icbc-sz", "abc-sz"} {
		key := named{member, "0"}
		m.send(r, &types.MsgRequestIssuance{Treasurer: officer(member, "treasurer"), Id: "0", AmountFen: 5_000 * yuan, ReserveReference: member},
			m.model.requestIssuance(key, 5_000*yuan, member))
		for _, byController := range []bool{false, true} {
			m.send(r, &types.MsgApproveIssuance{Officer: officer("pboc", centralBanker(byController)), MemberId: member, Id: "0"},
				m.model.approveIssuance(key, byController))
		}
	}
	for _, wallet := range []struct {
		holder, member string
		class          types.WalletClass
		amount         int
	}{
		{"alice", "icbc-sz", types.WALLET_CLASS_I, 2_000 * yuan},
		{"bob", "icbc-sz", types.WALLET_CLASS_II, 800 * yuan},
		{"carol", "abc-sz", types.WALLET_CLASS_III, 600 * yuan},
		{"dora", "abc-sz", types.WALLET_CLASS_IV, 200 * yuan},
	} {
		m.open(r, wallet.member, wallet.holder, wallet.class)
		key := named{wallet.member, "for " + wallet.holder}
		m.send(r, &types.MsgExchangeOut{
			Teller: officer(wallet.member, "teller"), Wallet: address(wallet.holder), AmountFen: uint64(wallet.amount), Reference: key.name,
		}, m.model.exchangeOut(key, address(wallet.holder), wallet.amount))
	}
	m.fillFirms(r)
	m.fillDevices(r)
}

// fillFirms opens the wallets of two sponsors and two merchants.
func (m *machine) fillFirms(r *rapid.T) {
	m.openFirm(r, "icbc-sz", "firm", types.SCENARIO_UNSPECIFIED, 2)
	m.openFirm(r, "abc-sz", "backer", types.SCENARIO_UNSPECIFIED, 3)
	m.openFirm(r, "abc-sz", "shop", types.SCENARIO_RETAIL, 4)
	m.openFirm(r, "icbc-sz", "kiosk", types.SCENARIO_HOUSING, 5)
	for holder, member := range map[string]string{"firm": "icbc-sz", "backer": "abc-sz"} {
		m.send(r, &types.MsgExchangeOut{
			Teller: officer(member, "teller"), Wallet: address(holder), AmountFen: 1_000 * yuan, Reference: "for " + holder,
		}, m.model.exchangeOut(named{member, "for " + holder}, address(holder), 1_000*yuan))
	}
}

// pick draws mostly from what somebody can still decide, so that a good part of the decisions is about something.
func pick[Value any](r *rapid.T, existing map[named]Value, open func(Value) bool, other named) named {
	var keys []named
	for key, value := range existing {
		if open(value) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 || fair(false, false, false, true).Draw(r, "other") {
		return other
	}
	slices.SortFunc(keys, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(a.name, b.name))
	})
	return fair(keys...).Draw(r, "open")
}

func officer(member, role string) string { return testutil.Officer(member, role).String() }

// addresses remembers, since making a key takes longer than a step.
var addresses sync.Map

func address(holder string) string {
	if known, ok := addresses.Load(holder); ok {
		return known.(string)
	}
	made := testutil.NewActor(holder).String()
	addresses.Store(holder, made)
	return made
}

func (m *machine) requestIssuance(r *rapid.T) {
	key, amount, reserve := named{members.Draw(r, "member"), ids.Draw(r, "id")}, amounts.Draw(r, "amount"), references.Draw(r, "reserve")
	m.send(r, &types.MsgRequestIssuance{
		Treasurer: officer(key.owner, "treasurer"), Id: key.name, AmountFen: uint64(amount), ReserveReference: reserve,
	}, m.model.requestIssuance(key, amount, reserve))
}

func (m *machine) decideIssuance(r *rapid.T) {
	key := pick(r, m.model.issuances, (*request[types.IssuanceStatus]).isUndecided, named{members.Draw(r, "member"), ids.Draw(r, "id")})
	byController := rapid.Bool().Draw(r, "controller")
	by := officer("pboc", centralBanker(byController))
	switch fair(0, 1, 2, 3, 4).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgRejectIssuance{Officer: by, MemberId: key.owner, Id: key.name, Reason: "no reserve"},
			m.model.endIssuance(key, types.ISSUANCE_STATUS_REJECTED))
	case 1:
		m.send(r, &types.MsgCancelIssuance{Treasurer: officer(key.owner, "treasurer"), Id: key.name},
			m.model.endIssuance(key, types.ISSUANCE_STATUS_CANCELLED))
	default:
		m.send(r, &types.MsgApproveIssuance{Officer: by, MemberId: key.owner, Id: key.name}, m.model.approveIssuance(key, byController))
	}
}

func centralBanker(controller bool) string {
	if controller {
		return "controller"
	}
	return "issuer"
}

func (m *machine) returnReserve(r *rapid.T) {
	reference := references.Draw(r, "reserve")
	m.send(r, &types.MsgReturnReserve{Issuer: officer("pboc", "issuer"), ReserveReference: reference}, m.model.returnReserve(reference))
}

func (m *machine) requestRedemption(r *rapid.T) {
	key, amount := named{members.Draw(r, "member"), ids.Draw(r, "id")}, amounts.Draw(r, "amount")
	m.send(r, &types.MsgRequestRedemption{Treasurer: officer(key.owner, "treasurer"), Id: key.name, AmountFen: uint64(amount)},
		m.model.requestRedemption(key, amount))
}

func (m *machine) decideRedemption(r *rapid.T) {
	key := pick(r, m.model.redemptions, (*request[types.RedemptionStatus]).isUndecided, named{members.Draw(r, "member"), ids.Draw(r, "id")})
	byController := rapid.Bool().Draw(r, "controller")
	switch fair(0, 1, 2, 3, 4, 5).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgCancelRedemption{Treasurer: officer(key.owner, "treasurer"), Id: key.name}, m.model.cancelRedemption(key))
	case 1:
		m.send(r, &types.MsgRejectRedemption{Officer: officer("pboc", centralBanker(byController)), MemberId: key.owner, Id: key.name, Reason: "came back"},
			m.model.rejectRedemption(key, byController))
	case 2, 3:
		m.send(r, &types.MsgAcceptRedemption{Issuer: officer("pboc", "issuer"), MemberId: key.owner, Id: key.name}, m.model.acceptRedemption(key))
	default:
		credit := references.Draw(r, "credit")
		m.send(r, &types.MsgSettleRedemption{Controller: officer("pboc", "controller"), MemberId: key.owner, Id: key.name, CreditReference: credit},
			m.model.settleRedemption(key, credit))
	}
}

func (m *machine) exchangeOut(r *rapid.T) {
	key := named{cashiers.Draw(r, "member"), references.Draw(r, "reference")}
	holder, amount := address(holders.Draw(r, "holder")), amounts.Draw(r, "amount")
	m.send(r, &types.MsgExchangeOut{Teller: officer(key.owner, "teller"), Wallet: holder, AmountFen: uint64(amount), Reference: key.name},
		m.model.exchangeOut(key, holder, amount))
}

func (m *machine) exchangeIn(r *rapid.T) {
	key, amount := named{address(holders.Draw(r, "holder")), ids.Draw(r, "reference")}, amounts.Draw(r, "amount")
	m.send(r, &types.MsgExchangeIn{Holder: key.owner, AmountFen: uint64(amount), Reference: key.name}, m.model.exchangeIn(key, amount))
}

func (m *machine) decideExchangeIn(r *rapid.T) {
	key := pick(r, m.model.exchangesIn, (*exchangeIn).isUndecided, named{address(holders.Draw(r, "holder")), ids.Draw(r, "reference")})
	member := members.Draw(r, "member")
	switch fair(0, 1, 2).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgAcceptExchangeIn{Teller: officer(member, "teller"), Wallet: key.owner, Reference: key.name, BankReference: "BANK"},
			m.model.decideExchangeIn(key, member, types.EXCHANGE_IN_STATUS_ACCEPTED))
	case 1:
		m.send(r, &types.MsgReturnExchangeIn{Teller: officer(member, "teller"), Wallet: key.owner, Reference: key.name, Reason: "closed"},
			m.model.decideExchangeIn(key, member, types.EXCHANGE_IN_STATUS_RETURNED))
	default:
		m.send(r, &types.MsgReclaimExchangeIn{Holder: key.owner, Reference: key.name}, m.model.reclaimExchangeIn(key))
	}
}

func (m *machine) changeInstructionDays(r *rapid.T) {
	days := fair(1, 2, 3, 4, 5, 6).Draw(r, "days")
	m.send(r, &types.MsgUpdateParams{Authority: consortium.Authority, Params: params(days)}, nil)
	m.model.instructionDays = days
}

func (m *machine) advance(r *rapid.T) {
	pause := pauses.Draw(r, "pause")
	m.endBlock(pause)
	m.model.advance(pause)
}

func (m *machine) endBlock(pause time.Duration) {
	response := m.chain.Advance(pause)
	m.done = append(m.done, func(t *testing.T, twin *testutil.Chain) {
		t.Helper()
		require.Equal(t, response, twin.Advance(pause))
		twin.Restart()
	})
}
