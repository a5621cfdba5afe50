package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func hold(status types.HoldStatus) types.Hold {
	until := noon.Add(period)
	return types.Hold{
		Wallet: text(1), MemberId: "icbc-sz", Reference: "H-1", Side: types.HOLD_SIDE_DEBIT, AmountFen: 5, Ground: "article 9",
		Officer: text(91), PlacedAt: noon, EndsAt: &until, Status: status,
	}
}

func TestHoldTransitions(t *testing.T) {
	status := func(h types.Hold) types.HoldStatus { return h.Status }
	requireMoves(t, types.HoldStatus_name, map[types.HoldStatus]types.HoldStatus{
		types.HOLD_STATUS_PLACED: types.HOLD_STATUS_LIFTED,
	}, types.ErrHoldStatus, hold, status, func(h types.Hold) (types.Hold, error) { return h.Lift(noon) })
	requireMoves(t, types.HoldStatus_name, map[types.HoldStatus]types.HoldStatus{
		types.HOLD_STATUS_PLACED: types.HOLD_STATUS_LAPSED,
	}, types.ErrHoldStatus, hold, status, types.Hold.Lapse)

	_, err := hold(types.HOLD_STATUS_PLACED).Lift(noon.Add(period - time.Nanosecond))
	require.NoError(t, err)
	_, err = hold(types.HOLD_STATUS_PLACED).Lift(noon.Add(period))
	require.ErrorIs(t, err, types.ErrHoldStatus)
	require.ErrorContains(t, err, "lapsed at")
}

func TestHoldChecks(t *testing.T) {
	require.NoError(t, hold(types.HOLD_STATUS_PLACED).Check())
	for name, test := range map[string]struct {
		spoil func(*types.Hold)
		error error
	}{
		"text":    {func(h *types.Hold) { h.Ground = "\xff" }, types.ErrHold},
		"status":  {func(h *types.Hold) { h.Status = 0 }, types.ErrHold},
		"member":  {func(h *types.Hold) { h.MemberId = "" }, types.ErrIdentifier},
		"officer": {func(h *types.Hold) { h.Officer = "" }, types.ErrRecord},
		"at once": {func(h *types.Hold) { h.EndsAt = &h.PlacedAt }, types.ErrHold},
	} {
		t.Run(name, func(t *testing.T) {
			spoiled := hold(types.HOLD_STATUS_PLACED)
			test.spoil(&spoiled)
			require.ErrorIs(t, spoiled.Check(), test.error)
		})
	}
}

func keyReplacement(status types.KeyReplacementStatus) types.KeyReplacement {
	replacement := types.NewKeyReplacement(address(1), reference("KEY-1"), "icbc-sz", *key("new"), text(91))
	if status != types.KEY_REPLACEMENT_STATUS_PROPOSED {
		replacement.ConfirmedBy, replacement.ObjectionUntil = text(92), &noon
	}
	replacement.Status = status
	return replacement
}

func TestKeyReplacementTransitions(t *testing.T) {
	type moves = map[types.KeyReplacementStatus]types.KeyReplacementStatus
	const proposed, confirmed = types.KEY_REPLACEMENT_STATUS_PROPOSED, types.KEY_REPLACEMENT_STATUS_CONFIRMED
	for name, test := range map[string]struct {
		want moves
		act  func(types.KeyReplacement) (types.KeyReplacement, error)
	}{
		"confirm": {moves{proposed: confirmed}, func(r types.KeyReplacement) (types.KeyReplacement, error) { return r.Confirm(text(92), noon, period) }},
		"object": {
			moves{proposed: types.KEY_REPLACEMENT_STATUS_OBJECTED, confirmed: types.KEY_REPLACEMENT_STATUS_OBJECTED},
			func(r types.KeyReplacement) (types.KeyReplacement, error) { return r.Object(noon.Add(-1)) },
		},
		"cancel": {
			moves{proposed: types.KEY_REPLACEMENT_STATUS_CANCELLED, confirmed: types.KEY_REPLACEMENT_STATUS_CANCELLED},
			types.KeyReplacement.Cancel,
		},
		"complete": {
			moves{confirmed: types.KEY_REPLACEMENT_STATUS_COMPLETED},
			func(r types.KeyReplacement) (types.KeyReplacement, error) { return r.Complete(noon) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.KeyReplacementStatus_name, test.want, types.ErrKeyReplacementStatus, keyReplacement,
				func(r types.KeyReplacement) types.KeyReplacementStatus { return r.Status }, test.act)
		})
	}
	_, err := keyReplacement(proposed).Confirm(text(91), noon, period)
	require.ErrorIs(t, err, types.ErrSameOfficer)
}

// Nothing of what a proof names can be shifted into its neighbour.
func TestKeyProofBytes(t *testing.T) {
	proof := types.KeyProofBytes("dcep", address(1), "KEY-1", []byte{2})
	for _, other := range [][]byte{
		types.KeyProofBytes("dce", append([]byte("p"), address(1)...), "KEY-1", []byte{2}),
		types.KeyProofBytes("dcep", address(1), "KEY-1\x02", nil),
		types.KeyProofBytes("dcep", address(2), "KEY-1", []byte{2}),
	} {
		require.NotEqual(t, proof, other)
	}
}

func estate(status types.EstateStatus) types.Estate {
	proposed, err := types.NewEstate(address(1), reference("EST-1"), "icbc-sz", address(2), bytes.Repeat([]byte{1}, 32), text(91))
	if err != nil {
		panic(err)
	}
	proposed.Status = status
	return proposed
}

func TestEstateTransitions(t *testing.T) {
	type moves = map[types.EstateStatus]types.EstateStatus
	status := func(e types.Estate) types.EstateStatus { return e.Status }
	requireMoves(t, types.EstateStatus_name, moves{types.ESTATE_STATUS_PROPOSED: types.ESTATE_STATUS_PAID}, types.ErrEstateStatus,
		estate, status, func(e types.Estate) (types.Estate, error) { return e.Confirm(text(92), 7) })
	requireMoves(t, types.EstateStatus_name, moves{types.ESTATE_STATUS_PROPOSED: types.ESTATE_STATUS_CANCELLED}, types.ErrEstateStatus,
		estate, status, types.Estate.Cancel)
	_, err := estate(types.ESTATE_STATUS_PROPOSED).Confirm(text(91), 7)
	require.ErrorIs(t, err, types.ErrSameOfficer)
}

func TestAccountsOfClosingWallets(t *testing.T) {
	account := types.NewAccount(types.WALLET_CLASS_IV, types.WalletProfile{})
	account.Balance = 1
	_, err := account.Close(address(1))
	require.ErrorIs(t, err, types.ErrObligations)
	closed, err := account.Drain().Close(address(1))
	require.NoError(t, err)
	require.Equal(t, types.WALLET_STATUS_CLOSED, closed.Status)
	_, err = closed.Close(address(1))
	require.ErrorIs(t, err, types.ErrWalletClosed)
	_, err = closed.Reclass(address(1), types.WALLET_CLASS_I)
	require.ErrorIs(t, err, types.ErrWalletClosed)
}

// What a sub-wallet paid on an earlier day of the year counts for the year only, and of an earlier year not at all.
func TestAbsorb(t *testing.T) {
	parent := types.Account{Balance: 100, Day: today, DayPaid: 10, YearPaid: 20}
	sub := types.Account{Balance: 5, Day: today.AddDays(-1), DayPaid: 7, YearPaid: 9}
	absorbed, err := parent.Absorb(address(1), sub, today)
	require.NoError(t, err)
	require.Equal(t, types.Account{Balance: 105, Day: today, DayPaid: 10, YearPaid: 29}, absorbed)
	sub.Day = today.AddDays(-400)
	absorbed, err = parent.Absorb(address(1), sub, today)
	require.NoError(t, err)
	require.Equal(t, types.Account{Balance: 105, Day: today, DayPaid: 10, YearPaid: 20}, absorbed)
	sub.Balance = ^types.Fen(0)
	_, err = parent.Absorb(address(1), sub, today)
	require.ErrorIs(t, err, types.ErrOverflow)
}
