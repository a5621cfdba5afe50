package types

import "github.com/dcep-consortium/dcepd/lifecycle"

// AmendmentAction is what can happen to an amendment.
type AmendmentAction string

const (
	AmendmentIssue   AmendmentAction = "issue"
	AmendmentDrop    AmendmentAction = "drop"
	AmendmentConfirm AmendmentAction = "confirm"
	AmendmentAccept  AmendmentAction = "accept"
	AmendmentReject  AmendmentAction = "reject"
)

var amendmentTransitions = lifecycle.Table[AmendmentStatus, AmendmentAction]{
	AMENDMENT_STATUS_PROPOSED: {
		AmendmentIssue: AMENDMENT_STATUS_ISSUED,
		AmendmentDrop:  AMENDMENT_STATUS_DROPPED,
	},
	AMENDMENT_STATUS_ISSUED: {
		AmendmentConfirm: AMENDMENT_STATUS_ISSUED,
		AmendmentAccept:  AMENDMENT_STATUS_ACCEPTED,
		AmendmentReject:  AMENDMENT_STATUS_REJECTED,
	},
	// The confirming bank may extend its confirmation after the beneficiary agreed.
	AMENDMENT_STATUS_ACCEPTED: {
		AmendmentConfirm: AMENDMENT_STATUS_ACCEPTED,
	},
}

// IsOpen reports whether the amendment waits for somebody, so that there can be no other one.
func (a Amendment) IsOpen() bool {
	return a.Status == AMENDMENT_STATUS_PROPOSED || a.Status == AMENDMENT_STATUS_ISSUED
}

// ProposeAmendment asks for new terms as a whole; nil terms cancel the letter. previous is the letter's last amendment,
// the zero value if it has none (ErrLetterStatus, ErrExpired, ErrAmendmentOpen, ErrLimit, ErrTerms, ErrBelowDrawn).
func (l Letter) ProposeAmendment(previous Amendment, terms *LetterTerms, officer string, c Clock) (Letter, Amendment, error) {
	if previous.IsOpen() {
		return l, Amendment{}, ErrAmendmentOpen.Wrapf("%s: amendment %d is %s", l.name(), previous.Number, previous.Status)
	}
	if l.Amendments >= MaxAmendments {
		return l, Amendment{}, ErrLimit.Wrapf("%s has %d amendments", l.name(), l.Amendments)
	}
	if _, err := l.decide(LetterAmend, c); err != nil {
		return l, Amendment{}, err
	}
	l.Amendments++
	amendment := Amendment{
		IssuingBankId: l.IssuingBankId, LetterNumber: l.Number, Number: l.Amendments, Cancels: terms == nil, Terms: terms,
		Status: AMENDMENT_STATUS_PROPOSED, Issue: Approval{First: officer},
	}
	return l, amendment, l.checkAmendment(amendment, c)
}

// checkAmendment says whether the letter may become what the amendment makes of it.
func (l Letter) checkAmendment(a Amendment, c Clock) error {
	if a.Cancels {
		return l.checkSettled()
	}
	if err := a.Terms.Check(); err != nil {
		return err
	}
	if err := a.Terms.CheckFrom(c.Today()); err != nil {
		return err
	}
	if err := l.checkDrawee(*a.Terms); err != nil {
		return err
	}
	if l.Terms.equal(*a.Terms) {
		return ErrTerms.Wrapf("%s: the terms are what they were", l.name())
	}
	maximum, err := a.Terms.maximum()
	if err != nil {
		return err
	}
	if used := Fen(l.ReservedFen) + Fen(l.DrawnFen); maximum < used {
		return ErrBelowDrawn.Wrapf("%s: drawn and presented %s, amended to %s with tolerance", l.name(), used, maximum)
	}
	return nil
}

// IssueAmendment is the act of the issuing bank's second officer: it binds the bank at once (Art. 10b) to the terms,
// which must be the proposed ones (ErrAmendmentStatus, ErrAmendmentChanged, ErrSameOfficer, and those of proposing).
func (l Letter) IssueAmendment(a Amendment, terms *LetterTerms, officer string, c Clock) (Amendment, error) {
	issued, err := a.decide(AmendmentIssue)
	if err != nil {
		return a, err
	}
	if a.Cancels != (terms == nil) || terms != nil && !a.Terms.equal(*terms) {
		return a, ErrAmendmentChanged.Wrapf("%s, proposed by %s: compare it with the one you issue", a.name(), a.Issue.First)
	}
	if _, err := l.decide(LetterAmend, c); err != nil {
		return a, err
	}
	if err := l.checkAmendment(a, c); err != nil {
		return a, err
	}
	if issued.Issue, _, err = a.Issue.approve(officer, a.name()); err != nil {
		return a, err
	}
	issued.IssuedOn = c.Today().String()
	return issued, nil
}

// Drop gives up an amendment that was not issued (ErrAmendmentStatus).
func (a Amendment) Drop() (Amendment, error) { return a.decide(AmendmentDrop) }

// ConfirmAmendment is the act of one officer of the confirming bank. The second one extends the confirmation to the
// amendment (ErrAmendmentStatus, ErrConfirmation, ErrSameOfficer).
func (l Letter) ConfirmAmendment(a Amendment, officer string) (Letter, Amendment, error) {
	confirmed, err := a.decide(AmendmentConfirm)
	if err != nil {
		return l, a, err
	}
	later := a.Status == AMENDMENT_STATUS_ACCEPTED && (a.Number != l.Amendments || l.IsOver())
	if !l.Confirmation.isComplete() || a.Cancels || a.Confirmation.isComplete() || later {
		return l, a, ErrConfirmation.Wrapf("%s: the letter must be confirmed, the amendment must not be and must be the last one", a.name())
	}
	approval, complete, err := a.Confirmation.approve(officer, a.name())
	if err != nil {
		return l, a, err
	}
	confirmed.Confirmation = approval
	if complete && a.Status == AMENDMENT_STATUS_ACCEPTED {
		l.ConfirmationLapsed = false
	}
	return l, confirmed, nil
}

// AnswerAmendment is the beneficiary's answer to the amendment as a whole (Art. 10c, e): the terms are replaced, or the
// letter is cancelled, or nothing changes. The letter may have expired meanwhile: then an amendment that extends it
// revives it (ErrAmendmentStatus, ErrLetterStatus, ErrExpired, ErrBelowDrawn, ErrStillOpen).
func (l Letter) AnswerAmendment(a Amendment, accept bool, c Clock) (Letter, Amendment, error) {
	if a.Presentation != 0 {
		return l, a, ErrAmendmentStatus.Wrapf("%s: presentation %d under it is being examined", a.name(), a.Presentation)
	}
	if !accept {
		rejected, err := a.decide(AmendmentReject)
		return l, rejected, err
	}
	return l.acceptAmendment(a, c)
}

// acceptAmendment replaces the terms as a whole.
func (l Letter) acceptAmendment(a Amendment, c Clock) (Letter, Amendment, error) {
	accepted, err := a.decide(AmendmentAccept)
	if err != nil {
		return l, a, err
	}
	if a.Cancels {
		cancelled, err := l.decide(LetterCancel, c)
		if err == nil {
			err = l.checkAmendment(a, c)
		}
		return cancelled, accepted, err
	}
	amended, err := l.decide(LetterAmend, c)
	if err != nil {
		return l, a, err
	}
	maximum, err := a.Terms.maximum()
	if err != nil {
		return l, a, err
	}
	if used := Fen(l.ReservedFen) + Fen(l.DrawnFen); maximum < used {
		return l, a, ErrBelowDrawn.Wrapf("%s: drawn and presented %s, amended to %s with tolerance", l.name(), used, maximum)
	}
	amended.Terms, amended.ExaminedLimitFen = *a.Terms, 0
	amended.ConfirmationLapsed = l.Confirmation.isComplete() && !a.Confirmation.isComplete()
	return amended, accepted, nil
}

func (a Amendment) decide(action AmendmentAction) (Amendment, error) {
	to, allowed := amendmentTransitions.Next(a.Status, action)
	if !allowed {
		return a, ErrAmendmentStatus.Wrapf("%s is %s: cannot %s", a.name(), a.Status, action)
	}
	a.Status = to
	return a, nil
}

// name is what errors call the amendment.
func (a Amendment) name() string {
	return "amendment " + count(a.Number) + " of letter " + a.LetterNumber + " of " + a.IssuingBankId
}
