package keeper_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func (b *bank) issuance(memberID, id string) types.Issuance {
	b.t.Helper()
	response, err := b.queries.Issuance(b.Context(), &types.QueryIssuanceRequest{MemberId: memberID, Id: id})
	require.NoError(b.t, err)
	return response.Issuance
}

func TestIssuanceByOne(t *testing.T) {
	b := newBank(t)
	event := b.do(requestIssuance(icbc, "ISS-1", 1_000*yuan))
	require.Equal(t, &types.EventIssuance{
		MemberId: icbc, Id: "ISS-1", AmountFen: 100_000, Status: types.ISSUANCE_STATUS_REQUESTED, Officer: treasurer.String(),
	}, event)
	want := types.Issuance{
		MemberId: icbc, Id: "ISS-1", AmountFen: 100_000, ReserveReference: "RTGS-icbc-szISS-1", Status: types.ISSUANCE_STATUS_REQUESTED,
		RequestedBy: treasurer.String(), ExpiresAt: b.Time().Add(72 * time.Hour), ReserveFen: 100_000,
	}
	require.Equal(t, want, b.issuance(icbc, "ISS-1"))
	require.Equal(t, types.CashBox{MemberId: icbc}, b.box(icbc), "nothing is issued yet")

	event = b.do(approve(issuer, icbc, "ISS-1"))
	require.Equal(t, &types.EventIssuance{
		MemberId: icbc, Id: "ISS-1", AmountFen: 100_000, Status: types.ISSUANCE_STATUS_ISSUED, Officer: issuer.String(),
	}, event)
	want.Status, want.Issuer = types.ISSUANCE_STATUS_ISSUED, issuer.String()
	require.Equal(t, want, b.issuance(icbc, "ISS-1"))
	require.Equal(t, types.CashBox{MemberId: icbc, BalanceFen: 100_000, IssuedFen: 100_000}, b.box(icbc))
	supply, err := b.keeper.Supply(b.Context())
	require.NoError(t, err)
	require.Equal(t, types.Supply{IssuedFen: 100_000}, supply)

	b.refuse(approve(issuer, icbc, "ISS-1"), types.ErrIssuanceStatus, "ISSUED: cannot approve")
}

// Single approvals of a business day add up: the one that exceeds the limit needs a controller, and uses up nothing.
func TestIssuanceByTwoAboveTheLimit(t *testing.T) {
	b := newBank(t)
	limit := types.Fen(types.DefaultParams().SingleApprovalLimitFen)
	b.issued(icbc, "ISS-1", limit-100)

	b.do(requestIssuance(icbc, "ISS-2", 101))
	b.refuse(approve(controller, icbc, "ISS-2"), types.ErrRoleNotDue, "ROLE_ISSUER must approve")
	event := b.do(approve(issuer, icbc, "ISS-2"))
	require.Equal(t, types.ISSUANCE_STATUS_AWAITING_CONTROLLER, event.(*types.EventIssuance).Status)
	require.Equal(t, uint64(limit-100), b.box(icbc).BalanceFen)
	b.refuse(approve(issuer, icbc, "ISS-2"), types.ErrRoleNotDue, "ROLE_CONTROLLER must approve")
	event = b.do(approve(controller, icbc, "ISS-2"))
	require.Equal(t, &types.EventIssuance{
		MemberId: icbc, Id: "ISS-2", AmountFen: 101, Status: types.ISSUANCE_STATUS_ISSUED, Officer: controller.String(),
	}, event)
	require.Equal(t, uint64(limit+1), b.box(icbc).BalanceFen)

	b.issued(icbc, "ISS-3", 100)
	require.Empty(t, b.issuance(icbc, "ISS-3").Controller, "exactly at the limit one is enough")
	b.issued(abc, "ISS-4", limit)
	require.Empty(t, b.issuance(abc, "ISS-4").Controller, "another member has a limit of its own")

	b.nextDays(1)
	b.issued(icbc, "ISS-5", limit)
	require.Empty(t, b.issuance(icbc, "ISS-5").Controller, "and the next day has, too")
}

func TestIssuanceRefusals(t *testing.T) {
	b := newBank(t)
	b.do(requestIssuance(icbc, "ISS-1", 5))
	b.refuse(requestIssuance(icbc, "ISS-1", 5), types.ErrIssuanceExists, "ISS-1 of icbc-sz")
	b.refuse(requestIssuance(icbc, "", 5), types.ErrIdentifier, "id")
	b.refuse(requestIssuance(icbc, "ISS-2", 0), types.ErrAmount, "more than 0.00 yuan")
	stolen := requestIssuance(abc, "ISS-1", 5)
	stolen.ReserveReference = "RTGS-icbc-szISS-1"
	b.refuse(stolen, types.ErrReserveInUse, "backs issuance ISS-1 of icbc-sz")
	stolen.ReserveReference = "\n"
	b.refuse(stolen, types.ErrIdentifier, "reserve reference")

	b.refuse(approve(issuer, icbc, "ISS-9"), types.ErrIssuanceNotFound, "ISS-9 of icbc-sz")
	b.refuse(approve(issuer, "ICBC", "ISS-1"), types.ErrIdentifier, "member id")
	b.refuse(approve(treasurer, icbc, "ISS-1"), app.ErrNotPermitted, "MsgApproveIssuance")
	b.refuse(&types.MsgCancelIssuance{Treasurer: testutil.Officer(abc, "treasurer").String(), Id: "ISS-1"}, types.ErrIssuanceNotFound, "ISS-1 of abc-sz")
	b.refuse(&types.MsgRejectIssuance{Officer: issuer.String(), MemberId: icbc, Id: "ISS-1"}, types.ErrReason, "1 to 256")
}

// A reserve reference is held from the request on, and is free again only when the central bank says that it returned
// the reserve.
func TestReserveLife(t *testing.T) {
	for name, end := range map[string]func(*bank){
		"rejected": func(b *bank) {
			event := b.do(&types.MsgRejectIssuance{Officer: controller.String(), MemberId: icbc, Id: "ISS-1", Reason: "no reserve"})
			require.Equal(b.t, &types.EventIssuance{
				MemberId: icbc, Id: "ISS-1", AmountFen: 5, Status: types.ISSUANCE_STATUS_REJECTED, Officer: controller.String(),
			}, event)
			require.Equal(b.t, "no reserve", b.issuance(icbc, "ISS-1").Reason)
		},
		"cancelled": func(b *bank) {
			event := b.do(&types.MsgCancelIssuance{Treasurer: treasurer.String(), Id: "ISS-1"})
			require.Equal(b.t, &types.EventIssuance{
				MemberId: icbc, Id: "ISS-1", AmountFen: 5, Status: types.ISSUANCE_STATUS_CANCELLED, Officer: treasurer.String(),
			}, event)
		},
		"expired": func(b *bank) {
			b.nextDays(3)
			b.refuse(approve(issuer, icbc, "ISS-1"), types.ErrExpired, "at 2019-12-05T00:00:01Z")
			b.NextBlock()
			require.Equal(b.t, types.ISSUANCE_STATUS_EXPIRED, b.issuance(icbc, "ISS-1").Status)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBank(t)
			reserve := &types.MsgReturnReserve{Issuer: issuer.String(), ReserveReference: "RTGS-icbc-szISS-1"}
			again := requestIssuance(abc, "ISS-1", 5)
			again.ReserveReference = reserve.ReserveReference

			b.refuse(reserve, types.ErrReserveNotFound, reserve.ReserveReference)
			b.do(requestIssuance(icbc, "ISS-1", 5))
			b.refuse(reserve, types.ErrReserveInUse, "issuance ISS-1 of icbc-sz is ISSUANCE_STATUS_REQUESTED")
			end(b)
			b.refuse(again, types.ErrReserveInUse, "backs issuance ISS-1 of icbc-sz")

			require.Equal(t, &types.EventReserveReturned{ReserveReference: reserve.ReserveReference, MemberId: icbc}, b.do(reserve))
			b.refuse(reserve, types.ErrReserveReturned, "issuance ISS-1 of icbc-sz")
			b.do(again)
			b.do(approve(issuer, abc, "ISS-1"))
			b.refuse(reserve, types.ErrReserveInUse, "issuance ISS-1 of abc-sz is ISSUANCE_STATUS_ISSUED")
			response, err := b.queries.Reserve(b.Context(), &types.QueryReserveRequest{Reference: reserve.ReserveReference})
			require.NoError(t, err)
			require.Equal(t, types.Reserve{Reference: reserve.ReserveReference, MemberId: abc, IssuanceId: "ISS-1"}, response.Reserve)
		})
	}
}

// What one block does not get to waits for the next; the answer of a message does not wait.
func TestExpiryIsBoundedPerBlock(t *testing.T) {
	b := newBank(t)
	const extra = 3
	for i := range types.MaxExpiriesPerBlock + extra {
		b.MustSend(requestIssuance(icbc, fmt.Sprintf("ISS-%03d", i), 5))
	}
	b.nextDays(3)

	events := b.expire()
	require.Len(t, events, types.MaxExpiriesPerBlock)
	require.Equal(t, &types.EventIssuance{MemberId: icbc, Id: "ISS-000", AmountFen: 5, Status: types.ISSUANCE_STATUS_EXPIRED}, events[0])
	last := fmt.Sprintf("ISS-%03d", types.MaxExpiriesPerBlock)
	require.Equal(t, types.ISSUANCE_STATUS_REQUESTED, b.issuance(icbc, last).Status)
	b.refuse(approve(issuer, icbc, last), types.ErrExpired, "at 2019-12-05")

	require.Len(t, b.expire(), extra)
	require.Equal(t, types.ISSUANCE_STATUS_EXPIRED, b.issuance(icbc, last).Status)
	require.Empty(t, b.expire())
}

// A member pays the reserve ratio of its kind, rounded up, as it was on the day of the request.
func TestReserveRatio(t *testing.T) {
	b := newBank(t)
	b.do(requestIssuance(icbc, "ISS-1", 1_001))
	require.Equal(t, uint64(1_001), b.issuance(icbc, "ISS-1").ReserveFen, "in full without a ratio")
	b.updateParams(func(p *types.Params) {
		p.ReserveRatios = []types.ReserveRatio{{Kind: consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK, Percent: 33}}
	})
	b.do(requestIssuance(icbc, "ISS-2", 1_001))
	require.Equal(t, uint64(1_001), b.issuance(icbc, "ISS-2").ReserveFen)
	b.do(requestIssuance("china-mobile", "ISS-1", 1_001))
	require.Equal(t, uint64(331), b.issuance("china-mobile", "ISS-1").ReserveFen)
	b.do(requestIssuance("china-mobile", "ISS-2", 1_000))
	require.Equal(t, uint64(330), b.issuance("china-mobile", "ISS-2").ReserveFen)
	b.do(approve(issuer, "china-mobile", "ISS-1"))
	require.Equal(t, uint64(1_001), b.box("china-mobile").BalanceFen)
}
