package limits_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

var authority = consortium.Authority

// limitOut bounds what leaves the payer's wallet, at exactly edge from when it is applied on.
type limitOut struct {
	name  string
	apply func(w *world)
	err   error
	// addsUp says that used was paid before under it, and that what is paid counts.
	addsUp bool
	// ofBalance says that it bounds what is there and not what is paid, so that it stops every path.
	ofBalance bool
}

var limitsOut = []limitOut{
	{name: "single, of the class", apply: byClass(single), err: currency.ErrSingleLimit},
	{name: "single, of the holder", apply: byHolder(single), err: currency.ErrSingleLimit},
	{name: "single, of the operator", apply: byOperator(single), err: currency.ErrSingleLimit},
	{name: "single, of the phase", apply: byPhase(single), err: currency.ErrSingleLimit},
	{name: "day, of the class", apply: byClass(day), err: currency.ErrDayLimit, addsUp: true},
	{name: "day, of the holder", apply: byHolder(day), err: currency.ErrDayLimit, addsUp: true},
	{name: "day, of the operator", apply: byOperator(day), err: currency.ErrDayLimit, addsUp: true},
	{name: "day, of the phase", apply: byPhase(day), err: currency.ErrDayLimit, addsUp: true},
	{name: "day, of the share", apply: byShare(day), err: currency.ErrDayLimit, addsUp: true},
	{name: "year, of the class", apply: byClass(year), err: currency.ErrYearLimit, addsUp: true},
	{name: "year, of the holder", apply: byHolder(year), err: currency.ErrYearLimit, addsUp: true},
	{name: "year, of the operator", apply: byOperator(year), err: currency.ErrYearLimit, addsUp: true},
	{name: "year, of the phase", apply: byPhase(year), err: currency.ErrYearLimit, addsUp: true},
	{name: "year, of the share", apply: byShare(year), err: currency.ErrYearLimit, addsUp: true},
	{name: "funds", apply: leaveEdge, err: currency.ErrInsufficientFunds, ofBalance: true},
	{name: "hold", apply: holdAllButEdge, err: currency.ErrHeld, ofBalance: true},
}

// pathOut moves an amount out of the payer's wallet.
type pathOut struct {
	name string
	// isPayment says that it counts towards single, day and year limits, which stop no other path.
	isPayment bool
	move      func(w *world, amount currency.Fen) sdk.Msg
}

var pathsOut = []pathOut{
	{"pay", true, func(_ *world, amount currency.Fen) sdk.Msg { return pay(payer, friend, amount) }},
	{"pay by name", true, func(w *world, amount currency.Fen) sdk.Msg { return payNamed(payer, friend, amount, w.name()) }},
	{"pay a batch", true, func(_ *world, amount currency.Fen) sdk.Msg { return payBatch(payer, friend, amount) }},
	{"fund a programme", true, func(w *world, amount currency.Fen) sdk.Msg { return fundProgramme(payer, amount, w.name()) }},
	{"load a device", true, func(w *world, amount currency.Fen) sdk.Msg {
		return &offlinetypes.MsgLoadDevice{Owner: payer.String(), DeviceId: w.purse.ID(), AmountFen: uint64(amount)}
	}},
	{"exchange in", false, func(w *world, amount currency.Fen) sdk.Msg { return exchangeIn(payer, amount, w.name()) }},
	{"refund", false, func(w *world, amount currency.Fen) sdk.Msg {
		return refund(payer, friend, "TO-PAYER", amount, w.name())
	}},
	{"refund of a grant", false, func(w *world, amount currency.Fen) sdk.Msg {
		return &purpose.MsgRefundSpending{
			Payee: payer.String(), ManagerId: manager, ProgrammeId: fund, Beneficiary: friend.String(), InstructionDate: genesisDay,
			EndToEndId: "SPENT-WITH-PAYER", AmountFen: uint64(amount), Reference: w.name(),
		}
	}},
}

func TestEveryLimitOnEveryPathOut(t *testing.T) {
	whole := newWorld(t)
	for _, limit := range limitsOut {
		for _, path := range pathsOut {
			t.Run(limit.name+"/"+path.name, func(t *testing.T) {
				w := whole.branch(t)
				if limit.addsUp {
					w.do(pay(payer, friend, used))
				}
				limit.apply(w)
				before := w.balance(payer)
				if !path.isPayment && !limit.ofBalance {
					w.do(path.move(w, edge+1))
					require.Equal(t, before-edge-1, w.balance(payer))
					// It did not count either.
					w.do(pay(payer, friend, edge))
					w.check()
					return
				}
				require.ErrorIs(t, w.try(path.move(w, edge+1)), limit.err)
				require.Equal(t, before, w.balance(payer))
				w.do(path.move(w, edge))
				require.Equal(t, before-edge, w.balance(payer))
				if limit.addsUp || limit.ofBalance {
					require.ErrorIs(t, w.try(pay(payer, friend, 1)), limit.err, "what left counts")
				} else {
					w.do(path.move(w, edge))
				}
				w.check()
			})
		}
	}
}

// A batch is bounded as its payments are one after another: each by the single limit, all by the others.
func TestLimitsOfABatch(t *testing.T) {
	batch := func(first, second currency.Fen) *currency.MsgPayBatch {
		return &currency.MsgPayBatch{Payer: payer.String(), Transfers: []currency.Transfer{
			{Payee: friend.String(), AmountFen: uint64(first)}, {Payee: payee.String(), AmountFen: uint64(second)},
		}}
	}
	whole := newWorld(t)
	for _, limit := range limitsOut {
		t.Run(limit.name, func(t *testing.T) {
			w := whole.branch(t)
			if limit.addsUp {
				w.do(pay(payer, friend, used))
			}
			limit.apply(w)
			if !limit.addsUp && !limit.ofBalance {
				require.ErrorIs(t, w.try(batch(1, edge+1)), limit.err)
				w.do(batch(edge, edge))
				return
			}
			require.ErrorIs(t, w.try(batch(edge, 1)), limit.err)
			w.do(batch(edge-1, 1))
			require.ErrorIs(t, w.try(pay(payer, friend, 1)), limit.err)
		})
	}
}

// single, day and year are limits that let edge through after used was paid.
func single(l *currency.Limits) { l.SingleFen = edge }
func day(l *currency.Limits)    { l.DayFen = used + edge }
func year(l *currency.Limits)   { l.YearFen = used + edge }

func limitsOf(set func(*currency.Limits)) (l currency.Limits) {
	set(&l)
	return l
}

// classLimits are the limits of every class where the first, that of all wallets here, has one.
func classLimits(set func(*currency.Limits)) []currency.ClassLimits {
	classes := currency.DefaultParams().ClassLimits
	set(&classes[0].Limits)
	return classes
}

func byClass(set func(*currency.Limits)) func(*world) {
	return func(w *world) {
		w.t.Helper()
		params := currency.DefaultParams()
		params.ClassLimits = classLimits(set)
		w.do(&currency.MsgUpdateParams{Authority: authority, Params: params})
	}
}

func byHolder(set func(*currency.Limits)) func(*world) {
	return func(w *world) {
		w.t.Helper()
		for _, holder := range []testutil.Actor{payer, payee} {
			w.do(&currency.MsgSetOwnerLimits{Holder: holder.String(), Limits: limitsOf(set)})
		}
	}
}

func byOperator(set func(*currency.Limits)) func(*world) {
	return func(w *world) {
		w.t.Helper()
		for _, holder := range []testutil.Actor{payer, payee} {
			w.do(&currency.MsgSetOperatorLimits{Officer: compliance.String(), Wallet: holder.String(), Limits: limitsOf(set)})
		}
	}
}

func phase(set func(*currency.Phase)) *currency.MsgSetPhase {
	msg := &currency.MsgSetPhase{Authority: authority, Phase: currency.Phase{
		Id: "P1", Name: "Micro pilot", FirstDay: genesisDay, LastDay: "2020-12-31", Regions: []string{"440300"},
		Operators: []currency.PhaseOperator{{MemberId: icbc}}, Scenarios: []currency.Scenario{currency.SCENARIO_HOUSING},
		ClassLimits: currency.DefaultParams().ClassLimits,
	}}
	set(&msg.Phase)
	return msg
}

func byPhase(set func(*currency.Limits)) func(*world) {
	return func(w *world) {
		w.t.Helper()
		w.do(phase(func(p *currency.Phase) { p.ClassLimits = classLimits(set) }))
	}
}

// byShare makes a limit of the class twice as high, of which the wallet keeps a half.
func byShare(set func(*currency.Limits)) func(*world) {
	return func(w *world) {
		w.t.Helper()
		byClass(func(l *currency.Limits) {
			set(l)
			l.BalanceFen, l.DayFen, l.YearFen = 2*l.BalanceFen, 2*l.DayFen, 2*l.YearFen
		})(w)
		of := payer
		if limitsOf(set).BalanceFen != 0 {
			of = payee
		}
		w.do(testutil.OpenSubWallet(of, testutil.NewActor(w.name()), 50, currency.CARRIER_APP))
	}
}

func leaveEdge(w *world) {
	w.t.Helper()
	w.do(exchangeIn(payer, w.balance(payer)-edge, w.name()))
}

func holdAllButEdge(w *world) {
	w.t.Helper()
	w.do(&currency.MsgPlaceHold{
		Officer: compliance.String(), Wallet: payer.String(), Reference: w.name(), Side: currency.HOLD_SIDE_DEBIT,
		AmountFen: uint64(w.balance(payer) - edge), Ground: "article 29",
	})
}
