package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestDefaultLimits(t *testing.T) {
	params := types.DefaultParams()
	require.NoError(t, params.Check())
	require.Equal(t, []types.ClassLimits{
		{Class: types.WALLET_CLASS_I},
		{Class: types.WALLET_CLASS_II, Limits: types.Limits{BalanceFen: 50_000_000, SingleFen: 5_000_000, DayFen: 10_000_000}},
		{Class: types.WALLET_CLASS_III, Limits: types.Limits{BalanceFen: 2_000_000, SingleFen: 500_000, DayFen: 1_000_000}},
		{Class: types.WALLET_CLASS_IV, Limits: types.Limits{BalanceFen: 1_000_000, SingleFen: 200_000, DayFen: 500_000, YearFen: 5_000_000}},
	}, params.ClassLimits)
	require.Equal(t, params.ClassLimits[3], rules().ClassOf(types.WALLET_CLASS_IV))
}

func TestParamsCheck(t *testing.T) {
	for field, spoil := range map[string]func(*types.Params){
		"class_limits: has 3": func(p *types.Params) { p.ClassLimits = p.ClassLimits[:3] },
		"class_limits[0]":     func(p *types.Params) { p.ClassLimits[0].Class = types.WALLET_CLASS_II },
		"class II: single_fen is 100,001.00 yuan, above day_fen": func(p *types.Params) { p.ClassLimits[1].Limits.SingleFen = p.ClassLimits[1].Limits.DayFen + yuan },
		"class IV: day_fen is 50,001.00 yuan, above year_fen":    func(p *types.Params) { p.ClassLimits[3].Limits.DayFen = p.ClassLimits[3].Limits.YearFen + yuan },
		"above year_fen of 1.00 yuan":                            func(p *types.Params) { p.ClassLimits[3].Limits.DayFen, p.ClassLimits[3].Limits.YearFen = 0, yuan },
		"year_fen is 50,000.01 yuan, must be whole yuan":         func(p *types.Params) { p.ClassLimits[3].Limits.YearFen++ },
		"balance_fen is 0.01 yuan, must be whole yuan":           func(p *types.Params) { p.ClassLimits[0].Limits.BalanceFen = 1 },
		"issuance_period: is 0s":                                 func(p *types.Params) { p.IssuancePeriod = 0 },
		"issuance_period: is 8784h0m0.0000":                      func(p *types.Params) { p.IssuancePeriod = 366*24*time.Hour + 1 },
		"redemption_period: is -1ns":                             func(p *types.Params) { p.RedemptionPeriod = -1 },
		"redemption_period: is 9":                                func(p *types.Params) { p.RedemptionPeriod = 400 * 24 * time.Hour },
		"objection_period: is 0s":                                func(p *types.Params) { p.ObjectionPeriod = 0 },
		"answer_period: is 0s":                                   func(p *types.Params) { p.AnswerPeriod = 0 },
		"instruction_days: is 0":                                 func(p *types.Params) { p.InstructionDays = 0 },
		"instruction_days: is 181":                               func(p *types.Params) { p.InstructionDays = 181 },
		"with 101 %":                                             func(p *types.Params) { p.ReserveRatios = []types.ReserveRatio{{Kind: 2, Percent: 101}} },
		"with 0 %":                                               func(p *types.Params) { p.ReserveRatios = []types.ReserveRatio{{Kind: 2}} },
		"reserve_ratios[1]": func(p *types.Params) {
			p.ReserveRatios = []types.ReserveRatio{{Kind: 2, Percent: 1}, {Kind: 2, Percent: 1}}
		},
	} {
		params := types.DefaultParams()
		spoil(&params)
		err := params.Check()
		require.ErrorIs(t, err, types.ErrInvalidParams, field)
		require.ErrorContains(t, err, field)
	}
}
