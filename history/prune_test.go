package history

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// TestKeepDays: a movement is kept for so many days after its own, with all ways to find it, and then forgotten with them.
func TestKeepDays(t *testing.T) {
	c := fourDays(t, Config{KeepDays: 3})
	require.Equal(t, []uint64{1, 10, 2, 11, 3, 12, 4, 13}, amounts(c.stored(t)))
	perMovement := c.store.entries(t) / 8

	c.until(noon.Add(4 * 24 * time.Hour))
	c.record()
	require.Equal(t, []uint64{2, 11, 3, 12, 4, 13}, amounts(c.stored(t)))
	require.Equal(t, 6*perMovement, c.store.entries(t))
	require.Equal(t, []uint64{2, 11, 3, 12, 4, 13}, amounts(c.all(t, QueryMovementsByWalletRequest{Wallet: text(alice)})))
	response, err := NewQueryServer(c.Recorder).Progress(t.Context(), &QueryProgressRequest{})
	require.NoError(t, err)
	require.Equal(t, Progress{FromHeight: 3, Height: 9, FromDay: "2019-12-03", Day: "2019-12-06", KeepDays: 3}, response.Progress)
	// The scoreboard stays.
	require.Equal(t, uint64(1), c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz").Payments)

	c.until(noon.Add(400 * 24 * time.Hour))
	c.record(pay(alice, bob, 99, ""))
	require.Equal(t, []uint64{99}, amounts(c.stored(t)))
}

// TestForgettingIsBounded: a block forgets a limited number, and what waits to be forgotten is no longer promised.
func TestForgettingIsBounded(t *testing.T) {
	c := newChain(t, Config{})
	var transfers []currency.Transfer
	for range 2*maxForgotten + 1 {
		transfers = append(transfers, currency.Transfer{Payee: text(bob), AmountFen: 1})
	}
	c.record(&currency.EventBatchPaid{Payer: text(alice), Transfers: transfers})
	c.config.KeepDays = 1
	c.until(noon.Add(48 * time.Hour))
	for _, left := range []int{maxForgotten + 1, 1, 0, 0} {
		c.record()
		require.Len(t, c.stored(t), left)
		head, _, err := c.store.head()
		require.NoError(t, err)
		require.Equal(t, int64(2), head.completeFrom())
	}
	require.Equal(t, 0, c.store.entries(t))
}

// TestLongerKeepDays: what was forgotten does not come back, and is not promised.
func TestLongerKeepDays(t *testing.T) {
	c := fourDays(t, Config{KeepDays: 1})
	require.Equal(t, []uint64{3, 12, 4, 13}, amounts(c.stored(t)))
	c.config.KeepDays = 1000
	c.record()
	head, _, err := c.store.head()
	require.NoError(t, err)
	require.Equal(t, int64(5), head.completeFrom())
}
