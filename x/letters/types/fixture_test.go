package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

const (
	yuan         = currencytypes.FenPerYuan
	icbc, boc    = "icbc-sz", "boc-sz"
	number       = "LC2020001"
	first        = "2020-01-13 10:00:00"
	importer     = 1
	exporter     = 2
	tradeOfficer = 3
	examiner     = 4
	treasurer    = 5
	bocTrade     = 6
	bocExaminer  = 7
)

func text(n byte) string { return consortiumtypes.FormatAddress(bytes.Repeat([]byte{n}, 20)) }

// notices is China's calendar of 2020 as it was first published (State Council notice [2019] No. 16).
func notices() []calendartypes.YearCalendar {
	return []calendartypes.YearCalendar{{
		Year: 2020, Source: "State Council notice [2019] No. 16",
		ClosedPeriods: []calendartypes.ClosedPeriod{
			{Name: "New Year", FirstDay: "2020-01-01", LastDay: "2020-01-01"},
			{Name: "Spring Festival", FirstDay: "2020-01-24", LastDay: "2020-01-30"},
			{Name: "Qingming", FirstDay: "2020-04-04", LastDay: "2020-04-06"},
			{Name: "Labour Day", FirstDay: "2020-05-01", LastDay: "2020-05-05"},
			{Name: "Dragon Boat Festival", FirstDay: "2020-06-25", LastDay: "2020-06-27"},
			{Name: "National Day", FirstDay: "2020-10-01", LastDay: "2020-10-08"},
		},
		WorkingDays: []string{"2020-01-19", "2020-02-01", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10"},
	}}
}

// extended has the Spring Festival of 2020 until 2 February.
func extended() []calendartypes.YearCalendar {
	years := notices()
	years[0].ClosedPeriods[1].LastDay = "2020-02-02"
	years[0].WorkingDays = append([]string{"2020-01-19"}, years[0].WorkingDays[2:]...)
	return years
}

// at is a moment in Shanghai, with the calendars as they held in the end.
func at(moment string) types.Clock { return clock(moment, extended()...) }

func clock(moment string, years ...calendartypes.YearCalendar) types.Clock {
	now, err := time.ParseInLocation(time.DateTime, moment, time.FixedZone("UTC+8", 8*60*60))
	if err != nil {
		panic(err)
	}
	calendar, err := calendartypes.NewCalendar(years...)
	if err != nil {
		panic(err)
	}
	return types.Clock{Now: now.UTC(), Calendar: calendar}
}

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }

// terms are those of a letter of 100,000.00 yuan, five percent more or less, payable at sight.
func terms() types.LetterTerms {
	return types.LetterTerms{
		Expiry: "2020-06-30", ExpiryPlace: "SHENZHEN", AmountFen: 100_000 * yuan, TolerancePlus: 5, ToleranceMinus: 5,
		Availability: types.AVAILABILITY_SIGHT_PAYMENT, PartialShipments: types.ALLOWANCE_ALLOWED, Transhipment: types.ALLOWANCE_NOT_ALLOWED,
		LatestShipment: "2020-06-01",
		Sealed: []types.SealedField{
			{Tag: "45A", Commitment: commitment(1)},
			{Tag: "46A", Commitment: commitment(2)},
			{Tag: "50", Commitment: commitment(3)},
			{Tag: "59", Commitment: commitment(4)},
		},
	}
}

func applied() types.Letter {
	return types.Letter{
		IssuingBankId: icbc, Number: number, Applicant: text(importer), Beneficiary: text(exporter), AdvisingBankId: boc,
		ConfirmationInstruction: types.CONFIRMATION_INSTRUCTION_CONFIRM, Terms: terms(), Status: types.LETTER_STATUS_APPLIED,
	}
}

// issued is the letter after two officers issued it on 13 January 2020.
func issued(t *testing.T, change ...func(*types.LetterTerms)) types.Letter {
	t.Helper()
	letter := applied()
	for _, c := range change {
		c(&letter.Terms)
	}
	require.NoError(t, letter.CheckApplication())
	letter, err := letter.Approve(text(tradeOfficer), at(first))
	require.NoError(t, err)
	letter, err = letter.Approve(text(examiner), at(first))
	require.NoError(t, err)
	require.Equal(t, types.LETTER_STATUS_ISSUED, letter.Status)
	return letter
}

// confirmed is the letter after Bank of China added its confirmation.
func confirmed(t *testing.T) types.Letter {
	t.Helper()
	letter, err := issued(t).Advise(text(bocTrade), at(first))
	require.NoError(t, err)
	letter, err = letter.Confirm(text(bocTrade), at(first))
	require.NoError(t, err)
	require.False(t, letter.IsConfirmed(), "one officer is not enough")
	letter, err = letter.Confirm(text(bocExaminer), at(first))
	require.NoError(t, err)
	require.True(t, letter.IsConfirmed())
	return letter
}

func documents() types.Presentation {
	return types.Presentation{
		BankId: icbc, AmountFen: 60_000 * yuan, ShipmentDate: "2020-01-10",
		Documents: []types.Document{{Kind: "INVOICE", Commitment: commitment(5)}, {Kind: "BILL OF LADING", Commitment: commitment(6)}},
	}
}

// presented are the documents, presented at a moment; p may be changed before.
func presented(t *testing.T, letter types.Letter, moment string, change ...func(*types.Presentation)) types.Case {
	t.Helper()
	p := documents()
	for _, c := range change {
		c(&p)
	}
	presentedCase, err := letter.Present(nil, p, types.DefaultParams(), at(moment))
	require.NoError(t, err)
	return presentedCase
}

func notice(codes ...types.DiscrepancyCode) []types.Discrepancy {
	var all []types.Discrepancy
	for _, code := range codes {
		all = append(all, types.Discrepancy{Code: code, Tag: "46A"})
	}
	return all
}
