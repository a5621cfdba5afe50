package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func TestRoundStatusByTime(t *testing.T) {
	revealed := must(committed().Reveal(chain, "pboc", seed(1), start.Add(60*day)))
	revealed = must(revealed.Reveal(chain, body, seed(2), start.Add(61*day)))
	half := must(committed().Reveal(chain, body, seed(2), start.Add(60*day)))
	for _, test := range []struct {
		name  string
		round types.Round
		at    time.Duration
		want  types.RoundStatus
	}{
		{"open", round(), 0, types.ROUND_STATUS_OPEN},
		{"a second before the body must commit", round(), 7*day - time.Second, types.ROUND_STATUS_OPEN},
		{"the body did not commit", round(), 7 * day, types.ROUND_STATUS_DEFAULTED},
		{"committed", committed(), 7 * day, types.ROUND_STATUS_COMMITTED},
		{"a second before inspections end", committed(), 60*day - time.Second, types.ROUND_STATUS_COMMITTED},
		{"inspections ended", committed(), 60 * day, types.ROUND_STATUS_REVEALING},
		{"one seed", half, 74*day - time.Second, types.ROUND_STATUS_REVEALING},
		{"one seed is missing", half, 74 * day, types.ROUND_STATUS_DEFAULTED},
		{"no seed", committed(), 1000 * day, types.ROUND_STATUS_DEFAULTED},
		{"both seeds", revealed, 1000 * day, types.ROUND_STATUS_REVEALED},
	} {
		require.Equal(t, test.want, test.round.StatusAt(start.Add(test.at)), test.name)
		over := test.want == types.ROUND_STATUS_DEFAULTED || test.want == types.ROUND_STATUS_REVEALED
		require.Equal(t, over, test.round.IsOver(start.Add(test.at)), test.name)
	}
}

func TestNewRoundRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*types.MsgOpenRound)
		err    error
	}{
		"no rate":       {func(m *types.MsgOpenRound) { m.RatePermille = 0 }, types.ErrRound},
		"above all":     {func(m *types.MsgOpenRound) { m.RatePermille = 1001 }, types.ErrRound},
		"too soon":      {func(m *types.MsgOpenRound) { m.InspectBy = start.Add(21*day - 1) }, types.ErrRound},
		"too late":      {func(m *types.MsgOpenRound) { m.InspectBy = start.Add(187*day + 1) }, types.ErrRound},
		"no commitment": {func(m *types.MsgOpenRound) { m.Commitment = nil }, types.ErrSeed},
	} {
		t.Run(name, func(t *testing.T) {
			msg := openRound()
			test.change(msg)
			_, err := types.NewRound("pboc", msg, params, start)
			require.ErrorIs(t, err, test.err)
		})
	}
}

func TestSeedsAreBound(t *testing.T) {
	_, err := round().Commit(round().CentralBank.Commitment, start)
	require.ErrorIs(t, err, types.ErrSeed, "a copied commitment would cancel the other seed out")
	_, err = round().Commit(seed(1)[1:], start)
	require.ErrorIs(t, err, types.ErrSeed)
	_, err = committed().Commit(seed(9), start)
	require.ErrorIs(t, err, types.ErrRoundStatus, "nobody commits twice")
	_, err = round().Commit(seed(9), start.Add(7*day))
	require.ErrorIs(t, err, types.ErrRoundStatus)

	ready := start.Add(60 * day)
	_, err = committed().Reveal(chain, body, seed(2), ready.Add(-1))
	require.ErrorIs(t, err, types.ErrRoundStatus, "a seed that is known before the inspections warns vendors")
	_, err = committed().Reveal(chain, body, seed(3), ready)
	require.ErrorIs(t, err, types.ErrSeed)
	_, err = committed().Reveal("another chain", body, seed(2), ready)
	require.ErrorIs(t, err, types.ErrSeed)
	_, err = committed().Reveal(chain, "cert-cq", seed(2), ready)
	require.ErrorIs(t, err, types.ErrNotParty)
	once := must(committed().Reveal(chain, body, seed(2), ready))
	_, err = once.Reveal(chain, body, seed(2), ready)
	require.ErrorIs(t, err, types.ErrRoundStatus)
}

func TestPopulation(t *testing.T) {
	c := certificationtypes.NewCertificate(must(ident.NewCertificateNo(3, 1, 2019, 1)), certificationtypes.Application{
		Category: 3, BodyId: body, Unit: certificationtypes.Unit{Model: "SIM-8"},
	}, text(1), start)
	require.NoError(t, round().CheckMember(c), "granted in the very block")
	later := round()
	later.FrozenAt = start.Add(-1)
	require.ErrorIs(t, later.CheckMember(c), types.ErrNotInPopulation)
	foreign := round()
	foreign.BodyId = "cert-cq"
	require.ErrorIs(t, foreign.CheckMember(c), types.ErrNotInPopulation)
	ended := must(c.Cancel(text(1), "end of sale", start))
	require.ErrorIs(t, round().CheckMember(ended), types.ErrNotInPopulation)
}

func TestOverdue(t *testing.T) {
	require.False(t, types.IsOverdue(start.Add(types.MaxGap-1), start))
	require.True(t, types.IsOverdue(start.Add(types.MaxGap), start))
}

func TestParams(t *testing.T) {
	require.NoError(t, params.Validate())
	for name, change := range map[string]func(*types.Params){
		"zero":    func(p *types.Params) { p.RevealPeriod = 0 },
		"long":    func(p *types.Params) { p.AnswerPeriod = 366 * day },
		"order":   func(p *types.Params) { p.MinInspectionPeriod = p.MaxInspectionPeriod + 1 },
		"unknown": func(p *types.Params) { p.DirectPromotion = 9 },
	} {
		broken := types.DefaultParams()
		change(&broken)
		require.ErrorIs(t, broken.Validate(), types.ErrInvalidParams, name)
	}
}

func TestDefaultGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	broken := types.DefaultGenesisState()
	broken.Rounds = []types.Round{round(), round()}
	require.ErrorIs(t, types.ValidateGenesis(broken), types.ErrInvalidGenesis)
}
