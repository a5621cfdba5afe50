package keeper_test

import (
	"crypto/sha256"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	flagIn  = types.FLAG_DIRECTION_IN
	flagOut = types.FLAG_DIRECTION_OUT
)

// watched is a chain with thresholds of 100, 200, 300 and 50 fen: cash, natural and legal persons, across the border.
func watched(t *testing.T) *bank {
	t.Helper()
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	b.updateParams(func(p *types.Params) {
		p.FlagThresholds = types.FlagThresholds{CashFen: 100, NaturalPersonFen: 200, LegalPersonFen: 300, CrossBorderFen: 50}
	})
	return b
}

// person opens a wallet of class I after a change of the request, and fills it if there is money to fill it with.
func (b *bank) person(holder string, money types.Fen, change func(*types.MsgOpenWallet)) testutil.Actor {
	b.t.Helper()
	actor := testutil.NewActor(holder)
	msg := openWallet(actor, types.WALLET_CLASS_I)
	if change != nil {
		change(msg)
	}
	b.do(msg)
	if money != 0 {
		b.do(exchangeOut(actor, money, "OUT-"+holder))
	}
	return actor
}

func customerOf(actor testutil.Actor) []byte {
	reference := sha256.Sum256(actor.Address)
	return reference[:]
}

func (b *bank) flags() []types.Flag {
	b.t.Helper()
	response, err := b.queries.Flags(b.Context(), &types.QueryFlagsRequest{OperatorId: icbc})
	require.NoError(b.t, err)
	return response.Flags
}

// flagged sends a message that must raise exactly the flags of the wallets, each kind, direction and sum, besides its own event.
func (b *bank) flagged(msg sdk.Msg, want ...*types.EventFlagged) {
	b.t.Helper()
	events, err := b.Send(msg)
	require.NoError(b.t, err)
	require.Len(b.t, events, len(want)+1)
	for i, flag := range want {
		flag.OperatorId, flag.Day = icbc, types.DayOf(b.Time()).String()
		require.Equal(b.t, proto.Message(flag), events[i])
	}
}

func flagEvent(of testutil.Actor, kind types.FlagKind, direction types.FlagDirection, sum uint64) *types.EventFlagged {
	return &types.EventFlagged{CustomerRef: customerOf(of), Kind: kind, Direction: direction, SumFen: sum, Wallet: of.String()}
}

// At the threshold a flag is raised, one fen below it is not; in and out count apart; each is raised once a day.
func TestFlagAtTheThreshold(t *testing.T) {
	b := watched(t)
	alice, bob := b.person("alice", 1_000, nil), b.person("bob", 0, nil)
	const natural = types.FLAG_KIND_NATURAL_PERSON
	b.flagged(pay(alice, bob, 150))
	b.flagged(pay(bob, alice, 100))
	b.flagged(pay(alice, bob, 49))
	require.Empty(t, b.flags())
	b.flagged(pay(alice, bob, 1), flagEvent(alice, natural, flagOut, 200), flagEvent(bob, natural, flagIn, 200))
	b.flagged(pay(alice, bob, 500))
	require.Len(t, b.flags(), 2, "once a day")
	require.Contains(t, b.flags(), types.Flag{
		OperatorId: icbc, CustomerRef: customerOf(alice), Day: genesisDay, Kind: natural, Direction: flagOut, SumFen: 200, ThresholdFen: 200,
		Wallet: alice.String(), Height: b.Height() + 1,
	})
	b.flagged(pay(bob, alice, 150), flagEvent(bob, natural, flagOut, 250), flagEvent(alice, natural, flagIn, 250))

	b.nextDays(1)
	b.flagged(pay(bob, alice, 199))
	b.flagged(pay(bob, alice, 201), flagEvent(bob, natural, flagOut, 400), flagEvent(alice, natural, flagIn, 400))
	require.Len(t, b.flags(), 6)
}

func TestFlagsOfLegalPersons(t *testing.T) {
	b := watched(t)
	alice := b.person("alice", 1_000, nil)
	firm := b.person("firm", 1_000, func(m *types.MsgOpenWallet) { m.Kind = types.WALLET_KIND_CORPORATE })
	b.flagged(pay(alice, firm, 299), flagEvent(alice, types.FLAG_KIND_NATURAL_PERSON, flagOut, 299))
	b.flagged(pay(alice, firm, 1), flagEvent(firm, types.FLAG_KIND_LEGAL_PERSON, flagIn, 300))
	b.flagged(pay(firm, alice, 300), flagEvent(firm, types.FLAG_KIND_LEGAL_PERSON, flagOut, 300),
		flagEvent(alice, types.FLAG_KIND_NATURAL_PERSON, flagIn, 300))
}

// Payments across the border count a second time, whoever of the two is abroad, and those between two abroad do not.
func TestFlagsAcrossTheBorder(t *testing.T) {
	b := watched(t)
	abroad := func(m *types.MsgOpenWallet) { m.NonResident = true }
	alice, tourist, friend := b.person("alice", 500, nil), b.person("tourist", 500, abroad), b.person("friend", 0, abroad)
	const border = types.FLAG_KIND_CROSS_BORDER
	b.flagged(pay(tourist, friend, 60))
	b.flagged(pay(alice, tourist, 49))
	b.flagged(pay(tourist, alice, 50), flagEvent(tourist, border, flagOut, 50), flagEvent(alice, border, flagIn, 50))
	b.flagged(pay(alice, tourist, 1), flagEvent(alice, border, flagOut, 50), flagEvent(tourist, border, flagIn, 50))
	b.flagged(pay(alice, tourist, 100))
	b.nextDays(1)
	b.flagged(pay(tourist, alice, 49))
}

// Physical cash counts at the exchange: brought for digital yuan it comes in, taken for them it goes out, when asked for.
func TestFlagsOfCash(t *testing.T) {
	b := watched(t)
	alice := b.person("alice", 500, nil)
	out := exchangeOut(alice, 99, "OUT-1")
	out.Cash = true
	b.flagged(out)
	b.flagged(exchangeOut(alice, 500, "OUT-2"))
	again := exchangeOut(alice, 1, "OUT-3")
	again.Cash = true
	b.flagged(again, flagEvent(alice, types.FLAG_KIND_CASH, flagIn, 100))
	response, err := b.queries.ExchangeOut(b.Context(), &types.QueryExchangeOutRequest{MemberId: icbc, Reference: "OUT-3"})
	require.NoError(t, err)
	require.True(t, response.Exchange.Cash)

	in := exchangeIn(alice, 100, "IN-1")
	in.Cash = true
	b.flagged(in, flagEvent(alice, types.FLAG_KIND_CASH, flagOut, 100))
	require.True(t, b.exchangeIn(alice, "IN-1").Cash)
	event := b.do(returnExchangeIn(alice, "IN-1")).(*types.EventExchangeIn)
	require.True(t, event.Cash)
	b.nextDays(1)
	b.flagged(exchangeIn(alice, 500, "IN-2"))
	require.Len(t, b.flags(), 2)
}

// A customer's second wallet takes the day's sums of the first along.
func TestFlagsOfSeveralWallets(t *testing.T) {
	b := watched(t)
	alice, bob := b.person("alice", 500, nil), b.person("bob", 0, nil)
	b.flagged(pay(alice, bob, 150))
	second := b.person("second", 500, func(m *types.MsgOpenWallet) { m.CustomerRef = customerOf(alice) })
	b.flagged(pay(second, bob, 49))
	want := flagEvent(second, types.FLAG_KIND_NATURAL_PERSON, flagOut, 200)
	want.CustomerRef = customerOf(alice)
	b.flagged(pay(second, bob, 1), want, flagEvent(bob, types.FLAG_KIND_NATURAL_PERSON, flagIn, 200))
	b.flagged(pay(alice, bob, 100))
	require.Len(t, b.flags(), 2)
	b.nextDays(1)
	b.flagged(pay(alice, bob, 100))
	want = flagEvent(second, types.FLAG_KIND_NATURAL_PERSON, flagOut, 200)
	want.CustomerRef = customerOf(alice)
	b.flagged(pay(second, bob, 100), want, flagEvent(bob, types.FLAG_KIND_NATURAL_PERSON, flagIn, 200))
}

// A batch is one payment after another: the payee that brings the sum to the threshold raises the flag.
func TestFlagsOfABatch(t *testing.T) {
	b := watched(t)
	alice, bob, carol := b.person("alice", 1_000, nil), b.person("bob", 0, nil), b.person("carol", 0, nil)
	b.flagged(payBatch(alice, 100, bob, carol), flagEvent(alice, types.FLAG_KIND_NATURAL_PERSON, flagOut, 201))
}

func TestRefusedPaymentsRaiseNoFlag(t *testing.T) {
	b := watched(t)
	alice, bob := b.person("alice", 150, nil), b.person("bob", 0, nil)
	b.refuse(pay(alice, bob, 200), types.ErrInsufficientFunds, "asked 2.00 yuan")
	b.refuse(payBatch(alice, 120, bob, testutil.NewActor("nobody")), types.ErrWalletNotFound, "")
	b.do(pay(alice, bob, 150))
	b.do(pay(bob, alice, 150))
	b.refuse(pay(alice, bob, 151), types.ErrInsufficientFunds, "")
	require.Empty(t, b.flags())
	b.updateParams(func(p *types.Params) { p.FlagThresholds = types.FlagThresholds{} })
	b.flagged(pay(alice, bob, 150))
	require.Empty(t, b.flags(), "a threshold of 0 is none")
}
