package types

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// CheckPublication says whether the calendar may follow the edition that holds for its year, which is the zero value when
// there is none. No day that has begun changes, so that no deadline that has passed ever moves (ErrCalendar,
// ErrUnchanged, ErrPastDay).
func (e Edition) CheckPublication(calendar YearCalendar, today Day) error {
	if last := today.Year() + MaxYearsAhead; int(calendar.Year) > last {
		return ErrCalendar.Wrapf("year %d, today is %s: calendars can be published up to %d", calendar.Year, today, last)
	}
	var current []YearCalendar
	if e.Number > 0 {
		current = append(current, e.Calendar)
		if proto.Equal(&e.Calendar, &calendar) {
			return ErrUnchanged.Wrapf("edition %d of %d", e.Number, calendar.Year)
		}
	}
	before, err := NewCalendar(current...)
	if err != nil {
		return err
	}
	after, err := NewCalendar(calendar)
	if err != nil {
		return err
	}
	day, err := currencytypes.ParseDay(fmt.Sprintf("%04d-01-01", calendar.Year))
	if err != nil {
		return ErrCalendar.Wrapf("year: %s", err)
	}
	for ; day <= today && day.Year() == int(calendar.Year); day++ {
		if is := before.IsBankingDay(day); is != after.IsBankingDay(day) {
			return ErrPastDay.Wrapf("%s is %s, today is %s", day, bankingDayName(is), today)
		}
	}
	return nil
}

// Confirm publishes the proposed calendar after the edition that holds, if the second officer means the same one
// (ErrSameOfficer, ErrProposalChanged, and the errors of CheckPublication).
func (p Proposal) Confirm(officer string, calendar YearCalendar, current Edition, height int64, today Day) (Edition, error) {
	if officer == p.ProposedBy {
		return Edition{}, ErrSameOfficer.Wrapf("%s proposed the calendar of %d", officer, calendar.Year)
	}
	if !proto.Equal(&p.Calendar, &calendar) {
		return Edition{}, ErrProposalChanged.Wrapf("calendar of %d, proposed by %s: compare it with the one you confirm", calendar.Year, p.ProposedBy)
	}
	if err := current.CheckPublication(calendar, today); err != nil {
		return Edition{}, err
	}
	return Edition{
		Calendar: calendar, Number: current.Number + 1, ProposedBy: p.ProposedBy, ConfirmedBy: officer,
		Height: height, PublishedOn: today.String(),
	}, nil
}

func bankingDayName(is bool) string {
	if is {
		return "a banking day"
	}
	return "no banking day"
}
