package bulk_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

// TestRandomFaults breaks everything that can break, resumes until the file is finished, and then lets every transaction
// that ever left reach the chain: what is called done took effect once, what is called failed never does.
func TestRandomFaults(t *testing.T) {
	folder := t.TempDir()
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		count := rapid.IntRange(1, 12).Draw(rt, "orders")
		chain := newFakeChain()
		desk := newDesk(t, folder, 0)
		desk.path += strconv.Itoa(round)
		desk.orders = newOrders(count)
		journal, err := bulk.BeginJournal(desk.path, terms)
		require.NoError(t, err)
		require.NoError(t, journal.Close())

		faults := rapid.SliceOfN(rapid.IntRange(0, 14), 0, 80).Draw(rt, "faults")
		fault := func() int {
			if len(faults) == 0 {
				return 0
			}
			next := faults[0]
			faults = faults[1:]
			return next
		}
		chain.decide = func(string) string {
			if fault() <= 4 && len(faults) > 0 {
				return "insufficient funds"
			}
			return ""
		}
		chain.onSend = func(tx signed) (*bulk.Answer, error, bool) {
			switch fault() {
			case 1:
				return &bulk.Answer{Verdict: bulk.Busy}, nil, false
			case 2:
				return nil, bulk.ErrNotSent, false
			case 3:
				return nil, errBroken, true
			case 4:
				chain.left[tx.hash] = tx
				return nil, errBroken, false
			case 5:
				panic(killed{})
			case 6:
				chain.check(tx)
				panic(killed{})
			case 7:
				// Another node has it and this one lost it.
				chain.left[tx.hash] = tx
				return &bulk.Answer{Verdict: bulk.Taken}, nil, false
			}
			return nil, nil, false
		}
		chain.beforeBlock = func() {
			switch fault() {
			case 1:
				chain.waiting = nil
			case 2:
				chain.sequence++
			case 3:
				panic(killed{})
			case 4:
				chain.needsGas = 150
			case 5:
				chain.waiting = append(chain.due(), chain.waiting...)
			}
		}
		var results []bulk.Result
		for results == nil {
			results, err = desk.run(t, chain)
			require.NoError(rt, err)
		}

		faults = nil
		chain.needsGas = 0
		for range 2*len(chain.left) + count {
			chain.waiting = chain.due()
			chain.makeBlock()
		}
		for _, result := range results {
			want := 0
			if result.Status == bulk.StatusDone {
				want = 1
			} else {
				require.Equal(rt, bulk.StatusFailed, result.Status)
			}
			require.Equal(rt, want, chain.paid[result.Cells[0]], "%v", result)
		}
	})
}
