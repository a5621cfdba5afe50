package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	atRegistration = types.PLEDGE_STATUS_REGISTERED
	approved       = types.PLEDGE_STATUS_APPROVED
	disbursed      = types.PLEDGE_STATUS_DISBURSED
	partly         = types.PLEDGE_STATUS_PARTLY_REPAID
	repaid         = types.PLEDGE_STATUS_REPAID
	overdue        = types.PLEDGE_STATUS_OVERDUE
	assigned       = types.PLEDGE_STATUS_ASSIGNED
	writtenOff     = types.PLEDGE_STATUS_WRITTEN_OFF
	released       = types.PLEDGE_STATUS_RELEASED
	cancelled      = types.PLEDGE_STATUS_CANCELLED
	lapsed         = types.PLEDGE_STATUS_LAPSED
)

func TestPledgeTransitions(t *testing.T) {
	type moves = map[types.PledgeStatus]types.PledgeStatus
	for name, test := range map[string]struct {
		today string
		want  moves
		act   func(types.Pledge, types.Day) (types.Pledge, error)
	}{
		"approve": {lastDay, moves{atRegistration: approved}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Approve(officer(controller), today)
		}},
		"approve too late": {dayAfter, moves{}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Approve(officer(controller), today)
		}},
		"cancel": {lastDay, moves{atRegistration: cancelled, approved: cancelled}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Cancel("declined", today)
		}},
		"disburse": {lastDay, moves{approved: disbursed}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Disburse(declaration(), today)
		}},
		"disburse too late": {dayAfter, moves{}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Disburse(declaration(), today)
		}},
		"repay a part": {maturity, moves{disbursed: partly, partly: partly, overdue: overdue}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Repay(text(firm), 1, today)
		}},
		"repay a part too late": {
			overdueDay,
			moves{disbursed: overdue, partly: overdue, overdue: overdue},
			func(p types.Pledge, today types.Day) (types.Pledge, error) { return p.Repay(text(firm), 1, today) },
		},
		"repay all": {overdueDay, moves{disbursed: repaid, partly: repaid, overdue: repaid}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			if p.OutstandingFen == 0 {
				return p.Repay(text(firm), 1, today)
			}
			return p.Repay(text(firm), types.Fen(p.OutstandingFen), today)
		}},
		"assign in time": {maturity, moves{overdue: assigned}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Assign("insurer", "insolvent", today)
		}},
		"assign": {overdueDay, moves{disbursed: assigned, partly: assigned, overdue: assigned}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Assign("insurer", "insolvent", today)
		}},
		"write off": {overdueDay, moves{disbursed: writtenOff, partly: writtenOff, overdue: writtenOff}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.WriteOff("insolvent", today)
		}},
		"release": {overdueDay, moves{repaid: released, assigned: released, writtenOff: released}, func(p types.Pledge, today types.Day) (types.Pledge, error) {
			return p.Release("over", today)
		}},
	} {
		t.Run(name, func(t *testing.T) { requireMoves(t, test.today, test.want, test.act) })
	}
}

func TestTimePasses(t *testing.T) {
	for number := range types.PledgeStatus_name {
		p := pledgeIn(types.PledgeStatus(number))
		_, err := p.Pass(day(lastDay))
		require.ErrorIs(t, err, types.ErrNotDue, p.Status)
		due, exists, err := p.Due()
		require.NoError(t, err)
		switch p.Status {
		case atRegistration, approved:
			require.Equal(t, day(dayAfter), due)
			passed, err := p.Pass(due)
			require.NoError(t, err)
			require.Equal(t, lapsed, passed.Status)
			require.Zero(t, passed.PledgedMinor)
		case disbursed, partly:
			require.Equal(t, day(overdueDay), due)
			passed, err := p.Pass(due)
			require.NoError(t, err)
			require.Equal(t, overdue, passed.Status)
			require.Equal(t, p.PledgedMinor, passed.PledgedMinor, "what is overdue is still pledged")
		default:
			require.False(t, exists, p.Status)
		}
	}
}

func TestRegister(t *testing.T) {
	p, err := newPledge(terms())
	require.NoError(t, err)
	require.Equal(t, types.Pledge{
		BankId: icbc, Reference: "LOAN-1", DocumentId: documentID(9), DocumentVersion: 3, Wallet: text(firm), Authorisation: "AUTH-1",
		Terms: terms(), PledgedMinor: 7_000_000, LoanFen: 49_241_500, Status: atRegistration, RegisteredOn: registered, DisburseBy: lastDay,
		RegisteredBy: text(trader),
	}, p)
	for name, test := range map[string]struct {
		change func(*types.PledgeTerms)
		err    error
		says   string
	}{
		"purpose":      {func(t *types.PledgeTerms) { t.Purpose = "order" }, types.ErrPurpose, "financed as [export-receivable import-payment], not as \"order\""},
		"direction":    {func(t *types.PledgeTerms) { t.Purpose = "import-payment" }, types.ErrPurpose, "needs DIRECTION_IMPORT"},
		"currency":     {func(t *types.PledgeTerms) { t.Amount.Currency = "EUR" }, singlewindowtypes.ErrMoney, "the document is in USD"},
		"nothing":      {func(t *types.PledgeTerms) { t.Amount.Minor = 0 }, singlewindowtypes.ErrMoney, "more than nothing"},
		"rate":         {func(t *types.PledgeTerms) { t.Rate = "7,03" }, types.ErrRate, "such as 7.0345"},
		"too small":    {func(t *types.PledgeTerms) { t.Amount.Minor, t.Rate = 1, "0.004" }, types.ErrLoan, "makes 0 fen"},
		"no contract":  {func(t *types.PledgeTerms) { t.ContractCommitment = nil }, singlewindowtypes.ErrCommitment, "has 0 bytes"},
		"no maturity":  {func(t *types.PledgeTerms) { t.MaturesOn = "" }, types.ErrMaturity, "write year"},
		"at once":      {func(t *types.PledgeTerms) { t.MaturesOn = lastDay }, types.ErrMaturity, "after the last day of disbursement, 2019-12-09"},
		"too long":     {func(t *types.PledgeTerms) { t.MaturesOn = "2029-12-03" }, types.ErrMaturity, "not after 2029-12-02"},
		"registration": {func(t *types.PledgeTerms) { t.StatutoryRegistration = " " }, currencytypes.ErrIdentifier, "statutory_registration"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := terms()
			test.change(&changed)
			_, err := newPledge(changed)
			require.ErrorIs(t, err, test.err)
			require.ErrorContains(t, err, test.says)
		})
	}
	revoked := declaration()
	revoked.Status = singlewindowtypes.DOCUMENT_STATUS_REVOKED
	_, err = types.NewPledge(revoked, kind(), authorisation(), "LOAN-1", terms(), officer(trader), day(registered), day(lastDay))
	require.ErrorIs(t, err, singlewindowtypes.ErrDocumentStatus)
	_, err = pledgeIn(approved).Disburse(revoked, day(registered))
	require.ErrorIs(t, err, singlewindowtypes.ErrDocumentStatus)
}

func TestApproveNeedsAnotherOfficer(t *testing.T) {
	_, err := pledgeIn(atRegistration).Approve(officer(trader), day(registered))
	require.ErrorIs(t, err, types.ErrSameOfficer)
	p, err := pledgeIn(atRegistration).Approve(officer(controller), day(registered))
	require.NoError(t, err)
	require.Equal(t, text(controller), p.ApprovedBy)
}

// What stays pledged is never less than its part of the loan.
func TestRepay(t *testing.T) {
	p := pledgeIn(disbursed)
	_, err := p.Repay(text(other), 1, day(registered))
	require.ErrorIs(t, err, types.ErrNotBorrower)
	_, err = p.Repay(text(firm), types.Fen(p.LoanFen)+1, day(registered))
	require.ErrorIs(t, err, types.ErrRepaymentExceeds)
	require.ErrorContains(t, err, "outstanding 492,415.00 yuan, asked 492,415.01 yuan")

	part, err := p.Repay(text(firm), 1, day(registered))
	require.NoError(t, err)
	require.Equal(t, uint64(7_000_000), part.PledgedMinor, "a fen is less than a cent")
	require.Equal(t, uint64(49_241_499), part.OutstandingFen)
	third, err := p.Repay(text(firm), 49_241_500/3, day(registered))
	require.NoError(t, err)
	require.Equal(t, uint64(4_666_667), third.PledgedMinor, "two thirds, rounded up")
	all, err := third.Repay(text(firm), types.Fen(third.OutstandingFen), day(registered))
	require.NoError(t, err)
	require.Equal(t, repaid, all.Status)
	require.Zero(t, all.PledgedMinor)
}

func TestReasons(t *testing.T) {
	today := day(overdueDay)
	_, err := pledgeIn(atRegistration).Cancel("", day(registered))
	require.ErrorIs(t, err, currencytypes.ErrReason)
	_, err = pledgeIn(overdue).WriteOff("", today)
	require.ErrorIs(t, err, currencytypes.ErrReason)
	_, err = pledgeIn(overdue).Assign("", "insolvent", today)
	require.ErrorIs(t, err, types.ErrAssignee)
	sold, err := pledgeIn(overdue).Assign("insurer", "insolvent", today)
	require.NoError(t, err)
	require.Equal(t, "insurer", sold.Assignee)
	require.Equal(t, "insolvent", sold.Reason)
	require.Equal(t, uint64(7_000_000), sold.PledgedMinor, "the claim is somebody's")
	over, err := sold.Release("collected", today)
	require.NoError(t, err)
	require.Zero(t, over.PledgedMinor)
	require.False(t, over.IsOpen())
}
