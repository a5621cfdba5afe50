package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// second is another compliance officer of the central bank.
var second = testutil.NewActor("second compliance officer")

// flagged is a desk on which alice, a firm, paid 2,000,000.00 yuan in a day.
func flagged(t *testing.T) (*desk, types.FlagID) {
	t.Helper()
	d := newDesk(t, func(g *testutil.Genesis) {
		g.Consortium.Officers = append(g.Consortium.Officers, consortiumtypes.Officer{
			Address: second.String(), MemberId: pboc, Roles: []consortiumtypes.Role{consortiumtypes.ROLE_COMPLIANCE},
			Status: consortiumtypes.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"genesis"},
		})
		g.Currency.Params.FlagThresholds.LegalPersonFen = 500 * yuan
	})
	d.MustSend(pay(alice, bob, 500*yuan))
	return d, types.FlagID{
		OperatorId: icbc, CustomerRef: hash(string(alice.Address)), Day: today, Kind: currencytypes.FLAG_KIND_LEGAL_PERSON,
		Direction: currencytypes.FLAG_DIRECTION_OUT,
	}
}

func TestFlagsAreReviewed(t *testing.T) {
	d, flag := flagged(t)
	first := officer(pboc, "compliance")
	acknowledge := &types.MsgAcknowledgeFlag{Officer: first, Flag: flag}
	dismiss := &types.MsgDismissFlag{Officer: second.String(), Flag: flag, Reason: "pays its staff"}
	attach := &types.MsgAttachFlag{Officer: first, Flag: flag, LeadId: finance, CaseId: caseID}
	d.refuse(dismiss, types.ErrFlagReview, "nobody acknowledged the flag")
	other := *acknowledge
	other.Flag.Direction = currencytypes.FLAG_DIRECTION_IN
	other.Flag.CustomerRef = hash("nobody")
	d.refuse(&other, currencytypes.ErrFlagNotFound, "of icbc-sz on 2019-12-02")
	other.Flag.Kind = 0
	d.refuse(&other, types.ErrFlagReview, "flag FLAG_KIND_UNSPECIFIED")
	police := *acknowledge
	police.Officer = officer("police-sz", "inspector")
	d.refuse(&police, app.ErrNotPermitted, "MsgAcknowledgeFlag")
	require.Equal(t, &types.EventFlagReviewed{Flag: flag, Status: types.FLAG_REVIEW_STATUS_ACKNOWLEDGED, MemberId: pboc, Officer: first}, d.do(acknowledge))
	d.refuse(acknowledge, types.ErrFlagReview, "acknowledged before")

	alone := *dismiss
	alone.Officer = first
	d.refuse(&alone, types.ErrSameOfficer, "flag FLAG_KIND_LEGAL_PERSON FLAG_DIRECTION_OUT of icbc-sz on 2019-12-02")
	alone.Officer, alone.Reason = second.String(), ""
	d.refuse(&alone, currencytypes.ErrReason, "has 0 bytes")
	unknown := *attach
	unknown.CaseId = "NO"
	d.refuse(&unknown, types.ErrCaseNotFound, "case NO of finance-sz")
	d.do(dismiss)
	d.refuse(attach, types.ErrFlagReview, "FLAG_REVIEW_STATUS_DISMISSED")
}

func TestFlagsBelongToCases(t *testing.T) {
	d, flag := flagged(t)
	d.do(&types.MsgAcknowledgeFlag{Officer: officer(pboc, "compliance"), Flag: flag})
	without := openCase("SZ-9", 1)
	without.JointIds, without.Subjects.Envelopes = []string{police}, nil
	d.do(without)
	attach := &types.MsgAttachFlag{Officer: officer(pboc, "compliance"), Flag: flag, LeadId: finance, CaseId: "SZ-9"}
	d.refuse(attach, types.ErrAuthority, "pboc is not of case SZ-9 of finance-sz")
	attach.CaseId = caseID
	d.do(attach)
	response, err := d.queries.FlagReviews(d.Context(), &types.QueryFlagReviewsRequest{OperatorId: icbc})
	require.NoError(t, err)
	require.Equal(t, []types.FlagReview{{
		Flag: flag, Status: types.FLAG_REVIEW_STATUS_ATTACHED, MemberId: pboc, AcknowledgedBy: officer(pboc, "compliance"),
		DecidedBy: officer(pboc, "compliance"), LeadId: finance, CaseId: caseID,
	}}, response.Reviews)
	d.refuse(attach, types.ErrFlagReview, "FLAG_REVIEW_STATUS_ATTACHED")
}
