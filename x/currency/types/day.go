package types

import "time"

const (
	dayFormat = "2006-01-02"
	// businessDayOffset is where Asia/Shanghai is ahead of UTC, all year round since 1991.
	businessDayOffset = 8 * time.Hour
	secondsPerDay     = 24 * 60 * 60
	firstYear         = 2000
	lastYear          = 9999
)

// Day is a business day (UTC+8), counted from 1970-01-01. The zero value is no day.
type Day uint32

// lastDay is 9999-12-31, far from where a calculation with days could overflow.
const lastDay = 2_932_896

// DayOf returns the business day that a moment belongs to. Moments before 1970 belong to none.
func DayOf(t time.Time) Day {
	return clampDay(t.Add(businessDayOffset).Unix() / secondsPerDay)
}

// clampDay stops at either end of the calendar.
func clampDay(days int64) Day {
	return Day(min(max(days, 0), lastDay))
}

// ParseDay reads a date of the years 2000 to 9999, such as 2019-12-01. It fails with ErrDay.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayFormat, s)
	if err != nil || t.Format(dayFormat) != s {
		return 0, ErrDay.Wrapf("%.40q: write year, month and day, such as 2019-12-01", s)
	}
	if t.Year() < firstYear {
		return 0, ErrDay.Wrapf("%.40q: the year must be %d to %d", s, firstYear, lastYear)
	}
	return clampDay(t.Unix() / secondsPerDay), nil
}

// ParseOptionalDay reads a date as ParseDay does, and the empty text as no day.
func ParseOptionalDay(s string) (Day, error) {
	if s == "" {
		return 0, nil
	}
	return ParseDay(s)
}

// IsZero reports whether d is the zero value, which is no day.
func (d Day) IsZero() bool { return d == 0 }

// AddDays returns the day that lies so many days later, or earlier when days is negative. It stops at either end of
// the calendar.
func (d Day) AddDays(days int64) Day {
	return clampDay(int64(d) + days)
}

// Year returns the calendar year of the business day, by which yearly limits count.
func (d Day) Year() int { return d.date().Year() }

// String writes the date, such as "2019-12-01", and nothing for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.date().Format(dayFormat)
}

func (d Day) date() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }
