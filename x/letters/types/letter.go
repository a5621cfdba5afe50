package types

import (
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// LetterAction is what can happen to a letter.
type LetterAction string

const (
	LetterApprove LetterAction = "issue"
	LetterDecline LetterAction = "decline"
	LetterAdvise  LetterAction = "advise"
	LetterConfirm LetterAction = "confirm"
	LetterAmend   LetterAction = "amend"
	LetterPresent LetterAction = "present"
	LetterCancel  LetterAction = "cancel"
	LetterClose   LetterAction = "close"
)

var letterTransitions = lifecycle.Table[LetterStatus, LetterAction]{
	LETTER_STATUS_APPLIED: {
		LetterApprove: LETTER_STATUS_ISSUED,
		LetterDecline: LETTER_STATUS_CANCELLED,
	},
	LETTER_STATUS_ISSUED: {
		LetterAdvise:  LETTER_STATUS_ISSUED,
		LetterConfirm: LETTER_STATUS_ISSUED,
		LetterAmend:   LETTER_STATUS_ISSUED,
		LetterPresent: LETTER_STATUS_ISSUED,
		LetterCancel:  LETTER_STATUS_CANCELLED,
		LetterClose:   LETTER_STATUS_CLOSED,
	},
	// Nothing is presented or cancelled under an expired letter, but an accepted extension revives it.
	LETTER_STATUS_EXPIRED: {
		LetterAmend: LETTER_STATUS_ISSUED,
		LetterClose: LETTER_STATUS_CLOSED,
	},
}

// CheckApplication fails unless the letter, as it was applied for, is well formed (ErrNumber, ErrTerms, ErrNotParty,
// ErrConfirmation, and the errors of addresses and member ids).
func (l Letter) CheckApplication() error {
	if err := CheckNumber(l.Number); err != nil {
		return err
	}
	for _, address := range []string{l.Applicant, l.Beneficiary} {
		if err := checkAddress(address); err != nil {
			return err
		}
	}
	if l.Applicant == l.Beneficiary {
		return ErrNotParty.Wrapf("letter %s: %s cannot be applicant and beneficiary", l.Number, l.Applicant)
	}
	for _, id := range []string{l.IssuingBankId, l.AdvisingBankId} {
		if _, err := currencytypes.ParseMemberID(id); err != nil {
			return err
		}
	}
	if l.ApplicantBankId != "" {
		if _, err := currencytypes.ParseMemberID(l.ApplicantBankId); err != nil {
			return err
		}
	}
	_, known := ConfirmationInstruction_name[int32(l.ConfirmationInstruction)]
	if !known || l.ConfirmationInstruction == CONFIRMATION_INSTRUCTION_UNSPECIFIED {
		return ErrTerms.Wrap("49: confirmation instructions must be without, may-add or confirm")
	}
	if l.AdvisingBankId == l.IssuingBankId && l.ConfirmationInstruction != CONFIRMATION_INSTRUCTION_WITHOUT {
		return ErrConfirmation.Wrapf("%s cannot confirm its own letter", l.IssuingBankId)
	}
	if err := l.Terms.Check(); err != nil {
		return err
	}
	return l.checkDrawee(l.Terms)
}

// checkDrawee wants drafts to be drawn on a bank of the letter.
func (l Letter) checkDrawee(terms LetterTerms) error {
	if terms.DraweeId != "" && terms.DraweeId != l.IssuingBankId && terms.DraweeId != l.AdvisingBankId {
		return ErrTerms.Wrapf("42a: drawee %s must be %s or %s", terms.DraweeId, l.IssuingBankId, l.AdvisingBankId)
	}
	return nil
}

// Approve is the act of one officer of the issuing bank. The second one issues the letter (ErrLetterStatus,
// ErrSameOfficer, ErrTerms).
func (l Letter) Approve(officer string, c Clock) (Letter, error) {
	issued, err := l.decide(LetterApprove, c)
	if err != nil {
		return l, err
	}
	if err := l.Terms.CheckFrom(c.Today()); err != nil {
		return l, err
	}
	approval, complete, err := l.Issue.approve(officer, l.name())
	if err != nil {
		return l, err
	}
	if !complete {
		l.Issue = approval
		return l, nil
	}
	issued.Issue, issued.IssuedOn = approval, c.Today().String()
	return issued, nil
}

// Decline refuses the application (ErrLetterStatus, and the currency's ErrReason).
func (l Letter) Decline(reason string, c Clock) (Letter, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return l, err
	}
	declined, err := l.decide(LetterDecline, c)
	declined.Reason = reason
	return declined, err
}

// Advise records that the advising bank found the letter authentic (ErrLetterStatus, also when it did before).
func (l Letter) Advise(officer string, c Clock) (Letter, error) {
	advised, err := l.decide(LetterAdvise, c)
	if err != nil {
		return l, err
	}
	if l.AdvisedBy != "" {
		return l, ErrLetterStatus.Wrapf("%s was advised by %s", l.name(), l.AdvisedBy)
	}
	advised.AdvisedBy = officer
	return advised, nil
}

// Confirm is the act of one officer of the advising bank. The second one binds the bank (ErrLetterStatus,
// ErrConfirmation, ErrSameOfficer).
func (l Letter) Confirm(officer string, c Clock) (Letter, error) {
	confirmed, err := l.decide(LetterConfirm, c)
	if err != nil {
		return l, err
	}
	if l.ConfirmationInstruction == CONFIRMATION_INSTRUCTION_WITHOUT || l.AdvisedBy == "" || l.Confirmation.isComplete() || l.ConfirmationLapsed {
		return l, ErrConfirmation.Wrapf("%s: instruction %s, advised by %q, confirmed by %q: it must be asked for, advised, not amended, and not there yet",
			l.name(), l.ConfirmationInstruction, l.AdvisedBy, l.Confirmation.Second)
	}
	confirmed.Confirmation, _, err = l.Confirmation.approve(officer, l.name())
	return confirmed, err
}

// IsConfirmed reports whether the advising bank is bound to the letter as it is.
func (l Letter) IsConfirmed() bool { return l.Confirmation.isComplete() && !l.ConfirmationLapsed }

// IsOver reports whether nothing can happen to the letter any more.
func (l Letter) IsOver() bool {
	return l.Status == LETTER_STATUS_CANCELLED || l.Status == LETTER_STATUS_CLOSED
}

// Binds reports whether the banks are bound to the letter: it was issued and is not over.
func (l Letter) Binds() bool { return l.Status == LETTER_STATUS_ISSUED }

// StatusAt is the status as the clock has it: a letter that was issued expires with the end of its last day, the banking
// day on or after its expiry (Art. 29a).
func (l Letter) StatusAt(c Clock) (LetterStatus, error) {
	if l.Status != LETTER_STATUS_ISSUED {
		return l.Status, nil
	}
	last, err := l.Terms.lastDay(c)
	if err == nil && c.Today() > last {
		return LETTER_STATUS_EXPIRED, nil
	}
	return l.Status, err
}

// AvailableFen is what may still be presented, tolerance included.
func (l Letter) AvailableFen() (Fen, error) { return l.available(l.Terms) }

// LastDay is the last day for presentation.
func (l Letter) LastDay(c Clock) (Day, error) { return l.Terms.lastDay(c) }

func (l Letter) available(terms LetterTerms) (Fen, error) {
	limit, err := l.limit(terms)
	if err != nil {
		return 0, err
	}
	used, err := Fen(l.ReservedFen).Add(Fen(l.DrawnFen))
	if err != nil || used > limit {
		return 0, err
	}
	return limit - used, nil
}

// limit is the most that may be drawn under the terms. While a presentation under an amendment is examined it is no more
// than the amendment's, which silence may make the letter's.
func (l Letter) limit(terms LetterTerms) (Fen, error) {
	maximum, err := terms.maximum()
	if err != nil || l.ExaminedLimitFen == 0 {
		return maximum, err
	}
	return min(maximum, Fen(l.ExaminedLimitFen)), nil
}

// Close ends a letter of which nothing can be drawn any more: it has expired or is drawn in full, no presentation is
// reserved, and what the confirming bank accepted is reimbursed or refused, or was not forwarded within ForwardDays of the
// letter's last day: so a bank that does not forward binds nobody for ever (ErrLetterStatus, ErrStillOpen).
func (l Letter) Close(c Clock) (Letter, error) {
	status, err := l.StatusAt(c)
	if err != nil {
		return l, err
	}
	closed, err := l.decide(LetterClose, c)
	if err != nil {
		return l, err
	}
	last, err := l.Terms.lastDay(c)
	if err != nil {
		return l, err
	}
	if l.ReservedFen > 0 || l.ForwardedFen > 0 || c.Today() <= last.AddDays(ForwardDays) {
		if err := l.checkSettled(); err != nil {
			return l, err
		}
	}
	available, err := l.AvailableFen()
	if err != nil {
		return l, err
	}
	if available > 0 && status != LETTER_STATUS_EXPIRED {
		return l, ErrStillOpen.Wrapf("%s: %s available until its expiry", l.name(), available)
	}
	return closed, nil
}

// checkSettled fails with ErrStillOpen while the banks owe anything under the letter.
func (l Letter) checkSettled() error {
	if l.ReservedFen > 0 || l.UnreimbursedFen > 0 {
		return ErrStillOpen.Wrapf("%s: %s presented and not settled, %s accepted by %s and neither reimbursed nor refused",
			l.name(), Fen(l.ReservedFen), Fen(l.UnreimbursedFen), l.AdvisingBankId)
	}
	return nil
}

// reserve books a presentation, release takes it back, draw makes it a drawing.
func (l Letter) reserve(amount Fen, terms LetterTerms) (Letter, error) {
	limit, err := l.limit(terms)
	if err != nil {
		return l, err
	}
	available, err := l.available(terms)
	if err != nil {
		return l, err
	}
	if amount > available {
		return l, ErrAmountExceeded.Wrapf("%s: limit %s with tolerance, available %s, asked %s", l.name(), limit, available, amount)
	}
	l.ReservedFen += uint64(amount)
	return l, nil
}

func (l Letter) release(amount Fen) Letter {
	l.ReservedFen -= uint64(amount)
	return l
}

func (l Letter) draw(amount Fen) Letter {
	l.ReservedFen -= uint64(amount)
	l.DrawnFen += uint64(amount)
	return l
}

func (l Letter) decide(action LetterAction, c Clock) (Letter, error) {
	status, err := l.StatusAt(c)
	if err != nil {
		return l, err
	}
	to, allowed := letterTransitions.Next(status, action)
	switch {
	case !allowed && status == LETTER_STATUS_EXPIRED:
		last, err := l.Terms.lastDay(c)
		if err != nil {
			return l, err
		}
		return l, ErrExpired.Wrapf("%s: last day %s, today is %s: cannot %s", l.name(), last, c.Today(), action)
	case !allowed:
		return l, ErrLetterStatus.Wrapf("%s is %s: cannot %s", l.name(), status, action)
	}
	l.Status = to
	return l, nil
}

// name is what errors call the letter.
func (l Letter) name() string { return "letter " + l.Number + " of " + l.IssuingBankId }

// approve adds an officer. It reports whether that was the second one.
func (a Approval) approve(officer, what string) (Approval, bool, error) {
	switch a.First {
	case "":
		return Approval{First: officer}, false, nil
	case officer:
		return a, false, ErrSameOfficer.Wrapf("%s: %s was the first", what, officer)
	}
	a.Second = officer
	return a, true, nil
}

func (a Approval) isComplete() bool { return a.Second != "" }

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
