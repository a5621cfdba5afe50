package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

func TestApply(t *testing.T) {
	o := newOffice(t)
	require.Equal(t, &types.EventLetter{
		IssuingBankId: icbc, Number: number, Status: types.LETTER_STATUS_APPLIED, By: importer.String(),
	}, o.do(apply()))
	require.Equal(t, types.Letter{
		IssuingBankId: icbc, Number: number, Applicant: importer.String(), Beneficiary: exporter.String(), AdvisingBankId: boc,
		ConfirmationInstruction: types.CONFIRMATION_INSTRUCTION_CONFIRM, Terms: terms(), Status: types.LETTER_STATUS_APPLIED,
	}, o.letter().Letter)

	o.refuse(apply(), types.ErrLetterExists, "letter LC2019001 of icbc-sz")
	person := testutil.NewActor("person")
	o.openWallet(person, currencytypes.WALLET_KIND_PERSONAL)
	for name, test := range map[string]struct {
		change func(*types.MsgApplyForLetter)
		err    error
		says   string
	}{
		"number":       {func(m *types.MsgApplyForLetter) { m.Number = "/" }, types.ErrNumber, "field 20"},
		"terms":        {func(m *types.MsgApplyForLetter) { m.Terms.AmountFen = 0 }, types.ErrTerms, "32B"},
		"over":         {func(m *types.MsgApplyForLetter) { m.Terms.Expiry, m.Terms.LatestShipment = "2019-12-01", "" }, types.ErrTerms, "31D"},
		"beneficiary":  {func(m *types.MsgApplyForLetter) { m.Beneficiary = trade.String() }, currencytypes.ErrWalletNotFound, trade.String()},
		"person":       {func(m *types.MsgApplyForLetter) { m.Beneficiary = person.String() }, types.ErrWallet, "must be corporate and open"},
		"no member":    {func(m *types.MsgApplyForLetter) { m.AdvisingBankId = "nobody" }, consortiumtypes.ErrMemberNotFound, "nobody"},
		"no bank":      {func(m *types.MsgApplyForLetter) { m.AdvisingBankId = "china-mobile" }, types.ErrBank, "must be a bank"},
		"central bank": {func(m *types.MsgApplyForLetter) { m.ApplicantBankId = "pboc" }, types.ErrBank, "must be a bank"},
		"issuing":      {func(m *types.MsgApplyForLetter) { m.IssuingBankId = srcb }, types.ErrBank, "cooperating bank"},
		"confirming":   {func(m *types.MsgApplyForLetter) { m.AdvisingBankId = srcb }, types.ErrBank, "it can advise letters, not issue or confirm them"},
		"an officer":   {func(m *types.MsgApplyForLetter) { m.Applicant = trade.String() }, currencytypes.ErrWalletNotFound, "wallet holder"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := apply()
			broken.Number = "LC2019002"
			test.change(broken)
			o.refuse(broken, test.err, test.says)
		})
	}
}

// What a cooperating bank has is of operators: it vouches for a letter, and never pays.
func TestCooperatingBankOnlyAdvises(t *testing.T) {
	o := newOffice(t)
	application := apply()
	application.AdvisingBankId, application.ConfirmationInstruction = srcb, types.CONFIRMATION_INSTRUCTION_WITHOUT
	o.do(application)
	o.do(issue(trade))
	o.do(issue(examiner))
	officer, cashier := testutil.Officer(srcb, "trade-officer"), testutil.Officer(srcb, "treasurer")
	adviseIt := advise()
	adviseIt.Officer = officer.String()
	require.True(t, o.do(adviseIt).(*types.EventLetter).Advised)
	o.refuse(confirm(officer), app.ErrNotPermitted, "member srcb-sz is COOPERATING_BANK, allowed: OPERATOR_BANK")
	o.refuse(issue(officer), app.ErrNotPermitted, "member srcb-sz is COOPERATING_BANK, allowed: OPERATOR_BANK")
	o.do(present(icbc, 60_000*yuan, start))
	o.refuse(settle(cashier, 1), app.ErrNotPermitted, "member srcb-sz is COOPERATING_BANK, allowed: OPERATOR_BANK")
}

func TestIssueAdviseConfirm(t *testing.T) {
	o := newOffice(t)
	o.do(apply())
	o.refuse(advise(), types.ErrLetterStatus, "cannot advise")
	require.Equal(t, &types.EventLetter{
		IssuingBankId: icbc, Number: number, Status: types.LETTER_STATUS_APPLIED, AwaitsSecondOfficer: true, By: trade.String(),
	}, o.do(issue(trade)))
	o.refuse(issue(trade), types.ErrSameOfficer, "was the first")
	o.refuse(issue(treasurer), app.ErrNotPermitted, "allowed: EXAMINER, TRADE_OFFICER")
	o.refuse(issue(bocTrade), types.ErrLetterNotFound, "letter LC2019001 of boc-sz")
	require.Equal(t, &types.EventLetter{
		IssuingBankId: icbc, Number: number, Status: types.LETTER_STATUS_ISSUED, By: examiner.String(),
	}, o.do(issue(examiner)))
	o.refuse(issue(examiner), types.ErrLetterStatus, "cannot issue")
	o.refuse(&types.MsgDeclineLetter{Officer: trade.String(), Number: number, Reason: "x"}, types.ErrLetterStatus, "cannot decline")

	o.refuse(confirm(bocTrade), types.ErrConfirmation, "advised by \"\"")
	foreign := advise()
	foreign.Officer = trade.String()
	o.refuse(foreign, types.ErrNotParty, "is advised by boc-sz, not by icbc-sz")
	require.True(t, o.do(advise()).(*types.EventLetter).Advised)
	require.False(t, o.do(confirm(bocTrade)).(*types.EventLetter).Confirmed)
	o.refuse(confirm(bocTrade), types.ErrSameOfficer, "was the first")
	require.True(t, o.do(confirm(bocExamine)).(*types.EventLetter).Confirmed)

	o.refuse(&types.MsgCloseLetter{Officer: trade.String(), Number: number}, types.ErrStillOpen, "105,000.00 yuan available")
	o.until("2020-07-01")
	require.Equal(t, types.LETTER_STATUS_EXPIRED, o.letter().Status)
	require.Equal(t, "2020-06-30", o.letter().LastDay)
	o.do(&types.MsgCloseLetter{Officer: trade.String(), Number: number})
	require.Equal(t, types.LETTER_STATUS_CLOSED, o.letter().Status)
}

func TestDecline(t *testing.T) {
	o := newOffice(t)
	o.do(apply())
	o.do(&types.MsgDeclineLetter{Officer: trade.String(), Number: number, Reason: "no line of credit"})
	require.Equal(t, types.LETTER_STATUS_CANCELLED, o.letter().Letter.Status)
	require.Equal(t, "no line of credit", o.letter().Letter.Reason)
}

func TestAmend(t *testing.T) {
	o := confirmed(t)
	amended := terms()
	amended.AmountFen = 200_000 * yuan
	propose := &types.MsgProposeAmendment{Officer: trade.String(), Number: number, Terms: &amended}
	issueIt := &types.MsgIssueAmendment{Officer: examiner.String(), Number: number, Amendment: 1, Terms: &amended}
	answer := func(accept bool, by testutil.Actor) *types.MsgAnswerAmendment {
		return &types.MsgAnswerAmendment{Beneficiary: by.String(), IssuingBankId: icbc, Number: number, Amendment: 1, Accept: accept}
	}
	confirmIt := func(by testutil.Actor) *types.MsgConfirmAmendment {
		return &types.MsgConfirmAmendment{Officer: by.String(), IssuingBankId: icbc, Number: number, Amendment: 1}
	}
	o.refuse(issueIt, types.ErrAmendmentNotFound, "amendment 1 of letter LC2019001")
	require.Equal(t, &types.EventAmendment{
		IssuingBankId: icbc, LetterNumber: number, Number: 1, Status: types.AMENDMENT_STATUS_PROPOSED, AwaitsSecondOfficer: true, By: trade.String(),
	}, o.do(propose))
	o.refuse(propose, types.ErrAmendmentOpen, "amendment 1 is AMENDMENT_STATUS_PROPOSED")
	o.refuse(answer(true, exporter), types.ErrAmendmentStatus, "cannot accept")
	own := *issueIt
	own.Officer = trade.String()
	o.refuse(&own, types.ErrSameOfficer, "was the first")
	o.do(issueIt)
	o.refuse(answer(true, importer), types.ErrNotParty, "is in favour of")
	o.refuse(confirmIt(trade), types.ErrNotParty, "is confirmed by boc-sz")
	o.do(confirmIt(bocTrade))
	require.True(t, o.do(confirmIt(bocExamine)).(*types.EventAmendment).Confirmed)
	require.Equal(t, uint64(105_000*yuan), o.letter().AvailableFen)
	o.do(answer(true, exporter))
	require.Equal(t, uint64(210_000*yuan), o.letter().AvailableFen)
	require.True(t, o.letter().Letter.IsConfirmed())

	// Dropped, and cancelled with everybody's agreement.
	o.do(&types.MsgProposeAmendment{Officer: examiner.String(), Number: number})
	o.do(&types.MsgDropAmendment{Officer: examiner.String(), Number: number, Amendment: 2})
	o.do(&types.MsgProposeAmendment{Officer: examiner.String(), Number: number})
	o.do(&types.MsgIssueAmendment{Officer: trade.String(), Number: number, Amendment: 3})
	cancel := answer(true, exporter)
	cancel.Amendment = 3
	o.do(cancel)
	require.Equal(t, types.LETTER_STATUS_CANCELLED, o.letter().Letter.Status)
}

func TestUpdateParams(t *testing.T) {
	o := newOffice(t)
	msg := &types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: types.Params{ClosingMinute: 16 * 60}}
	require.Equal(t, &types.EventParamsUpdated{Params: msg.Params}, o.do(msg))
	params, err := o.queries.Params(o.Context(), &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, msg.Params, params.Params)
	msg.Params.ClosingMinute = 0
	o.refuse(msg, types.ErrInvalidParams, "closing_minute")
	msg.Authority = trade.String()
	o.refuse(msg, app.ErrNotPermitted, "needs a passed resolution")
}

// An application keeps whoever made it and the bank that must answer it, and nobody else that it names.
func TestApplicationBindsNoStranger(t *testing.T) {
	o := newOffice(t)
	o.do(apply())
	o.refuse(&currencytypes.MsgCloseWallet{Holder: importer.String()}, currencytypes.ErrObligations, "applicant of letter LC2019001")
	for bank, want := range map[string][]string{icbc: {"issuing bank of letter LC2019001 of icbc-sz, which is not closed"}, boc: nil} {
		left, err := o.keeper.Obligations(o.Context(), bank)
		require.NoError(t, err)
		require.Equal(t, want, left, bank)
	}
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: exporter.String()})
	o.refuse(issue(trade), types.ErrWallet, "wallet "+exporter.String()+" is WALLET_KIND_CORPORATE and WALLET_STATUS_CLOSED")
	o.do(&types.MsgDeclineLetter{Officer: trade.String(), Number: number, Reason: "the beneficiary has gone"})
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: importer.String()})
}

// A bank that cannot act any more is not bound to advise a letter that was applied for before.
func TestIssueChecksTheBanks(t *testing.T) {
	o := newOffice(t)
	o.do(apply())
	o.do(issue(trade))
	o.MustSend(&consortiumtypes.MsgSuspendMember{Authority: consortiumtypes.Authority, MemberId: boc})
	o.refuse(issue(examiner), types.ErrBank, "member boc-sz is MEMBER_KIND_OPERATOR_BANK and MEMBER_STATUS_SUSPENDED")
}

// Whoever is bound by a letter or waits for it stays reachable.
func TestObligations(t *testing.T) {
	o := issued(t)
	for _, wallet := range []testutil.Actor{importer, exporter} {
		o.refuse(&currencytypes.MsgCloseWallet{Holder: wallet.String()}, currencytypes.ErrObligations, "of letter LC2019001 of icbc-sz")
	}
	for bank, role := range map[string]string{icbc: "issuing bank", boc: "advising bank"} {
		left, err := o.keeper.Obligations(o.Context(), bank)
		require.NoError(t, err)
		require.Equal(t, []string{role + " of letter LC2019001 of icbc-sz, which is not closed"}, left)
	}
	o.until("2020-07-01")
	o.do(&types.MsgCloseLetter{Officer: trade.String(), Number: number})
	left, err := o.keeper.Obligations(o.Context(), icbc)
	require.NoError(t, err)
	require.Empty(t, left)
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: exporter.String()})
}
