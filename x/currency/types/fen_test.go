package types_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestFenString(t *testing.T) {
	for fen, want := range map[types.Fen]string{
		0:              "0.00 yuan",
		5:              "0.05 yuan",
		99:             "0.99 yuan",
		100:            "1.00 yuan",
		99_999:         "999.99 yuan",
		123_450:        "1,234.50 yuan",
		100_000_000:    "1,000,000.00 yuan",
		math.MaxUint64: "184,467,440,737,095,516.15 yuan",
	} {
		require.Equal(t, want, fen.String())
	}
}

func TestFenArithmetic(t *testing.T) {
	sum, err := types.Fen(math.MaxUint64 - 1).Add(1)
	require.NoError(t, err)
	require.Equal(t, types.Fen(math.MaxUint64), sum)
	_, err = types.Fen(math.MaxUint64).Add(1)
	require.ErrorIs(t, err, types.ErrOverflow)

	rest, err := types.Fen(3).Sub(3)
	require.NoError(t, err)
	require.Equal(t, types.Fen(0), rest)
	_, err = types.Fen(3).Sub(4)
	require.ErrorIs(t, err, types.ErrInsufficientFunds)
	require.ErrorContains(t, err, "has 0.03 yuan, asked 0.04 yuan")
}

func TestParseAmount(t *testing.T) {
	amount, err := types.ParseAmount(1)
	require.NoError(t, err)
	require.Equal(t, types.Fen(1), amount)
	_, err = types.ParseAmount(0)
	require.ErrorIs(t, err, types.ErrAmount)
}

func TestParseYuan(t *testing.T) {
	for text, want := range map[string]types.Fen{
		"0.00":                     0,
		"0.01":                     1,
		"1234.50":                  123_450,
		"1234.50yuan":              123_450,
		"184467440737095516.15":    math.MaxUint64,
		"100000000000000.00yuan":   10_000_000_000_000_000,
		"10.10":                    1_010,
		"184467440737095516.14":    math.MaxUint64 - 1,
		"99999999999999999.99yuan": 9_999_999_999_999_999_999,
	} {
		fen, err := types.ParseYuan(text)
		require.NoError(t, err, text)
		require.Equal(t, want, fen, text)
	}
	for text, rule := range map[string]string{
		"":                      "two decimals",
		"yuan":                  "two decimals",
		"1234":                  "two decimals",
		"1234.5":                "two decimals",
		"1234.500":              "two decimals",
		"1.2.34":                "two decimals",
		"1234.50 yuan":          "two decimals",
		"1234.50fen":            "two decimals",
		"1234.50yuanyuan":       "two decimals",
		"1,234.50":              "only digits",
		"-1.00":                 "only digits",
		"+1.00":                 "only digits",
		".50":                   "only digits",
		"1.5x":                  "only digits",
		"１.00":                  "only digits",
		"00.50":                 "needless 0",
		"01.50":                 "needless 0",
		"184467440737095516.16": "largest amount is 184,467,440,737,095,516.15 yuan",
	} {
		_, err := types.ParseYuan(text)
		require.ErrorIs(t, err, types.ErrAmount, text)
		require.ErrorContains(t, err, rule, text)
	}
}

func FuzzParseYuan(f *testing.F) {
	for _, text := range []string{"1234.50", "1234.50yuan", "0.00", "-1.00", "184467440737095516.16"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fen, err := types.ParseYuan(text)
		if err != nil {
			require.ErrorIs(t, err, types.ErrAmount)
			return
		}
		written := strings.ReplaceAll(strings.TrimSuffix(fen.String(), " yuan"), ",", "")
		require.Equal(t, strings.TrimSuffix(text, "yuan"), written)
	})
}
