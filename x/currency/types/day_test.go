package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func day(text string) types.Day {
	parsed, err := types.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return parsed
}

func TestDayBeginsAtMidnightInShanghai(t *testing.T) {
	require.Equal(t, "2019-12-01", types.DayOf(time.Date(2019, 12, 1, 15, 59, 59, 999, time.UTC)).String())
	require.Equal(t, "2019-12-02", types.DayOf(time.Date(2019, 12, 1, 16, 0, 0, 0, time.UTC)).String())
	require.Equal(t, "2020-01-01", types.DayOf(time.Date(2019, 12, 31, 16, 0, 0, 0, time.UTC)).String())
	require.Equal(t, 2020, types.DayOf(time.Date(2019, 12, 31, 16, 0, 0, 0, time.UTC)).Year())
	require.Equal(t, 2019, types.DayOf(time.Date(2019, 12, 31, 15, 59, 59, 0, time.UTC)).Year())
	require.True(t, types.DayOf(time.Time{}).IsZero())
	require.True(t, types.DayOf(time.Unix(0, 0)).IsZero())
}

func TestDayCalculation(t *testing.T) {
	require.Equal(t, "2020-02-29", day("2020-02-28").AddDays(1).String())
	require.Equal(t, "2019-11-27", day("2020-01-01").AddDays(-35).String())
	require.Equal(t, types.Day(0), day("2000-01-01").AddDays(-1_000_000))
	require.Equal(t, "9999-12-31", day("2000-01-01").AddDays(1_000_000_000).String())
	require.Empty(t, types.Day(0).String())
}

func TestParseDay(t *testing.T) {
	for _, text := range []string{"2000-01-01", "2019-12-01", "2020-02-29", "9999-12-31"} {
		require.Equal(t, text, day(text).String())
	}
	for _, text := range []string{"", "2019-12-1", "2019-2-01", "2019-02-29", "2019-13-01", "1999-12-31", "20191201", " 2019-12-01", "2019-12-01T00:00:00Z"} {
		_, err := types.ParseDay(text)
		require.ErrorIs(t, err, types.ErrDay, text)
	}
	none, err := types.ParseOptionalDay("")
	require.NoError(t, err)
	require.True(t, none.IsZero())
	_, err = types.ParseOptionalDay("today")
	require.ErrorIs(t, err, types.ErrDay)
}

func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2019-12-01", "2020-02-29", "1999-12-31", "2019-12-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := types.ParseDay(text)
		if err != nil {
			require.ErrorIs(t, err, types.ErrDay)
			return
		}
		require.Equal(t, text, parsed.String())
	})
}
