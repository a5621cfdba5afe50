package sim_test

import (
	"fmt"
	"time"

	"github.com/dcep-consortium/dcepd/testutil"
	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// calendar proposes or confirms one of a few calendars of a year around the block's, some of which change past days.
func (w *workload) calendar(now time.Time) signed {
	year := currency.DayOf(now).Year() - 1 + w.rand.Intn(4)
	first := 1 + w.rand.Intn(28)
	published := calendar.YearCalendar{
		Year: uint32(year), Source: "drill",
		ClosedPeriods: []calendar.ClosedPeriod{{
			Name: "Festival", FirstDay: fmt.Sprintf("%d-12-%02d", year, first), LastDay: fmt.Sprintf("%d-12-%02d", year, first+w.rand.Intn(4)),
		}},
	}
	officer := testutil.Officer("pboc", w.pick([]string{"compliance", "controller"}))
	if w.rand.Intn(2) == 0 || w.proposed == nil {
		w.proposed = &published
		return signed{officer, &calendar.MsgProposeCalendar{Officer: officer.String(), Calendar: published}}
	}
	return signed{officer, &calendar.MsgConfirmCalendar{Officer: officer.String(), Calendar: *w.proposed}}
}
