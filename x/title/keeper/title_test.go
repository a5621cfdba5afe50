package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

func TestCarriers(t *testing.T) {
	q := newQuay(t)
	register := func(of testutil.Actor) *types.MsgRegisterCarrier {
		return &types.MsgRegisterCarrier{Officer: clerk.String(), Wallet: of.String(), Filing: "MOC-NV-00124"}
	}
	strike := &types.MsgStrikeCarrier{Officer: clerk.String(), Wallet: line.String(), Reason: "filing expired"}
	q.refuse(register(line), types.ErrCarrierStatus, "is CARRIER_STATUS_REGISTERED: cannot register")
	q.refuse(register(testutil.NewActor("nobody")), singlewindowtypes.ErrEnterpriseNotFound, "wallet")
	q.refuse(&types.MsgStrikeCarrier{Officer: clerk.String(), Wallet: shipper.String(), Reason: "x"}, types.ErrCarrierNotFound, shipper.String())
	by := register(shipper)
	by.Officer = trader.String()
	q.refuse(by, app.ErrNotPermitted, "GOVERNMENT_DEPARTMENT")
	stranger := issue(2)
	stranger.Carrier, stranger.Holder = shipper.String(), buyer.String()
	q.refuse(stranger, types.ErrCarrierNotFound, shipper.String())

	q.do(issue(1))
	require.Equal(t, &types.EventCarrier{
		Wallet: line.String(), Status: types.CARRIER_STATUS_STRUCK, DepartmentId: maritime, Officer: clerk.String(),
	}, q.do(strike))
	q.refuse(issue(2), types.ErrCarrierStatus, "is CARRIER_STATUS_STRUCK: cannot issue titles")
	// What it has issued binds it as before.
	q.do(surrender(2, shipper, types.SURRENDER_PURPOSE_DELIVERY))
	q.do(accomplish(3))
	require.Equal(t, &types.EventCarrier{
		Wallet: line.String(), Status: types.CARRIER_STATUS_REGISTERED, DepartmentId: maritime, Officer: clerk.String(),
	}, q.do(register(line)))
	q.do(issue(2))
}

func TestOneIDHasOneTitle(t *testing.T) {
	q := newQuay(t)
	malformed := issue(1)
	malformed.TitleId = "B/L 77"
	q.refuse(malformed, singlewindowtypes.ErrDocumentID, "B/L 77")
	require.Equal(t, &types.EventTitle{
		TitleId: titleID(1), Act: 1, Kind: types.ACT_KIND_ISSUE, By: line.String(), Status: types.TITLE_STATUS_ISSUED, Holder: shipper.String(),
		Beneficiary: shipper.String(), Version: 1,
	}, q.do(issue(1)))
	q.refuse(issue(1), types.ErrTitleExists, titleID(1))
	q.do(surrender(2, shipper, types.SURRENDER_PURPOSE_DELIVERY))
	q.do(accomplish(3))
	q.refuse(issue(1), types.ErrTitleExists, titleID(1))
	other := sell(1, shipper, buyer)
	other.TitleId = titleID(2)
	q.refuse(other, types.ErrTitleNotFound, titleID(2))
}

// TestEveryPartyCanAct has everybody who cannot become a party, by each act that names one.
func TestEveryPartyCanAct(t *testing.T) {
	q := issued(t)
	nobody, unverified := testutil.NewActor("nobody"), testutil.NewActor("unverified")
	q.wallet(unverified)
	q.MustSend(&singlewindowtypes.MsgRegisterEnterprise{Holder: unverified.String(), UsccCommitment: commitment(1), SealingKey: commitment(9)})
	closed := testutil.NewActor("closed")
	q.enterprise(closed, 20)
	q.MustSend(&currencytypes.MsgCloseWallet{Holder: closed.String()})
	toNobody, forNobody := issue(2), issue(2)
	toNobody.Holder, forNobody.Beneficiary = nobody.String(), nobody.String()
	for _, test := range []struct {
		msg  sdk.Msg
		want error
	}{
		{toNobody, singlewindowtypes.ErrEnterpriseNotFound},
		{forNobody, singlewindowtypes.ErrEnterpriseNotFound},
		{nominate(2, shipper, nobody), singlewindowtypes.ErrEnterpriseNotFound},
		{transfer(2, shipper, nobody), singlewindowtypes.ErrEnterpriseNotFound},
		{transfer(2, shipper, unverified), singlewindowtypes.ErrEnterpriseStatus},
		{transfer(2, shipper, closed), types.ErrParty},
	} {
		q.refuse(test.msg, test.want, "")
	}
	// A nominee that closed its wallet meanwhile does not become beneficiary, and a seller that did gets nothing back.
	leaver := testutil.NewActor("leaver")
	q.enterprise(leaver, 21)
	q.do(nominate(2, shipper, leaver))
	q.MustSend(&currencytypes.MsgCloseWallet{Holder: leaver.String()})
	q.refuse(endorse(3, shipper, leaver), types.ErrParty, "wallet "+leaver.String()+" is WALLET_STATUS_CLOSED, must be open")
	q.do(sell(3, shipper, buyer))
	q.MustSend(&currencytypes.MsgCloseWallet{Holder: shipper.String()})
	q.refuse(reject(4, buyer), types.ErrParty, "must be open")
}

func TestPledge(t *testing.T) {
	q := issued(t)
	for _, id := range []string{maritime, "china-mobile"} {
		msg := offer(2, shipper)
		msg.BankId = id
		q.refuse(msg, types.ErrBank, "member "+id)
	}
	unknown := offer(2, shipper)
	unknown.BankId = "bank-of-mars"
	q.refuse(unknown, consortiumtypes.ErrMemberNotFound, "bank-of-mars")
	q.do(offer(2, shipper))
	foreign := accept(3)
	foreign.Officer = testutil.Officer(boc, "trade-officer").String()
	q.refuse(foreign, types.ErrNotEntitled, "is for icbc-sz, not for boc-sz")
	require.Equal(t, &types.EventTitle{
		TitleId: titleID(1), Act: 3, Kind: types.ACT_KIND_ACCEPT_PLEDGE, By: trader.String(), Status: types.TITLE_STATUS_ISSUED,
		Holder: shipper.String(), Beneficiary: shipper.String(), PledgeeId: icbc, Version: 1,
	}, q.do(accept(3)))
	q.refuse(sell(4, shipper, buyer), types.ErrPledged, "to icbc-sz")
	q.refuse(offer(4, shipper), types.ErrPledged, "to icbc-sz already")
	// Who takes a title as security does not let it go.
	for _, msg := range []sdk.Msg{
		&types.MsgConsentToAct{Officer: trader.String(), TitleId: titleID(1), Act: 4, Kind: types.ACT_KIND_TRANSFER, ToHolder: buyer.String()},
		&types.MsgReleaseTitle{Officer: trader.String(), TitleId: titleID(1), Act: 4, Reason: "for a friend"},
	} {
		q.refuse(msg, app.ErrNotPermitted, "CONTROLLER")
	}
	wrong := consentToSale(4, buyer)
	wrong.Kind = types.ACT_KIND_NOMINATE
	q.refuse(wrong, types.ErrConsent, "ACT_KIND_NOMINATE")
	q.do(consentToSale(4, buyer))
	q.do(sell(5, shipper, buyer))
	require.Equal(t, icbc, q.title().Pledgee())
	q.do(release(6))
	q.refuse(release(7), types.ErrNotPledged, "has no pledge in force")
	q.refuse(accept(7), types.ErrNotPledged, "offered no pledge")
}

// The receiver of an expelled bank lets its titles go.
func TestPledgeToAnExpelledBank(t *testing.T) {
	q := issued(t)
	q.do(offer(2, shipper))
	q.do(accept(3))
	ofReceiver := release(4)
	ofReceiver.Officer = testutil.Officer(boc, "controller").String()
	q.refuse(ofReceiver, types.ErrNotEntitled, "is for icbc-sz, not for boc-sz")
	q.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: icbc, ReceiverId: boc, Expelled: true})
	q.refuse(release(4), consortiumtypes.ErrMemberCannotAct, icbc)
	other := release(4)
	other.Officer = testutil.Officer("abc-sz", "controller").String()
	q.refuse(other, types.ErrNotEntitled, "is for icbc-sz, not for abc-sz")
	consent := consentToSale(4, buyer)
	consent.Officer = ofReceiver.Officer
	q.do(consent)
	q.do(sell(5, shipper, buyer))
	ofReceiver.Act = 6
	q.do(ofReceiver)
	require.Empty(t, q.title().Pledgee())
	q.NextBlock()
	q.RequireSurvivesExport()
}

// TestTwoBuyersInOneBlock sells one title twice in one block: the order decides.
func TestTwoBuyersInOneBlock(t *testing.T) {
	q := issued(t)
	response := q.EndBlock(testutil.Block{Txs: [][]byte{q.Sign(shipper, []sdk.Msg{sell(2, shipper, buyer)}), q.Sign(shipper, []sdk.Msg{sell(2, shipper, agent)})}})
	require.Len(t, response.TxResults, 2)
	require.Zero(t, response.TxResults[0].Code, response.TxResults[0].Log)
	require.NotZero(t, response.TxResults[1].Code)
	require.Equal(t, buyer.String(), q.title().Holder)
	require.Equal(t, uint32(2), q.title().Acts)
}

func TestErrorsOfTheCarrier(t *testing.T) {
	q := issued(t)
	q.refuse(accomplish(2), types.ErrTitleStatus, "is TITLE_STATUS_ISSUED: cannot ACT_KIND_ACCOMPLISH")
	q.refuse(surrender(2, shipper, 0), types.ErrPurpose, "delivery, amendment or paper")
	q.do(surrender(2, shipper, types.SURRENDER_PURPOSE_AMENDMENT))
	other := amend(3)
	other.ContentCommitment = commitment(8)
	q.refuse(other, types.ErrAmendment, "refuse the surrender instead")
	q.refuse(reject(3, shipper), types.ErrTitleStatus, "SURRENDERED_FOR_AMENDMENT")
	q.do(amend(3))
	q.refuse(reject(4, shipper), types.ErrNothingToReject, "act 3")
	q.refuse(endorse(4, shipper, buyer), types.ErrNominee, "nominates")
	q.refuse(sell(3, shipper, buyer), types.ErrAct, "the next act is number 4, asked 3")
}

// TestObligations has who must stay while a title is in circulation.
func TestObligations(t *testing.T) {
	q := issued(t, transfer(2, shipper, agent))
	for _, party := range []testutil.Actor{line, shipper, agent} {
		q.refuse(&currencytypes.MsgCloseWallet{Holder: party.String()}, currencytypes.ErrObligations, "party of title "+titleID(1))
	}
	q.do(transfer(3, agent, shipper))
	q.MustSend(&currencytypes.MsgCloseWallet{Holder: agent.String()})
	q.do(offer(4, shipper))
	left, err := q.keeper.Obligations(q.Context(), icbc)
	require.NoError(t, err)
	require.Empty(t, left, "an offer binds nobody")
	q.do(accept(5))
	left, err = q.keeper.Obligations(q.Context(), icbc)
	require.NoError(t, err)
	require.Equal(t, []string{"party of title " + titleID(1) + ", which is in circulation"}, left)
	q.do(release(6))
	q.do(surrender(7, shipper, types.SURRENDER_PURPOSE_DELIVERY))
	q.do(accomplish(8))
	for _, party := range []testutil.Actor{line, shipper} {
		q.MustSend(&currencytypes.MsgCloseWallet{Holder: party.String()})
	}
}
