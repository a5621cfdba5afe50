package bulk

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestProgressInALog(t *testing.T) {
	var out strings.Builder
	now := time.Unix(1_575_244_800, 0)
	show := showLines(&out, func() time.Time { return now })
	show(Progress{Checking: true, Total: 4})
	show(Progress{Checking: true, Done: 2, Total: 4})
	now = now.Add(sayEvery)
	show(Progress{Done: 1, Sent: 2, Total: 4})
	now = now.Add(sayEvery)
	show(Progress{Done: 1, Sent: 2, Total: 4})
	show(Progress{Done: 3, Failed: 1, Total: 4})
	require.Equal(t, `asking which of 4 took effect before: 0
1 of 4 done, 0 failed, 2 under way
3 of 4 done, 1 failed, 0 under way
`, out.String())
}

func TestProgressBar(t *testing.T) {
	require.Equal(t, "[######################........] 2 of 4 done, 1 failed, 0 under way",
		Progress{Done: 2, Failed: 1, Total: 4}.bar())
	require.Equal(t, "[..............................] 0 of 0 done, 0 failed, 0 under way", Progress{}.bar())
}

func TestOnlyATerminalGetsABar(t *testing.T) {
	var out strings.Builder
	show, done := ShowProgress(&out)
	show(Progress{Done: 1, Total: 1})
	done()
	require.Equal(t, "1 of 1 done, 0 failed, 0 under way\n", out.String())
}
