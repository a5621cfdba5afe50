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
		{Class: types.WALLET_CLASS_II, BalanceFen: 50_000_000, SingleFen: 5_000_000, DayFen: 10_000_000},
		{Class: types.WALLET_CLASS_III, BalanceFen: 2_000_000, SingleFen: 500_000, DayFen: 1_000_000},
		{Class: types.WALLET_CLASS_IV, BalanceFen: 1_000_000, SingleFen: 200_000, DayFen: 500_000, YearFen: 5_000_000},
	}, params.ClassLimits)
	require.Equal(t, params.ClassLimits[3], params.Limits(types.WALLET_CLASS_IV))
	require.Equal(t, params.ClassLimits[3], params.Rules(today, 0).Of(types.WALLET_CLASS_IV))
}

func TestParamsCheck(t *testing.T) {
	for field, spoil := range map[string]func(*types.Params){
		"class_limits: has 3":               func(p *types.Params) { p.ClassLimits = p.ClassLimits[:3] },
		"class_limits[0]":                   func(p *types.Params) { p.ClassLimits[0].Class = types.WALLET_CLASS_II },
		"single_fen is 100,000.01 yuan":     func(p *types.Params) { p.ClassLimits[1].SingleFen = p.ClassLimits[1].DayFen + 1 },
		"day_fen is 50,000.01 yuan":         func(p *types.Params) { p.ClassLimits[3].DayFen = p.ClassLimits[3].YearFen + 1 },
		"above year_fen of 0.01 yuan":       func(p *types.Params) { p.ClassLimits[3].DayFen, p.ClassLimits[3].YearFen = 0, 1 },
		"issuance_period: is 0s":            func(p *types.Params) { p.IssuancePeriod = 0 },
		"issuance_period: is 8784h0m0.0000": func(p *types.Params) { p.IssuancePeriod = 366*24*time.Hour + 1 },
		"redemption_period: is -1ns":        func(p *types.Params) { p.RedemptionPeriod = -1 },
		"redemption_period: is 9":           func(p *types.Params) { p.RedemptionPeriod = 400 * 24 * time.Hour },
		"payment_retention_days: is 0":      func(p *types.Params) { p.PaymentRetentionDays = 0 },
		"payment_retention_days: is 3661":   func(p *types.Params) { p.PaymentRetentionDays = 3661 },
	} {
		params := types.DefaultParams()
		spoil(&params)
		err := params.Check()
		require.ErrorIs(t, err, types.ErrInvalidParams, field)
		require.ErrorContains(t, err, field)
	}
}
