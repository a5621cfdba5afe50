package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestTerms(t *testing.T) {
	require.NoError(t, hainan().Check())
	type terms = types.ProgrammeTerms
	for name, test := range map[string]struct {
		change func(*terms)
		says   string
	}{
		"no name":            {func(s *terms) { s.Name = "" }, "name"},
		"long name":          {func(s *terms) { s.Name = strings.Repeat("n", 101) }, "1 to 100 bytes"},
		"name of two lines":  {func(s *terms) { s.Name = "a\nb" }, "name"},
		"spaced name":        {func(s *terms) { s.Name = " a" }, "without spaces around it"},
		"no pledges":         {func(s *terms) { s.Pledges = nil }, "pledges has 0 entries, must have 1 to 20"},
		"too many pledges":   {func(s *terms) { s.Pledges = make([]types.Pledge, 21) }, "pledges has 21 entries"},
		"no sponsor":         {func(s *terms) { s.Pledges[1].Wallet = "alice" }, "pledges[1]"},
		"same sponsor":       {func(s *terms) { s.Pledges[1].Wallet = s.Pledges[0].Wallet }, "pledges twice"},
		"capital sponsor":    {func(s *terms) { s.Pledges[0].Wallet = strings.ToUpper(s.Pledges[0].Wallet) }, "must be written"},
		"empty pledge":       {func(s *terms) { s.Pledges[0].AmountFen = 0 }, "pledges[0]: amount must be more than 0.00 yuan"},
		"pledges overflow":   {func(s *terms) { s.Pledges[0].AmountFen = 1<<64 - 1 }, "pledges[1]"},
		"pledges too small":  {func(s *terms) { s.Pledges[1].AmountFen-- }, "pledges make 999.99 yuan, budget_fen is 1,000.00 yuan"},
		"no purposes":        {func(s *terms) { s.Purposes = nil }, "purposes has 0 entries"},
		"too many purposes":  {func(s *terms) { s.Purposes = make([]types.Purpose, 21) }, "purposes has 21 entries"},
		"same purpose":       {func(s *terms) { s.Purposes[1].Id = "housing" }, "housing is there twice"},
		"purpose of capital": {func(s *terms) { s.Purposes[1].Id = "Housing" }, "lower-case"},
		"purpose of nothing": {func(s *terms) { s.Purposes[1].Id = "" }, "id"},
		"long purpose":       {func(s *terms) { s.Purposes[1].Id = strings.Repeat("p", 33) }, "1 to 32"},
		"no description":     {func(s *terms) { s.Purposes[1].Description = "" }, "description"},
		"no scenario":        {func(s *terms) { s.Purposes[1].Scenarios = nil }, "scenarios has 0 entries, must have 1 to"},
		"zero scenario":      {func(s *terms) { s.Purposes[1].Scenarios[0] = 0 }, "SCENARIO_UNSPECIFIED"},
		"unknown scenario":   {func(s *terms) { s.Purposes[1].Scenarios[0] = 99 }, "99"},
		"same scenario":      {func(s *terms) { s.Purposes[1].Scenarios[1] = currencytypes.SCENARIO_TOURISM }, "there twice"},
		"sector of digits":   {func(s *terms) { s.Purposes[1].Sectors[0] = "61" }, `sector "61"`},
		"sector beyond T":    {func(s *terms) { s.Purposes[1].Sectors[0] = "U" }, `sector "U"`},
		"same sector":        {func(s *terms) { s.Purposes[1].Sectors[0] = "L" }, "there twice"},
		"empty budget":       {func(s *terms) { s.Purposes[1].BudgetFen = 0 }, "purposes[1]"},
		"purposes too large": {func(s *terms) { s.Purposes[1].BudgetFen++ }, "purposes make 1,000.01 yuan"},
		"no region":          {func(s *terms) { s.Regions[0] = "46" }, "regions[0]"},
		"same region":        {func(s *terms) { s.Regions = []string{"460000", "460000"} }, "regions[1]: 460000 is there twice"},
		"too many regions":   {func(s *terms) { s.Regions = make([]string, 41) }, "regions has 41 entries"},
		"no payee":           {func(s *terms) { s.Payees = []string{"x"} }, "payees[0]"},
		"same payee":         {func(s *terms) { s.Payees = []string{text(9), text(9)} }, "payees[1]"},
		"too many payees":    {func(s *terms) { s.Payees = make([]string, 101) }, "payees has 101 entries"},
		"cap beyond budget":  {func(s *terms) { s.CapPerBeneficiaryFen = s.BudgetFen + 1 }, "cap_per_beneficiary_fen is 1,000.01 yuan"},
		"no first day":       {func(s *terms) { s.FirstDay = "" }, "first_day"},
		"no last day":        {func(s *terms) { s.LastDay = "soon" }, "last_day"},
		"ends before":        {func(s *terms) { s.LastDay = "2019-12-31" }, "last_day 2019-12-31 is before first_day 2020-01-01"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := hainan()
			test.change(&broken)
			err := broken.Check()
			require.ErrorIs(t, err, types.ErrTerms)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestTermsMayBeOfOneDay(t *testing.T) {
	terms := hainan()
	terms.LastDay = terms.FirstDay
	terms.CapPerBeneficiaryFen = terms.BudgetFen
	terms.Payees = []string{text(9)}
	require.NoError(t, terms.Check())
}

func TestTermsFromToday(t *testing.T) {
	terms := hainan()
	require.NoError(t, terms.CheckFrom(day("2020-12-31")))
	require.ErrorIs(t, terms.CheckFrom(day("2021-01-01")), types.ErrTerms)
	last := day(terms.LastDay)
	require.NoError(t, terms.CheckFrom(last.AddDays(-types.MaxProgrammeDays)))
	err := terms.CheckFrom(last.AddDays(-types.MaxProgrammeDays - 1))
	require.ErrorIs(t, err, types.ErrTerms)
	require.ErrorContains(t, err, "to 2020-12-30")
	terms.LastDay = ""
	require.ErrorIs(t, terms.CheckFrom(last), types.ErrTerms)
}
