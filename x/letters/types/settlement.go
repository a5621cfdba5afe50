package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Accept is the bank's undertaking to pay what complies, or what was waived, at maturity; at sight that is today. Whoever
// determined that it complies does not accept it (ErrPresentationStatus, ErrSameOfficer).
func (k Case) Accept(officer string, c Clock) (Case, error) {
	k, err := k.pass(c)
	if err != nil {
		return k, err
	}
	accepted, err := k.Presentation.decide(PresentationAccept, c)
	if err != nil {
		return k, err
	}
	if officer == k.Presentation.DeterminedBy {
		return k, ErrSameOfficer.Wrapf("%s: %s examined it", k.Presentation.name(), officer)
	}
	maturity, err := k.maturity(c)
	if err != nil {
		return k, err
	}
	accepted.AcceptedBy, accepted.Maturity = officer, maturity.String()
	if accepted.BankId != k.Letter.IssuingBankId {
		k.Letter.UnreimbursedFen += accepted.AmountFen
	}
	k.Presentation = accepted
	return k, nil
}

// maturity counts calendar days from shipment, or after sight: from the presentation of documents that comply, from the
// agreement to the waiver of others (ISBP 745 para. B5).
func (k Case) maturity(c Clock) (Day, error) {
	terms, p := k.Presentation.Terms, k.Presentation
	var from Day
	var err error
	switch {
	case terms.TenorBasis == TENOR_BASIS_UNSPECIFIED:
		return c.Today(), nil
	case terms.TenorBasis == TENOR_BASIS_AFTER_SHIPMENT:
		from, err = currencytypes.ParseDay(p.ShipmentDate)
	case p.Status == PRESENTATION_STATUS_WAIVED:
		from, err = currencytypes.ParseDay(p.WaivedOn)
	default:
		from = p.PresentedOn(c)
	}
	return from.AddDays(int64(terms.TenorDays)), err
}

// PayableOn is when the bank must pay at the latest: at maturity, or on the banking day after it. It may pay at maturity
// even if banks are closed.
func (p Presentation) PayableOn(c Clock) (Day, error) {
	maturity, err := currencytypes.ParseOptionalDay(p.Maturity)
	if err != nil || maturity.IsZero() {
		return 0, err
	}
	return c.Calendar.Next(maturity), nil
}

// Settle records that the bank pays. Two officers at least have dealt with it: where nobody examined, it is not who
// accepted (ErrPresentationStatus, ErrNotMature, ErrSameOfficer).
func (k Case) Settle(officer string, c Clock) (Case, error) {
	settled, err := k.Presentation.decide(PresentationSettle, c)
	if err != nil {
		return k, err
	}
	maturity, err := currencytypes.ParseDay(k.Presentation.Maturity)
	if err != nil {
		return k, err
	}
	if c.Today() < maturity {
		return k, ErrNotMature.Wrapf("%s: maturity %s, today is %s", k.Presentation.name(), maturity, c.Today())
	}
	if k.Presentation.DeterminedBy == "" && officer == k.Presentation.AcceptedBy {
		return k, ErrSameOfficer.Wrapf("%s: nobody examined it, and %s accepted it", k.Presentation.name(), officer)
	}
	settled.SettledBy, settled.SettledOn = officer, c.Today().String()
	k.Presentation = settled
	if settled.Forwards == 0 {
		k.Letter = k.Letter.draw(Fen(settled.AmountFen))
	} else {
		k.Letter.UnreimbursedFen -= settled.AmountFen
		k.Letter.ForwardedFen -= settled.AmountFen
	}
	return k, nil
}
