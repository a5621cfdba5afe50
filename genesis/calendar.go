package genesis

import (
	"fmt"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
)

// calendarDocuments are the banking days of years, in order.
type calendarDocuments []calendarDocument

type calendarDocument struct {
	Year          uint32           `yaml:"year"`
	Source        string           `yaml:"source"`
	ClosedPeriods []closedDocument `yaml:"closed_periods"`
	WorkingDays   []string         `yaml:"working_days"`
}

type closedDocument struct {
	Name     string `yaml:"name"`
	FirstDay string `yaml:"first_day"`
	LastDay  string `yaml:"last_day"`
}

func (docs calendarDocuments) calendars() ([]calendartypes.YearCalendar, error) {
	var calendars []calendartypes.YearCalendar
	for i, doc := range docs {
		field := fmt.Sprintf("calendars[%d]", i)
		if i > 0 && doc.Year <= docs[i-1].Year {
			return nil, at(field, at("year", refuse(ErrDuplicate, "%d after %d, must be in order", doc.Year, docs[i-1].Year)))
		}
		calendar := calendartypes.YearCalendar{Year: doc.Year, Source: doc.Source, WorkingDays: doc.WorkingDays}
		for _, closed := range doc.ClosedPeriods {
			calendar.ClosedPeriods = append(calendar.ClosedPeriods, calendartypes.ClosedPeriod(closed))
		}
		if err := calendar.Check(); err != nil {
			return nil, at(field, refuse(ErrMalformed, "%w", err))
		}
		calendars = append(calendars, calendar)
	}
	return calendars, nil
}
