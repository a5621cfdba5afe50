package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func opening() types.Opening {
	return types.Opening{Number: "03-001-2019-000001-10", Kind: types.MISUSE_KIND_DIRECT_PROMOTION, EvidenceHash: seed(3), Salt: seed(4)}
}

func sealed(o types.Opening) types.MisuseReport {
	return must(types.NewMisuseReport(body, text(1), o.Seal(chain, body), params, start))
}

func judge(judgement types.Judgement) *types.MsgJudgeMisuse {
	msg := &types.MsgJudgeMisuse{Officer: text(2), Judgement: judgement, Reason: "as the rules say"}
	if judgement == types.JUDGEMENT_SUSPENSION {
		until := start.Add(90 * day)
		msg.RemedyBy = &until
	}
	return msg
}

// Every status, every action, before and after the time for an answer.
func TestMisuseTable(t *testing.T) {
	in := map[types.MisuseStatus]types.MisuseReport{
		types.MISUSE_STATUS_SEALED:   sealed(opening()),
		types.MISUSE_STATUS_ANSWERED: must(sealed(opening()).Answer(chain, opening(), seed(5), start)),
	}
	in[types.MISUSE_STATUS_JUDGED] = must(in[types.MISUSE_STATUS_ANSWERED].Judge(chain, nil, judge(types.JUDGEMENT_WARNING), params, start))
	open := opening()
	for _, late := range []bool{false, true} {
		now := start.Add(30*day - 1)
		if late {
			now = start.Add(30 * day)
		}
		for status, report := range in {
			for name, test := range map[string]struct {
				allowed bool
				to      types.MisuseStatus
				act     func() (types.MisuseReport, error)
			}{
				"answer": {
					status == types.MISUSE_STATUS_SEALED && !late, types.MISUSE_STATUS_ANSWERED,
					func() (types.MisuseReport, error) { return report.Answer(chain, open, seed(5), now) },
				},
				"judge": {
					status == types.MISUSE_STATUS_ANSWERED, types.MISUSE_STATUS_JUDGED,
					func() (types.MisuseReport, error) {
						return report.Judge(chain, nil, judge(types.JUDGEMENT_WARNING), params, now)
					},
				},
				"open and judge": {
					status == types.MISUSE_STATUS_SEALED && late, types.MISUSE_STATUS_JUDGED,
					func() (types.MisuseReport, error) {
						return report.Judge(chain, &open, judge(types.JUDGEMENT_WARNING), params, now)
					},
				},
			} {
				got, err := test.act()
				if !test.allowed {
					require.ErrorIs(t, err, types.ErrMisuseStatus, "%s %s", name, status)
					require.Equal(t, report, got)
					continue
				}
				require.NoError(t, err)
				require.Equal(t, test.to, got.Status)
				require.Equal(t, &open, got.Opening)
			}
		}
	}
}

func TestOpeningMustFit(t *testing.T) {
	for name, change := range map[string]func(*types.Opening){
		"number":   func(o *types.Opening) { o.Number = "03-001-2019-000002-07" },
		"check":    func(o *types.Opening) { o.Number = "03-001-2019-000001-11" },
		"kind":     func(o *types.Opening) { o.Kind = 0 },
		"evidence": func(o *types.Opening) { o.EvidenceHash = nil },
		"salt":     func(o *types.Opening) { o.Salt = seed(9) },
	} {
		wrong := opening()
		change(&wrong)
		_, err := sealed(opening()).Answer(chain, wrong, seed(5), start)
		require.ErrorIs(t, err, types.ErrSeal, name)
	}
	_, err := types.NewMisuseReport(body, text(1), seed(1)[1:], params, start)
	require.ErrorIs(t, err, types.ErrSeal)
	_, err = types.ParseSeal("xx")
	require.ErrorIs(t, err, types.ErrSeal)
}

// How strict "no direct promotion" is, is the consortium's to say; for all else the body is free.
func TestStrictness(t *testing.T) {
	strict, lenient := params, params
	strict.DirectPromotion, lenient.DirectPromotion = types.JUDGEMENT_WITHDRAWAL, types.JUDGEMENT_UNFOUNDED
	altered := opening()
	altered.Kind = types.MISUSE_KIND_ALTERED
	for _, test := range []struct {
		opening   types.Opening
		params    types.Params
		judgement types.Judgement
		err       error
	}{
		{opening(), params, types.JUDGEMENT_WARNING, nil},
		{opening(), params, types.JUDGEMENT_SUSPENSION, types.ErrJudgement},
		{opening(), strict, types.JUDGEMENT_SUSPENSION, nil},
		{opening(), lenient, types.JUDGEMENT_WARNING, types.ErrJudgement},
		{opening(), lenient, types.JUDGEMENT_UNFOUNDED, nil},
		{altered, lenient, types.JUDGEMENT_WITHDRAWAL, nil},
		{altered, params, 0, types.ErrJudgement},
	} {
		_, err := sealed(test.opening).Judge(chain, &test.opening, judge(test.judgement), test.params, start.Add(30*day))
		require.ErrorIs(t, err, test.err)
	}
	without := judge(types.JUDGEMENT_SUSPENSION)
	without.RemedyBy = nil
	_, err := sealed(altered).Judge(chain, &altered, without, params, start.Add(30*day))
	require.ErrorIs(t, err, types.ErrJudgement)
}
