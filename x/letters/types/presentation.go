package types

import (
	"slices"
	"strconv"

	"github.com/dcep-consortium/dcepd/lifecycle"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// PresentationAction is what can happen to a presentation.
type PresentationAction string

const (
	PresentationComply PresentationAction = "find complying"
	PresentationRefuse PresentationAction = "refuse"
	PresentationReturn PresentationAction = "return"
	PresentationWaive  PresentationAction = "waive"
	PresentationAccept PresentationAction = "accept"
	PresentationSettle PresentationAction = "settle"
)

var presentationTransitions = lifecycle.Table[PresentationStatus, PresentationAction]{
	PRESENTATION_STATUS_PRESENTED: {
		PresentationComply: PRESENTATION_STATUS_COMPLYING,
		PresentationRefuse: PRESENTATION_STATUS_REFUSED,
		PresentationWaive:  PRESENTATION_STATUS_WAIVED,
		PresentationReturn: PRESENTATION_STATUS_RETURNED,
	},
	PRESENTATION_STATUS_REFUSED: {
		PresentationWaive:  PRESENTATION_STATUS_WAIVED,
		PresentationReturn: PRESENTATION_STATUS_RETURNED,
	},
	PRESENTATION_STATUS_COMPLYING: {
		PresentationAccept: PRESENTATION_STATUS_ACCEPTED,
	},
	PRESENTATION_STATUS_WAIVED: {
		PresentationAccept: PRESENTATION_STATUS_ACCEPTED,
	},
	PRESENTATION_STATUS_ACCEPTED: {
		PresentationSettle: PRESENTATION_STATUS_SETTLED,
	},
}

// Case is a presentation with the letter, and with the amendment under which it was presented, if any.
type Case struct {
	Letter       Letter
	Amendment    *Amendment
	Presentation Presentation
}

// Present receives the beneficiary's documents at the issuing bank, or at the confirming one (ErrDocuments, ErrExpired,
// ErrLetterStatus, ErrBank, ErrNotConfirmed, ErrAmendmentStatus, ErrPartialShipment, ErrAmountExceeded, ErrLimit).
func (l Letter) Present(a *Amendment, p Presentation, params Params, c Clock) (Case, error) {
	p.IssuingBankId, p.LetterNumber, p.Number = l.IssuingBankId, l.Number, l.Presentations+1
	if a != nil && (a.Status != AMENDMENT_STATUS_ISSUED || a.Cancels || a.Presentation != 0) {
		return Case{}, ErrAmendmentStatus.Wrapf("%s is %s, examined is presentation %d: nothing can be presented under it", a.name(), a.Status, a.Presentation)
	}
	p.Status, p.ReceivedAt, p.ClosingMinute = PRESENTATION_STATUS_PRESENTED, c.Now.UTC(), params.ClosingMinute
	if err := p.checkDocuments(); err != nil {
		return Case{}, err
	}
	if l.Presentations >= MaxPresentations {
		return Case{}, ErrLimit.Wrapf("%s has %d presentations", l.name(), l.Presentations)
	}
	k := Case{Letter: l, Amendment: a, Presentation: p}
	k.Presentation.Terms = k.currentTerms()
	if err := k.checkAdmission(c); err != nil {
		return Case{}, err
	}
	reserved, err := l.reserve(Fen(p.AmountFen), k.currentTerms())
	if err != nil {
		return Case{}, err
	}
	reserved.Presentations++
	k.Letter = reserved
	if a != nil {
		maximum, err := a.Terms.maximum()
		if err != nil {
			return Case{}, err
		}
		examined := *a
		examined.Presentation = p.Number
		k.Amendment, k.Letter.ExaminedLimitFen = &examined, uint64(maximum)
	}
	return k, nil
}

// checkAdmission says whether documents can be presented now, to this bank, under these terms.
func (k Case) checkAdmission(c Clock) error {
	l, p := k.Letter, k.Presentation
	if l.Status != LETTER_STATUS_ISSUED {
		return ErrLetterStatus.Wrapf("%s is %s: cannot %s", l.name(), l.Status, LetterPresent)
	}
	last, err := p.Terms.lastDay(c)
	if err != nil {
		return err
	}
	if on := p.PresentedOn(c); on > last {
		return ErrExpired.Wrapf("%s: last day %s, presented for %s", l.name(), last, on)
	}
	switch p.BankId {
	case l.IssuingBankId:
	case l.AdvisingBankId:
		if !l.IsConfirmed() || k.Amendment != nil && !k.Amendment.Confirmation.isComplete() {
			return ErrNotConfirmed.Wrapf("%s: %s has not confirmed it as it is: present to %s", l.name(), p.BankId, l.IssuingBankId)
		}
	default:
		return ErrBank.Wrapf("%s: present to %s, or to %s if it has confirmed", l.name(), l.IssuingBankId, l.AdvisingBankId)
	}
	return k.checkShipment(c)
}

func (k Case) checkShipment(c Clock) error {
	terms, p := k.Presentation.Terms, k.Presentation
	shipped, err := currencytypes.ParseOptionalDay(p.ShipmentDate)
	if err != nil {
		return ErrDocuments.Wrapf("shipment_date: %s", err)
	}
	if shipped.IsZero() && (terms.LatestShipment != "" || terms.TenorBasis == TENOR_BASIS_AFTER_SHIPMENT) {
		return ErrDocuments.Wrap("shipment_date: is required, because the letter has a latest shipment or a tenor after shipment")
	}
	if shipped > c.Today() {
		return ErrDocuments.Wrapf("shipment_date: %s is in the future, today is %s", shipped, c.Today())
	}
	if terms.PartialShipments == ALLOWANCE_NOT_ALLOWED && k.Letter.ReservedFen+k.Letter.DrawnFen > 0 {
		return ErrPartialShipment.Wrapf("%s: %s presented or drawn before", k.Letter.name(), Fen(k.Letter.ReservedFen)+Fen(k.Letter.DrawnFen))
	}
	return nil
}

// Forward presents to the issuing bank what the confirming bank has accepted, for its reimbursement (Art. 7c). Nothing
// more is reserved: the drawing is the one that the beneficiary presented. The applicant's waiver goes along. The limit of
// presentations is the beneficiary's, who must not use up what reimburses the bank (ErrForward, ErrLetterStatus).
func (k Case) Forward(officerBank string, params Params, c Clock) (Case, Presentation, error) {
	p, l := k.Presentation, k.Letter
	if p.BankId != officerBank || p.BankId == l.IssuingBankId || !p.isAccepted() || p.ForwardedAs != 0 {
		return k, Presentation{}, ErrForward.Wrapf("%s is %s at %s, forwarded as %d: the confirming bank forwards once what it accepted",
			p.name(), p.Status, p.BankId, p.ForwardedAs)
	}
	if l.IsOver() {
		return k, Presentation{}, ErrLetterStatus.Wrapf("%s is %s: cannot forward", l.name(), l.Status)
	}
	l.Presentations++
	l.ForwardedFen += p.AmountFen
	forwarded := Presentation{
		IssuingBankId: p.IssuingBankId, LetterNumber: p.LetterNumber, Number: l.Presentations, BankId: l.IssuingBankId, Forwards: p.Number,
		AmountFen: p.AmountFen, ShipmentDate: p.ShipmentDate, Documents: slices.Clone(p.Documents), Status: PRESENTATION_STATUS_PRESENTED,
		ReceivedAt: c.Now.UTC(), ClosingMinute: params.ClosingMinute, Terms: p.Terms, WaivedByApplicant: p.WaivedByApplicant,
	}
	k.Letter, k.Presentation.ForwardedAs = l, forwarded.Number
	return k, forwarded, nil
}

// currentTerms are those of the amendment while the beneficiary has not answered it, else the letter's.
func (k Case) currentTerms() LetterTerms {
	if k.Amendment != nil && k.Amendment.Status == AMENDMENT_STATUS_ISSUED {
		return *k.Amendment.Terms
	}
	return k.Letter.Terms
}

// PresentedOn is the banking day for which the documents count (Art. 33).
func (p Presentation) PresentedOn(c Clock) Day { return c.dayOfReceipt(p.ReceivedAt, p.ClosingMinute) }

// NoticeBy is the last day of a notice of refusal: the fifth banking day following that of presentation (Art. 14b, 16d).
func (p Presentation) NoticeBy(c Clock) Day {
	return c.Calendar.AddBankingDays(p.PresentedOn(c), ExaminationDays)
}

// StatusAt is the status as the clock has it: without a notice by the close of the fifth banking day, which is its
// midnight here, the bank can no longer say that the documents do not comply (Art. 16f).
func (p Presentation) StatusAt(c Clock) PresentationStatus {
	if p.Status == PRESENTATION_STATUS_PRESENTED && c.Today() > p.NoticeBy(c) {
		return PRESENTATION_STATUS_COMPLYING
	}
	return p.Status
}

// isAccepted reports whether the bank has undertaken to pay, or has paid.
func (p Presentation) isAccepted() bool {
	return p.Status == PRESENTATION_STATUS_ACCEPTED || p.Status == PRESENTATION_STATUS_SETTLED
}

func (p Presentation) checkDocuments() error {
	if _, err := currencytypes.ParseAmount(p.AmountFen); err != nil {
		return err
	}
	if len(p.Documents) == 0 || len(p.Documents) > MaxDocuments {
		return ErrDocuments.Wrapf("%d documents, must be 1 to %d", len(p.Documents), MaxDocuments)
	}
	for i, document := range p.Documents {
		if !isSwiftText(document.Kind, maxKindChars) {
			return ErrDocuments.Wrapf("documents[%d]: kind %.40q must be 1 to %d characters of SWIFT's set x", i, document.Kind, maxKindChars)
		}
		if len(document.Commitment) != commitmentBytes {
			return ErrDocuments.Wrapf("documents[%d]: commitment has %d bytes, must have %d", i, len(document.Commitment), commitmentBytes)
		}
	}
	return nil
}

func (p Presentation) decide(action PresentationAction, c Clock) (Presentation, error) {
	status := p.StatusAt(c)
	to, allowed := presentationTransitions.Next(status, action)
	switch {
	case !allowed && status != p.Status:
		return p, ErrPrecluded.Wrapf("%s: no notice by %s, today is %s, so it complies: cannot %s", p.name(), p.NoticeBy(c), c.Today(), action)
	case !allowed:
		return p, ErrPresentationStatus.Wrapf("%s is %s: cannot %s", p.name(), status, action)
	}
	p.Status = to
	return p, nil
}

// name is what errors call the presentation.
func (p Presentation) name() string {
	return "presentation " + count(p.Number) + " under letter " + p.LetterNumber + " of " + p.IssuingBankId
}

func count(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
