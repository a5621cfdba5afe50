package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestParseSpendingID(t *testing.T) {
	id, err := types.ParseSpendingID(midYear, "RENT-1")
	require.NoError(t, err)
	require.Equal(t, types.SpendingID{Date: day(midYear), EndToEndID: reference("RENT-1")}, id)
	_, err = types.ParseSpendingID("", "RENT-1")
	require.ErrorIs(t, err, currencytypes.ErrDay)
	_, err = types.ParseSpendingID(midYear, "")
	require.ErrorIs(t, err, currencytypes.ErrIdentifier)
}

func TestInstructionDate(t *testing.T) {
	p, today := running(), day(midYear)
	require.NoError(t, p.CheckInstructionDate(today, today))
	require.NoError(t, p.CheckInstructionDate(day("2020-01-01"), today))
	err := p.CheckInstructionDate(today+1, today)
	require.ErrorIs(t, err, types.ErrInstructionDate)
	require.ErrorContains(t, err, "2020-07-02 is after the business day 2020-07-01")
	err = p.CheckInstructionDate(day("2019-12-31"), today)
	require.ErrorIs(t, err, types.ErrInstructionDate)
	require.ErrorContains(t, err, "2019-12-31 is before 2020-01-01")
}

func wallet(n byte, scenario currencytypes.Scenario, region string) currencytypes.Wallet {
	return currencytypes.Wallet{Address: text(n), Profile: currencytypes.WalletProfile{
		OperatorId: "icbc-hn", CustomerRef: address(n), MerchantScenario: scenario, Region: region,
	}}
}

func TestCheckPayee(t *testing.T) {
	const tourism, retail = currencytypes.SCENARIO_TOURISM, currencytypes.SCENARIO_RETAIL
	from := wallet(hotel, tourism, "460200")
	named := func(p *types.Programme) { p.Terms.Payees = []string{text(landlord)} }
	twin := wallet(landlord, tourism, "460200")
	twin.Profile.CustomerRef = address(hotel)
	elsewhere := twin
	elsewhere.Profile.OperatorId = "abc-hn"
	for name, test := range map[string]struct {
		payee  currencytypes.Wallet
		change func(*types.Programme)
		err    error
		says   string
	}{
		"admitted":            {payee: wallet(landlord, tourism, "460200")},
		"second scenario":     {payee: wallet(landlord, currencytypes.SCENARIO_TRANSPORT, "460200")},
		"the region itself":   {payee: wallet(landlord, tourism, "460000")},
		"any region":          {payee: wallet(landlord, tourism, "440300"), change: func(p *types.Programme) { p.Terms.Regions = nil }},
		"second region":       {payee: wallet(landlord, tourism, "440304"), change: func(p *types.Programme) { p.Terms.Regions = []string{"460000", "440300"} }},
		"named":               {payee: wallet(landlord, tourism, "460200"), change: named},
		"customer of another": {payee: elsewhere},
		"itself":              {payee: from, err: types.ErrPayeeNotAdmitted, says: "is the beneficiary's own"},
		"its other wallet":    {payee: twin, err: types.ErrPayeeNotAdmitted, says: "is the beneficiary's own"},
		"scenario of another use": {
			payee: wallet(landlord, currencytypes.SCENARIO_HOUSING, "460200"),
			err:   types.ErrScenarioNotAdmitted, says: "is in SCENARIO_HOUSING, admitted [SCENARIO_TOURISM SCENARIO_TRANSPORT]",
		},
		"other scenario":      {payee: wallet(landlord, retail, "460200"), err: types.ErrScenarioNotAdmitted, says: "SCENARIO_RETAIL"},
		"no merchant":         {payee: wallet(landlord, 0, "460200"), err: types.ErrScenarioNotAdmitted, says: "SCENARIO_UNSPECIFIED"},
		"other region":        {payee: wallet(landlord, tourism, "440300"), err: types.ErrRegionNotAdmitted, says: "is in 440300, admitted [460000]"},
		"region that is none": {payee: wallet(landlord, tourism, "46"), err: types.ErrRegionNotAdmitted, says: "RegionCode"},
		"not named":           {payee: wallet(clinic, tourism, "460200"), change: named, err: types.ErrPayeeNotAdmitted, says: "names 1 payees"},
		"damaged terms": {
			payee:  wallet(landlord, tourism, "460200"),
			change: func(p *types.Programme) { p.Terms.Regions = []string{"46"} }, err: types.ErrTerms, says: "regions",
		},
		"damaged purpose": {
			payee:  wallet(landlord, tourism, "460200"),
			change: func(p *types.Programme) { p.Terms.Purposes[1].Id = "x" }, err: types.ErrPurposeNotFound, says: "tourism",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := running()
			if test.change != nil {
				test.change(&p)
			}
			err := p.CheckPayee(grantIn(types.GRANT_STATUS_OPEN), from, test.payee)
			require.ErrorIs(t, err, test.err)
			if test.err != nil {
				require.ErrorContains(t, err, test.says)
			}
		})
	}
}

func spent() types.Spending {
	id, err := types.ParseSpendingID(midYear, "RENT-1")
	if err != nil {
		panic(err)
	}
	return types.NewSpending(grantIn(types.GRANT_STATUS_OPEN), id, address(landlord), 30*yuan, day("2020-07-02"), 9)
}

func TestSpending(t *testing.T) {
	s := spent()
	require.Equal(t, types.Spending{
		ManagerId: "hainan-finance", ProgrammeId: "HNFUND-1", Beneficiary: text(hotel), InstructionDate: midYear, EndToEndId: "RENT-1",
		Payee: text(landlord), AmountFen: 30 * yuan, Day: "2020-07-02", Height: 9,
	}, s)
	require.ErrorIs(t, s.Duplicate(), types.ErrDuplicateSpending)
	require.ErrorContains(t, s.Duplicate(), "RENT-1 of 2020-07-01: 30.00 yuan to "+text(landlord)+" at height 9")
	require.Equal(t, types.SpendingRefund{
		ManagerId: "hainan-finance", ProgrammeId: "HNFUND-1", Beneficiary: text(hotel), InstructionDate: midYear, EndToEndId: "RENT-1",
		Reference: "BACK-1", AmountFen: 7, Height: 11,
	}, types.NewSpendingRefund(s, reference("BACK-1"), 7, 11))
}

func TestRefundOfASpending(t *testing.T) {
	s := spent()
	last := day("2020-07-02").AddDays(180)
	part, err := s.Refund(address(landlord), 29*yuan, last)
	require.NoError(t, err)
	require.Equal(t, uint64(29*yuan), part.RefundedFen)
	_, err = part.Refund(address(landlord), 1*yuan+1, last)
	require.ErrorIs(t, err, types.ErrRefundExceeded)
	require.ErrorContains(t, err, "spent 30.00 yuan, given back 29.00 yuan, asked 1.01 yuan")
	_, err = part.Refund(address(landlord), 1*yuan, last)
	require.NoError(t, err)
	_, err = part.Refund(address(landlord), 1*yuan, last+1)
	require.ErrorIs(t, err, types.ErrRefundPeriod)
	require.ErrorContains(t, err, "until 2020-12-29, today is 2020-12-30")
	_, err = s.Refund(address(clinic), 1, last)
	require.ErrorIs(t, err, types.ErrNotPayee)
	s.Day = ""
	_, err = s.Refund(address(landlord), 1, last)
	require.ErrorIs(t, err, currencytypes.ErrDay)
}
