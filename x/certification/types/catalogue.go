package types

import "slices"

// Check fails with ErrEdition, naming the part that breaks its rule.
func (e Edition) Check() error {
	if len(e.Id) != 4 || !IsDay(e.Id+"-01-01") {
		return ErrEdition.Wrapf("id %.40q must be a year", e.Id)
	}
	if !isLine(e.NameZh, maxTextBytes) || !isLine(e.NameEn, maxTextBytes) {
		return ErrEdition.Wrapf("%s: needs a name in Chinese and in English of at most %d bytes", e.Id, maxTextBytes)
	}
	if !IsDay(e.FirstDay) {
		return ErrEdition.Wrapf("%s: first_day %.40q: write year, month and day, such as 2019-12-01", e.Id, e.FirstDay)
	}
	if len(e.Categories) == 0 || len(e.Categories) > MaxCategories {
		return ErrEdition.Wrapf("%s: has %d categories, must have 1 to %d", e.Id, len(e.Categories), MaxCategories)
	}
	before := uint32(0)
	for _, category := range e.Categories {
		if category.Code <= before || category.Code > MaxCategories {
			return ErrEdition.Wrapf("%s: category %d after %d: codes rise from 1 to %d", e.Id, category.Code, before, MaxCategories)
		}
		before = category.Code
		if err := category.check(); err != nil {
			return ErrEdition.Wrapf("%s: category %d %s", e.Id, category.Code, err)
		}
	}
	return nil
}

func (c Category) check() error {
	if err := CheckName("name_zh", c.NameZh); err != nil {
		return err
	}
	if err := CheckName("name_en", c.NameEn); err != nil {
		return err
	}
	if err := checkLines("standards", c.Standards, 1); err != nil {
		return err
	}
	if len(c.Surveillance) == 0 || len(c.Surveillance) >= len(SurveillanceMode_name) ||
		slices.ContainsFunc(c.Surveillance, func(m SurveillanceMode) bool { return !isKnown(SurveillanceMode_name, m) }) {
		return ErrEdition.Wrapf("surveillance %v: needs one to three known modes", c.Surveillance)
	}
	return nil
}

// CheckNext fails with ErrEdition unless the edition can follow the latest one: it is younger, and does not begin in the
// past, nor take back a category that is already in use.
func (e Edition) CheckNext(latest Edition, today string) error {
	if err := e.Check(); err != nil {
		return err
	}
	if e.Id <= latest.Id || e.FirstDay <= latest.FirstDay {
		return ErrEdition.Wrapf("%s from %s: must be after %s from %s", e.Id, e.FirstDay, latest.Id, latest.FirstDay)
	}
	if e.FirstDay <= today {
		return ErrEdition.Wrapf("%s from %s: today is %s, an edition begins in the future", e.Id, e.FirstDay, today)
	}
	return nil
}

// Category fails with ErrCategory.
func (e Edition) Category(code uint32) (Category, error) {
	for _, category := range e.Categories {
		if category.Code == code {
			return category, nil
		}
	}
	return Category{}, ErrCategory.Wrapf("category %d: edition %s has %d to %d", code, e.Id,
		e.Categories[0].Code, e.Categories[len(e.Categories)-1].Code)
}

// checkLines accepts a list of at least so many different names.
func checkLines(what string, list []string, least int) error {
	if len(list) < least || len(list) > MaxListed {
		return ErrText.Wrapf("%s: has %d entries, must have %d to %d", what, len(list), least, MaxListed)
	}
	for i, entry := range list {
		if err := CheckName(what, entry); err != nil {
			return err
		}
		if slices.Contains(list[:i], entry) {
			return ErrText.Wrapf("%s: %q is there twice", what, entry)
		}
	}
	return nil
}
