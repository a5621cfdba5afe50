package types

import (
	"slices"
	"unicode/utf8"

	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// PledgeAction is what can happen to a pledge.
type PledgeAction string

const (
	PledgeApprove  PledgeAction = "approve"
	PledgeCancel   PledgeAction = "cancel"
	PledgeLapse    PledgeAction = "lapse"
	PledgeDisburse PledgeAction = "disburse"
	// PledgeRepay pays a part back, PledgeClear all that is left.
	PledgeRepay    PledgeAction = "repay"
	PledgeClear    PledgeAction = "clear"
	PledgeMature   PledgeAction = "mature"
	PledgeAssign   PledgeAction = "assign"
	PledgeWriteOff PledgeAction = "write off"
	PledgeRelease  PledgeAction = "release"
)

// What is overdue stays overdue until all is repaid: a part does not change that the day is past.
var pledgeTransitions = lifecycle.Table[PledgeStatus, PledgeAction]{
	PLEDGE_STATUS_REGISTERED: {
		PledgeApprove: PLEDGE_STATUS_APPROVED,
		PledgeCancel:  PLEDGE_STATUS_CANCELLED,
		PledgeLapse:   PLEDGE_STATUS_LAPSED,
	},
	PLEDGE_STATUS_APPROVED: {
		PledgeDisburse: PLEDGE_STATUS_DISBURSED,
		PledgeCancel:   PLEDGE_STATUS_CANCELLED,
		PledgeLapse:    PLEDGE_STATUS_LAPSED,
	},
	PLEDGE_STATUS_DISBURSED: {
		PledgeRepay:  PLEDGE_STATUS_PARTLY_REPAID,
		PledgeClear:  PLEDGE_STATUS_REPAID,
		PledgeMature: PLEDGE_STATUS_OVERDUE,
	},
	PLEDGE_STATUS_PARTLY_REPAID: {
		PledgeRepay:  PLEDGE_STATUS_PARTLY_REPAID,
		PledgeClear:  PLEDGE_STATUS_REPAID,
		PledgeMature: PLEDGE_STATUS_OVERDUE,
	},
	PLEDGE_STATUS_OVERDUE: {
		PledgeRepay:    PLEDGE_STATUS_OVERDUE,
		PledgeClear:    PLEDGE_STATUS_REPAID,
		PledgeAssign:   PLEDGE_STATUS_ASSIGNED,
		PledgeWriteOff: PLEDGE_STATUS_WRITTEN_OFF,
	},
	PLEDGE_STATUS_REPAID:      {PledgeRelease: PLEDGE_STATUS_RELEASED},
	PLEDGE_STATUS_ASSIGNED:    {PledgeRelease: PLEDGE_STATUS_RELEASED},
	PLEDGE_STATUS_WRITTEN_OFF: {PledgeRelease: PLEDGE_STATUS_RELEASED},
}

// NewPledge is a registration: it takes room before any money moves. It fails with ErrPurpose, ErrRate, ErrLoan, ErrMaturity, and
// the single window's ErrDocumentStatus, ErrMoney and ErrCommitment.
func NewPledge(
	document singlewindowtypes.Document, kind singlewindowtypes.DocumentKind, authorisation Authorisation, reference string, terms PledgeTerms,
	officer consortiumtypes.Officer, today, disburseBy Day,
) (Pledge, error) {
	if err := document.CheckStatus(singlewindowtypes.DocumentFinance); err != nil {
		return Pledge{}, err
	}
	if err := terms.check(document, kind); err != nil {
		return Pledge{}, err
	}
	loan, err := Loan(terms.Amount, terms.Rate)
	if err != nil {
		return Pledge{}, err
	}
	matures, err := currencytypes.ParseDay(terms.MaturesOn)
	if err != nil {
		return Pledge{}, ErrMaturity.Wrap(err.Error())
	}
	if latest := today.AddDays(MaxTenorDays); matures <= disburseBy || matures > latest {
		return Pledge{}, ErrMaturity.Wrapf("%s must be after the last day of disbursement, %s, and not after %s", matures, disburseBy, latest)
	}
	return Pledge{
		BankId: authorisation.BankId, Reference: reference, DocumentId: document.Id, DocumentVersion: document.Version,
		Wallet: authorisation.Wallet, Authorisation: authorisation.Reference, Terms: terms, PledgedMinor: terms.Amount.Minor,
		LoanFen: uint64(loan), Status: PLEDGE_STATUS_REGISTERED, RegisteredOn: today.String(), DisburseBy: disburseBy.String(),
		RegisteredBy: officer.Address,
	}, nil
}

func (t PledgeTerms) check(document singlewindowtypes.Document, kind singlewindowtypes.DocumentKind) error {
	if !slices.Contains(kind.Purposes, t.Purpose) {
		return ErrPurpose.Wrapf("%s is financed as %v, not as %.60q", kind.Id, kind.Purposes, t.Purpose)
	}
	if direction, bound := purposeDirections[t.Purpose]; bound && direction != document.Direction {
		return ErrPurpose.Wrapf("%s needs %s, document %s is %s", t.Purpose, direction, shortID(document.Id), document.Direction)
	}
	if err := t.Amount.In(document.Amount.Currency); err != nil {
		return err
	}
	if err := singlewindowtypes.CheckCommitment("contract_commitment", t.ContractCommitment); err != nil {
		return err
	}
	if t.StatutoryRegistration == "" {
		return nil
	}
	_, err := currencytypes.ParseReference("statutory_registration", t.StatutoryRegistration)
	return err
}

// purposeDirections are the purposes that only one direction of a declaration can have. All others are data of the catalogue.
var purposeDirections = map[string]singlewindowtypes.Direction{
	"export-receivable": singlewindowtypes.DIRECTION_EXPORT,
	"import-payment":    singlewindowtypes.DIRECTION_IMPORT,
}

// At returns the pledge as it is on a day: lapsed or overdue from the day on that follows its last one, whether or not somebody
// has written that down.
func (p Pledge) At(today Day) Pledge {
	switch {
	case p.IsUndisbursed() && today.String() > p.DisburseBy:
		p.Status, p.PledgedMinor = PLEDGE_STATUS_LAPSED, 0
	case (p.Status == PLEDGE_STATUS_DISBURSED || p.Status == PLEDGE_STATUS_PARTLY_REPAID) && today.String() > p.Terms.MaturesOn:
		p.Status = PLEDGE_STATUS_OVERDUE
	}
	return p
}

// Due returns the day on which time changes the pledge, if there is one.
func (p Pledge) Due() (day Day, exists bool, err error) {
	last := ""
	switch {
	case p.IsUndisbursed():
		last = p.DisburseBy
	case p.Status == PLEDGE_STATUS_DISBURSED || p.Status == PLEDGE_STATUS_PARTLY_REPAID:
		last = p.Terms.MaturesOn
	default:
		return 0, false, nil
	}
	if day, err = currencytypes.ParseDay(last); err != nil {
		return 0, false, err
	}
	return day.AddDays(1), true, nil
}

// IsUndisbursed reports whether the money is still to come.
func (p Pledge) IsUndisbursed() bool {
	return p.Status == PLEDGE_STATUS_REGISTERED || p.Status == PLEDGE_STATUS_APPROVED
}

// IsOpen reports whether something can still happen to it.
func (p Pledge) IsOpen() bool { return len(pledgeTransitions[p.Status]) > 0 }

// Pledged is what is outstanding of the amount.
func (p Pledge) Pledged() Money {
	return singlewindowtypes.NewMoney(p.Terms.Amount.Currency, p.PledgedMinor)
}

// Approve is the consent of another officer than the registering one (ErrPledgeStatus, ErrSameOfficer).
func (p Pledge) Approve(officer consortiumtypes.Officer, today Day) (Pledge, error) {
	approved, err := p.decide(PledgeApprove, today)
	if err != nil {
		return p, err
	}
	if officer.Address == p.RegisteredBy {
		return p, ErrSameOfficer.Wrapf("%s was registered by %s", p.name(), p.RegisteredBy)
	}
	approved.ApprovedBy = officer.Address
	return approved, nil
}

// Cancel gives up what is not disbursed (ErrPledgeStatus, and the currency's ErrReason).
func (p Pledge) Cancel(reason string, today Day) (Pledge, error) {
	cancelled, err := p.explain(PledgeCancel, reason, today)
	cancelled.PledgedMinor = 0
	return cancelled, err
}

// Disburse makes the loan outstanding (ErrPledgeStatus, and the single window's ErrDocumentStatus when customs revoked the
// document meanwhile).
func (p Pledge) Disburse(document singlewindowtypes.Document, today Day) (Pledge, error) {
	disbursed, err := p.decide(PledgeDisburse, today)
	if err != nil {
		return p, err
	}
	if err := document.CheckStatus(singlewindowtypes.DocumentFinance); err != nil {
		return p, err
	}
	disbursed.OutstandingFen, disbursed.DisbursedOn = p.LoanFen, today.String()
	return disbursed, nil
}

// Repay takes a part, or all, off the loan, and the same part, rounded up, stays pledged (ErrNotBorrower, ErrPledgeStatus,
// ErrRepaymentExceeds).
func (p Pledge) Repay(wallet string, amount Fen, today Day) (Pledge, error) {
	if p.Wallet != wallet {
		return p, ErrNotBorrower.Wrapf("%s is a loan to %s, not to %s", p.name(), p.Wallet, wallet)
	}
	action := PledgeRepay
	if amount == Fen(p.OutstandingFen) {
		action = PledgeClear
	}
	repaid, err := p.decide(action, today)
	if err != nil {
		return p, err
	}
	if amount > Fen(p.OutstandingFen) {
		return p, ErrRepaymentExceeds.Wrapf("%s: outstanding %s, asked %s", p.name(), Fen(p.OutstandingFen), amount)
	}
	repaid.OutstandingFen -= uint64(amount)
	repaid.PledgedMinor = share(p.Terms.Amount.Minor, Fen(repaid.OutstandingFen), Fen(p.LoanFen))
	return repaid, nil
}

// Assign says that the bank sold the overdue claim. The room stays taken: the claim is somebody's (ErrPledgeStatus, ErrAssignee).
func (p Pledge) Assign(assignee, reason string, today Day) (Pledge, error) {
	if assignee == "" || len(assignee) > currencytypes.MaxReasonBytes || !utf8.ValidString(assignee) {
		return p, ErrAssignee.Wrapf("has %d bytes, must have 1 to %d of valid UTF-8", len(assignee), currencytypes.MaxReasonBytes)
	}
	assigned, err := p.explain(PledgeAssign, reason, today)
	if err != nil {
		return p, err
	}
	assigned.Assignee = assignee
	return assigned, nil
}

// WriteOff gives the overdue claim up. The room stays taken until the bank releases it (ErrPledgeStatus).
func (p Pledge) WriteOff(reason string, today Day) (Pledge, error) {
	return p.explain(PledgeWriteOff, reason, today)
}

// Release frees what is still pledged (ErrPledgeStatus).
func (p Pledge) Release(reason string, today Day) (Pledge, error) {
	released, err := p.explain(PledgeRelease, reason, today)
	if err != nil {
		return p, err
	}
	released.PledgedMinor = 0
	return released, nil
}

// Pass is what time does: the pledge lapses or becomes overdue (ErrNotDue).
func (p Pledge) Pass(today Day) (Pledge, error) {
	passed := p.At(today)
	if passed.Status == p.Status {
		return p, ErrNotDue.Wrapf("%s is %s: disburse by %s, matures on %s, today is %s", p.name(), p.Status, p.DisburseBy, p.Terms.MaturesOn, today)
	}
	return passed, nil
}

func (p Pledge) explain(action PledgeAction, reason string, today Day) (Pledge, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return p, err
	}
	explained, err := p.decide(action, today)
	if err != nil {
		return p, err
	}
	explained.Reason = reason
	return explained, nil
}

// decide looks the action up from the state that the pledge has today.
func (p Pledge) decide(action PledgeAction, today Day) (Pledge, error) {
	now := p.At(today)
	to, allowed := pledgeTransitions.Next(now.Status, action)
	if !allowed {
		return p, ErrPledgeStatus.Wrapf("%s is %s: cannot %s", p.name(), now.Status, action)
	}
	now.Status = to
	return now, nil
}

// name is what errors call the pledge.
func (p Pledge) name() string { return "pledge " + p.Reference + " of " + p.BankId }
