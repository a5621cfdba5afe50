package types

import (
	"slices"
)

// Check fails with ErrUnit, naming the part that breaks its rule in the category.
func (u Unit) Check(category Category) error {
	if err := u.checkForm(); err != nil {
		return err
	}
	if category.SiteInspection && len(u.ProductionSites) == 0 {
		return ErrUnit.Wrapf("category %d: needs a production site to inspect", category.Code)
	}
	if !isSubset(u.Standards, category.Standards) {
		return ErrUnit.Wrapf("category %d: standards %v, the catalogue has %v", category.Code, u.Standards, category.Standards)
	}
	return nil
}

func (u Unit) checkForm() error {
	for _, text := range []struct{ what, text string }{{"name", u.Name}, {"model", u.Model}, {"specification", u.Specification}} {
		if err := CheckName(text.what, text.text); err != nil {
			return ErrUnit.Wrap(err.Error())
		}
	}
	for _, list := range []struct {
		what  string
		list  []string
		least int
	}{
		{"versions", u.Versions, 1}, {"components", u.Components, 0}, {"production_sites", u.ProductionSites, 0}, {"standards", u.Standards, 1},
	} {
		if err := checkLines(list.what, list.list, list.least); err != nil {
			return ErrUnit.Wrap(err.Error())
		}
	}
	return nil
}

// CheckReduction fails with ErrNotReduced unless the unit is the same product with less in at least one list, and with
// nothing new in any.
func (u Unit) CheckReduction(to Unit) error {
	if err := to.checkForm(); err != nil {
		return err
	}
	if u.Name != to.Name || u.Model != to.Model || u.Specification != to.Specification {
		return ErrNotReduced.Wrapf("%s %s, not %s %s", u.Model, u.Specification, to.Model, to.Specification)
	}
	fewer := 0
	for _, list := range []struct {
		what          string
		before, after []string
	}{
		{"versions", u.Versions, to.Versions},
		{"components", u.Components, to.Components},
		{"production_sites", u.ProductionSites, to.ProductionSites},
		{"standards", u.Standards, to.Standards},
	} {
		if !isSubset(list.after, list.before) {
			return ErrNotReduced.Wrapf("%s %v, certified are %v", list.what, list.after, list.before)
		}
		fewer += len(list.before) - len(list.after)
	}
	if fewer == 0 {
		return ErrNotReduced.Wrapf("%s: nothing is left out", u.Model)
	}
	return nil
}

// Covers reports whether the version is one of the unit's.
func (u Unit) Covers(version string) bool { return slices.Contains(u.Versions, version) }

// Check fails with ErrReport, naming the part that breaks its rule.
func (r Report) Check(today string) error {
	if !isKnown(Verdict_name, r.Verdict) {
		return ErrReport.Wrapf("verdict %d must be pass or fail", r.Verdict)
	}
	if !IsDay(r.DoneOn) || r.DoneOn > today {
		return ErrReport.Wrapf("done_on %.40q must be a day, and not after today, %s", r.DoneOn, today)
	}
	if len(r.DocumentHash) != hashBytes {
		return ErrReport.Wrapf("document_hash has %d bytes, must have %d", len(r.DocumentHash), hashBytes)
	}
	if err := checkLines("standards", r.Standards, 0); err != nil {
		return ErrReport.Wrap(err.Error())
	}
	if r.Findings == "" && r.Verdict == VERDICT_PASS {
		return nil
	}
	if !isLine(r.Findings, maxReasonBytes) {
		return ErrReport.Wrapf("findings %.40q must be at most %d bytes of printable UTF-8, and say why something failed", r.Findings, maxReasonBytes)
	}
	return nil
}
