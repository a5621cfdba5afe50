package types_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

func TestCalendarIsRefused(t *testing.T) {
	type year = types.YearCalendar
	for name, test := range map[string]struct {
		change func(*year)
		says   string
	}{
		"no source":         {func(y *year) { y.Source = "" }, `source ""`},
		"long source":       {func(y *year) { y.Source = strings.Repeat("x", 201) }, "1 to 200 bytes"},
		"spaces":            {func(y *year) { y.Source = " x" }, "without spaces around it"},
		"no name":           {func(y *year) { y.ClosedPeriods[0].Name = "" }, "closed_periods[0]: name"},
		"no date":           {func(y *year) { y.ClosedPeriods[0].FirstDay = "1.1." }, "closed_periods[0]"},
		"no last date":      {func(y *year) { y.ClosedPeriods[0].LastDay = "" }, "closed_periods[0]"},
		"other year":        {func(y *year) { y.Year = 2021 }, "closed_periods[0]: 2020-01-01 is not in 2021"},
		"backwards":         {func(y *year) { y.ClosedPeriods[1].LastDay = "2020-01-23" }, "last_day 2020-01-23 is before first_day 2020-01-24"},
		"over the end":      {func(y *year) { y.ClosedPeriods[5].LastDay = "2021-01-01" }, "2021-01-01 is not in 2020"},
		"overlap":           {func(y *year) { y.ClosedPeriods[1].LastDay = "2020-04-04" }, "closed_periods[2]: begins on 2020-04-04, must be after 2020-04-04"},
		"order":             {func(y *year) { y.ClosedPeriods[0], y.ClosedPeriods[1] = y.ClosedPeriods[1], y.ClosedPeriods[0] }, "closed_periods[1]: begins"},
		"too long":          {func(y *year) { y.ClosedPeriods[5].LastDay = "2020-12-31" }, "days from Monday to Friday, at most 60"},
		"worked no date":    {func(y *year) { y.WorkingDays[0] = "x" }, "working_days[0]"},
		"worked other year": {func(y *year) { y.WorkingDays[0] = "2019-01-19" }, "working_days[0]"},
		"worked weekday":    {func(y *year) { y.WorkingDays[0] = "2020-01-20" }, "must be a Saturday or Sunday"},
		"worked and closed": {func(y *year) { y.WorkingDays[0] = "2020-01-25" }, "in no closed period"},
		"worked twice":      {func(y *year) { y.WorkingDays[1] = y.WorkingDays[0] }, "working_days[1]"},
		"too many periods": {func(y *year) {
			for i := range 40 {
				y.ClosedPeriods = append(y.ClosedPeriods, types.ClosedPeriod{Name: fmt.Sprint(i)})
			}
		}, "46 closed_periods"},
		"too many working days": {func(y *year) { y.WorkingDays = make([]string, 41) }, "41 working_days"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := notices()[1]
			require.NoError(t, broken.Check())
			test.change(&broken)
			err := broken.Check()
			require.ErrorIs(t, err, types.ErrCalendar)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestSixtyClosedWeekdays(t *testing.T) {
	year := types.YearCalendar{Year: 2021, Source: "x", ClosedPeriods: []types.ClosedPeriod{{Name: "x", FirstDay: "2021-03-01", LastDay: "2021-05-21"}}}
	require.NoError(t, year.Check())
	year.ClosedPeriods[0].LastDay = "2021-05-24"
	require.ErrorIs(t, year.Check(), types.ErrCalendar)
}

// edition is 2020 as the genesis has it.
func edition() types.Edition { return types.Edition{Calendar: notices()[1], Number: 1} }

func TestPublication(t *testing.T) {
	require.NoError(t, edition().CheckPublication(extended(), day("2020-01-26")), "announced while the holiday was on")
	require.NoError(t, edition().CheckPublication(extended(), day("2020-01-30")), "the last day on which it could be")
	err := edition().CheckPublication(extended(), day("2020-01-31"))
	require.ErrorIs(t, err, types.ErrPastDay)
	require.ErrorContains(t, err, "2020-01-31 is a banking day, today is 2020-01-31")

	reopened := edition().Calendar
	reopened.ClosedPeriods = reopened.ClosedPeriods[1:]
	err = edition().CheckPublication(reopened, day("2020-06-01"))
	require.ErrorIs(t, err, types.ErrPastDay)
	require.ErrorContains(t, err, "2020-01-01 is no banking day, today is 2020-06-01")

	require.ErrorIs(t, edition().CheckPublication(notices()[1], day("2019-12-01")), types.ErrUnchanged)
	renamed := notices()[1]
	renamed.Source = "corrected"
	require.NoError(t, edition().CheckPublication(renamed, day("2023-01-01")), "no day changes")
}

func TestFirstPublication(t *testing.T) {
	var nothing types.Edition
	require.NoError(t, nothing.CheckPublication(notices()[2], day("2020-11-25")))
	require.NoError(t, nothing.CheckPublication(notices()[2], day("2019-01-01")), "two years ahead")
	err := nothing.CheckPublication(notices()[2], day("2018-12-31"))
	require.ErrorIs(t, err, types.ErrCalendar)
	require.ErrorContains(t, err, "calendars can be published up to 2020")
	// Whoever publishes late leaves what has passed as it was: 1 January 2021 was a Friday.
	err = nothing.CheckPublication(notices()[2], day("2021-01-01"))
	require.ErrorIs(t, err, types.ErrPastDay)
	require.ErrorContains(t, err, "2021-01-01 is a banking day")
	old := types.YearCalendar{Year: 1999, Source: "x"}
	require.ErrorIs(t, nothing.CheckPublication(old, day("2021-01-01")), types.ErrCalendar)
	require.ErrorIs(t, nothing.CheckPublication(types.YearCalendar{Year: 2021}, day("2021-01-01")), types.ErrCalendar)
}

func TestConfirm(t *testing.T) {
	proposal := types.Proposal{Calendar: extended(), ProposedBy: officer(1)}
	published, err := proposal.Confirm(officer(2), extended(), edition(), 7, day("2020-01-27"))
	require.NoError(t, err)
	require.Equal(t, types.Edition{
		Calendar: extended(), Number: 2, ProposedBy: officer(1), ConfirmedBy: officer(2), Height: 7, PublishedOn: "2020-01-27",
	}, published)

	_, err = proposal.Confirm(officer(1), extended(), edition(), 7, day("2020-01-27"))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	other := extended()
	other.Source = "x"
	_, err = proposal.Confirm(officer(2), other, edition(), 7, day("2020-01-27"))
	require.ErrorIs(t, err, types.ErrProposalChanged)
	_, err = proposal.Confirm(officer(2), extended(), edition(), 7, day("2020-01-31"))
	require.ErrorIs(t, err, types.ErrPastDay, "it came too late")
}

func TestGenesis(t *testing.T) {
	full := func() *types.GenesisState {
		g := types.NewGenesisState(notices()...)
		second := types.Edition{
			Calendar: extended(), Number: 2, ProposedBy: officer(1), ConfirmedBy: officer(2), Height: 7, PublishedOn: "2020-01-27",
		}
		g.Editions = append(g.Editions[:2:2], second, g.Editions[2])
		g.Proposals = []types.Proposal{{Calendar: types.YearCalendar{Year: 2022, Source: "x"}, ProposedBy: officer(1)}}
		return g
	}
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	require.NoError(t, types.ValidateGenesis(full()))
	type state = types.GenesisState
	for name, test := range map[string]struct {
		change func(*state)
		says   string
	}{
		"calendar":        {func(s *state) { s.Editions[0].Calendar.Source = "" }, "editions[0]: source"},
		"number":          {func(s *state) { s.Editions[0].Number = 2 }, "editions[0]: edition 2 of 2019 after edition 0 of 0"},
		"gap":             {func(s *state) { s.Editions[2].Number = 3 }, "editions[2]: edition 3 of 2020 after edition 1 of 2020"},
		"order":           {func(s *state) { s.Editions[0], s.Editions[3] = s.Editions[3], s.Editions[0] }, "editions[1]: year 2020 after 2021"},
		"height":          {func(s *state) { s.Editions[1].Height = 7 }, "editions[1]: published_on"},
		"heights":         {func(s *state) { s.Editions[2].Height = 0 }, "editions[2]: edition 2 of 2020: height 0 after 0"},
		"genesis officer": {func(s *state) { s.Editions[0].ProposedBy = officer(1) }, "editions[0]: an edition of the genesis"},
		"officer":         {func(s *state) { s.Editions[2].ConfirmedBy = "x" }, "editions[2]"},
		"one officer":     {func(s *state) { s.Editions[2].ConfirmedBy = officer(1) }, "needs another officer"},
		"past day":        {func(s *state) { s.Editions[2].PublishedOn = "2020-02-01" }, "editions[2]: 2020-01-31 is a banking day"},
		"proposal":        {func(s *state) { s.Proposals[0].Calendar.Source = "" }, "proposals[0]: source"},
		"proposer":        {func(s *state) { s.Proposals[0].ProposedBy = strings.ToUpper(officer(1)) }, "proposals[0]"},
		"proposals":       {func(s *state) { s.Proposals = append(s.Proposals, s.Proposals[0]) }, "proposals[1]: year 2022 after 2022"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := full()
			test.change(broken)
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.says)
		})
	}
}
