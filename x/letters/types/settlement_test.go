package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// accepted is a presentation found complying, or waived, and accepted at the moment.
func accepted(t *testing.T, k types.Case, waived bool, moment string) types.Case {
	t.Helper()
	var err error
	if waived {
		k, err = k.Waive(at(moment))
		require.NoError(t, err)
		k, err = k.AgreeToWaiver(text(examiner), at(moment))
	} else {
		k, err = k.FindComplying(text(examiner), at(moment))
	}
	require.NoError(t, err)
	k, err = k.Accept(text(tradeOfficer), at(moment))
	require.NoError(t, err)
	return k
}

func TestMaturity(t *testing.T) {
	for name, test := range map[string]struct {
		days             uint32
		basis            types.TenorBasis
		waived           bool
		maturity, payBy  string
		tooEarly, inTime string
	}{
		"at sight":               {0, 0, false, "2020-01-15", "2020-01-15", "", "2020-01-15 10:00:00"},
		"after sight, complying": {30, types.TENOR_BASIS_AFTER_SIGHT, false, "2020-02-12", "2020-02-12", "2020-02-11 23:59:59", "2020-02-12 00:00:00"},
		// From the agreement to the waiver, not from the presentation.
		"after sight, waived": {30, types.TENOR_BASIS_AFTER_SIGHT, true, "2020-02-14", "2020-02-14", "2020-02-13 23:59:59", "2020-02-14 00:00:00"},
		// 9 February is a Sunday: the bank may pay then, and must on Monday.
		"after shipment": {30, types.TENOR_BASIS_AFTER_SHIPMENT, false, "2020-02-09", "2020-02-10", "2020-02-08 23:59:59", "2020-02-09 00:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			letter := issued(t, func(terms *types.LetterTerms) {
				if test.days > 0 {
					deferred(terms, test.days, test.basis)
				}
			})
			k := accepted(t, presented(t, letter, first), test.waived, "2020-01-15 10:00:00")
			require.Equal(t, test.maturity, k.Presentation.Maturity)
			payable, err := k.Presentation.PayableOn(at(first))
			require.NoError(t, err)
			require.Equal(t, test.payBy, payable.String())
			if test.tooEarly != "" {
				_, err = k.Settle(text(tradeOfficer), at(test.tooEarly))
				require.ErrorIs(t, err, types.ErrNotMature)
			}
			settled, err := k.Settle(text(tradeOfficer), at(test.inTime))
			require.NoError(t, err)
			require.Equal(t, types.PRESENTATION_STATUS_SETTLED, settled.Presentation.Status)
			require.Equal(t, uint64(60_000*yuan), settled.Letter.DrawnFen)
			require.Zero(t, settled.Letter.ReservedFen)
		})
	}
}

func TestTwoOfficersPay(t *testing.T) {
	k, err := presented(t, issued(t), first).FindComplying(text(examiner), at(first))
	require.NoError(t, err)
	_, err = k.Accept(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrSameOfficer)

	// Nobody examined in time: who accepts does not pay.
	silent, err := presented(t, issued(t), first).Accept(text(tradeOfficer), at("2020-02-10 10:00:00"))
	require.NoError(t, err)
	_, err = silent.Settle(text(tradeOfficer), at("2020-02-10 10:00:00"))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	_, err = silent.Settle(text(treasurer), at("2020-02-10 10:00:00"))
	require.NoError(t, err)
}

func TestForward(t *testing.T) {
	k := presented(t, confirmed(t), first, func(p *types.Presentation) { p.BankId = boc })
	_, _, err := k.Forward(boc, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrForward, "not accepted")
	k = accepted(t, k, false, first)
	_, _, err = k.Forward(icbc, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrForward, "not its own")
	k, forwarded, err := k.Forward(boc, types.DefaultParams(), at("2020-01-16 18:00:00"))
	require.NoError(t, err)
	require.Equal(t, uint32(2), forwarded.Number)
	require.Equal(t, uint32(1), forwarded.Forwards)
	require.Equal(t, icbc, forwarded.BankId)
	require.Equal(t, "2020-01-17", forwarded.PresentedOn(at(first)).String(), "five days of its own")
	require.Equal(t, uint64(60_000*yuan), k.Letter.ReservedFen, "reserved once")
	_, _, err = k.Forward(boc, types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrForward, "twice")

	// The issuing bank refuses the same documents, and owes nothing to the bank that was less careful.
	k.Presentation = forwarded
	refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_CONFLICTING_DATA), types.DISPOSITION_RETURN, at("2020-01-17 10:00:00"))
	require.NoError(t, err)
	require.Equal(t, uint64(60_000*yuan), refused.Letter.ReservedFen, "the confirming bank's undertaking stands")
	paid, err := accepted(t, k, false, "2020-01-17 10:00:00").Settle(text(tradeOfficer), at("2020-01-17 10:00:00"))
	require.NoError(t, err)
	require.Zero(t, paid.Letter.DrawnFen, "drawn when the beneficiary is paid")
}

// A beneficiary that presents and withdraws until the limit takes no reimbursement from the bank that pays the last one.
func TestForwardHasNoLimit(t *testing.T) {
	letter := confirmed(t)
	letter.Presentations = types.MaxPresentations - 1
	k := accepted(t, presented(t, letter, first, func(p *types.Presentation) { p.BankId = boc }), false, first)
	_, err := k.Letter.Present(nil, documents(), types.DefaultParams(), at(first))
	require.ErrorIs(t, err, types.ErrLimit)
	k, forwarded, err := k.Forward(boc, types.DefaultParams(), at(first))
	require.NoError(t, err)
	require.Equal(t, uint32(types.MaxPresentations+1), forwarded.Number)
	require.Equal(t, forwarded.Number, k.Presentation.ForwardedAs)
}

// What the confirming bank paid is owed to it until the issuing bank has paid or refused: so long the letter is not over.
func TestLetterWaitsForReimbursement(t *testing.T) {
	notClosed := func(l types.Letter) {
		t.Helper()
		_, err := l.Close(at("2020-07-01 10:00:00"))
		require.ErrorIs(t, err, types.ErrStillOpen)
		require.ErrorContains(t, err, "105,000.00 yuan accepted by boc-sz and neither reimbursed nor refused")
		_, _, err = l.ProposeAmendment(types.Amendment{}, nil, text(tradeOfficer), at(first))
		require.ErrorIs(t, err, types.ErrStillOpen, "nor cancelled")
	}
	k := accepted(t, presented(t, confirmed(t), first, func(p *types.Presentation) { p.BankId, p.AmountFen = boc, 105_000*yuan }), false, first)
	k, err := k.Settle(text(bocTrade), at(first))
	require.NoError(t, err)
	notClosed(k.Letter)
	// A bank that does not forward binds nobody for ever.
	const late = "2020-08-30 10:00:00"
	_, err = k.Letter.Close(at("2020-08-29 10:00:00"))
	require.ErrorIs(t, err, types.ErrStillOpen)
	idle := k
	idle.Letter, err = k.Letter.Close(at(late))
	require.NoError(t, err)
	_, _, err = idle.Forward(boc, types.DefaultParams(), at(late))
	require.ErrorIs(t, err, types.ErrLetterStatus)

	k, forwarded, err := k.Forward(boc, types.DefaultParams(), at(first))
	require.NoError(t, err)
	notClosed(k.Letter)
	_, err = k.Letter.Close(at(late))
	require.ErrorIs(t, err, types.ErrStillOpen, "it was forwarded in time")
	k.Presentation = forwarded

	paid := accepted(t, k, false, first)
	notClosed(paid.Letter)
	paid, err = paid.Settle(text(tradeOfficer), at(first))
	require.NoError(t, err)
	_, err = paid.Letter.Close(at(first))
	require.NoError(t, err, "drawn in full, and reimbursed")

	refused, err := k.Refuse(notice(types.DISCREPANCY_CODE_CONFLICTING_DATA), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	closed, err := refused.Letter.Close(at(first))
	require.NoError(t, err, "the confirming bank bears it")
	waived, err := refused.Waive(at(first))
	require.NoError(t, err)
	agreed, err := waived.AgreeToWaiver(text(examiner), at(first))
	require.NoError(t, err)
	notClosed(agreed.Letter)
	waived.Letter = closed
	_, err = waived.AgreeToWaiver(text(examiner), at(first))
	require.ErrorIs(t, err, types.ErrLetterStatus)
}

// A refused presentation keeps no letter open, so nothing can become of it once the letter is over.
func TestNoWaiverAfterTheEnd(t *testing.T) {
	k, err := presented(t, issued(t), first).Refuse(notice(types.DISCREPANCY_CODE_OTHER), types.DISPOSITION_HOLD_FOR_WAIVER, at(first))
	require.NoError(t, err)
	k, err = k.Waive(at(first))
	require.NoError(t, err)
	expired, err := k.AgreeToWaiver(text(examiner), at("2020-07-01 10:00:00"))
	require.NoError(t, err, "the bank may still take up what was presented in time")
	require.Equal(t, uint64(60_000*yuan), expired.Letter.ReservedFen)
	k.Letter, err = k.Letter.Close(at("2020-07-01 10:00:00"))
	require.NoError(t, err)
	_, err = k.AgreeToWaiver(text(examiner), at("2020-07-01 10:00:00"))
	require.ErrorIs(t, err, types.ErrLetterStatus)
	require.ErrorContains(t, err, "is LETTER_STATUS_CLOSED: cannot agree to a waiver, return the documents")
	_, err = k.Return(false, at("2020-07-01 10:00:00"))
	require.NoError(t, err)
}
