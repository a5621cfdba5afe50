package types_test

import (
	"encoding/hex"
	"fmt"
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func numbers(count int) []string {
	all := make([]string, count)
	for i := range all {
		all[i] = fmt.Sprintf("03-001-2019-%06d-00", i)
	}
	return all
}

func drawn(r types.Round, centralBank, own []byte, of []string) map[string]bool {
	draw := types.NewDraw(chain, r, centralBank, own)
	chosen := map[string]bool{}
	for _, number := range of {
		if draw.Includes(number) {
			chosen[number] = true
		}
	}
	return chosen
}

func TestDrawTakesItsRate(t *testing.T) {
	all := numbers(20_000)
	for rate, want := range map[uint32]int{1: 20, 100: 2_000, 500: 10_000, 999: 19_980, 1000: 20_000} {
		r := round()
		r.RatePermille = rate
		require.InDelta(t, want, len(drawn(r, seed(1), seed(2), all)), 250, rate)
	}
}

// Everything that the draw may depend on changes it; nothing else is asked: no block, no time, no proposer.
func TestDrawDependsOnBothSeeds(t *testing.T) {
	all := numbers(5_000)
	base := drawn(round(), seed(1), seed(2), all)
	other := round()
	other.Id = "2020-H1"
	elsewhere := round()
	elsewhere.BodyId = "cert-cq"
	for name, again := range map[string]map[string]bool{
		"the central bank's seed": drawn(round(), seed(3), seed(2), all),
		"the body's seed":         drawn(round(), seed(1), seed(3), all),
		"their order":             drawn(round(), seed(2), seed(1), all),
		"the round":               drawn(other, seed(1), seed(2), all),
		"the body":                drawn(elsewhere, seed(1), seed(2), all),
	} {
		require.NotEqual(t, base, again, name)
	}
	later := round()
	later.FrozenAt, later.InspectBy, later.OpenedBy = later.FrozenAt.Add(day), later.InspectBy.Add(day), text(9)
	require.Equal(t, base, drawn(later, seed(1), seed(2), all), "time and people change nothing")
}

// A party that picks its seed without knowing the other's cannot spare a certificate: over the other's seeds each is drawn
// as often as the rate says, whatever the party picks. So it is for the central bank and for the body.
func TestNoPartyAloneSteers(t *testing.T) {
	const trials = 4_000
	random := rand.New(rand.NewSource(1))
	r := round()
	for target := range 3 {
		number := numbers(3)[target]
		for _, own := range [][]byte{seed(0), seed(1), seed(255)} {
			asBank, asBody := 0, 0
			for range trials {
				other := make([]byte, 32)
				random.Read(other)
				if types.NewDraw(chain, r, own, other).Includes(number) {
					asBank++
				}
				if types.NewDraw(chain, r, other, own).Includes(number) {
					asBody++
				}
			}
			require.InDelta(t, trials/10, asBank, 90)
			require.InDelta(t, trials/10, asBody, 90)
		}
	}
}

// The bytes are a contract: whoever recomputes a draw with other software gets the same.
func TestBytes(t *testing.T) {
	require.Len(t, types.Commitment(chain, body, "2019-H2", "pboc", seed(1)), 32)
	require.NotEqual(t, types.Commitment("ab", "c", "d", "e", seed(1)), types.Commitment("a", "bc", "d", "e", seed(1)), "parts are framed")
	opening := types.Opening{Number: "03-001-2019-000001-10", Kind: types.MISUSE_KIND_LENT, EvidenceHash: seed(3), Salt: seed(4)}
	sealed := hex.EncodeToString(opening.Seal(chain, body))
	require.Len(t, sealed, 64)
	for name, change := range map[string]func(*types.Opening){
		"number":   func(o *types.Opening) { o.Number = "03-001-2019-000002-07" },
		"kind":     func(o *types.Opening) { o.Kind = types.MISUSE_KIND_ALTERED },
		"evidence": func(o *types.Opening) { o.EvidenceHash = seed(5) },
		"salt":     func(o *types.Opening) { o.Salt = seed(5) },
	} {
		changed := opening
		change(&changed)
		require.NotEqual(t, sealed, hex.EncodeToString(changed.Seal(chain, body)), name)
	}
}
