package keeper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var compliance = testutil.Officer(icbc, "compliance")

func placeHold(wallet testutil.Actor, reference string, side types.HoldSide, amount types.Fen, until *time.Time) *types.MsgPlaceHold {
	return &types.MsgPlaceHold{
		Officer: compliance.String(), Wallet: wallet.String(), Reference: reference, Side: side, AmountFen: uint64(amount),
		Ground: "article 12 of the wallet's terms", EndsAt: until,
	}
}

func liftHold(wallet testutil.Actor, reference string) *types.MsgLiftHold {
	return &types.MsgLiftHold{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}
}

func (b *bank) holds(of testutil.Actor) []types.Hold {
	b.t.Helper()
	response, err := b.queries.Holds(b.Context(), &types.QueryHoldsRequest{Wallet: of.String()})
	require.NoError(b.t, err)
	return response.Holds
}

func holdEvent(wallet testutil.Actor, reference string, status types.HoldStatus) *types.EventHold {
	return &types.EventHold{Wallet: wallet.String(), MemberId: icbc, Reference: reference, Side: types.HOLD_SIDE_DEBIT, Status: status}
}

func TestHoldsOnDebits(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 1_000*yuan), b.wallet("bob", types.WALLET_CLASS_IV)
	require.Equal(t, holdEvent(alice, "H-1", types.HOLD_STATUS_PLACED),
		b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 300*yuan, nil)))
	require.Equal(t, []types.Hold{{
		Wallet: alice.String(), MemberId: icbc, Reference: "H-1", Side: types.HOLD_SIDE_DEBIT, AmountFen: 300 * yuan,
		Ground: "article 12 of the wallet's terms", Officer: compliance.String(), PlacedAt: b.Time(), Status: types.HOLD_STATUS_PLACED,
	}}, b.holds(alice))
	until := b.Time().Add(time.Hour)
	b.do(placeHold(alice, "H-2", types.HOLD_SIDE_DEBIT, 500*yuan, &until))
	require.Equal(t, uint64(200*yuan), b.view(alice).AvailableFen, "they add up")
	b.refuse(pay(alice, bob, 200*yuan+1), types.ErrHeld, "hold H-2 of icbc-sz: has 1,000.00 yuan, available 200.00 yuan, asked 200.01 yuan")
	b.refuse(exchangeIn(alice, 200*yuan+1, "IN-1"), types.ErrHeld, "available 200.00 yuan")
	b.do(pay(alice, bob, 200*yuan))
	b.do(pay(bob, alice, 1))

	b.Advance(time.Hour - time.Nanosecond)
	b.refuse(pay(alice, bob, 2), types.ErrHeld, "available 0.01 yuan, asked 0.02 yuan")
	b.Advance(time.Nanosecond)
	require.Equal(t, uint64(500*yuan+1), b.view(alice).AvailableFen, "exactly at its end it holds nothing")
	b.do(pay(alice, bob, 500*yuan+1))
	b.refuse(pay(alice, bob, 1), types.ErrHeld, "hold H-1 of icbc-sz")
	require.Equal(t, types.HOLD_STATUS_PLACED, b.holds(alice)[1].Status, "payments only look")

	b.refuse(liftHold(alice, "H-2"), types.ErrHoldStatus, "lapsed at "+until.Format(time.RFC3339))
	events := b.MustSend(liftHold(alice, "H-1"))
	require.Len(t, events, 2)
	require.Equal(t, holdEvent(alice, "H-1", types.HOLD_STATUS_LIFTED), events[0])
	require.Equal(t, holdEvent(alice, "H-2", types.HOLD_STATUS_LAPSED), events[1])
	require.False(t, b.account(alice).Marks.Has(types.MarkHeld))
	b.do(pay(alice, bob, 300*yuan))
	b.refuse(liftHold(alice, "H-1"), types.ErrHoldStatus, "HOLD_STATUS_LIFTED")
	b.refuse(liftHold(alice, "H-2"), types.ErrHoldStatus, "HOLD_STATUS_LAPSED")
}

func TestHoldsOnCredits(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 500*yuan), b.wallet("bob", types.WALLET_CLASS_IV)
	b.do(placeHold(bob, "H-1", types.HOLD_SIDE_CREDIT, 0, nil))
	b.refuse(pay(alice, bob, 1), types.ErrHeld, "hold H-1 of icbc-sz stops credits")
	b.refuse(exchangeOut(bob, 1, "OUT-1"), types.ErrHeld, "stops credits")
	require.True(t, b.account(bob).Marks.Has(types.MarkHeld))
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 0, nil))
	require.Zero(t, b.view(alice).AvailableFen)
	b.refuse(pay(alice, bob, 1), types.ErrHeld, "hold H-1 of icbc-sz")
	b.do(liftHold(bob, "H-1"))
	b.do(exchangeOut(bob, 1, "OUT-1"))
	b.do(pay(bob, alice, 1))
}

func TestPlaceHoldRefusals(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 0, nil))
	now := b.Time()
	for name, test := range map[string]struct {
		spoil func(*types.MsgPlaceHold)
		error error
		text  string
	}{
		"exists":    {func(m *types.MsgPlaceHold) { m.Reference = "H-1" }, types.ErrHoldExists, "hold H-1 of icbc-sz on " + alice.String()},
		"reference": {func(m *types.MsgPlaceHold) { m.Reference = "" }, types.ErrIdentifier, "reference"},
		"side":      {func(m *types.MsgPlaceHold) { m.Side = 0 }, types.ErrHold, "side 0"},
		"other":     {func(m *types.MsgPlaceHold) { m.Side = 3 }, types.ErrHold, "side 3"},
		"amount":    {func(m *types.MsgPlaceHold) { m.AmountFen, m.Side = 1, types.HOLD_SIDE_CREDIT }, types.ErrHold, "amount 0.01 yuan"},
		"ground":    {func(m *types.MsgPlaceHold) { m.Ground = "" }, types.ErrHold, "ground has 0 bytes"},
		"long":      {func(m *types.MsgPlaceHold) { m.Ground = strings.Repeat("a", 257) }, types.ErrHold, "ground has 257 bytes"},
		"end":       {func(m *types.MsgPlaceHold) { m.EndsAt = &now }, types.ErrHold, "must be after"},
		"wallet":    {func(m *types.MsgPlaceHold) { m.Wallet = compliance.String() }, types.ErrWalletNotFound, compliance.String()},
		"foreign": {
			func(m *types.MsgPlaceHold) { m.Officer = testutil.Officer(abc, "compliance").String() },
			types.ErrNotOperator, "operator is icbc-sz, not abc-sz",
		},
		"teller": {func(m *types.MsgPlaceHold) { m.Officer = teller.String() }, app.ErrNotPermitted, "MsgPlaceHold"},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			msg := placeHold(alice, "H-2", types.HOLD_SIDE_DEBIT, 0, nil)
			test.spoil(msg)
			b.refuse(msg, test.error, test.text)
		})
	}
	b.t = t
	after, long := now.Add(time.Nanosecond), placeHold(alice, "H-2", types.HOLD_SIDE_DEBIT, 0, nil)
	long.EndsAt, long.Ground = &after, strings.Repeat("a", 256)
	b.do(long)
	b.refuse(liftHold(alice, "H-3"), types.ErrHoldNotFound, "hold H-3 of icbc-sz on "+alice.String())
	foreign := liftHold(alice, "H-1")
	foreign.Officer = testutil.Officer(abc, "compliance").String()
	b.refuse(foreign, types.ErrHoldNotFound, "hold H-1 of abc-sz")
	b.do(liftHold(alice, "H-1"))
	b.Advance(time.Second)
	b.do(closeWallet(alice))
	b.refuse(placeHold(alice, "H-4", types.HOLD_SIDE_DEBIT, 0, nil), types.ErrWalletClosed, alice.String())
}

func TestHoldsAreCounted(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	until := b.Time().Add(time.Hour)
	for i := range types.MaxOpenHolds {
		b.do(placeHold(alice, fmt.Sprintf("H-%d", i), types.HOLD_SIDE_DEBIT, 1, &until))
	}
	b.refuse(placeHold(alice, "NEXT", types.HOLD_SIDE_DEBIT, 1, nil), types.ErrHold, "limit 32 holds, has 32")
	b.Advance(time.Hour)
	require.Len(t, b.MustSend(placeHold(alice, "NEXT", types.HOLD_SIDE_DEBIT, 1, nil)), 1+types.MaxOpenHolds)
	require.True(t, b.account(alice).Marks.Has(types.MarkHeld))
	require.Len(t, b.holds(alice), 1+types.MaxOpenHolds)
}

// Another module places holds for members that do not serve the wallet: each lifts its own.
func TestHoldsOfOtherModules(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	order := types.Hold{
		Wallet: alice.String(), MemberId: "pboc", Reference: "H-1", Side: types.HOLD_SIDE_DEBIT, Ground: "order 7",
		Officer: testutil.Officer("pboc", "compliance").String(),
	}
	require.NoError(t, b.keeper.PlaceHold(b.Context(), order))
	require.ErrorIs(t, b.keeper.PlaceHold(b.Context(), order), types.ErrHoldExists)
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 0, nil))
	b.do(liftHold(alice, "H-1"))
	require.True(t, b.account(alice).Marks.Has(types.MarkHeld), "the order stands")
	b.refuse(liftHold(alice, "H-1"), types.ErrHoldStatus, "H-1 of icbc-sz")
	require.NoError(t, b.keeper.LiftHold(b.Context(), alice.Address, "pboc", "H-1"))
	require.ErrorIs(t, b.keeper.LiftHold(b.Context(), alice.Address, "pboc", "H-2"), types.ErrHoldNotFound)
	require.False(t, b.account(alice).Marks.Has(types.MarkHeld))
}
