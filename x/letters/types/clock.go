package types

import (
	"time"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// utcOffset is that of the business day (UTC+8).
const utcOffset = 8 * time.Hour

// Clock is the time of a block and the banking days as they are published then. Deadlines are counted anew each time.
type Clock struct {
	Now      time.Time
	Calendar calendartypes.Calendar
}

// Today is the business day.
func (c Clock) Today() Day { return currencytypes.DayOf(c.Now) }

// dayOfReceipt is the banking day for which what was received counts: the same day before the closing hour, else the next
// banking day (UCP 600 Art. 33).
func (c Clock) dayOfReceipt(at time.Time, closingMinute uint32) Day {
	day := currencytypes.DayOf(at)
	midnight := at.Add(utcOffset).UTC().Truncate(24 * time.Hour)
	closing := midnight.Add(time.Duration(closingMinute) * time.Minute)
	if c.Calendar.IsBankingDay(day) && !at.Add(utcOffset).UTC().Before(closing) {
		day = day.AddDays(1)
	}
	return c.Calendar.Next(day)
}

// DefaultParams close the banks at 17:00.
func DefaultParams() Params { return Params{ClosingMinute: 17 * 60} }

// Check fails with ErrInvalidParams, naming the parameter.
func (p Params) Check() error {
	if p.ClosingMinute == 0 || p.ClosingMinute > minutesPerDay {
		return ErrInvalidParams.Wrapf("closing_minute: is %d, must be 1 to %d", p.ClosingMinute, minutesPerDay)
	}
	return nil
}
