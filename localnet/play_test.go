package localnet

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/scripts/demo"
)

func TestParsePlay(t *testing.T) {
	play, err := ParsePlay([]byte(`
title: A day
acts:
  - act: Morning
    steps:
      - step: A teller pays out
        run: |
          dcepd tx currency exchange-out alice 10.00 EX-1 \
            --from icbc-sz-teller
      - step: A new node starts
        start: cmb-sz
  - act: Evening
    steps:
      - step: A stranger is refused
        run: dcepd tx currency pay bob 1.00 --from=stranger
        refused: not a principal
`))
	require.NoError(t, err)
	require.Equal(t, "A day", play.Title)
	require.Len(t, play.Acts, 2)
	require.Equal(t, Step{Title: "A new node starts", Start: "cmb-sz"}, play.Acts[0].Steps[1])
	require.Equal(t, "not a principal", play.Acts[1].Steps[0].Refused)

	require.Equal(t, "icbc-sz-teller", play.Acts[0].Steps[0].Signer())
	require.Empty(t, play.Acts[0].Steps[1].Signer())
	require.Equal(t, "stranger", play.Acts[1].Steps[0].Signer())
}

func TestParsePlayRefuses(t *testing.T) {
	for name, test := range map[string]struct{ steps, reason string }{
		"no steps":         {"[]", "no steps"},
		"no title":         {"[{run: a}]", "step 1 (): needs a title"},
		"nothing to do":    {"[{step: A}]", "step 1 (A): needs either run or start"},
		"two things to do": {"[{step: A, run: a}, {step: B, run: a, start: b}]", "step 2 (B): needs either run or start"},
		"two answers":      {"[{step: A, run: a, refused: b, shows: c}]", "step 1 (A): has more than one of refused, shows and eventually"},
		"refused start":    {"[{step: A, start: a, refused: b}]", "step 1 (A): starts a node, which shows and refuses nothing"},
		"misspelt":         {"[{step: A, run: a, refuse: b}]", "field refuse not found"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParsePlay([]byte("acts: [{act: X, steps: " + test.steps + "}]"))
			require.ErrorIs(t, err, errPlay)
			require.ErrorContains(t, err, test.reason)
		})
	}
}

func TestPilotDayIsWellFormed(t *testing.T) {
	_, err := ParsePlay(demo.PilotDay)
	require.NoError(t, err)
}
