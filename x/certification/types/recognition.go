package types

import (
	"slices"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Covers reports whether the day belongs to the period.
func (p Period) Covers(day string) bool {
	return p.FirstDay <= day && (p.LastDay == "" || day <= p.LastDay)
}

// NewRecognition is one for nothing yet. It fails with ErrRecognition unless the member is of a kind that certifies or
// tests.
func NewRecognition(member consortiumtypes.Member, code uint32) (Recognition, error) {
	switch member.Kind {
	case consortiumtypes.MEMBER_KIND_CERTIFICATION_BODY, consortiumtypes.MEMBER_KIND_TEST_LABORATORY:
		return Recognition{MemberId: member.Id, Code: code}, nil
	default:
		return Recognition{}, ErrRecognition.Wrapf("member %s is %s, must be a certification body or a test laboratory", member.Id, member.Kind)
	}
}

// Recognise adds a period to each category. It fails with ErrRecognition when the period is malformed or meets one that
// there is.
func (r Recognition) Recognise(categories []uint32, period Period, today string) (Recognition, error) {
	if err := r.checkCategories(categories); err != nil {
		return r, err
	}
	if err := period.check(); err != nil {
		return r, err
	}
	if period.FirstDay < today {
		return r, ErrRecognition.Wrapf("first_day %s: today is %s, a recognition does not begin in the past", period.FirstDay, today)
	}
	return r.each(categories, func(scope Scope) (Scope, error) {
		scope.Periods = append(slices.Clone(scope.Periods), period)
		return scope, scope.check(r.MemberId)
	})
}

// End makes yesterday the last day of what is going on or begins later; a period that has not begun goes. It fails with
// ErrRecognition when there is nothing to end.
func (r Recognition) End(categories []uint32, today, yesterday string) (Recognition, error) {
	if err := r.checkCategories(categories); err != nil {
		return r, err
	}
	return r.each(categories, func(scope Scope) (Scope, error) {
		var kept []Period
		ended := false
		for _, period := range scope.Periods {
			if period.LastDay == "" || period.LastDay >= today {
				ended = true
				if period.FirstDay >= today {
					continue
				}
				period.LastDay = yesterday
			}
			kept = append(kept, period)
		}
		if !ended {
			return scope, ErrRecognition.Wrapf("%s, category %d: is not recognised on %s or later", r.MemberId, scope.Category, today)
		}
		scope.Periods = kept
		return scope, nil
	})
}

func (r Recognition) each(categories []uint32, change func(Scope) (Scope, error)) (Recognition, error) {
	changed := r
	changed.Scopes = slices.Clone(r.Scopes)
	for _, category := range categories {
		i, found := slices.BinarySearchFunc(changed.Scopes, category, func(s Scope, code uint32) int { return int(s.Category) - int(code) })
		if !found {
			changed.Scopes = slices.Insert(changed.Scopes, i, Scope{Category: category})
		}
		scope, err := change(changed.Scopes[i])
		if err != nil {
			return r, err
		}
		changed.Scopes[i] = scope
	}
	return changed, nil
}

// Check fails with ErrNotRecognised unless the member is recognised for the category on the day.
func (r Recognition) Check(category uint32, day string) error {
	for _, scope := range r.Scopes {
		if scope.Category == category && slices.ContainsFunc(scope.Periods, func(p Period) bool { return p.Covers(day) }) {
			return nil
		}
	}
	return ErrNotRecognised.Wrapf("%s, category %d, on %s", r.MemberId, category, day)
}

func (r Recognition) checkCategories(categories []uint32) error {
	if len(categories) == 0 || len(categories) > MaxCategories {
		return ErrRecognition.Wrapf("%s: names %d categories, must name 1 to %d", r.MemberId, len(categories), MaxCategories)
	}
	for i, category := range categories {
		if category == 0 || category > MaxCategories || slices.Contains(categories[:i], category) {
			return ErrRecognition.Wrapf("%s: category %d must be 1 to %d and named once", r.MemberId, category, MaxCategories)
		}
	}
	return nil
}

func (p Period) check() error {
	if !IsDay(p.FirstDay) || p.LastDay != "" && (!IsDay(p.LastDay) || p.LastDay < p.FirstDay) {
		return ErrRecognition.Wrapf("%.40q to %.40q: write days such as 2019-12-01, the last not before the first", p.FirstDay, p.LastDay)
	}
	return nil
}

func (s Scope) check(memberID string) error {
	if len(s.Periods) > MaxScopePeriods {
		return ErrRecognition.Wrapf("%s, category %d: %d periods, at most %d", memberID, s.Category, len(s.Periods), MaxScopePeriods)
	}
	for i, period := range s.Periods {
		if err := period.check(); err != nil {
			return err
		}
		if i > 0 && (s.Periods[i-1].LastDay == "" || period.FirstDay <= s.Periods[i-1].LastDay) {
			return ErrRecognition.Wrapf("%s, category %d: from %s on, but recognised before until %q", memberID, s.Category,
				period.FirstDay, s.Periods[i-1].LastDay)
		}
	}
	return nil
}

// Validate checks the record by itself (ErrRecognition).
func (r Recognition) Validate() error {
	if _, err := ParseMemberID(r.MemberId); err != nil {
		return err
	}
	if r.Code == 0 || r.Code > 999 {
		return ErrRecognition.Wrapf("%s: code %d must be 1 to 999", r.MemberId, r.Code)
	}
	before := uint32(0)
	for _, scope := range r.Scopes {
		if scope.Category <= before || scope.Category > MaxCategories {
			return ErrRecognition.Wrapf("%s: category %d after %d", r.MemberId, scope.Category, before)
		}
		before = scope.Category
		if err := scope.check(r.MemberId); err != nil {
			return err
		}
	}
	return nil
}
