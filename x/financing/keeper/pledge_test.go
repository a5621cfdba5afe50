package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestAuthorise(t *testing.T) {
	d := newDesk(t)
	for name, test := range map[string]struct {
		change func(*types.MsgAuthoriseFinancing)
		err    error
		says   string
	}{
		"not the owner": {func(m *types.MsgAuthoriseFinancing) { m.Holder = rival.String() }, singlewindowtypes.ErrNotOwner, "do not open its commitment"},
		"no document":   {func(m *types.MsgAuthoriseFinancing) { m.DocumentId = documentID(99) }, singlewindowtypes.ErrDocumentNotFound, documentID(99)},
		"no id":         {func(m *types.MsgAuthoriseFinancing) { m.DocumentId = "1" }, singlewindowtypes.ErrDocumentID, "64"},
		"no salt":       {func(m *types.MsgAuthoriseFinancing) { m.OwnerSalt = nil }, singlewindowtypes.ErrNotOwner, "has 16 bytes, not 0"},
		"no member":     {func(m *types.MsgAuthoriseFinancing) { m.BankId = "bank" }, consortiumtypes.ErrMemberNotFound, "bank"},
		"no bank":       {func(m *types.MsgAuthoriseFinancing) { m.BankId = "china-mobile" }, types.ErrBank, "must be an active operator bank"},
		"reference":     {func(m *types.MsgAuthoriseFinancing) { m.Reference = "" }, currencytypes.ErrIdentifier, "reference"},
		"day":           {func(m *types.MsgAuthoriseFinancing) { m.ExpiresOn = "soon" }, currencytypes.ErrDay, "soon"},
		"past":          {func(m *types.MsgAuthoriseFinancing) { m.ExpiresOn = "2019-12-01" }, types.ErrAuthorisationExpired, "from today, 2019-12-02"},
		"currency":      {func(m *types.MsgAuthoriseFinancing) { m.Ceiling.Currency = "CNY" }, singlewindowtypes.ErrMoney, "the document is in USD"},
	} {
		t.Run(name, func(t *testing.T) {
			msg := authorise(icbc, 8_000_000)
			test.change(msg)
			d.refuse(msg, test.err, test.says)
		})
	}
	require.Equal(t, &types.EventAuthorisation{DocumentId: documentID(1), BankId: icbc, Reference: "AUTH-1", Ceiling: usd(8_000_000)},
		d.do(authorise(icbc, 8_000_000)))
	d.refuse(authorise(icbc, 1), types.ErrAuthorisationExists, "AUTH-1")

	revoke := &types.MsgRevokeAuthorisation{Holder: firm.String(), DocumentId: documentID(1), BankId: icbc, Reference: "AUTH-1"}
	byRival := *revoke
	byRival.Holder = rival.String()
	d.refuse(&byRival, types.ErrNotBorrower, firm.String())
	require.True(t, d.do(revoke).(*types.EventAuthorisation).Revoked)
	d.refuse(revoke, types.ErrAuthorisationExpired, "revoked already")
	d.refuse(register(icbc, "LOAN-1", 1), types.ErrAuthorisationExpired, "revoked true")
	revoke.Reference = "AUTH-2"
	d.refuse(revoke, types.ErrAuthorisationNotFound, "AUTH-2")
}

func TestRegister(t *testing.T) {
	d := newDesk(t)
	d.refuse(register(icbc, "LOAN-1", 7_000_000), types.ErrAuthorisationNotFound, "AUTH-1 of bank icbc-sz")
	d.do(authorise(icbc, 8_000_000))
	wrong := register(icbc, "LOAN-1", 7_000_000)
	wrong.Officer = treasurer(icbc).String()
	d.refuse(wrong, app.ErrNotPermitted, "TRADE_OFFICER")
	d.refuse(register(icbc, "LOAN-1", 8_000_001), types.ErrCeiling, "ceiling 80,000.00 USD")
	d.refuse(register(icbc, "", 1), currencytypes.ErrIdentifier, "reference")

	require.Equal(t, &types.EventPledge{
		BankId: icbc, Reference: "LOAN-1", DocumentId: documentID(1), Status: types.PLEDGE_STATUS_REGISTERED, Pledged: usd(7_000_000),
		Officer: trader(icbc).String(),
	}, d.do(register(icbc, "LOAN-1", 7_000_000)))
	d.refuse(register(icbc, "LOAN-1", 1), types.ErrPledgeExists, "LOAN-1 of icbc-sz")
	require.Equal(t, lastDay, d.pledge(icbc, "LOAN-1").DisburseBy)
	require.Equal(t, usd(3_000_000), d.room(icbc).Room)

	// Another bank learns the room, and nothing else.
	d.do(authorise(abc, 9_000_000))
	d.refuse(register(abc, "A-1", 3_000_001), types.ErrNoRoom, "room 30,000.00 USD, asked 30,000.01 USD")
	d.do(register(abc, "A-1", 3_000_000))
	d.refuse(register(icbc, "LOAN-2", 1), types.ErrNoRoom, "room 0.00 USD")
}

// The order in the block decides, whatever the banks know when they send.
func TestTwoBanksRace(t *testing.T) {
	for _, order := range [][2]string{{icbc, abc}, {abc, icbc}} {
		d := newDesk(t)
		d.do(authorise(icbc, 10_000_000))
		d.do(authorise(abc, 10_000_000))
		d.NextBlock()
		var txs [][]byte
		for _, bank := range order {
			txs = append(txs, d.Sign(trader(bank), []sdk.Msg{register(bank, "LOAN-1", 10_000_000)}))
		}
		results := d.EndBlock(testutil.Block{Txs: txs}).TxResults
		require.Zero(t, results[0].Code, results[0].Log)
		require.Equal(t, types.ErrNoRoom.ABCICode(), results[1].Code)
		require.Equal(t, types.ModuleName, results[1].Codespace)
		require.Contains(t, results[1].Log, "room 0.00 USD")
		d.audit()
		require.Equal(t, usd(10_000_000), d.room(order[1]).Pledged)
	}
}

func TestDisburseAndRepay(t *testing.T) {
	d := newDesk(t)
	d.do(authorise(icbc, 8_000_000))
	d.do(register(icbc, "LOAN-1", 7_000_000))
	d.refuse(disburse(icbc, "LOAN-1"), types.ErrPledgeStatus, "PLEDGE_STATUS_REGISTERED: cannot disburse")
	d.refuse(approve(abc, "LOAN-1"), types.ErrPledgeNotFound, "LOAN-1 of abc-sz")
	require.Equal(t, types.PLEDGE_STATUS_APPROVED, d.do(approve(icbc, "LOAN-1")).(*types.EventPledge).Status)
	require.Equal(t, &types.EventLoanDisbursed{
		BankId: icbc, Reference: "LOAN-1", Wallet: firm.String(), AmountFen: 49_241_500, Officer: treasurer(icbc).String(),
	}, d.do(disburse(icbc, "LOAN-1")))
	require.Equal(t, types.Fen(49_241_500), d.wallet(firm))
	d.refuse(disburse(icbc, "LOAN-1"), types.ErrPledgeStatus, "PLEDGE_STATUS_DISBURSED: cannot disburse")

	d.refuse(repay(rival, "LOAN-1", 1, "BACK-1"), types.ErrNotBorrower, rival.String())
	d.refuse(repay(firm, "LOAN-1", 0, "BACK-1"), currencytypes.ErrAmount, "more than 0.00 yuan")
	d.refuse(repay(firm, "LOAN-1", 49_241_501, "BACK-1"), types.ErrRepaymentExceeds, "outstanding 492,415.00 yuan")
	require.Equal(t, &types.EventLoanRepaid{
		BankId: icbc, Pledge: "LOAN-1", Wallet: firm.String(), AmountFen: 24_620_750, Reference: "BACK-1",
		Status: types.PLEDGE_STATUS_PARTLY_REPAID, OutstandingFen: 24_620_750, Pledged: usd(3_500_000),
	}, d.do(repay(firm, "LOAN-1", 24_620_750, "BACK-1")))
	require.Equal(t, usd(6_500_000), d.room(icbc).Room, "half is free again")
	d.refuse(repay(firm, "LOAN-1", 1, "BACK-1"), types.ErrRepaymentExists, "BACK-1")
	repaid := d.do(repay(firm, "LOAN-1", 24_620_750, "BACK-2")).(*types.EventLoanRepaid)
	require.Equal(t, types.PLEDGE_STATUS_REPAID, repaid.Status)
	require.Zero(t, d.wallet(firm))

	release := &types.MsgReleasePledge{Officer: trader(icbc).String(), Reference: "LOAN-1", Reason: "repaid"}
	require.Equal(t, types.PLEDGE_STATUS_RELEASED, d.do(release).(*types.EventPledge).Status)
	require.Equal(t, usd(10_000_000), d.room(icbc).Room)

	ctx := d.Context()
	repayments, err := d.queries.Repayments(ctx, &types.QueryRepaymentsRequest{BankId: icbc, Reference: "LOAN-1"})
	require.NoError(t, err)
	require.Len(t, repayments.Repayments, 2)
	statement, err := app.Currency(d.App).ExportGenesis(ctx)
	require.NoError(t, err)
	require.Contains(t, statement.Statements[len(statement.Statements)-1].Movements, currencytypes.Movement{
		Type: currencytypes.MOVEMENT_TYPE_LOAN_REPAID, TotalFen: 49_241_500, Count: 2,
	})
	sums, err := d.queries.Statistics(ctx, &types.QueryStatisticsRequest{Month: "2019-12"})
	require.NoError(t, err)
	require.Equal(t, []types.Statistics{{
		Month: "2019-12", Purpose: "export-receivable", Currency: "USD", Registered: 1, RegisteredMinor: 7_000_000, Disbursed: 1,
		DisbursedFen: 49_241_500, RepaidFen: 49_241_500,
	}}, sums.Statistics)
}

// The loan and the pledge are one step: without money in the box nothing is outstanding.
func TestDisburseIsAtomic(t *testing.T) {
	d := newDesk(t)
	d.MustSend(attest(4, 1_000_000_000))
	big := authorise(icbc, 1_000_000_000)
	big.DocumentId = documentID(4)
	d.do(big)
	msg := register(icbc, "LOAN-9", 1_000_000_000)
	msg.DocumentId = documentID(4)
	d.do(msg)
	d.do(approve(icbc, "LOAN-9"))
	d.refuse(disburse(icbc, "LOAN-9"), currencytypes.ErrInsufficientFunds, "cash box of icbc-sz: has 10,000,000.00 yuan, asked 70,345,000.00 yuan")

	d.do(authorise(icbc, 8_000_000))
	d.do(register(icbc, "LOAN-1", 7_000_000))
	d.do(approve(icbc, "LOAN-1"))
	d.MustSend(&currencytypes.MsgPlaceHold{
		Officer: testutil.Officer(icbc, "compliance").String(), Wallet: firm.String(), Side: currencytypes.HOLD_SIDE_CREDIT,
		Reference: "HOLD-1", Ground: "court",
	})
	d.refuse(disburse(icbc, "LOAN-1"), currencytypes.ErrHeld, "HOLD-1")
}

func TestLapse(t *testing.T) {
	d := newDesk(t)
	d.do(authorise(icbc, 10_000_000))
	d.do(authorise(abc, 10_000_000))
	d.do(register(icbc, "LOAN-1", 10_000_000))
	d.do(approve(icbc, "LOAN-1"))
	d.until(lastDay)
	d.refuse(register(abc, "A-1", 1), types.ErrNoRoom, "room 0.00 USD")
	d.until(dayAfter)
	// Whether or not it is written down: the pledge has lapsed, and its room is free.
	d.refuse(disburse(icbc, "LOAN-1"), types.ErrPledgeStatus, "PLEDGE_STATUS_LAPSED: cannot disburse")
	require.Equal(t, types.PLEDGE_STATUS_LAPSED, d.pledge(icbc, "LOAN-1").Status)
	require.Equal(t, usd(10_000_000), d.room(abc).Room)
	d.do(register(abc, "A-1", 10_000_000))

	ctx := d.Context()
	require.NoError(t, d.keeper.EndBlock(ctx))
	require.Equal(t, []any{&types.EventPledge{
		BankId: icbc, Reference: "LOAN-1", DocumentId: documentID(1), Status: types.PLEDGE_STATUS_LAPSED, Pledged: usd(0),
	}}, asAny(ours(testutil.TypedEvents(t, ctx.EventManager().ABCIEvents()))))
	d.audit()
	require.Equal(t, usd(10_000_000), d.room(abc).Pledged)
}

func asAny[T any](list []T) []any {
	all := make([]any, len(list))
	for i, each := range list {
		all[i] = each
	}
	return all
}

func TestOverdue(t *testing.T) {
	d := lent(t)
	writeOff := &types.MsgWriteOffPledge{Controller: controller(icbc).String(), Reference: "LOAN-1", Reason: "insolvent"}
	assign := &types.MsgAssignPledge{Controller: controller(icbc).String(), Reference: "LOAN-1", Assignee: "insurer", Reason: "insolvent"}
	d.until(maturity)
	d.refuse(writeOff, types.ErrPledgeStatus, "PLEDGE_STATUS_DISBURSED: cannot write off")
	d.until(overdueDay)
	require.Equal(t, types.PLEDGE_STATUS_OVERDUE, d.pledge(icbc, "LOAN-1").Status)
	ctx := d.Context()
	require.NoError(t, d.keeper.EndBlock(ctx))
	require.Equal(t, types.PLEDGE_STATUS_OVERDUE, ours(testutil.TypedEvents(t, ctx.EventManager().ABCIEvents()))[0].(*types.EventPledge).Status)
	require.NoError(t, d.keeper.EndBlock(ctx), "once")
	d.refuse(&types.MsgAssignPledge{Controller: controller(icbc).String(), Reference: "LOAN-1", Reason: "insolvent"}, types.ErrAssignee, "0 bytes")
	part := d.do(repay(firm, "LOAN-1", 24_620_750, "BACK-1")).(*types.EventLoanRepaid)
	require.Equal(t, types.PLEDGE_STATUS_OVERDUE, part.Status)
	require.Equal(t, types.PLEDGE_STATUS_ASSIGNED, d.do(assign).(*types.EventPledge).Status)
	d.refuse(writeOff, types.ErrPledgeStatus, "PLEDGE_STATUS_ASSIGNED: cannot write off")
	d.refuse(repay(firm, "LOAN-1", 1, "BACK-2"), types.ErrPledgeStatus, "PLEDGE_STATUS_ASSIGNED: cannot repay")
	released := d.do(&types.MsgReleasePledge{Officer: trader(icbc).String(), Reference: "LOAN-1", Reason: "sold"}).(*types.EventPledge)
	require.Equal(t, usd(0), released.Pledged)
}

func TestCancel(t *testing.T) {
	d := newDesk(t)
	d.do(authorise(icbc, 8_000_000))
	d.do(register(icbc, "LOAN-1", 7_000_000))
	cancel := &types.MsgCancelPledge{Officer: controller(icbc).String(), Reference: "LOAN-1"}
	d.refuse(cancel, currencytypes.ErrReason, "0 bytes")
	cancel.Reason = "declined"
	require.Equal(t, types.PLEDGE_STATUS_CANCELLED, d.do(cancel).(*types.EventPledge).Status)
	d.refuse(cancel, types.ErrPledgeStatus, "cannot cancel")
	d.refuse(register(icbc, "LOAN-2", 1_000_001), types.ErrCeiling, "used 70,000.00 USD")
}

// Nobody leaves with a loan.
func TestObligations(t *testing.T) {
	d := lent(t)
	left, err := d.keeper.Obligations(d.Context(), icbc)
	require.NoError(t, err)
	require.Equal(t, []string{"pledge LOAN-1 of icbc-sz is not released"}, left)
	d.MustSend(&currencytypes.MsgExchangeIn{Holder: firm.String(), AmountFen: 49_241_500, Reference: "IN-1"})
	d.MustSend(&currencytypes.MsgAcceptExchangeIn{
		Teller: testutil.Officer(icbc, "teller").String(), Wallet: firm.String(), Reference: "IN-1", BankReference: "B-1",
	})
	d.refuse(&currencytypes.MsgCloseWallet{Holder: firm.String()}, currencytypes.ErrObligations, "pledge LOAN-1 of icbc-sz is not released")
	left, err = d.keeper.Obligations(d.Context(), abc)
	require.NoError(t, err)
	require.Empty(t, left)
}
