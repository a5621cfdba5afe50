package types

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	// Fen is an amount of digital yuan, 1/100 yuan.
	Fen = currencytypes.Fen
	// Day is a business day (UTC+8).
	Day = currencytypes.Day
)

const (
	maxNameBytes      = 100
	maxPurposeIDBytes = 32
	purposeIDAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789-"
	// sectors are the sections of the national industry classification GB/T 4754.
	sectors = "ABCDEFGHIJKLMNOPQRST"
)

// Check fails with ErrTerms, naming the term that breaks its rule.
func (t ProgrammeTerms) Check() error {
	if err := checkText("name", t.Name); err != nil {
		return err
	}
	for _, check := range []func() error{t.checkPledges, t.checkPurposes, t.checkRegions, t.checkPayees} {
		if err := check(); err != nil {
			return err
		}
	}
	if t.CapPerBeneficiaryFen > t.BudgetFen {
		return ErrTerms.Wrapf("cap_per_beneficiary_fen is %s, the budget %s", Fen(t.CapPerBeneficiaryFen), Fen(t.BudgetFen))
	}
	first, err := currencytypes.ParseDay(t.FirstDay)
	if err != nil {
		return ErrTerms.Wrapf("first_day: %s", err)
	}
	last, err := currencytypes.ParseDay(t.LastDay)
	if err != nil {
		return ErrTerms.Wrapf("last_day: %s", err)
	}
	if last < first {
		return ErrTerms.Wrapf("last_day %s is before first_day %s", last, first)
	}
	return nil
}

// CheckFrom fails with ErrTerms unless the programme may be created today: it is not over, nor endless.
func (t ProgrammeTerms) CheckFrom(today Day) error {
	last, err := currencytypes.ParseDay(t.LastDay)
	if err != nil {
		return ErrTerms.Wrapf("last_day: %s", err)
	}
	if latest := today.AddDays(MaxProgrammeDays); last < today || last > latest {
		return ErrTerms.Wrapf("last_day %s must be from today, %s, to %s", last, today, latest)
	}
	return nil
}

func (t ProgrammeTerms) checkPledges() error {
	if err := checkCount("pledges", len(t.Pledges), 1, MaxSponsors); err != nil {
		return err
	}
	var total Fen
	seen := map[string]bool{}
	for i, pledge := range t.Pledges {
		if err := checkAddress(pledge.Wallet); err != nil {
			return ErrTerms.Wrapf("pledges[%d]: %s", i, err)
		}
		if seen[pledge.Wallet] {
			return ErrTerms.Wrapf("pledges[%d]: %s pledges twice", i, pledge.Wallet)
		}
		seen[pledge.Wallet] = true
		if err := addAmount(&total, pledge.AmountFen); err != nil {
			return ErrTerms.Wrapf("pledges[%d]: %s", i, err)
		}
	}
	return t.checkTotal("pledges", total)
}

func (t ProgrammeTerms) checkPurposes() error {
	if err := checkCount("purposes", len(t.Purposes), 1, MaxPurposes); err != nil {
		return err
	}
	var total Fen
	seen := map[string]bool{}
	for i, purpose := range t.Purposes {
		if err := purpose.check(); err != nil {
			return ErrTerms.Wrapf("purposes[%d]: %s", i, err)
		}
		if seen[purpose.Id] {
			return ErrTerms.Wrapf("purposes[%d]: %s is there twice", i, purpose.Id)
		}
		seen[purpose.Id] = true
		if err := addAmount(&total, purpose.BudgetFen); err != nil {
			return ErrTerms.Wrapf("purposes[%d]: %s", i, err)
		}
	}
	return t.checkTotal("purposes", total)
}

func (p Purpose) check() error {
	if p.Id == "" || len(p.Id) > maxPurposeIDBytes || strings.Trim(p.Id, purposeIDAlphabet) != "" {
		return ErrTerms.Wrapf("id %.40q must be 1 to %d lower-case letters, digits and hyphens", p.Id, maxPurposeIDBytes)
	}
	if err := checkText("description", p.Description); err != nil {
		return err
	}
	if err := checkCount("scenarios", len(p.Scenarios), 1, len(currencytypes.Scenario_name)-1); err != nil {
		return err
	}
	for i, scenario := range p.Scenarios {
		_, known := currencytypes.Scenario_name[int32(scenario)]
		if !known || scenario == currencytypes.SCENARIO_UNSPECIFIED || slices.Contains(p.Scenarios[:i], scenario) {
			return ErrTerms.Wrapf("scenario %s is not known or there twice", scenario)
		}
	}
	for i, sector := range p.Sectors {
		if !isSector(sector) || slices.Contains(p.Sectors[:i], sector) {
			return ErrTerms.Wrapf("sector %.40q is not one of A to T (GB/T 4754) or there twice", sector)
		}
	}
	return nil
}

func (t ProgrammeTerms) checkTotal(what string, total Fen) error {
	if uint64(total) != t.BudgetFen {
		return ErrTerms.Wrapf("%s make %s, budget_fen is %s", what, total, Fen(t.BudgetFen))
	}
	return nil
}

func (t ProgrammeTerms) checkRegions() error {
	if err := checkCount("regions", len(t.Regions), 0, MaxRegions); err != nil {
		return err
	}
	for i, region := range t.Regions {
		if _, err := ident.ParseRegionCode(region); err != nil {
			return ErrTerms.Wrapf("regions[%d]: %s", i, err)
		}
		if slices.Contains(t.Regions[:i], region) {
			return ErrTerms.Wrapf("regions[%d]: %s is there twice", i, region)
		}
	}
	return nil
}

func (t ProgrammeTerms) checkPayees() error {
	if err := checkCount("payees", len(t.Payees), 0, MaxPayees); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, payee := range t.Payees {
		if err := checkAddress(payee); err != nil {
			return ErrTerms.Wrapf("payees[%d]: %s", i, err)
		}
		if seen[payee] {
			return ErrTerms.Wrapf("payees[%d]: %s is there twice", i, payee)
		}
		seen[payee] = true
	}
	return nil
}

func isSector(s string) bool { return len(s) == 1 && strings.Contains(sectors, s) }

func checkCount(what string, count, from, to int) error {
	if count < from || count > to {
		return ErrTerms.Wrapf("%s has %d entries, must have %d to %d", what, count, from, to)
	}
	return nil
}

// checkText accepts a line that people can read.
func checkText(what, text string) error {
	if text == "" || len(text) > maxNameBytes || !utf8.ValidString(text) || strings.TrimSpace(text) != text ||
		strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ErrTerms.Wrapf("%s %.40q must be 1 to %d bytes of printable UTF-8 without spaces around it", what, text, maxNameBytes)
	}
	return nil
}

// checkAddress wants canonical text, because records compare addresses as text.
func checkAddress(text string) error {
	address, err := consortiumtypes.ParseAddress(text)
	if err != nil {
		return err
	}
	if canonical := consortiumtypes.FormatAddress(address); canonical != text {
		return consortiumtypes.ErrInvalidAddress.Wrapf("%s must be written %s", text, canonical)
	}
	return nil
}

// addAmount adds an amount that must be more than nothing.
func addAmount(total *Fen, fen uint64) error {
	amount, err := currencytypes.ParseAmount(fen)
	if err != nil {
		return err
	}
	*total, err = total.Add(amount)
	return err
}
