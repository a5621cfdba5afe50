package localnet

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	paid    = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"
	refused = "60303AE22B998861BCE3B28F33EEC1BE758A213C86C93C076DBE9F558C11C752"
)

// answers is a dcepd that knows a few commands.
const answers = `
case "$*" in
"tx pay"*) echo "transaction  ` + paid + `"; echo "result       success" ;;
"tx overpay"*) echo "end-to-end id 1" >&2; echo "Error: transaction ` + refused + ` failed at height 7: single limit 2,000.00 (currency/12)" >&2; exit 1 ;;
"tx lost"*) echo "Error: the outcome of transaction ` + paid + ` is unknown: single limit" >&2; exit 3 ;;
"query supply"*) echo "issued   10.00"; echo "burned   2.00" ;;
"query later"*) if [ -e "$0.later" ]; then echo height 7; else touch "$0.later"; echo height 6; fi ;;
*) echo "Error: unknown command $*" >&2; exit 1 ;;
esac`

func TestPerform(t *testing.T) {
	n := fakeNetwork(t, answers)
	play := Play{Title: "A day", Acts: []Act{{Title: "Morning", Steps: []Step{
		{Title: "Alice pays", Run: "dcepd tx pay --from alice"},
		{Title: "Alice pays too much", Run: "dcepd tx overpay --from alice", Refused: "single limit 2,000.00"},
		{Title: "What there is", Run: "dcepd query supply", Shows: "issued 10.00 burned 2.00"},
		{Title: "A block later", Run: "dcepd query later", Eventually: "height 7"},
	}}}}
	var out bytes.Buffer
	outcomes, err := play.Perform(t.Context(), n, &out)
	require.NoError(t, err)
	require.Equal(t, `A day

Morning

  1  Alice pays
     $ dcepd tx pay --from alice
     done
     transaction `+paid+`

  2  Alice pays too much
     $ dcepd tx overpay --from alice
     refused, as it must be: single limit 2,000.00 (currency/12)
     transaction `+refused+`

  3  What there is
     $ dcepd query supply
     shows issued 10.00 burned 2.00

  4  A block later
     $ dcepd query later
     shows height 7
`, out.String())

	out.Reset()
	require.NoError(t, writeOutcomes(&out, outcomes))
	require.Equal(t, `#  STEP                 SIGNED BY  RESULT            TRANSACTION
1  Alice pays           alice      done              `+paid+`
2  Alice pays too much  alice      refused, rightly  `+refused+`
3  What there is                   done
4  A block later                   done
`, out.String())
}

func TestPerformStopsAtWhatDoesNotGoAsWritten(t *testing.T) {
	for name, test := range map[string]struct {
		step   Step
		reason string
	}{
		"failed":               {Step{Run: "dcepd tx overpay"}, "exit status 1: "},
		"not refused":          {Step{Run: "dcepd tx pay", Refused: "limit"}, "but went through"},
		"refused otherwise":    {Step{Run: "dcepd tx overpay", Refused: "day limit"}, "but was because of: "},
		"unknown, not refused": {Step{Run: "dcepd tx lost", Refused: "single limit"}, "but ended with exit status 3: "},
		"shows something else": {Step{Run: "dcepd query supply", Shows: "issued 11.00"}, "but shows: issued   10.00"},
		"no such command":      {Step{Run: "dcepd dance"}, "unknown command"},
		"half a pipe":          {Step{Run: "dcepd dance | cat"}, "unknown command"},
		"no such node":         {Step{Start: "nobody"}, ErrNodeNotFound.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			test.step.Title = "The step"
			play := Play{Acts: []Act{{Steps: []Step{test.step, {Title: "Never", Run: "exit 9"}}}}}
			var out bytes.Buffer
			outcomes, err := play.Perform(t.Context(), fakeNetwork(t, answers), &out)
			require.ErrorIs(t, err, errStep)
			require.ErrorContains(t, err, "step 1 (The step): ")
			require.ErrorContains(t, err, test.reason)
			require.Len(t, outcomes, 1)
			require.Equal(t, "NOT AS WRITTEN", outcomes[0].result())
		})
	}
}
