package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

func TestApplicationIsRefused(t *testing.T) {
	type letter = types.Letter
	for name, test := range map[string]struct {
		change func(*letter)
		err    error
		says   string
	}{
		"no number":      {func(l *letter) { l.Number = "" }, types.ErrNumber, "field 20"},
		"long number":    {func(l *letter) { l.Number = strings.Repeat("1", 17) }, types.ErrNumber, "1 to 16"},
		"slash first":    {func(l *letter) { l.Number = "/1" }, types.ErrNumber, "slash"},
		"slash last":     {func(l *letter) { l.Number = "1/" }, types.ErrNumber, "slash"},
		"two slashes":    {func(l *letter) { l.Number = "1//1" }, types.ErrNumber, "two in a row"},
		"not SWIFT":      {func(l *letter) { l.Number = "LC_1" }, types.ErrNumber, "set x"},
		"applicant":      {func(l *letter) { l.Applicant = "x" }, consortiumtypes.ErrInvalidAddress, "x"},
		"upper case":     {func(l *letter) { l.Applicant = strings.ToUpper(l.Applicant) }, consortiumtypes.ErrInvalidAddress, "must be written"},
		"himself":        {func(l *letter) { l.Beneficiary = l.Applicant }, types.ErrNotParty, "applicant and beneficiary"},
		"bank":           {func(l *letter) { l.IssuingBankId = "X" }, currencytypes.ErrIdentifier, "member id"},
		"advising bank":  {func(l *letter) { l.AdvisingBankId = "" }, currencytypes.ErrIdentifier, "member id"},
		"applicant bank": {func(l *letter) { l.ApplicantBankId = "X" }, currencytypes.ErrIdentifier, "member id"},
		"49":             {func(l *letter) { l.ConfirmationInstruction = 0 }, types.ErrTerms, "49"},
		"own confirming": {func(l *letter) { l.AdvisingBankId = icbc }, types.ErrConfirmation, "its own letter"},
		"foreign drawee": {func(l *letter) { acceptance(&l.Terms, "abc-sz") }, types.ErrTerms, "42a: drawee abc-sz must be icbc-sz or boc-sz"},
		"31D":            {func(l *letter) { l.Terms.Expiry = "soon" }, types.ErrTerms, "31D"},
		"31D place":      {func(l *letter) { l.Terms.ExpiryPlace = "深圳" }, types.ErrTerms, "31D: place"},
		"32B":            {func(l *letter) { l.Terms.AmountFen = 0 }, types.ErrTerms, "32B"},
		"39A":            {func(l *letter) { l.Terms.ToleranceMinus = 100 }, types.ErrTerms, "39A: 5/100"},
		"39A overflow":   {func(l *letter) { l.Terms.AmountFen = 1<<64 - 1 }, types.ErrTerms, "39A"},
		"41a":            {func(l *letter) { l.Terms.Availability = 0 }, types.ErrTerms, "41a"},
		"42C at sight":   {func(l *letter) { l.Terms.TenorDays = 30 }, types.ErrTerms, "42C: payable at sight"},
		"42C missing":    {func(l *letter) { l.Terms.Availability = types.AVAILABILITY_DEFERRED_PAYMENT }, types.ErrTerms, "42C"},
		"42C long":       {func(l *letter) { deferred(&l.Terms, 367, types.TENOR_BASIS_AFTER_SIGHT) }, types.ErrTerms, "1 to 366 days"},
		"42C basis":      {func(l *letter) { deferred(&l.Terms, 30, 9) }, types.ErrTerms, "42C"},
		"42a missing":    {func(l *letter) { acceptance(&l.Terms, "") }, types.ErrTerms, "42a"},
		"42a at sight":   {func(l *letter) { l.Terms.DraweeId = icbc }, types.ErrTerms, "only acceptance has a drawee"},
		"42a form":       {func(l *letter) { acceptance(&l.Terms, "X") }, types.ErrTerms, "42a"},
		"43P":            {func(l *letter) { l.Terms.PartialShipments = 0 }, types.ErrTerms, "43P"},
		"43T":            {func(l *letter) { l.Terms.Transhipment = 3 }, types.ErrTerms, "43T"},
		"44C":            {func(l *letter) { l.Terms.LatestShipment = "x" }, types.ErrTerms, "44C"},
		"44C after 31D":  {func(l *letter) { l.Terms.LatestShipment = "2020-07-01" }, types.ErrTerms, "is after the expiry"},
		"48":             {func(l *letter) { l.Terms.PresentationDays = 1000 }, types.ErrTerms, "48"},
		"unknown field":  {func(l *letter) { l.Terms.Sealed[0].Tag = "45B" }, types.ErrTerms, "45B"},
		"order":          {func(l *letter) { l.Terms.Sealed[0].Tag = "47A" }, types.ErrTerms, "in this order"},
		"commitment":     {func(l *letter) { l.Terms.Sealed[0].Commitment = nil }, types.ErrTerms, "has 0 bytes"},
		"45A missing":    {func(l *letter) { l.Terms.Sealed = l.Terms.Sealed[1:] }, types.ErrTerms, "45A is missing"},
		"59 missing":     {func(l *letter) { l.Terms.Sealed = l.Terms.Sealed[:3] }, types.ErrTerms, "59 is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := applied()
			require.NoError(t, broken.CheckApplication())
			test.change(&broken)
			err := broken.CheckApplication()
			require.ErrorIs(t, err, test.err)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func acceptance(terms *types.LetterTerms, drawee string) {
	terms.Availability, terms.TenorDays, terms.TenorBasis = types.AVAILABILITY_ACCEPTANCE, 90, types.TENOR_BASIS_AFTER_SIGHT
	terms.DraweeId = drawee
}

func deferred(terms *types.LetterTerms, days uint32, basis types.TenorBasis) {
	terms.Availability, terms.TenorDays, terms.TenorBasis = types.AVAILABILITY_DEFERRED_PAYMENT, days, basis
}

func TestExpiryIsBounded(t *testing.T) {
	require.NoError(t, terms().CheckFrom(at("2020-06-30 23:00:00").Today()))
	require.ErrorIs(t, terms().CheckFrom(at("2020-07-01 00:00:00").Today()), types.ErrTerms)
	far := terms()
	far.Expiry = "2031-01-01"
	require.ErrorIs(t, far.CheckFrom(at(first).Today()), types.ErrTerms)
}

// letters has one in each status.
func letters(t *testing.T) map[types.LetterStatus]types.Letter {
	t.Helper()
	declined, err := applied().Decline("no line of credit", at(first))
	require.NoError(t, err)
	closed, err := issued(t).Close(at("2020-07-01 00:00:00"))
	require.NoError(t, err)
	return map[types.LetterStatus]types.Letter{
		types.LETTER_STATUS_APPLIED: applied(), types.LETTER_STATUS_ISSUED: issued(t), types.LETTER_STATUS_EXPIRED: issued(t),
		types.LETTER_STATUS_CANCELLED: declined, types.LETTER_STATUS_CLOSED: closed,
	}
}

func TestEveryLetterStatusTimesEveryAction(t *testing.T) {
	actions := map[string]func(types.Letter, types.Clock) error{
		"issue":   func(l types.Letter, c types.Clock) error { _, err := l.Approve(text(tradeOfficer), c); return err },
		"decline": func(l types.Letter, c types.Clock) error { _, err := l.Decline("x", c); return err },
		"advise":  func(l types.Letter, c types.Clock) error { _, err := l.Advise(text(bocTrade), c); return err },
		"amend": func(l types.Letter, c types.Clock) error {
			more := terms()
			more.Expiry, more.AmountFen = "2020-12-31", 200_000*yuan
			_, _, err := l.ProposeAmendment(types.Amendment{}, &more, text(tradeOfficer), c)
			return err
		},
		"present": func(l types.Letter, c types.Clock) error {
			_, err := l.Present(nil, documents(), types.DefaultParams(), c)
			return err
		},
		"close": func(l types.Letter, c types.Clock) error { _, err := l.Close(c); return err },
	}
	allowed := map[types.LetterStatus][]string{
		types.LETTER_STATUS_APPLIED: {"issue", "decline"},
		types.LETTER_STATUS_ISSUED:  {"advise", "amend", "present"},
		types.LETTER_STATUS_EXPIRED: {"amend", "close"},
	}
	for status, letter := range letters(t) {
		moment := "2020-02-10 10:00:00"
		if status == types.LETTER_STATUS_EXPIRED {
			moment = "2020-07-01 10:00:00"
		}
		for action, do := range actions {
			err := do(letter, at(moment))
			switch {
			case contains(allowed[status], action):
				require.NoError(t, err, "%s %s", action, status)
			case status == types.LETTER_STATUS_ISSUED && action == "close":
				require.ErrorIs(t, err, types.ErrStillOpen)
			case status == types.LETTER_STATUS_EXPIRED:
				require.ErrorIs(t, err, types.ErrExpired, "%s %s", action, status)
			default:
				require.ErrorIs(t, err, types.ErrLetterStatus, "%s %s", action, status)
			}
		}
	}
}

func contains(list []string, item string) bool {
	for _, each := range list {
		if each == item {
			return true
		}
	}
	return false
}

func TestTwoOfficersIssue(t *testing.T) {
	once, err := applied().Approve(text(tradeOfficer), at(first))
	require.NoError(t, err)
	require.Equal(t, types.LETTER_STATUS_APPLIED, once.Status)
	_, err = once.Approve(text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	_, err = once.Approve(text(examiner), at("2020-07-01 10:00:00"))
	require.ErrorIs(t, err, types.ErrTerms, "over before it was issued")
	twice, err := once.Approve(text(examiner), at(first))
	require.NoError(t, err)
	require.Equal(t, types.Approval{First: text(tradeOfficer), Second: text(examiner)}, twice.Issue)
	require.Equal(t, "2020-01-13", twice.IssuedOn)
	_, err = applied().Decline("", at(first))
	require.ErrorIs(t, err, currencytypes.ErrReason)
}

func TestConfirmation(t *testing.T) {
	_, err := issued(t).Confirm(text(bocTrade), at(first))
	require.ErrorIs(t, err, types.ErrConfirmation, "not advised")
	without := issued(t)
	without.ConfirmationInstruction = types.CONFIRMATION_INSTRUCTION_WITHOUT
	without, err = without.Advise(text(bocTrade), at(first))
	require.NoError(t, err)
	_, err = without.Advise(text(bocTrade), at(first))
	require.ErrorIs(t, err, types.ErrLetterStatus, "advised before")
	_, err = without.Confirm(text(bocTrade), at(first))
	require.ErrorIs(t, err, types.ErrConfirmation, "not asked for")
	_, err = confirmed(t).Confirm(text(bocTrade), at(first))
	require.ErrorIs(t, err, types.ErrConfirmation, "there already")
}

func TestAvailability(t *testing.T) {
	letter := issued(t)
	available, err := letter.AvailableFen()
	require.NoError(t, err)
	require.Equal(t, types.Fen(105_000*yuan), available)
	k := presented(t, letter, first)
	_, err = k.Letter.Present(nil, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrAmountExceeded)
	require.ErrorContains(t, err, "limit 105,000.00 yuan with tolerance, available 45,000.00 yuan, asked 60,000.00 yuan")
	rest := documents()
	rest.AmountFen = 45_000 * yuan
	all, err := k.Letter.Present(nil, rest, types.DefaultParams(), at(first))
	require.NoError(t, err)
	require.Equal(t, uint64(105_000*yuan), all.Letter.ReservedFen)
	_, err = all.Letter.Close(at("2020-07-01 10:00:00"))
	require.ErrorIs(t, err, types.ErrStillOpen)
}

func TestParams(t *testing.T) {
	require.NoError(t, types.DefaultParams().Check())
	require.NoError(t, types.Params{ClosingMinute: 24 * 60}.Check())
	require.ErrorIs(t, types.Params{}.Check(), types.ErrInvalidParams)
	require.ErrorIs(t, types.Params{ClosingMinute: 24*60 + 1}.Check(), types.ErrInvalidParams)
}
