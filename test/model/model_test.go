// Package model_test drives the real application and a naive ledger with the same random messages: they must agree on
// every answer and on every amount.
package model_test

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// machine is the real chain beside its model.
type machine struct {
	chain *testutil.Chain
	model *naive
	// accepted counts the messages of each kind that succeeded.
	accepted map[string]int
}

// Few names, so that random messages meet: the same id twice, the wallet of another operator, a payment to oneself.
var (
	members    = fair("icbc-sz", "abc-sz")
	holders    = fair("alice", "bob", "carol", "dora", "emil")
	ids        = fair("1", "2", "3", "4", "5", "6", "7", "8")
	references = fair("R1", "R2", "R3", "R4", "R5", "R6", "R7")
	amounts    = inYuan(0, 0.01, 49, 50, 100, 150, 199, 200, 200.01, 250, 300, 300.01, 400, 600, 700, 700.01, 1_000, 5_000)
	classOf    = fair(types.WALLET_CLASS_I, types.WALLET_CLASS_II, types.WALLET_CLASS_III, types.WALLET_CLASS_IV)
	pauses     = fair(time.Minute, time.Hour, 8*time.Hour, 24*time.Hour, 24*time.Hour, 49*time.Hour, 24*120*time.Hour)
)

func params(instructionDays int) types.Params {
	p := types.DefaultParams()
	for i := range p.ClassLimits {
		l := classes[p.ClassLimits[i].Class]
		p.ClassLimits[i].Limits = types.Limits{
			BalanceFen: uint64(l.balance), SingleFen: uint64(l.single), DayFen: uint64(l.day), YearFen: uint64(l.year),
		}
	}
	p.SingleApprovalLimitFen = singleApproval
	p.IssuancePeriod, p.RedemptionPeriod = period, period
	p.InstructionDays = uint32(instructionDays)
	return p
}

func TestCurrencyAgreesWithTheNaiveLedger(t *testing.T) {
	accepted := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		const days = 3
		chain := testutil.New(t, func(g *testutil.Genesis) { g.Currency.Params = params(days) })
		m := &machine{chain: chain, model: newNaive(chain.Time(), days), accepted: accepted}
		m.fill(r)
		r.Repeat(map[string]func(*rapid.T){"three steps": func(r *rapid.T) {
			for range 3 {
				m.step(r)
				m.compare(r)
			}
		}})
	})
	for _, msg := range []sdk.Msg{
		&types.MsgRequestIssuance{}, &types.MsgApproveIssuance{}, &types.MsgRejectIssuance{}, &types.MsgCancelIssuance{}, &types.MsgReturnReserve{},
		&types.MsgRequestRedemption{}, &types.MsgAcceptRedemption{}, &types.MsgSettleRedemption{}, &types.MsgRejectRedemption{},
		&types.MsgCancelRedemption{}, &types.MsgOpenWallet{}, &types.MsgExchangeOut{}, &types.MsgExchangeIn{}, &types.MsgAcceptExchangeIn{},
		&types.MsgReturnExchangeIn{}, &types.MsgReclaimExchangeIn{}, &types.MsgPay{}, &types.MsgUpdateParams{},
		&types.MsgPayBatch{}, &types.MsgRefund{}, &types.MsgOpenSubWallet{}, &types.MsgCloseWallet{}, &types.MsgChangeWalletClass{},
		&types.MsgSetOwnerLimits{}, &types.MsgSetOperatorLimits{}, &types.MsgPlaceHold{}, &types.MsgLiftHold{},
		&types.MsgProposeEstate{}, &types.MsgConfirmEstate{}, &types.MsgCancelEstate{},
	} {
		require.NotZero(t, accepted[sdk.MsgTypeURL(msg)], "no %T succeeded in any run", msg)
	}
}

// step does one thing; payments, which everything else is for, come most often.
func (m *machine) step(r *rapid.T) {
	switch action := fair(
		"request issuance", "decide issuance", "decide issuance", "return reserve", "request redemption", "decide redemption", "decide redemption",
		"open wallet", "exchange out", "exchange in", "decide exchange in", "decide exchange in", "pay", "pay", "pay by name", "pay by name", "pay by name",
		"pay several", "pay several", "refund", "refund", "open sub-wallet", "open sub-wallet", "close wallet", "close wallet", "change class",
		"set limits", "set limits", "place hold", "place hold", "lift hold", "propose estate", "propose estate", "decide estate", "decide estate", "decide estate",
		"change instruction days", "let time pass", "let time pass",
	).Draw(r, "action"); action {
	case "pay several":
		m.paySeveral(r)
	case "refund":
		m.refund(r)
	case "open sub-wallet":
		m.openSubWallet(r)
	case "close wallet":
		m.closeWallet(r)
	case "change class":
		m.changeClass(r)
	case "set limits":
		m.setLimits(r)
	case "place hold":
		m.placeHold(r)
	case "lift hold":
		m.liftHold(r)
	case "propose estate":
		m.proposeEstate(r)
	case "decide estate":
		m.decideEstate(r)
	case "request issuance":
		m.requestIssuance(r)
	case "decide issuance":
		m.decideIssuance(r)
	case "return reserve":
		m.returnReserve(r)
	case "request redemption":
		m.requestRedemption(r)
	case "decide redemption":
		m.decideRedemption(r)
	case "open wallet":
		m.openWallet(r)
	case "exchange out":
		m.exchangeOut(r)
	case "exchange in":
		m.exchangeIn(r)
	case "decide exchange in":
		m.decideExchangeIn(r)
	case "pay":
		m.pay(r)
	case "pay by name":
		m.payByName(r)
	case "change instruction days":
		m.changeInstructionDays(r)
	default:
		m.advance(r)
	}
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
func (m *machine) send(r *rapid.T, msg sdk.Msg, want error) {
	events, err := m.chain.Send(msg)
	switch {
	case want == nil:
		require.NoError(r, err, "%s", msg)
		require.NotEmpty(r, events)
		m.accepted[sdk.MsgTypeURL(msg)]++
	case errors.Is(want, errPaidLongAgo):
		require.Error(r, err, "%s", msg)
		if !types.ErrInstructionDate.Is(err) {
			require.ErrorIs(r, err, types.ErrDuplicatePayment)
		}
	default:
		require.ErrorIs(r, err, want, "%s", msg)
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

func address(holder string) string { return testutil.NewActor(holder).String() }

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
	key := named{members.Draw(r, "member"), references.Draw(r, "reference")}
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
	m.chain.Advance(pause)
	m.model.advance(pause)
}
