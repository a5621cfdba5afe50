package types

import (
	"slices"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// KnownDiscrepancies are those that the chain sees by itself. What the confirming bank accepted was presented to it by the
// beneficiary in time; forwarded, only the other documents are judged.
func (k Case) KnownDiscrepancies(c Clock) ([]DiscrepancyCode, error) {
	if k.Presentation.Forwards != 0 {
		return nil, nil
	}
	terms, p := k.Presentation.Terms, k.Presentation
	shipped, err := currencytypes.ParseOptionalDay(p.ShipmentDate)
	if err != nil {
		return nil, err
	}
	latest, err := currencytypes.ParseOptionalDay(terms.LatestShipment)
	if err != nil {
		return nil, err
	}
	var known []DiscrepancyCode
	// Art. 29(c): the latest shipment is not extended by a closed day.
	if !latest.IsZero() && shipped > latest {
		known = append(known, DISCREPANCY_CODE_LATE_SHIPMENT)
	}
	if !shipped.IsZero() && p.PresentedOn(c) > terms.lastDayAfterShipment(shipped, c) {
		known = append(known, DISCREPANCY_CODE_LATE_PRESENTATION)
	}
	if Fen(p.AmountFen) < terms.minimum() {
		known = append(known, DISCREPANCY_CODE_AMOUNT_SHORT)
	}
	return known, nil
}

// FindComplying is the examiner's determination, or what the passing of the five banking days made of it. With it the
// beneficiary has accepted the amendment under which it presented (Art. 10c) (ErrPresentationStatus, ErrDiscrepant).
func (k Case) FindComplying(officer string, c Clock) (Case, error) {
	complying, err := k.Presentation.decide(PresentationComply, c)
	if err != nil {
		return k, err
	}
	known, err := k.KnownDiscrepancies(c)
	if err != nil {
		return k, err
	}
	if len(known) > 0 {
		return k, ErrDiscrepant.Wrapf("%s: %v: refuse it, or agree to a waiver", k.Presentation.name(), known)
	}
	complying.DeterminedBy = officer
	k.Presentation = complying
	return k.acceptTerms(c)
}

// pass writes down that the time for a notice has passed, if it has.
func (k Case) pass(c Clock) (Case, error) {
	if k.Presentation.StatusAt(c) == k.Presentation.Status {
		return k, nil
	}
	k.Presentation.Status = PRESENTATION_STATUS_COMPLYING
	return k.acceptTerms(c)
}

// acceptTerms makes the amendment's terms the letter's: who presented under them has taken them.
func (k Case) acceptTerms(c Clock) (Case, error) {
	if k.Amendment == nil || k.Amendment.Status != AMENDMENT_STATUS_ISSUED {
		return k, nil
	}
	amended, accepted, err := k.Letter.acceptAmendment(*k.Amendment, c)
	if err != nil {
		return k, err
	}
	k.Letter, k.Amendment = amended, &accepted
	return k, nil
}

// Refuse is the single notice of Art. 16(c): every discrepancy, and what happens to the documents. The amount is free
// again (ErrPresentationStatus, ErrPrecluded, ErrNotice).
func (k Case) Refuse(discrepancies []Discrepancy, disposition Disposition, c Clock) (Case, error) {
	refused, err := k.Presentation.decide(PresentationRefuse, c)
	if err != nil {
		return k, err
	}
	if err := checkNotice(discrepancies, disposition); err != nil {
		return k, err
	}
	known, err := k.KnownDiscrepancies(c)
	if err != nil {
		return k, err
	}
	for _, code := range known {
		if !slices.ContainsFunc(discrepancies, func(d Discrepancy) bool { return d.Code == code }) {
			return k, ErrNotice.Wrapf("%s: %s is not in the notice, and none can follow (Art. 16c)", k.Presentation.name(), code)
		}
	}
	refused.Discrepancies, refused.Disposition, refused.RefusedOn = discrepancies, disposition, c.Today().String()
	k.Presentation = refused
	return k.free(), nil
}

func checkNotice(discrepancies []Discrepancy, disposition Disposition) error {
	if len(discrepancies) == 0 || len(discrepancies) > MaxDiscrepancies {
		return ErrNotice.Wrapf("%d discrepancies, must be 1 to %d", len(discrepancies), MaxDiscrepancies)
	}
	for i, d := range discrepancies {
		if _, known := DiscrepancyCode_name[int32(d.Code)]; !known || d.Code == DISCREPANCY_CODE_UNSPECIFIED {
			return ErrNotice.Wrapf("discrepancies[%d]: code %s", i, d.Code)
		}
		if d.Tag != "" && !isFieldTag(d.Tag) {
			return ErrNotice.Wrapf("discrepancies[%d]: tag %.10q must be a field of MT700, such as 46A", i, d.Tag)
		}
		if len(d.Commitment) != 0 && len(d.Commitment) != commitmentBytes {
			return ErrNotice.Wrapf("discrepancies[%d]: commitment has %d bytes, must have %d or none", i, len(d.Commitment), commitmentBytes)
		}
	}
	if _, known := Disposition_name[int32(disposition)]; !known || disposition == DISPOSITION_UNSPECIFIED {
		return ErrNotice.Wrap("disposition: say what happens to the documents (Art. 16c iii)")
	}
	return nil
}

func isFieldTag(tag string) bool {
	const digits, letters = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return (len(tag) == 2 || len(tag) == 3) && containsOnly(tag[:2], digits) && containsOnly(tag[2:], letters)
}

// Waive is the applicant's word that it takes up the documents, before the notice or after it. It does not extend the time
// for the notice, and the bank need not agree (Art. 16b) (ErrPresentationStatus, ErrPrecluded).
func (k Case) Waive(c Clock) (Case, error) {
	if _, err := k.Presentation.decide(PresentationWaive, c); err != nil {
		return k, err
	}
	k.Presentation.WaivedByApplicant = true
	return k, nil
}

// AgreeToWaiver is the bank's consent. The letter and the amount must still be there (ErrPresentationStatus, ErrPrecluded,
// ErrLetterStatus, ErrNotWaived, ErrAmountExceeded, ErrPartialShipment).
func (k Case) AgreeToWaiver(officer string, c Clock) (Case, error) {
	waived, err := k.Presentation.decide(PresentationWaive, c)
	if err != nil {
		return k, err
	}
	if k.Letter.IsOver() {
		return k, ErrLetterStatus.Wrapf("%s is %s: cannot agree to a waiver, return the documents", k.Letter.name(), k.Letter.Status)
	}
	if !k.Presentation.WaivedByApplicant {
		return k, ErrNotWaived.Wrapf("%s: ask the applicant %s", k.Presentation.name(), k.Letter.Applicant)
	}
	if k.Presentation.Status == PRESENTATION_STATUS_REFUSED {
		if k.Letter, err = k.takeAgain(); err != nil {
			return k, err
		}
	}
	waived.DeterminedBy, waived.WaivedOn = officer, c.Today().String()
	k.Presentation = waived
	return k.acceptTerms(c)
}

// takeAgain is the letter with what the refusal freed.
func (k Case) takeAgain() (Letter, error) {
	l := k.Letter
	if k.Presentation.Forwards != 0 {
		l.UnreimbursedFen += k.Presentation.AmountFen
		l.ForwardedFen += k.Presentation.AmountFen
		return l, nil
	}
	if k.currentTerms().PartialShipments == ALLOWANCE_NOT_ALLOWED && l.ReservedFen+l.DrawnFen > 0 {
		return l, ErrPartialShipment.Wrapf("%s: presented or drawn again since the refusal", l.name())
	}
	return l.reserve(Fen(k.Presentation.AmountFen), k.currentTerms())
}

// Return gives documents back: the bank those that it refused, the presenter those that were not found to comply
// (ErrPresentationStatus, ErrPrecluded).
func (k Case) Return(byPresenter bool, c Clock) (Case, error) {
	returned, err := k.Presentation.decide(PresentationReturn, c)
	if err != nil {
		return k, err
	}
	if k.Presentation.Status == PRESENTATION_STATUS_PRESENTED {
		if !byPresenter {
			return k, ErrPresentationStatus.Wrapf("%s: give a notice of refusal first (Art. 16c)", k.Presentation.name())
		}
		k = k.free()
	}
	k.Presentation = returned
	return k, nil
}

// free makes the amount available again, and the amendment free to be answered. A forwarded presentation took neither: the
// confirming bank is not reimbursed.
func (k Case) free() Case {
	if k.Presentation.Forwards == 0 {
		k.Letter = k.Letter.release(Fen(k.Presentation.AmountFen))
	} else {
		k.Letter.UnreimbursedFen -= k.Presentation.AmountFen
		k.Letter.ForwardedFen -= k.Presentation.AmountFen
	}
	if k.Amendment != nil && k.Amendment.Status == AMENDMENT_STATUS_ISSUED {
		open := *k.Amendment
		open.Presentation = 0
		k.Amendment, k.Letter.ExaminedLimitFen = &open, 0
	}
	return k
}
