package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// order is a hold of an authority, placed so long after noon; 0 is everything.
func order(member string, after time.Duration, amount types.Fen) types.Hold {
	end := noon.Add(time.Hour)
	return types.Hold{
		Wallet: text(1), MemberId: member, Reference: "F-1", Side: types.HOLD_SIDE_DEBIT, AmountFen: uint64(amount), PlacedAt: noon.Add(after),
		EndsAt: &end, Status: types.HOLD_STATUS_PLACED, Ordered: true,
	}
}

// What an authority takes comes after the orders that others placed before, and before everything else.
func TestYield(t *testing.T) {
	first, second := order("police", 0, 300), order("court", time.Second, 0)
	own := order("court", time.Millisecond, 0)
	operators := order("bank", 0, 0)
	operators.Ordered = false
	wallet := party(1, paid(types.WALLET_CLASS_I, 1_000))
	wallet.Holds = []types.Hold{first, second, own, operators}
	now := noon.Add(time.Minute)

	after, err := wallet.Yield(second, 700, now)
	require.NoError(t, err)
	require.Equal(t, types.Fen(300), after.Balance)
	_, err = wallet.Yield(second, 701, now)
	require.ErrorIs(t, err, types.ErrHeld)
	require.ErrorContains(t, err, "hold F-1 of police: has 10.00 yuan, available 7.00 yuan, asked 7.01 yuan")
	_, err = wallet.Yield(first, 301, now)
	require.ErrorIs(t, err, types.ErrHold, "an order yields what it holds")
	after, err = wallet.Yield(first, 300, now)
	require.NoError(t, err)
	require.Equal(t, types.Fen(700), after.Balance)

	// Of one block, the authority that is named first.
	together := order("court", 0, 0)
	wallet.Holds = []types.Hold{first, together}
	_, err = wallet.Yield(together, 1_000, now)
	require.NoError(t, err)
	_, err = wallet.Yield(first, 1, now)
	require.ErrorIs(t, err, types.ErrHeld)

	_, err = wallet.Yield(first, 1, *first.EndsAt)
	require.ErrorIs(t, err, types.ErrHoldStatus, "from its end on it holds nothing")
	wallet.Account.Status = types.WALLET_STATUS_CLOSED
	_, err = wallet.Yield(first, 1, now)
	require.ErrorIs(t, err, types.ErrWalletClosed)
}

func TestCheckDebits(t *testing.T) {
	wallet := party(1, paid(types.WALLET_CLASS_I, 0))
	require.NoError(t, wallet.CheckDebits())
	wallet.Holds = []types.Hold{order("police", 0, 1), {Side: types.HOLD_SIDE_CREDIT}}
	require.NoError(t, wallet.CheckDebits(), "an amount, or credits, do not stop all debits")
	wallet.Holds = append(wallet.Holds, order("court", 0, 0))
	require.ErrorIs(t, wallet.CheckDebits(), types.ErrHeld)
	wallet.Holds, wallet.Account.Status = nil, types.WALLET_STATUS_CLOSED
	require.ErrorIs(t, wallet.CheckDebits(), types.ErrWalletClosed)
}

func TestProlong(t *testing.T) {
	hold := order("police", 0, 0)
	later := hold.EndsAt.Add(time.Second)
	prolonged, err := hold.Prolong(later, noon)
	require.NoError(t, err)
	require.True(t, prolonged.IsInForce(*hold.EndsAt))
	_, err = hold.Prolong(*hold.EndsAt, noon)
	require.ErrorIs(t, err, types.ErrHold)
	_, err = hold.Prolong(later, *hold.EndsAt)
	require.ErrorIs(t, err, types.ErrHoldStatus)
	endless := hold
	endless.EndsAt = nil
	_, err = endless.Prolong(later, noon)
	require.ErrorIs(t, err, types.ErrHold)
	require.ErrorIs(t, hold.CheckOwn(), types.ErrOrdered)
}
