package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

// The weekdays that were closed and the weekend days that were worked, day by day, from the State Council's notices
// [2018] No. 15, [2019] No. 3 and No. 16, [2020] No. 1 and No. 27; the festivals are spelt out here so that the sample
// calendars are compared with something.
var (
	closedWeekdays = []string{
		"2019-01-01", "2019-02-04", "2019-02-05", "2019-02-06", "2019-02-07", "2019-02-08", "2019-04-05", "2019-05-01", "2019-05-02",
		"2019-05-03", "2019-06-07", "2019-09-13", "2019-10-01", "2019-10-02", "2019-10-03", "2019-10-04", "2019-10-07",
		"2020-01-01", "2020-01-24", "2020-01-27", "2020-01-28", "2020-01-29", "2020-01-30", "2020-01-31", "2020-04-06", "2020-05-01",
		"2020-05-04", "2020-05-05", "2020-06-25", "2020-06-26", "2020-10-01", "2020-10-02", "2020-10-05", "2020-10-06", "2020-10-07", "2020-10-08",
		"2021-01-01", "2021-02-11", "2021-02-12", "2021-02-15", "2021-02-16", "2021-02-17", "2021-04-05", "2021-05-03", "2021-05-04",
		"2021-05-05", "2021-06-14", "2021-09-20", "2021-09-21", "2021-10-01", "2021-10-04", "2021-10-05", "2021-10-06", "2021-10-07",
	}
	workedWeekends = []string{
		"2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12",
		"2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10",
		"2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09",
	}
)

func TestEveryDayOfThreeYears(t *testing.T) {
	calendar := china(t)
	exceptions := map[types.Day]bool{}
	for _, text := range append(append([]string{}, closedWeekdays...), workedWeekends...) {
		require.False(t, exceptions[day(text)], text)
		exceptions[day(text)] = true
	}
	counts := map[int]int{}
	monday := day("2018-12-31")
	for d := day("2019-01-01"); d <= day("2021-12-31"); d++ {
		weekday := (d-monday)%7 < 5
		require.Equal(t, weekday != exceptions[d], calendar.IsBankingDay(d), d.String())
		require.True(t, calendar.IsPublished(d))
		if calendar.IsBankingDay(d) {
			counts[d.Year()]++
		}
	}
	require.Equal(t, map[int]int{2019: 250, 2020: 249, 2021: 250}, counts)
}

func TestCountingBankingDays(t *testing.T) {
	calendar := china(t)
	for _, test := range []struct {
		from string
		days int
		want string
	}{
		{"2019-12-02", 0, "2019-12-02"},
		{"2019-12-02", 1, "2019-12-03"},
		{"2019-12-02", 5, "2019-12-09"},
		// The count begins after a day, also after one that is no banking day.
		{"2019-12-07", 1, "2019-12-09"},
		{"2019-12-08", 5, "2019-12-13"},
		// Over New Year.
		{"2019-12-31", 1, "2020-01-02"},
		{"2020-12-31", 1, "2021-01-04"},
		// Sunday 19 January 2020 was worked.
		{"2020-01-17", 1, "2020-01-19"},
		{"2020-01-17", 2, "2020-01-20"},
		// Over the Spring Festival that was extended: 23 January, then 3 February.
		{"2020-01-22", 1, "2020-01-23"},
		{"2020-01-22", 2, "2020-02-03"},
		{"2020-01-23", 5, "2020-02-07"},
		// Over the National Day of 2019, with Sunday 29 September and Saturday 12 October worked.
		{"2019-09-27", 5, "2019-10-10"},
		{"2019-10-07", 5, "2019-10-12"},
		// Over that of 2020 with the Mid-Autumn Festival, and Saturday 10 October worked.
		{"2020-09-30", 1, "2020-10-09"},
		{"2020-09-30", 2, "2020-10-10"},
		{"2020-09-30", 3, "2020-10-12"},
		// Over that of 2021: Saturday 9 October worked.
		{"2021-09-30", 1, "2021-10-08"},
		{"2021-09-30", 2, "2021-10-09"},
		{"2021-09-30", 3, "2021-10-11"},
	} {
		require.Equal(t, test.want, calendar.AddBankingDays(day(test.from), test.days).String(), "%s + %d", test.from, test.days)
	}
	for from, want := range map[string]string{
		"2020-01-23": "2020-01-23", "2020-01-24": "2020-02-03", "2020-02-01": "2020-02-03", "2020-02-02": "2020-02-03",
		"2019-10-05": "2019-10-08", "2019-10-12": "2019-10-12", "2019-10-13": "2019-10-14", "2021-02-20": "2021-02-20",
	} {
		require.Equal(t, want, calendar.Next(day(from)).String(), from)
	}
}

// Before the extension the calendar said that Friday 31 January was a banking day, and Saturday 1 February was worked.
func TestSpringFestivalAsFirstPublished(t *testing.T) {
	calendar, err := types.NewCalendar(notices()...)
	require.NoError(t, err)
	require.Equal(t, "2020-01-31", calendar.Next(day("2020-01-24")).String())
	require.True(t, calendar.IsBankingDay(day("2020-02-01")))
	require.False(t, calendar.IsBankingDay(day("2020-02-02")))
	require.Equal(t, "2020-02-05", calendar.AddBankingDays(day("2020-01-23"), 5).String())
}

func TestUnpublishedYear(t *testing.T) {
	for name, calendar := range map[string]types.Calendar{"of other years": china(t), "without any": {}} {
		t.Run(name, func(t *testing.T) {
			require.False(t, calendar.IsPublished(day("2022-10-03")))
			require.True(t, calendar.IsBankingDay(day("2022-10-03")), "the National Day's Monday")
			require.False(t, calendar.IsBankingDay(day("2022-10-08")), "a Saturday that was worked")
			require.Equal(t, "2022-10-10", calendar.AddBankingDays(day("2022-09-30"), 6).String())
		})
	}
}

func TestTheEndOfTime(t *testing.T) {
	require.Equal(t, "9999-12-31", types.Calendar{}.AddBankingDays(day("9999-12-30"), 5).String())
}
