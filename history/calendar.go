package history

import (
	"time"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

const monthFormat = "2006-01"

// date is midnight of the business day, in a zone that does not matter.
func date(day currency.Day) time.Time { return time.Unix(int64(day)*24*60*60, 0).UTC() }

func firstOfMonth(day currency.Day) currency.Day {
	return day.AddDays(1 - int64(date(day).Day()))
}

// periodText writes a day as 2026-11-23 and a month as 2026-11.
func periodText(period Period, day currency.Day) string {
	if period == PERIOD_MONTH {
		return date(day).Format(monthFormat)
	}
	return day.String()
}
