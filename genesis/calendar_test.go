package genesis_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/scripts/demo"
	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
)

func TestCalendars(t *testing.T) {
	described, err := genesis.ParseConsortium(demo.Consortium)
	require.NoError(t, err)
	require.Len(t, described.Calendars, 3)
	require.Equal(t, calendartypes.ClosedPeriod{Name: "Spring Festival", FirstDay: "2020-01-24", LastDay: "2020-01-30"},
		described.Calendars[1].ClosedPeriods[1])
	require.Equal(t, "2020-02-01", described.Calendars[1].WorkingDays[1])
	for name, test := range map[string]struct {
		old, replacement string
		reason           error
		says             string
	}{
		"order":    {"year: 2021", "year: 2020", genesis.ErrDuplicate, "calendars[2].year: is used twice: 2020 after 2020"},
		"rule":     {"first_day: 2021-02-11", "first_day: 2021-02-18", genesis.ErrMalformed, "calendars[2]: is malformed: closed_periods[1]"},
		"no field": {"working_days: [2021", "holidays: [2021", genesis.ErrMalformed, "holidays"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(demo.Consortium), test.old, test.replacement, 1)
			_, err := genesis.ParseConsortium([]byte(text))
			require.ErrorIs(t, err, test.reason)
			require.ErrorContains(t, err, test.says)
		})
	}
}
