package limits_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

// midnight begins a business day in Shanghai.
func midnight(day string) time.Time {
	begins, err := time.ParseInLocation(time.DateOnly, day, time.FixedZone("Shanghai", 8*60*60))
	if err != nil {
		panic(err)
	}
	return begins
}

// at moves the world to a moment.
func (w *world) at(moment time.Time) { w.ctx = w.ctx.WithBlockTime(moment.UTC()) }

// requireTurn wants a message to come to one end in the last nanosecond before a moment, and to another at it; nil is success.
func requireTurn(t *testing.T, whole *world, moment time.Time, msg func(w *world) sdk.Msg, before, from error) {
	t.Helper()
	for _, c := range []struct {
		at   time.Time
		want error
	}{{moment.Add(-time.Nanosecond), before}, {moment, from}} {
		w := whole.branch(t)
		w.at(c.at)
		err := w.try(msg(w))
		if c.want == nil {
			require.NoError(t, err, "%s", c.at)
		} else {
			require.ErrorIs(t, err, c.want, "%s", c.at)
		}
		w.check()
	}
}

// turn is a moment from which a message comes to something else. prepare happens at the beginning of the world.
type turn struct {
	name         string
	moment       time.Time
	prepare      func(w *world)
	msg          func(w *world) sdk.Msg
	before, from error
}

var (
	began = testutil.GenesisTime.Add(testutil.BlockInterval)
	// instructionsEnd is after 35 days, refundsEnd after 180, and programmeEnd after the last day of the programme.
	instructionsEnd, refundsEnd, programmeEnd = midnight("2020-01-07"), midnight("2020-05-31"), midnight("2021-01-01")
	manages                                   = testutil.Officer(manager, "treasurer").String()
)

func disputed() *currency.MsgOpenDispute {
	return &currency.MsgOpenDispute{
		Payer: friend.String(), Payee: payer.String(), InstructionDate: genesisDay, EndToEndId: "TO-PAYER", Ground: currency.DISPUTE_GROUND_NOT_RECEIVED,
	}
}

func replacement(w *world) {
	key := testutil.NewActor("new key").Key
	proof, err := key.Sign(currency.KeyProofBytes(testutil.ChainID, payer.Address, "KEY-1", key.PubKey().Bytes()))
	require.NoError(w.t, err)
	w.do(
		&currency.MsgProposeKeyReplacement{
			Teller: teller.String(), Wallet: payer.String(), Reference: "KEY-1", NewPublicKey: key.PubKey().Bytes(), Proof: proof,
		},
		&currency.MsgConfirmKeyReplacement{Officer: compliance.String(), Wallet: payer.String(), Reference: "KEY-1"},
	)
}

var turns = []turn{
	{name: "pay by name", moment: instructionsEnd, from: currency.ErrInstructionDate, msg: func(w *world) sdk.Msg {
		return payNamed(payer, friend, 1, w.name())
	}},
	{name: "pay a batch by name", moment: instructionsEnd, from: currency.ErrInstructionDate, msg: func(w *world) sdk.Msg {
		batch := payBatch(payer, friend, 1)
		batch.EndToEndId, batch.InstructionDate = w.name(), genesisDay
		return batch
	}},
	{name: "pay by name of tomorrow", moment: midnight("2019-12-03"), before: currency.ErrInstructionDate, msg: func(w *world) sdk.Msg {
		msg := payNamed(payer, friend, 1, w.name())
		msg.InstructionDate = "2019-12-03"
		return msg
	}},
	{name: "refund", moment: refundsEnd, from: currency.ErrRefundTooLate, msg: func(w *world) sdk.Msg {
		return refund(payer, friend, "TO-PAYER", 1, w.name())
	}},
	{name: "dispute", moment: refundsEnd, from: currency.ErrRefundTooLate, msg: func(*world) sdk.Msg { return disputed() }},
	{
		name: "decide a dispute that nobody answered", moment: began.Add(10 * 24 * time.Hour), before: currency.ErrAnswerAwaited,
		prepare: func(w *world) { w.do(disputed()) },
		msg: func(*world) sdk.Msg {
			return &currency.MsgDecideDispute{
				Officer: testutil.Officer("pboc", "compliance").String(), Payer: friend.String(), Payee: payer.String(), InstructionDate: genesisDay,
				EndToEndId: "TO-PAYER", Upheld: true, DecisionCommitment: bytes.Repeat([]byte{1}, 32),
			}
		},
	},
	{
		name: "reclaim an exchange in", moment: midnight("2019-12-04"), before: currency.ErrReclaimTooEarly,
		prepare: func(w *world) { w.do(exchangeIn(payer, edge, "IN")) },
		msg:     func(*world) sdk.Msg { return &currency.MsgReclaimExchangeIn{Holder: payer.String(), Reference: "IN"} },
	},
	{
		name: "approve an issuance", moment: began.Add(3 * 24 * time.Hour), from: currency.ErrExpired,
		prepare: func(w *world) {
			w.do(&currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: "LATE", AmountFen: edge, ReserveReference: "LATE"})
		},
		msg: func(*world) sdk.Msg {
			return &currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: icbc, Id: "LATE"}
		},
	},
	{
		name: "accept a redemption", moment: began.Add(3 * 24 * time.Hour), from: currency.ErrExpired,
		prepare: func(w *world) {
			w.do(&currency.MsgRequestRedemption{Treasurer: treasurer.String(), Id: "LATE", AmountFen: edge})
		},
		msg: func(*world) sdk.Msg {
			return &currency.MsgAcceptRedemption{Issuer: issuer.String(), MemberId: icbc, Id: "LATE"}
		},
	},
	{
		name: "object to a new key", moment: began.Add(24 * time.Hour), from: currency.ErrObjectionPeriod, prepare: replacement,
		msg: func(*world) sdk.Msg {
			return &currency.MsgObjectKeyReplacement{Holder: payer.String(), Reference: "KEY-1"}
		},
	},
	{
		name: "put a new key in force", moment: began.Add(24 * time.Hour), before: currency.ErrObjectionPeriod, prepare: replacement,
		msg: func(*world) sdk.Msg {
			return &currency.MsgCompleteKeyReplacement{Officer: compliance.String(), Wallet: payer.String(), Reference: "KEY-1"}
		},
	},
	{name: "fund a programme", moment: programmeEnd, from: purpose.ErrOutsidePeriod, msg: func(w *world) sdk.Msg {
		return fundProgramme(payer, 1, w.name())
	}},
	{name: "propose grants", moment: programmeEnd, from: purpose.ErrOutsidePeriod, msg: func(w *world) sdk.Msg {
		return proposeGrants(w.name(), award(payee, 1))
	}},
	{
		name: "confirm grants", moment: programmeEnd, from: purpose.ErrOutsidePeriod,
		prepare: func(w *world) { w.do(proposeGrants("LATE", award(payee, 1))) },
		msg: func(*world) sdk.Msg {
			return &purpose.MsgConfirmGrants{Controller: testutil.Officer(manager, "controller").String(), ProgrammeId: fund, Reference: "LATE"}
		},
	},
	{name: "spend a grant", moment: programmeEnd, from: purpose.ErrOutsidePeriod, msg: func(w *world) sdk.Msg { return spend(payee, 1, w.name()) }},
	{name: "recall a grant", moment: programmeEnd, from: purpose.ErrOutsidePeriod, msg: func(*world) sdk.Msg {
		return &purpose.MsgRecallGrant{Treasurer: manages, ProgrammeId: fund, Beneficiary: friend.String(), Reason: "moved"}
	}},
	{name: "close a programme", moment: programmeEnd, from: purpose.ErrOutsidePeriod, msg: func(*world) sdk.Msg {
		return &purpose.MsgCloseProgramme{Treasurer: manages, ProgrammeId: fund, Reason: "replaced"}
	}},
	{name: "refund a grant", moment: refundsEnd, from: purpose.ErrRefundPeriod, msg: func(w *world) sdk.Msg {
		return pathsOut[len(pathsOut)-1].move(w, 1)
	}},
	{
		// Its purse is full, which is asked after.
		name: "load a device that did not sync", moment: began.Add(24*time.Hour + 1), before: offlinetypes.ErrPurseCap, from: offlinetypes.ErrDeviceStatus,
		msg: func(w *world) sdk.Msg {
			return &offlinetypes.MsgLoadDevice{Owner: friend.String(), DeviceId: w.gift.ID(), AmountFen: 1}
		},
	},
}

func TestEveryDeadlineAtItsNanosecond(t *testing.T) {
	whole := newWorld(t)
	for _, turn := range turns {
		t.Run(turn.name, func(t *testing.T) {
			w := whole.branch(t)
			if turn.prepare != nil {
				turn.prepare(w)
			}
			requireTurn(t, w, turn.moment, turn.msg, turn.before, turn.from)
		})
	}
}

// At midnight in Shanghai, and at no other hour, a day's and a year's limit let everything through again.
func TestDayAndYearBeginAtMidnightOnEveryPath(t *testing.T) {
	whole := newWorld(t)
	for _, limit := range limitsOut {
		if !limit.addsUp {
			continue
		}
		next := midnight("2019-12-03")
		if errors.Is(limit.err, currency.ErrYearLimit) {
			next = midnight("2020-01-01")
		}
		for _, path := range pathsOut {
			if !path.isPayment {
				continue
			}
			t.Run(limit.name+"/"+path.name, func(t *testing.T) {
				w := whole.branch(t)
				limit.apply(w)
				w.at(next.Add(-time.Hour))
				w.do(path.move(w, used+edge))
				requireTurn(t, w, next, func(w *world) sdk.Msg { return path.move(w, 1) }, limit.err, nil)
				w.at(next)
				w.do(path.move(w, used+edge))
				require.ErrorIs(t, w.try(path.move(w, 1)), limit.err)
			})
		}
	}
}

// When no phase runs, what is new business is refused, and whoever has money can still take it out.
func TestEndOfThePilotOnEveryPath(t *testing.T) {
	whole := newWorld(t)
	whole.do(phase(func(p *currency.Phase) { p.LastDay = genesisDay }))
	over := midnight("2019-12-03")
	for _, path := range pathsOut {
		t.Run(path.name, func(t *testing.T) {
			var from error
			if path.isPayment {
				from = currency.ErrNoPhase
			}
			requireTurn(t, whole.branch(t), over, func(w *world) sdk.Msg { return path.move(w, edge) }, nil, from)
		})
	}
	// Of what moves money in, what is new business; what belongs to business of before goes on.
	fromPilotsEnd := map[string]error{
		"pay": currency.ErrNoPhase, "pay a batch": currency.ErrNoPhase, "exchange out": currency.ErrNoPhase, "spend a grant": currency.ErrNoPhase,
		"refund": nil, "returned exchange in": nil, "closed sub-wallet": nil, "unload a device": nil,
	}
	played := 0
	for _, path := range pathsIn {
		from, isPlayed := fromPilotsEnd[path.name]
		if !isPlayed {
			continue
		}
		played++
		t.Run(path.name, func(t *testing.T) {
			w := whole.branch(t)
			if path.prepare != nil {
				path.prepare(w, edge)
			}
			requireTurn(t, w, over, func(w *world) sdk.Msg { return path.move(w, edge) }, nil, from)
		})
	}
	require.Len(t, fromPilotsEnd, played)
}
