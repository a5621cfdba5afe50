package bench

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPercentile(t *testing.T) {
	values := []time.Duration{50, 10, 40, 20, 30}
	require.Equal(t, time.Duration(30), percentile(values, 50))
	require.Equal(t, time.Duration(50), percentile(values, 95))
	require.Equal(t, time.Duration(10), percentile(values, 1))
	require.Equal(t, []time.Duration{50, 10, 40, 20, 30}, values, "the values keep their order")
	require.Equal(t, time.Duration(7), percentile([]time.Duration{7}, 95))
	require.Zero(t, percentile(nil, 50))
}

// Every transaction that was sent is counted once, by what became of it.
func TestResultCounts(t *testing.T) {
	start := time.Unix(1_600_000_000, 0)
	after := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
	r := &run{
		started: start,
		outcomes: []transaction{
			{sent: start, committed: after(2)},
			{sent: after(1), committed: after(4)},
			{sent: after(1), failure: "too poor (currency/9)"},
			{sent: after(1), refused: errors.New("sequence")},
			{sent: after(3)},
		},
		blocks: []block{{1, after(1), after(0)}, {2, after(2), after(1)}, {3, after(4), after(3)}, {4, after(9), after(8)}},
	}
	r.busy.Store(6)
	require.Equal(t, Result{
		Sent: 5, Committed: 2, Failed: 1, Refused: 1, Lost: 1, Reason: "too poor (currency/9)", Busy: 6,
		PerSecond: 0.5, Elapsed: 4 * time.Second, P50: 2 * time.Second, P95: 3 * time.Second,
		BlockP95: 2 * time.Second, Blocks: 3,
	}, r.result())
}

func TestNothingCommitted(t *testing.T) {
	r := &run{outcomes: []transaction{{refused: ErrRefused}}}
	require.Equal(t, Result{Sent: 1, Refused: 1, Reason: "refused"}, r.result())
}
