package types

import (
	"slices"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Day is a business day (UTC+8).
type Day = currencytypes.Day

const daysPerWeek = 7

// Calendar tells banking days from days on which banks are closed. It knows the years that it was made of, and answers for
// any other year as for one whose calendar is not published: banks work from Monday to Friday.
type Calendar struct{ years []yearDays }

// yearDays is the calendar of a year with its days read.
type yearDays struct {
	year    int
	closed  []daySpan
	working []Day
}

type daySpan struct{ first, last Day }

// NewCalendar reads the calendars of years, each once. It fails with ErrCalendar, naming what breaks the rules.
func NewCalendar(years ...YearCalendar) (Calendar, error) {
	var c Calendar
	for _, year := range years {
		days, err := year.read()
		if err != nil {
			return Calendar{}, err
		}
		c.years = append(c.years, days)
	}
	return c, nil
}

// IsBankingDay reports whether banks are open on the day.
func (c Calendar) IsBankingDay(d Day) bool {
	year, published := c.year(d)
	if published && year.isClosed(d) {
		return false
	}
	return !isWeekend(d) || published && slices.Contains(year.working, d)
}

// Next returns the day itself if it is a banking day, else the first banking day after it.
func (c Calendar) Next(d Day) Day {
	for !c.IsBankingDay(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddBankingDays returns the n-th banking day following d. As everywhere in banking, d itself is not counted, whether it
// is a banking day or not; 0 banking days later is d itself.
func (c Calendar) AddBankingDays(d Day, n int) Day {
	for ; n > 0; n-- {
		d = c.Next(d.AddDays(1))
	}
	return d
}

// IsPublished reports whether the calendar of the day's year was published. While it is not, the day's answer may change.
func (c Calendar) IsPublished(d Day) bool {
	_, published := c.year(d)
	return published
}

func (c Calendar) year(d Day) (yearDays, bool) {
	in := d.Year()
	i := slices.IndexFunc(c.years, func(y yearDays) bool { return y.year == in })
	if i < 0 {
		return yearDays{}, false
	}
	return c.years[i], true
}

func (y yearDays) isClosed(d Day) bool {
	return slices.ContainsFunc(y.closed, func(s daySpan) bool { return s.first <= d && d <= s.last })
}

// isWeekend knows that 1970-01-01 was a Thursday.
func isWeekend(d Day) bool { return (d+4)%daysPerWeek == 0 || (d+4)%daysPerWeek == daysPerWeek-1 }
