package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Close is the manager's end of a running programme, with its reason (ErrProgrammeStatus, ErrOutsidePeriod, and the
// currency's ErrReason).
func (p Programme) Close(reason string, today Day) (Programme, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return p, err
	}
	closing, err := p.act(ProgrammeClose, today)
	if err != nil {
		return p, err
	}
	closing.CloseReason = reason
	return closing, nil
}

// Due returns the first business day on which time alone changes the programme, and whether there is one. A programme
// that is closing has work left today.
func (p Programme) Due() (Day, bool, error) {
	switch p.Status {
	case PROGRAMME_STATUS_OPEN:
		last, err := currencytypes.ParseDay(p.Terms.LastDay)
		return last.AddDays(1), true, err
	case PROGRAMME_STATUS_CLOSING:
		return 0, true, nil
	case PROGRAMME_STATUS_CLOSED:
		closed, err := currencytypes.ParseDay(p.ClosedOn)
		return closed.AddDays(RefundDays + 1), true, err
	default:
		return 0, false, nil
	}
}

// End is what the last day's passing does (ErrProgrammeStatus, ErrNotDue).
func (p Programme) End(today Day) (Programme, error) { return p.pass(ProgrammeEnd, today) }

// Finish is what the passing of the time for refunds does (ErrProgrammeStatus, ErrNotDue).
func (p Programme) Finish(today Day) (Programme, error) { return p.pass(ProgrammeFinish, today) }

func (p Programme) pass(action ProgrammeAction, today Day) (Programme, error) {
	passed, err := p.decide(action)
	if err != nil {
		return p, err
	}
	due, _, err := p.Due()
	if err != nil {
		return p, err
	}
	if today < due {
		return p, ErrNotDue.Wrapf("%s can %s from %s on, today is %s", p.name(), action, due, today)
	}
	return passed, nil
}

// ReturnRest gives the sponsors what no grant holds any more and closes the programme (ErrProgrammeStatus).
func (p Programme) ReturnRest(today Day) (Programme, []Share, error) {
	closed, err := p.decide(ProgrammeReturn)
	if err != nil {
		return p, nil, err
	}
	closed.ClosedOn = today.String()
	closed, shares := closed.divide()
	return closed, shares, nil
}

// divide gives the fund to the sponsors in proportion to what each paid in and has not got back. Nobody gets back more
// than it paid.
func (p Programme) divide() (Programme, []Share) {
	outstanding := make([]Fen, len(p.Sponsors))
	for i, sponsor := range p.Sponsors {
		outstanding[i] = Fen(sponsor.PaidInFen) - Fen(sponsor.ReturnedFen)
	}
	parts := apportion(p.FundFen(), outstanding)
	p.Sponsors = append([]Sponsor(nil), p.Sponsors...)
	var shares []Share
	for i, part := range parts {
		if part == 0 {
			continue
		}
		p.Sponsors[i].ReturnedFen += uint64(part)
		shares = append(shares, Share{Wallet: p.Sponsors[i].Wallet, AmountFen: uint64(part)})
	}
	return p, shares
}

// Refund takes back what a payee returned, after the grant took what is its own: toFund is the part that belongs to the
// fund. A closed programme hands it on to the sponsors (ErrProgrammeStatus).
func (p Programme) Refund(purposeID string, toFund Fen) (Programme, []Share, error) {
	refunded, err := p.decide(ProgrammeRefund)
	if err != nil || toFund == 0 {
		return refunded, nil, err
	}
	if refunded, err = refunded.TakeBack(purposeID, toFund); err != nil {
		return p, nil, err
	}
	if refunded.Status != PROGRAMME_STATUS_CLOSED {
		return refunded, nil, nil
	}
	refunded, shares := refunded.divide()
	return refunded, shares, nil
}
