package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestGrants(t *testing.T) {
	o := funded(t)
	awards := []types.Award{award(hotel, "tourism", "H", 10*million), award(clinic, "housing", "", 5*million)}
	event := &types.EventGrantBatch{
		ManagerId: manager, ProgrammeId: fund, Reference: "BATCH-1", Status: types.GRANT_BATCH_STATUS_PROPOSED, Awards: awards, Officer: treasurer.String(),
	}
	require.Equal(t, event, o.do(propose("BATCH-1", awards...)))
	require.Equal(t, uint64(1_000*million), o.programme().FundFen, "a proposal moves nothing")
	o.refuse(propose("BATCH-1", awards...), types.ErrBatchExists, "batch BATCH-1")
	byTreasurer := confirm("BATCH-1")
	byTreasurer.Controller = treasurer.String()
	o.refuse(byTreasurer, app.ErrNotPermitted, "allowed: CONTROLLER")
	o.refuse(confirm("BATCH-2"), types.ErrBatchNotFound, "batch BATCH-2 of programme HNFUND-1 of hainan-finance")

	event.Status, event.Officer = types.GRANT_BATCH_STATUS_CONFIRMED, controller.String()
	require.Equal(t, event, o.do(confirm("BATCH-1")))
	require.Equal(t, &types.QueryGrantResponse{
		Grant: types.Grant{
			ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), PurposeId: "tourism", Sector: "H", AwardedFen: 10 * million,
			Status: types.GRANT_STATUS_OPEN,
		},
		UnspentFen: 10 * million,
	}, o.grant(hotel))
	require.Equal(t, uint64(985*million), o.programme().FundFen)
	require.Zero(t, o.balance(hotel), "the money is not in the wallet")
	response, err := o.queries.GrantBatch(o.Context(), &types.QueryGrantBatchRequest{ManagerId: manager, ProgrammeId: fund, Reference: "BATCH-1"})
	require.NoError(t, err)
	require.Equal(t, types.GrantBatch{
		ManagerId: manager, ProgrammeId: fund, Reference: "BATCH-1", Awards: awards, TotalFen: 15 * million,
		Status: types.GRANT_BATCH_STATUS_CONFIRMED, ProposedBy: treasurer.String(), DecidedBy: controller.String(),
	}, response.Batch)
	o.refuse(confirm("BATCH-1"), types.ErrBatchStatus, "is GRANT_BATCH_STATUS_CONFIRMED: cannot confirm")

	o.do(propose("BATCH-2", award(hotel, "tourism", "H", 10*million)))
	o.do(confirm("BATCH-2"))
	require.Equal(t, uint64(20*million), o.grant(hotel).UnspentFen, "awards add up")
}

func TestProposalsAreTriedOut(t *testing.T) {
	o := granted(t)
	o.do(propose("BATCH-2", award(trader, "tourism", "G", 20*million)))
	o.do(confirm("BATCH-2"))
	nobody := testutil.NewActor("nobody")
	for name, test := range map[string]struct {
		award types.Award
		err   error
		says  string
	}{
		"nobody":   {award(nobody, "housing", "", 1), currencytypes.ErrWalletNotFound, nobody.String()},
		"purpose":  {award(landlord, "sports", "", 1), types.ErrPurposeNotFound, "sports"},
		"sector":   {award(landlord, "tourism", "K", 1), types.ErrSectorNotAdmitted, "admitted [G H]"},
		"other":    {award(hotel, "housing", "H", 1), types.ErrPurposeChanged, "is for purpose tourism"},
		"cap":      {award(hotel, "tourism", "H", 10*million+1), types.ErrCapExceeded, "limit 20,000,000.00 yuan, granted 10,000,000.00 yuan"},
		"cap, new": {award(landlord, "housing", "", 20*million+1), types.ErrCapExceeded, "granted 0.00 yuan"},
		"nothing":  {award(landlord, "housing", "", 0), types.ErrAwards, "awards[1]"},
		"twice":    {award(grocer, "housing", "", 1), types.ErrAwards, "awards[1]: " + grocer.String() + " is there twice"},
	} {
		t.Run(name, func(t *testing.T) {
			o.refuse(propose("BATCH-3", award(grocer, "housing", "", million), test.award), test.err, test.says)
		})
	}
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: grocer.String()})
	o.refuse(propose("BATCH-3", award(grocer, "housing", "", 1)), types.ErrBeneficiary, "must be open")
	o.refuse(propose("", award(landlord, "housing", "", 1)), currencytypes.ErrIdentifier, "reference")
	unknown := propose("BATCH-3", award(landlord, "housing", "", 1))
	unknown.ProgrammeId = "HNFUND-2"
	o.refuse(unknown, types.ErrProgrammeNotFound, "HNFUND-2")
}

// What was possible when it was proposed need not be when it is confirmed.
func TestConfirmingJudgesAgain(t *testing.T) {
	o := newOffice(t)
	o.do(create())
	o.do(payIn(province, 11*million, "PAY-1"))
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", 10*million)))
	o.do(propose("BATCH-2", award(clinic, "housing", "", 1*million+1)))
	o.refuse(propose("BATCH-3", award(clinic, "housing", "", 11*million+1)), types.ErrFundExceeded, "fund has 11,000,000.00 yuan, asked 11,000,000.01 yuan")
	o.do(confirm("BATCH-1"))
	o.refuse(confirm("BATCH-2"), types.ErrFundExceeded, "fund has 1,000,000.00 yuan, asked 1,000,000.01 yuan")
	o.do(payIn(city, 1, "PAY-1"))
	o.do(confirm("BATCH-2"))
	require.Zero(t, o.programme().FundFen)

	o.do(payIn(city, 2, "PAY-2"))
	o.do(propose("BATCH-4", award(trader, "housing", "", 2)))
	o.until("2020-01-01")
	o.refuse(confirm("BATCH-4"), types.ErrOutsidePeriod, "cannot grant")
}

func TestCancelGrants(t *testing.T) {
	o := funded(t)
	cancel := func(officer testutil.Actor, reference string) *types.MsgCancelGrants {
		return &types.MsgCancelGrants{Officer: officer.String(), ProgrammeId: fund, Reference: reference, Reason: "wrong sector"}
	}
	awards := []types.Award{award(hotel, "tourism", "H", 1)}
	o.do(propose("BATCH-1", awards...))
	o.do(propose("BATCH-2", awards...))
	silent := cancel(controller, "BATCH-1")
	silent.Reason = ""
	o.refuse(silent, currencytypes.ErrReason, "1 to 256")
	require.Equal(t, &types.EventGrantBatch{
		ManagerId: manager, ProgrammeId: fund, Reference: "BATCH-1", Status: types.GRANT_BATCH_STATUS_CANCELLED, Awards: awards, Officer: controller.String(),
	}, o.do(cancel(controller, "BATCH-1")))
	o.do(cancel(treasurer, "BATCH-2"))
	o.refuse(cancel(treasurer, "BATCH-2"), types.ErrBatchStatus, "cannot cancel")
	o.refuse(confirm("BATCH-1"), types.ErrBatchStatus, "is GRANT_BATCH_STATUS_CANCELLED: cannot confirm")
	o.refuse(propose("BATCH-1", awards...), types.ErrBatchExists, "BATCH-1")
	o.refuse(cancel(treasurer, "BATCH-3"), types.ErrBatchNotFound, "BATCH-3")
}

func TestRecallGrant(t *testing.T) {
	o := granted(t)
	o.do(spend(hotel, airline, 4*million, firstDay, "FLY-1"))
	silent := recall(hotel)
	silent.Reason = ""
	o.refuse(silent, currencytypes.ErrReason, "1 to 256")
	o.refuse(recall(trader), types.ErrGrantNotFound, trader.String())
	require.Equal(t, &types.EventGrantRecalled{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), AmountFen: 6 * million, Officer: treasurer.String(), Reason: "moved away",
	}, o.do(recall(hotel)))
	require.Equal(t, uint64(991*million), o.programme().FundFen)
	require.Equal(t, types.Grant{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), PurposeId: "tourism", Sector: "H", AwardedFen: 10 * million,
		RecalledFen: 6 * million, SpentFen: 4 * million, Status: types.GRANT_STATUS_RECALLED,
	}, o.grant(hotel).Grant)
	o.refuse(recall(hotel), types.ErrGrantStatus, "is GRANT_STATUS_RECALLED: cannot recall")
	o.refuse(spend(hotel, airline, 1, firstDay, "FLY-2"), types.ErrGrantStatus, "cannot spend")

	// What the airline gives back now is not the hotel's.
	o.do(giveBack(airline, hotel, "FLY-1", million, "BACK-1"))
	require.Equal(t, uint64(992*million), o.programme().FundFen)
	require.Zero(t, o.grant(hotel).UnspentFen)

	o.do(propose("BATCH-2", award(hotel, "tourism", "H", 17*million)))
	o.do(confirm("BATCH-2"))
	require.Equal(t, uint64(17*million), o.grant(hotel).UnspentFen, "20 is the cap, 3 are spent")
	o.do(spend(hotel, airline, 1, firstDay, "FLY-2"))
}
