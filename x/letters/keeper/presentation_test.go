package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

func TestPresentExaminePay(t *testing.T) {
	o := issued(t)
	stranger := present(icbc, 60_000*yuan, start)
	stranger.Beneficiary = importer.String()
	o.refuse(stranger, types.ErrNotParty, "is in favour of "+exporter.String())
	o.refuse(present(boc, 60_000*yuan, start), types.ErrNotConfirmed, "present to icbc-sz")
	o.refuse(present(icbc, 105_000*yuan+1, start), types.ErrAmountExceeded, "asked 105,000.01 yuan")
	o.refuse(present(icbc, 1, "2019-12-03"), types.ErrDocuments, "in the future")
	o.refuse(comply(examiner, 1), types.ErrPresentationNotFound, "presentation 1 under letter LC2019001")

	require.Equal(t, &types.EventPresentation{
		IssuingBankId: icbc, LetterNumber: number, Number: 1, Status: types.PRESENTATION_STATUS_PRESENTED, BankId: icbc, AmountFen: 60_000 * yuan,
		Discrepancies: []types.Discrepancy{}, By: exporter.String(),
	}, o.do(present(icbc, 60_000*yuan, start)))
	shown := o.presentation()
	require.Equal(t, start, shown.PresentedOn)
	require.Equal(t, "2019-12-09", shown.NoticeBy)
	require.Empty(t, shown.Known)

	o.refuse(comply(bocExamine, 1), types.ErrNotParty, "is with icbc-sz, not with boc-sz")
	o.refuse(comply(trade, 1), app.ErrNotPermitted, "allowed: EXAMINER")
	o.refuse(accept(trade, 1), types.ErrPresentationStatus, "is PRESENTATION_STATUS_PRESENTED: cannot accept")
	o.do(comply(examiner, 1))
	o.refuse(refuseDocuments(1, types.DISCREPANCY_CODE_OTHER), types.ErrPresentationStatus, "cannot refuse")
	o.refuse(settle(trade, 1), types.ErrPresentationStatus, "cannot settle")
	require.Equal(t, start, o.do(accept(trade, 1)).(*types.EventPresentation).Maturity)
	require.Equal(t, start, o.presentation().PayableOn)
	require.Equal(t, types.PRESENTATION_STATUS_SETTLED, o.do(settle(treasurer, 1)).(*types.EventPresentation).Status)
	require.Equal(t, types.Fen(940_000*yuan), o.box(icbc))
	require.Equal(t, types.Fen(60_000*yuan), o.balance(exporter))
	require.Equal(t, uint64(45_000*yuan), o.letter().AvailableFen)
	o.refuse(settle(treasurer, 1), types.ErrPresentationStatus, "is PRESENTATION_STATUS_SETTLED: cannot settle")
}

// The demo's case: shipped too late, refused, waived, and paid.
func TestWaiver(t *testing.T) {
	o := issued(t)
	o.until("2020-06-02")
	o.do(present(icbc, 60_000*yuan, "2020-06-02"))
	require.Equal(t, []types.Discrepancy{{Code: types.DISCREPANCY_CODE_LATE_SHIPMENT}}, o.presentation().Known)
	o.refuse(comply(examiner, 1), types.ErrDiscrepant, "DISCREPANCY_CODE_LATE_SHIPMENT")
	o.refuse(refuseDocuments(1, types.DISCREPANCY_CODE_OTHER), types.ErrNotice, "DISCREPANCY_CODE_LATE_SHIPMENT is not in the notice")
	o.refuse(agree(1), types.ErrNotWaived, "ask the applicant "+importer.String())
	o.refuse(&types.MsgReturnDocuments{Officer: examiner.String(), IssuingBankId: icbc, Number: number, Presentation: 1},
		types.ErrPresentationStatus, "give a notice of refusal first")
	o.do(refuseDocuments(1, types.DISCREPANCY_CODE_LATE_SHIPMENT))
	require.Equal(t, uint64(105_000*yuan), o.letter().AvailableFen)
	foreign := waive(1)
	foreign.Applicant = exporter.String()
	o.refuse(foreign, types.ErrNotParty, "was applied for by "+importer.String())
	require.True(t, o.do(waive(1)).(*types.EventPresentation).WaivedByApplicant)
	o.do(agree(1))
	require.Equal(t, uint64(45_000*yuan), o.letter().AvailableFen)
	o.do(accept(trade, 1))
	o.do(settle(trade, 1))
	require.Equal(t, types.Fen(60_000*yuan), o.balance(exporter))
}

func TestReturnAndWithdraw(t *testing.T) {
	o := issued(t)
	o.do(present(icbc, 60_000*yuan, start))
	withdraw := &types.MsgWithdrawDocuments{Beneficiary: exporter.String(), IssuingBankId: icbc, Number: number, Presentation: 1}
	foreign := *withdraw
	foreign.Beneficiary = importer.String()
	o.refuse(&foreign, types.ErrNotParty, "is in favour of")
	o.do(withdraw)
	o.do(present(icbc, 105_000*yuan, start))
	o.do(refuseDocuments(2, types.DISCREPANCY_CODE_DOCUMENT_MISSING))
	o.do(&types.MsgReturnDocuments{Officer: trade.String(), IssuingBankId: icbc, Number: number, Presentation: 2})
	o.do(present(icbc, 105_000*yuan, start))
	o.refuse(waive(2), types.ErrPresentationStatus, "is PRESENTATION_STATUS_RETURNED")
}

// No notice, and the chain stood still over the deadline: the documents comply with the first block after it.
func TestSilence(t *testing.T) {
	o := issued(t)
	o.do(present(icbc, 60_000*yuan, start))
	deadline := time.Date(2019, time.December, 9, 15, 59, 59, 0, time.UTC)
	o.Advance(deadline.Sub(o.Time()))
	require.Equal(t, types.PRESENTATION_STATUS_PRESENTED, o.presentation().Status)
	o.do(refuseDocuments(1, types.DISCREPANCY_CODE_OTHER))

	o = issued(t)
	o.do(present(icbc, 60_000*yuan, start))
	o.Advance(deadline.Add(time.Second).Sub(o.Time()))
	require.Equal(t, types.PRESENTATION_STATUS_COMPLYING, o.presentation().Status)
	o.refuse(refuseDocuments(1, types.DISCREPANCY_CODE_OTHER), types.ErrPrecluded, "no notice by 2019-12-09, today is 2019-12-10")
	o.refuse(waive(1), types.ErrPrecluded, "cannot waive")
	o.do(accept(trade, 1))
	o.refuse(settle(trade, 1), types.ErrSameOfficer, "nobody examined it")
	o.do(settle(treasurer, 1))
	require.Equal(t, types.Fen(60_000*yuan), o.balance(exporter))
}

// The confirming bank pays out of its own box, forwards the documents, and is reimbursed.
func TestConfirmingBank(t *testing.T) {
	o := confirmed(t)
	o.do(present(boc, 100_000*yuan, start))
	o.refuse(comply(examiner, 1), types.ErrNotParty, "is with boc-sz")
	o.do(comply(bocExamine, 1))
	forward := &types.MsgForwardDocuments{Officer: bocTrade.String(), IssuingBankId: icbc, Number: number, Presentation: 1}
	o.refuse(forward, types.ErrForward, "is PRESENTATION_STATUS_COMPLYING")
	o.do(accept(bocTrade, 1))
	o.do(settle(bocTrade, 1))
	require.Equal(t, types.Fen(900_000*yuan), o.box(boc))
	require.Equal(t, types.Fen(100_000*yuan), o.balance(exporter))
	require.Equal(t, uint32(2), o.do(forward).(*types.EventPresentation).Number)
	o.refuse(forward, types.ErrForward, "forwarded as 2")
	o.refuse(&types.MsgWithdrawDocuments{Beneficiary: exporter.String(), IssuingBankId: icbc, Number: number, Presentation: 2},
		types.ErrNotParty, "was made by boc-sz")

	o.do(comply(examiner, 2))
	o.do(accept(trade, 2))
	o.do(settle(treasurer, 2))
	require.Equal(t, types.Fen(900_000*yuan), o.box(icbc))
	require.Equal(t, types.Fen(1_000_000*yuan), o.box(boc))
	require.Equal(t, types.Fen(100_000*yuan), o.balance(exporter))
	require.Equal(t, uint64(100_000*yuan), o.letter().Letter.DrawnFen, "drawn once")
}

// The issuing bank cannot end the letter, and leave, before it has reimbursed what its confirming bank paid.
func TestClosingWaitsForReimbursement(t *testing.T) {
	o := confirmed(t)
	closeIt := &types.MsgCloseLetter{Officer: trade.String(), Number: number}
	o.do(present(boc, 105_000*yuan, start))
	o.do(comply(bocExamine, 1))
	o.do(accept(bocTrade, 1))
	o.do(settle(bocTrade, 1))
	o.refuse(closeIt, types.ErrStillOpen, "105,000.00 yuan accepted by boc-sz and neither reimbursed nor refused")
	o.do(&types.MsgForwardDocuments{Officer: bocTrade.String(), IssuingBankId: icbc, Number: number, Presentation: 1})
	o.refuse(closeIt, types.ErrStillOpen, "105,000.00 yuan accepted by boc-sz")
	left, err := o.keeper.Obligations(o.Context(), icbc)
	require.NoError(t, err)
	require.Equal(t, []string{"issuing bank of letter LC2019001 of icbc-sz, which is not closed"}, left)
	o.do(comply(examiner, 2))
	o.do(accept(trade, 2))
	o.do(settle(treasurer, 2))
	o.do(closeIt)
}

// A closed letter is not drawn on because somebody finds refused documents that the applicant wants.
func TestNoWaiverUnderAClosedLetter(t *testing.T) {
	o := issued(t)
	o.do(present(icbc, 60_000*yuan, start))
	o.do(refuseDocuments(1, types.DISCREPANCY_CODE_OTHER))
	o.do(waive(1))
	o.until("2020-07-01")
	o.do(&types.MsgCloseLetter{Officer: trade.String(), Number: number})
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: exporter.String()})
	o.refuse(agree(1), types.ErrLetterStatus, "cannot agree to a waiver, return the documents")
	o.do(&types.MsgReturnDocuments{Officer: trade.String(), IssuingBankId: icbc, Number: number, Presentation: 1})
}

// Status and money change together: without money in the box, or with a hold on the wallet, nothing changes.
func TestSettlementIsAtomic(t *testing.T) {
	o := issued(t)
	o.do(present(icbc, 60_000*yuan, start))
	o.do(comply(examiner, 1))
	o.do(accept(trade, 1))
	o.MustSend(&currencytypes.MsgRequestRedemption{Treasurer: treasurer.String(), Id: "RED-1", AmountFen: 940_000*yuan + 1})
	o.refuse(settle(treasurer, 1), currencytypes.ErrInsufficientFunds, "cash box of icbc-sz: has 59,999.99 yuan, asked 60,000.00 yuan")
	o.MustSend(&currencytypes.MsgCancelRedemption{Treasurer: treasurer.String(), Id: "RED-1"})
	o.MustSend(&currencytypes.MsgPlaceHold{
		Officer: testutil.Officer(icbc, "compliance").String(), Wallet: exporter.String(), Reference: "HOLD-1",
		Side: currencytypes.HOLD_SIDE_CREDIT, Ground: "court order",
	})
	o.refuse(settle(treasurer, 1), currencytypes.ErrHeld, exporter.String())
	o.MustSend(&currencytypes.MsgLiftHold{Officer: testutil.Officer(icbc, "compliance").String(), Wallet: exporter.String(), Reference: "HOLD-1"})
	o.do(settle(treasurer, 1))
}
