package types_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const period = 72 * time.Hour

func issuanceIn(status types.IssuanceStatus) types.Issuance {
	issuance := types.NewIssuance("icbc-sz", reference("ISS-1"), reference("RTGS-1"), 1_000, text(1), noon, period)
	issuance.Status = status
	if status == types.ISSUANCE_STATUS_AWAITING_CONTROLLER {
		issuance.Issuer = text(2)
	}
	return issuance
}

func issuanceStatus(i types.Issuance) types.IssuanceStatus { return i.Status }

func TestNewIssuance(t *testing.T) {
	require.Equal(t, types.Issuance{
		MemberId: "icbc-sz", Id: "ISS-1", AmountFen: 1_000, ReserveReference: "RTGS-1", Status: types.ISSUANCE_STATUS_REQUESTED,
		RequestedBy: text(1), ExpiresAt: noon.Add(period),
	}, issuanceIn(types.ISSUANCE_STATUS_REQUESTED))
}

func TestIssuanceTransitions(t *testing.T) {
	type states = map[types.IssuanceStatus]types.IssuanceStatus
	both := officer(3, consortiumtypes.ROLE_ISSUER, consortiumtypes.ROLE_CONTROLLER)
	late := noon.Add(period)
	for name, test := range map[string]struct {
		want states
		act  func(types.Issuance) (types.Issuance, error)
	}{
		"approve within the limit": {
			states{
				types.ISSUANCE_STATUS_REQUESTED:           types.ISSUANCE_STATUS_ISSUED,
				types.ISSUANCE_STATUS_AWAITING_CONTROLLER: types.ISSUANCE_STATUS_ISSUED,
			},
			func(i types.Issuance) (types.Issuance, error) { return i.Approve(both, 500, 1_500, noon) },
		},
		"approve above the limit": {
			states{
				types.ISSUANCE_STATUS_REQUESTED:           types.ISSUANCE_STATUS_AWAITING_CONTROLLER,
				types.ISSUANCE_STATUS_AWAITING_CONTROLLER: types.ISSUANCE_STATUS_ISSUED,
			},
			func(i types.Issuance) (types.Issuance, error) { return i.Approve(both, 501, 1_500, noon) },
		},
		"reject": {
			states{
				types.ISSUANCE_STATUS_REQUESTED:           types.ISSUANCE_STATUS_REJECTED,
				types.ISSUANCE_STATUS_AWAITING_CONTROLLER: types.ISSUANCE_STATUS_REJECTED,
			},
			func(i types.Issuance) (types.Issuance, error) { return i.Reject("no reserve", noon) },
		},
		"cancel": {
			states{
				types.ISSUANCE_STATUS_REQUESTED:           types.ISSUANCE_STATUS_CANCELLED,
				types.ISSUANCE_STATUS_AWAITING_CONTROLLER: types.ISSUANCE_STATUS_CANCELLED,
			},
			func(i types.Issuance) (types.Issuance, error) { return i.Cancel(noon) },
		},
		"expire": {
			states{
				types.ISSUANCE_STATUS_REQUESTED:           types.ISSUANCE_STATUS_EXPIRED,
				types.ISSUANCE_STATUS_AWAITING_CONTROLLER: types.ISSUANCE_STATUS_EXPIRED,
			},
			func(i types.Issuance) (types.Issuance, error) { return i.Expire(late) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.IssuanceStatus_name, test.want, types.ErrIssuanceStatus, issuanceIn, issuanceStatus, test.act)
		})
	}
}

func TestApproveAlone(t *testing.T) {
	issuer := officer(2, consortiumtypes.ROLE_ISSUER)
	issued, err := issuanceIn(types.ISSUANCE_STATUS_REQUESTED).Approve(issuer, 0, 1_000, noon)
	require.NoError(t, err)
	want := issuanceIn(types.ISSUANCE_STATUS_ISSUED)
	want.Issuer = text(2)
	require.Equal(t, want, issued)
	require.True(t, issued.ApprovedAlone())
	require.False(t, issued.IsOpen())
}

func TestApproveByTwo(t *testing.T) {
	issuer, controller := officer(2, consortiumtypes.ROLE_ISSUER), officer(3, consortiumtypes.ROLE_CONTROLLER)
	requested := issuanceIn(types.ISSUANCE_STATUS_REQUESTED)

	_, err := requested.Approve(controller, 0, 999, noon)
	require.ErrorIs(t, err, types.ErrRoleNotDue)
	require.ErrorContains(t, err, "ROLE_ISSUER must approve")

	waiting, err := requested.Approve(issuer, 0, 999, noon)
	require.NoError(t, err)
	require.Equal(t, issuanceIn(types.ISSUANCE_STATUS_AWAITING_CONTROLLER), waiting)
	require.False(t, waiting.ApprovedAlone())

	_, err = waiting.Approve(issuer, 0, 999, noon)
	require.ErrorIs(t, err, types.ErrRoleNotDue)
	require.ErrorContains(t, err, "ROLE_CONTROLLER must approve")
	_, err = waiting.Approve(officer(2, consortiumtypes.ROLE_CONTROLLER), 0, 999, noon)
	require.ErrorIs(t, err, types.ErrSameOfficer, "who became controller since")
	_, err = waiting.Approve(officer(1, consortiumtypes.ROLE_CONTROLLER), 0, 999, noon)
	require.ErrorIs(t, err, types.ErrSameOfficer, "who requested it")

	issued, err := waiting.Approve(controller, 0, 1_000_000, noon)
	require.NoError(t, err)
	want := issuanceIn(types.ISSUANCE_STATUS_ISSUED)
	want.Issuer, want.Controller = text(2), text(3)
	require.Equal(t, want, issued)
	require.False(t, issued.ApprovedAlone(), "it uses up nothing of the single-approval limit")

	waiting, err = requested.Approve(issuer, 0, 0, noon)
	require.NoError(t, err, "a limit of 0 needs both for every amount")
	require.Equal(t, types.ISSUANCE_STATUS_AWAITING_CONTROLLER, waiting.Status)
}

func TestIssuanceExpiresAtTheMoment(t *testing.T) {
	issuer := officer(2, consortiumtypes.ROLE_ISSUER)
	for _, status := range []types.IssuanceStatus{types.ISSUANCE_STATUS_REQUESTED, types.ISSUANCE_STATUS_AWAITING_CONTROLLER} {
		issuance := issuanceIn(status)
		_, err := issuance.Expire(issuance.ExpiresAt.Add(-1))
		require.ErrorIs(t, err, types.ErrNotExpired)
		_, err = issuance.Cancel(issuance.ExpiresAt.Add(-1))
		require.NoError(t, err)
		_, err = issuance.Approve(issuer, 0, 1_000, issuance.ExpiresAt)
		require.ErrorIs(t, err, types.ErrExpired)
		_, err = issuance.Reject("late", issuance.ExpiresAt)
		require.ErrorIs(t, err, types.ErrExpired)
		_, err = issuance.Cancel(issuance.ExpiresAt)
		require.ErrorIs(t, err, types.ErrExpired)
	}
}

func TestRejectionNeedsAReason(t *testing.T) {
	issuance := issuanceIn(types.ISSUANCE_STATUS_REQUESTED)
	for _, reason := range []string{"", strings.Repeat("x", types.MaxReasonBytes+1), "\xff"} {
		_, err := issuance.Reject(reason, noon)
		require.ErrorIs(t, err, types.ErrReason)
	}
	rejected, err := issuance.Reject("备付金未到账", noon)
	require.NoError(t, err)
	require.Equal(t, "备付金未到账", rejected.Reason)
}

func TestReserve(t *testing.T) {
	reserve, err := types.NewReserve(reference("RTGS-1"), "icbc-sz", reference("ISS-1"), nil)
	require.NoError(t, err)
	require.Equal(t, types.Reserve{Reference: "RTGS-1", MemberId: "icbc-sz", IssuanceId: "ISS-1"}, reserve)

	_, err = types.NewReserve(reference("RTGS-1"), "abc-sz", reference("ISS-9"), &reserve)
	require.ErrorIs(t, err, types.ErrReserveInUse)
	require.ErrorContains(t, err, "backs issuance ISS-1 of icbc-sz")

	for number, name := range types.IssuanceStatus_name {
		status := types.IssuanceStatus(number)
		returned, err := reserve.Return(issuanceIn(status))
		switch status {
		case types.ISSUANCE_STATUS_REJECTED, types.ISSUANCE_STATUS_CANCELLED, types.ISSUANCE_STATUS_EXPIRED:
			require.NoError(t, err, name)
			require.True(t, returned.Returned, name)
			_, err = returned.Return(issuanceIn(status))
			require.ErrorIs(t, err, types.ErrReserveReturned, name)
			next, err := types.NewReserve(reference("RTGS-1"), "abc-sz", reference("ISS-9"), &returned)
			require.NoError(t, err, name)
			require.Equal(t, types.Reserve{Reference: "RTGS-1", MemberId: "abc-sz", IssuanceId: "ISS-9"}, next)
		default:
			require.ErrorIs(t, err, types.ErrReserveInUse, name)
			require.Equal(t, reserve, returned, name)
		}
	}
}
