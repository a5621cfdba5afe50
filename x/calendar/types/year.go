package types

import (
	"strings"
	"unicode"
	"unicode/utf8"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Check fails with ErrCalendar, naming the field that breaks its rule.
func (y YearCalendar) Check() error {
	_, err := y.read()
	return err
}

func (y YearCalendar) read() (yearDays, error) {
	days := yearDays{year: int(y.Year)}
	if err := checkText("source", y.Source); err != nil {
		return days, err
	}
	if len(y.ClosedPeriods) > MaxClosedPeriods || len(y.WorkingDays) > MaxWorkingDays {
		return days, ErrCalendar.Wrapf("%d closed_periods and %d working_days, at most %d and %d",
			len(y.ClosedPeriods), len(y.WorkingDays), MaxClosedPeriods, MaxWorkingDays)
	}
	weekdays, previous := 0, Day(0)
	for i, period := range y.ClosedPeriods {
		span, err := period.read(y)
		if err != nil {
			return days, ErrCalendar.Wrapf("closed_periods[%d]: %s", i, err)
		}
		if span.first <= previous {
			return days, ErrCalendar.Wrapf("closed_periods[%d]: begins on %s, must be after %s", i, span.first, previous)
		}
		previous = span.last
		weekdays += span.weekdays()
		days.closed = append(days.closed, span)
	}
	if weekdays > MaxClosedWeekdays {
		return days, ErrCalendar.Wrapf("closed_periods: close %d days from Monday to Friday, at most %d", weekdays, MaxClosedWeekdays)
	}
	previous = 0
	for i, text := range y.WorkingDays {
		day, err := y.day(text)
		if err != nil {
			return days, ErrCalendar.Wrapf("working_days[%d]: %s", i, err)
		}
		if day <= previous || !isWeekend(day) || days.isClosed(day) {
			return days, ErrCalendar.Wrapf("working_days[%d]: %s must be a Saturday or Sunday in no closed period, and after the one before it", i, day)
		}
		previous = day
		days.working = append(days.working, day)
	}
	return days, nil
}

func (p ClosedPeriod) read(y YearCalendar) (daySpan, error) {
	if err := checkText("name", p.Name); err != nil {
		return daySpan{}, err
	}
	first, err := y.day(p.FirstDay)
	if err != nil {
		return daySpan{}, err
	}
	last, err := y.day(p.LastDay)
	if err != nil {
		return daySpan{}, err
	}
	if last < first {
		return daySpan{}, ErrCalendar.Wrapf("last_day %s is before first_day %s", last, first)
	}
	return daySpan{first: first, last: last}, nil
}

// day reads a day of the year.
func (y YearCalendar) day(text string) (Day, error) {
	day, err := currencytypes.ParseDay(text)
	if err != nil {
		return day, err
	}
	if day.Year() != int(y.Year) {
		return day, ErrCalendar.Wrapf("%s is not in %d", day, y.Year)
	}
	return day, nil
}

func (s daySpan) weekdays() int {
	count := 0
	for day := s.first; day <= s.last; day++ {
		if !isWeekend(day) {
			count++
		}
	}
	return count
}

// checkText accepts a line that people can read.
func checkText(what, text string) error {
	if text == "" || len(text) > maxTextBytes || !utf8.ValidString(text) || strings.TrimSpace(text) != text ||
		strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ErrCalendar.Wrapf("%s %.40q must be 1 to %d bytes of printable UTF-8 without spaces around it", what, text, maxTextBytes)
	}
	return nil
}
