package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// larger are the terms of 200,000.00 yuan and a later expiry.
func larger() *types.LetterTerms {
	amended := terms()
	amended.AmountFen, amended.Expiry = 200_000*yuan, "2020-12-31"
	return &amended
}

// amended is a letter with an amendment that the issuing bank is bound to; nil terms cancel.
func amended(t *testing.T, letter types.Letter, terms *types.LetterTerms) (types.Letter, types.Amendment) {
	t.Helper()
	letter, amendment, err := letter.ProposeAmendment(types.Amendment{}, terms, text(tradeOfficer), at(first))
	require.NoError(t, err)
	amendment, err = letter.IssueAmendment(amendment, terms, text(examiner), at(first))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_ISSUED, amendment.Status)
	return letter, amendment
}

func TestProposeAmendment(t *testing.T) {
	letter, amendment, err := issued(t).ProposeAmendment(types.Amendment{}, larger(), text(tradeOfficer), at(first))
	require.NoError(t, err)
	require.Equal(t, uint32(1), letter.Amendments)
	_, err = letter.IssueAmendment(amendment, larger(), text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	other := larger()
	other.AmountFen++
	_, err = letter.IssueAmendment(amendment, other, text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrAmendmentChanged)
	_, err = letter.IssueAmendment(amendment, nil, text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrAmendmentChanged, "a cancellation is another one")
	_, _, err = letter.ProposeAmendment(amendment, larger(), text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrAmendmentOpen)
	dropped, err := amendment.Drop()
	require.NoError(t, err)
	_, second, err := letter.ProposeAmendment(dropped, larger(), text(tradeOfficer), at(first))
	require.NoError(t, err)
	require.Equal(t, uint32(2), second.Number)

	same := terms()
	_, _, err = issued(t).ProposeAmendment(types.Amendment{}, &same, text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrTerms)
	full := issued(t)
	full.Amendments = types.MaxAmendments
	_, _, err = full.ProposeAmendment(types.Amendment{}, larger(), text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrLimit)
	less := terms()
	less.AmountFen = 50_000 * yuan
	_, _, err = presented(t, issued(t), first).Letter.ProposeAmendment(types.Amendment{}, &less, text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrBelowDrawn)
	require.ErrorContains(t, err, "drawn and presented 60,000.00 yuan, amended to 52,500.00 yuan")
}

func TestAnswerAmendment(t *testing.T) {
	letter, amendment := amended(t, issued(t), larger())
	require.Equal(t, terms(), letter.Terms, "the beneficiary is not bound")
	rejected, answer, err := letter.AnswerAmendment(amendment, false, at(first))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_REJECTED, answer.Status)
	require.Equal(t, terms(), rejected.Terms)
	_, _, err = letter.AnswerAmendment(answer, true, at(first))
	require.ErrorIs(t, err, types.ErrAmendmentStatus)
	_, err = answer.Drop()
	require.ErrorIs(t, err, types.ErrAmendmentStatus)

	accepted, answer, err := letter.AnswerAmendment(amendment, true, at(first))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_ACCEPTED, answer.Status)
	require.Equal(t, *larger(), accepted.Terms, "as a whole")
}

// An expired letter lives again when its extension is accepted.
func TestExtension(t *testing.T) {
	letter, amendment := amended(t, issued(t), larger())
	status, err := letter.StatusAt(at("2020-07-01 10:00:00"))
	require.NoError(t, err)
	require.Equal(t, types.LETTER_STATUS_EXPIRED, status)
	extended, _, err := letter.AnswerAmendment(amendment, true, at("2020-07-01 10:00:00"))
	require.NoError(t, err)
	status, err = extended.StatusAt(at("2020-07-01 10:00:00"))
	require.NoError(t, err)
	require.Equal(t, types.LETTER_STATUS_ISSUED, status)
}

// Cancelling takes the beneficiary's agreement, and nothing may be under examination.
func TestCancellation(t *testing.T) {
	letter, amendment := amended(t, issued(t), nil)
	require.True(t, amendment.Cancels)
	k := presented(t, letter, first)
	_, _, err := k.Letter.AnswerAmendment(amendment, true, at(first))
	require.ErrorIs(t, err, types.ErrStillOpen)
	_, _, err = k.Letter.ProposeAmendment(types.Amendment{}, nil, text(tradeOfficer), at(first))
	require.ErrorIs(t, err, types.ErrStillOpen)
	_, err = letter.Present(&amendment, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrAmendmentStatus)
	cancelled, _, err := letter.AnswerAmendment(amendment, true, at(first))
	require.NoError(t, err)
	require.Equal(t, types.LETTER_STATUS_CANCELLED, cancelled.Status)
	_, err = cancelled.Present(nil, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrLetterStatus)
}

// Art. 10(c): a presentation that complies with the amendment accepts it.
func TestPresentationAcceptsTheAmendment(t *testing.T) {
	letter, amendment := amended(t, issued(t), larger())
	big := documents()
	big.AmountFen = 200_000 * yuan
	_, err := letter.Present(nil, big, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrAmountExceeded)
	big.Amendment = amendment.Number
	k, err := letter.Present(&amendment, big, types.DefaultParams(), at(first))
	require.NoError(t, err)
	require.Equal(t, *larger(), k.Presentation.Terms)
	require.Equal(t, terms(), k.Letter.Terms)
	for _, accept := range []bool{true, false} {
		_, _, err = k.Letter.AnswerAmendment(*k.Amendment, accept, at(first))
		require.ErrorIs(t, err, types.ErrAmendmentStatus)
		require.ErrorContains(t, err, "presentation 1 under it is being examined")
	}
	_, err = k.Letter.Present(k.Amendment, big, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrAmendmentStatus)

	complying, err := k.FindComplying(text(examiner), at(first))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_ACCEPTED, complying.Amendment.Status)
	require.Equal(t, *larger(), complying.Letter.Terms)
	silent, err := k.Accept(text(tradeOfficer), at("2020-02-10 10:00:00"))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_ACCEPTED, silent.Amendment.Status, "time alone does it too")

	refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	require.Zero(t, refused.Letter.ReservedFen)
	_, rejected, err := refused.Letter.AnswerAmendment(*refused.Amendment, false, at(first))
	require.NoError(t, err)
	// Rejected meanwhile: the letter has no room for the waived documents.
	refused.Amendment, refused.Presentation.WaivedByApplicant = &rejected, true
	_, err = refused.AgreeToWaiver(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrAmountExceeded)
}

// While silence may accept a smaller amendment, nothing may be presented, or taken up after all, that it has no room for:
// the presentation under it could neither be refused nor accepted, and the letter never be closed.
func TestExaminedAmendmentKeepsItsRoom(t *testing.T) {
	earlier := presented(t, issued(t), first, func(p *types.Presentation) { p.AmountFen = 40_000 * yuan })
	earlier, err := earlier.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	earlier, err = earlier.Waive(at(first))
	require.NoError(t, err)
	less := terms()
	less.AmountFen = 50_000 * yuan
	letter, amendment := amended(t, earlier.Letter, &less)
	under := documents()
	under.AmountFen, under.Amendment = 50_000*yuan, amendment.Number
	k, err := letter.Present(&amendment, under, types.DefaultParams(), at(first))
	require.NoError(t, err)
	available, err := k.Letter.AvailableFen()
	require.NoError(t, err)
	require.Equal(t, types.Fen(2_500*yuan), available)

	_, err = k.Letter.Present(nil, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrAmountExceeded)
	require.ErrorContains(t, err, "limit 52,500.00 yuan with tolerance, available 2,500.00 yuan, asked 60,000.00 yuan")
	waived := earlier
	waived.Letter = k.Letter
	_, err = waived.AgreeToWaiver(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrAmountExceeded)

	small := documents()
	small.AmountFen = 2_500 * yuan
	other, err := k.Letter.Present(nil, small, types.DefaultParams(), at(first))
	require.NoError(t, err)
	k.Letter = other.Letter
	silent, err := k.Accept(text(tradeOfficer), at("2020-02-10 10:00:00"))
	require.NoError(t, err)
	require.Equal(t, types.AMENDMENT_STATUS_ACCEPTED, silent.Amendment.Status)
	require.Equal(t, less, silent.Letter.Terms)
	require.Zero(t, silent.Letter.ExaminedLimitFen)

	refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	_, err = refused.Letter.Present(nil, documents(), types.DefaultParams(), at(first))
	require.NoError(t, err, "nothing is examined under it any more")
}

// Art. 10(b): the confirming bank may advise an amendment without extending its confirmation to it.
func TestConfirmAmendment(t *testing.T) {
	letter, amendment := amended(t, confirmed(t), larger())
	atBoc := documents()
	atBoc.BankId = boc
	_, err := letter.Present(&amendment, atBoc, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrNotConfirmed)
	lapsed, answered, err := letter.AnswerAmendment(amendment, true, at(first))
	require.NoError(t, err)
	require.False(t, lapsed.IsConfirmed())
	_, err = lapsed.Present(nil, atBoc, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrNotConfirmed)
	_, err = lapsed.Confirm(text(bocTrade), at(first))
	require.ErrorIs(t, err, types.ErrConfirmation, "it is the amendment that must be confirmed")

	lapsed, answered, err = lapsed.ConfirmAmendment(answered, text(bocTrade))
	require.NoError(t, err)
	_, _, err = lapsed.ConfirmAmendment(answered, text(bocTrade))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	lapsed, answered, err = lapsed.ConfirmAmendment(answered, text(bocExaminer))
	require.NoError(t, err)
	require.True(t, lapsed.IsConfirmed())
	_, _, err = lapsed.ConfirmAmendment(answered, text(bocTrade))
	require.ErrorIs(t, err, types.ErrConfirmation, "there already")

	unconfirmed, other := amended(t, issued(t), larger())
	_, _, err = unconfirmed.ConfirmAmendment(other, text(bocTrade))
	require.ErrorIs(t, err, types.ErrConfirmation)
	_, rejected, err := unconfirmed.AnswerAmendment(other, false, at(first))
	require.NoError(t, err)
	_, _, err = unconfirmed.ConfirmAmendment(rejected, text(bocTrade))
	require.ErrorIs(t, err, types.ErrAmendmentStatus)
}

// What was presented before an amendment is judged by the terms of its day.
func TestTermsOfThePresentation(t *testing.T) {
	letter, amendment := amended(t, issued(t), larger())
	k := presented(t, letter, first)
	sooner := *amendment.Terms
	sooner.LatestShipment = "2020-01-01"
	amendment.Terms = &sooner
	var err error
	k.Letter, _, err = k.Letter.AnswerAmendment(amendment, true, at(first))
	require.NoError(t, err)
	known, err := k.KnownDiscrepancies(at(first))
	require.NoError(t, err)
	require.Empty(t, known)
}
