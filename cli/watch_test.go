package cli

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// watchOf answers with one balance after the other; a nil one is a node that does not answer.
func watchOf(balances ...any) (w *boxWatch, out, trouble *strings.Builder) {
	out, trouble = new(strings.Builder), new(strings.Builder)
	w = &boxWatch{
		memberID: "icbc-sz", limit: 1000_00, out: out, trouble: trouble, now: func() time.Time { return lateEvening },
		ask: func(context.Context) (currencytypes.Fen, error) {
			next := balances[0]
			balances = balances[1:]
			if next == nil {
				return 0, errors.New("no node answers")
			}
			return currencytypes.Fen(next.(int)), nil
		},
	}
	return w, out, trouble
}

func TestWatchSaysEachCrossingOnce(t *testing.T) {
	w, out, trouble := watchOf(1000_00, 999_99, nil, nil, 500_00, 1000_00, 2000_00, nil)
	for range 8 {
		require.NoError(t, w.look(t.Context()))
	}
	require.Equal(t, `2019-12-02 07:30:00 +08:00  icbc-sz  below  balance 999.99 yuan, limit 1,000.00 yuan
2019-12-02 07:30:00 +08:00  icbc-sz  recovered  balance 1,000.00 yuan, limit 1,000.00 yuan
`, out.String())
	require.Equal(t, `2019-12-02 07:30:00 +08:00  no node answers
2019-12-02 07:30:00 +08:00  asking again with success
2019-12-02 07:30:00 +08:00  no node answers
`, trouble.String())
}

func TestWatchForPrograms(t *testing.T) {
	w, out, _ := watchOf(1)
	w.json = true
	require.NoError(t, w.look(t.Context()))
	require.JSONEq(t, `{"time": "2019-12-01T23:30:00Z", "member_id": "icbc-sz", "event": "below", "balance_fen": "1", "limit_fen": "100000"}`,
		out.String())
}

func TestWatchOnce(t *testing.T) {
	w, out, _ := watchOf(1000_00, 999_99, nil)
	require.Equal(t, exitOK, ExitCode(w.once(t.Context())))
	require.Empty(t, out.String())

	err := w.once(t.Context())
	require.Equal(t, exitAlarm, ExitCode(err))
	require.EqualError(t, err, "cash box of icbc-sz: 999.99 yuan is below 1,000.00 yuan")
	require.Contains(t, out.String(), "below")

	err = w.once(t.Context())
	require.Equal(t, exitFailed, ExitCode(err))
	require.EqualError(t, err, "no node answers")
}

func TestWatchEndsWhenInterrupted(t *testing.T) {
	w, _, _ := watchOf(1, 2, 3)
	ctx, interrupt := context.WithCancel(t.Context())
	ticks := make(chan time.Time, 1)
	ticks <- lateEvening
	ask := w.ask
	asked := 0
	w.ask = func(ctx context.Context) (currencytypes.Fen, error) {
		if asked++; asked == 2 {
			interrupt()
		}
		return ask(ctx)
	}
	require.NoError(t, w.run(ctx, ticks))
	require.Equal(t, 2, asked)
}
