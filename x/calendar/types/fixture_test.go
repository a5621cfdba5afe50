package types_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func day(s string) types.Day {
	parsed, err := currencytypes.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func officer(n byte) string { return consortiumtypes.FormatAddress(bytes.Repeat([]byte{n}, 20)) }

// notices are the calendars of 2019, 2020 and 2021 as they were first published.
func notices() []types.YearCalendar {
	described, err := genesis.ParseConsortium(demo.Consortium)
	if err != nil {
		panic(err)
	}
	return described.Calendars
}

// extended is 2020 after the notice of 26 January: the Spring Festival ends on 2 February, and 1 February is not worked.
func extended() types.YearCalendar {
	year := notices()[1]
	year.Source = "State Council notices [2019] No. 16 and [2020] No. 1"
	year.ClosedPeriods[1].LastDay = "2020-02-02"
	year.WorkingDays = append([]string{"2020-01-19"}, year.WorkingDays[2:]...)
	return year
}

// china is the calendar of the three years as it held in the end.
func china(t *testing.T) types.Calendar {
	t.Helper()
	years := notices()
	years[1] = extended()
	calendar, err := types.NewCalendar(years...)
	require.NoError(t, err)
	return calendar
}
