package bulk_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

func TestEveryOrderTakesEffectOnce(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
	var last bulk.Progress
	desk.config.Progress = func(p bulk.Progress) {
		last = p
		require.LessOrEqual(t, p.Sent, desk.config.Window)
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
	for i, result := range results {
		require.Equal(t, fmt.Sprintf("PAY-%d/%d/100", i, 7+i), result.Hash)
	}
	require.Equal(t, 20, chain.sends)
	require.Equal(t, bulk.Progress{Done: 20, Total: 20}, last)

	again, err := desk.run(t, chain)
	require.NoError(t, err)
	require.Equal(t, results, again)
	require.Equal(t, 20, chain.sends, "a finished file sends nothing")
}

// A process dies before, while and after the node gets a transaction, or after the block and before it is written down.
func TestKilledAndResumed(t *testing.T) {
	for _, c := range []struct {
		name      string
		delivered bool
		atBlock   bool
	}{
		{name: "written down and not sent"},
		{name: "sent and not seen in a block", delivered: true},
		{name: "in a block and not written down", delivered: true, atBlock: true},
	} {
		for at := range 12 {
			t.Run(fmt.Sprintf("%s %d", c.name, at), func(t *testing.T) {
				chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 10)
				sends := 0
				chain.onSend = func(tx signed) (*bulk.Answer, error, bool) {
					sends++
					if !c.atBlock && sends == at+1 {
						if c.delivered {
							chain.check(tx)
						}
						panic(killed{})
					}
					return nil, nil, false
				}
				if c.atBlock {
					chain.beforeBlock = func() {
						if chain.height == 11+int64(at) {
							chain.makeBlock()
							panic(killed{})
						}
					}
				}
				_, err := desk.run(t, chain)
				require.NoError(t, err)
				chain.beforeBlock = func() {}
				chain.onSend = newFakeChain().onSend
				results, err := desk.run(t, chain)
				require.NoError(t, err)
				require.Len(t, results, 10)
				requireOnce(t, chain, results)
				for _, result := range results {
					require.NotEmpty(t, result.Hash, "own transactions are found again")
				}
			})
		}
	}
}

func TestPaidByAnotherProgram(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 3)
	chain.paid["PAY-1"], chain.at["PAY-1"] = 1, 5
	chain.conflicts["PAY-2"] = "was 1.00 yuan to dcep1other"
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	require.Equal(t, bulk.StatusDone, results[0].Status)
	require.Equal(t, bulk.Outcome{Status: bulk.StatusDone, Height: 5}, results[1].Outcome)
	require.Equal(t, bulk.Outcome{Status: bulk.StatusFailed, Height: 3, Reason: "was 1.00 yuan to dcep1other"}, results[2].Outcome)
	require.Equal(t, 1, chain.sends)
}

func TestFailedOrderIsFinalUntilRetried(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 3)
	chain.decide = func(id string) string {
		if id == "PAY-1" {
			return "wallet is closed"
		}
		return ""
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	require.Equal(t, bulk.Outcome{Status: bulk.StatusFailed, Hash: "PAY-1/8/100", Height: 12, Reason: "wallet is closed"}, results[1].Outcome)
	require.Equal(t, 1, bulk.Count(results, bulk.StatusFailed))

	chain.decide = func(string) string { return "" }
	again, err := desk.run(t, chain)
	require.NoError(t, err)
	require.Equal(t, results, again)

	desk.config.RetryFailed = true
	results, err = desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
	require.Equal(t, 4, chain.sends)
}

// An order whose transaction of an earlier run still waits somewhere, with a later sequence, has not failed: that one
// might succeed when the reason is gone.
func TestNotFailedWhileAnotherTransactionMayBeExecuted(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 2)
	var elsewhere signed
	chain.onSend = func(tx signed) (*bulk.Answer, error, bool) {
		if tx.id == "PAY-1" {
			elsewhere = tx
			panic(killed{})
		}
		return nil, nil, false
	}
	_, err := desk.run(t, chain)
	require.NoError(t, err)
	// The first was paid by other means and its transaction is lost; another node has the second, whose sequence is not due.
	chain.waiting = nil
	chain.paid["PAY-0"], chain.at["PAY-0"] = 1, 5
	chain.onSend = newFakeChain().onSend
	chain.decide = func(string) string { return "insufficient funds" }
	chain.beforeBlock = func() {
		if chain.sequence == elsewhere.sequence {
			chain.waiting = []signed{elsewhere}
			chain.decide = func(string) string { return "" }
		}
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
	require.Equal(t, elsewhere.hash, results[1].Hash)
	require.Contains(t, desk.journal(t), `"hash":"PAY-1/7/100"`, "the one that failed")
}

func TestBackPressure(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
	chain.onSend = func(signed) (*bulk.Answer, error, bool) {
		if len(chain.waiting) >= 2 {
			return &bulk.Answer{Verdict: bulk.Busy}, nil, false
		}
		return nil, nil, false
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
}

func TestNodeForgetsItsMempool(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
	chain.beforeBlock = func() {
		if chain.height == 12 {
			chain.waiting = nil
		}
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
}

func TestAnotherProgramUsesTheKey(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
	chain.beforeBlock = func() {
		if chain.height%3 == 0 && chain.height < 24 {
			chain.sequence++
		}
	}
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
}

func TestBrokenConnection(t *testing.T) {
	for _, delivered := range []bool{true, false} {
		chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
		sends := 0
		chain.onSend = func(signed) (*bulk.Answer, error, bool) {
			if sends++; sends%5 == 0 {
				return nil, errBroken, delivered
			}
			if sends%7 == 0 {
				return nil, bulk.ErrNotSent, false
			}
			return nil, nil, false
		}
		results, err := desk.run(t, chain)
		require.NoError(t, err)
		requireOnce(t, chain, results)
	}
}

func TestOutOfGasIsSentWithMore(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 5)
	chain.needsGas = 350
	results, err := desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
	require.Contains(t, results[0].Hash, "/400")

	chain, desk = newFakeChain(), newDesk(t, t.TempDir(), 1)
	chain.needsGas = 1_000_001
	results, err = desk.run(t, chain)
	require.NoError(t, err)
	require.Equal(t, bulk.StatusFailed, results[0].Status)
	require.Equal(t, "out of gas", results[0].Reason)
}

func TestRefusedSigner(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 5)
	chain.onSend = func(tx signed) (*bulk.Answer, error, bool) {
		if tx.id == "PAY-2" {
			return &bulk.Answer{Verdict: bulk.Refused, Reason: "wallet is closed"}, nil, false
		}
		return nil, nil, false
	}
	results, err := desk.run(t, chain)
	require.ErrorIs(t, err, bulk.ErrRefused)
	require.ErrorContains(t, err, "wallet is closed")
	require.Equal(t, 2, bulk.Count(results, bulk.StatusDone), "what was sent before is waited for")
	require.Equal(t, 3, bulk.Count(results, bulk.StatusWaiting))
}

// stuckChain makes no block.
type stuckChain struct{ *fakeChain }

func (c stuckChain) Height(context.Context) (int64, error) { return c.height, nil }

func TestNoProgress(t *testing.T) {
	desk := newDesk(t, t.TempDir(), 2)
	desk.config.Patience = time.Millisecond
	results, err := desk.run(t, stuckChain{newFakeChain()})
	require.ErrorIs(t, err, bulk.ErrNoProgress)
	require.Equal(t, 2, bulk.Count(results, bulk.StatusSent))
}

func TestInterrupted(t *testing.T) {
	chain, desk := newFakeChain(), newDesk(t, t.TempDir(), 20)
	ctx, interrupt := context.WithCancel(t.Context())
	chain.beforeBlock = func() {
		if chain.height == 12 {
			interrupt()
		}
	}
	journal, err := bulk.OpenJournal(desk.path)
	require.NoError(t, err)
	results, err := bulk.Run(ctx, chain, journal, desk.orders, desk.config)
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, journal.Close())
	require.Zero(t, bulk.Count(results, bulk.StatusFailed))
	require.Positive(t, bulk.Count(results, bulk.StatusSent))

	results, err = desk.run(t, chain)
	require.NoError(t, err)
	requireOnce(t, chain, results)
}
