package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func redemptionIn(status types.RedemptionStatus) types.Redemption {
	redemption := types.NewRedemption("icbc-sz", reference("RED-1"), 700, text(1), noon, period)
	redemption.Status = status
	if status == types.REDEMPTION_STATUS_ACCEPTED {
		redemption.AcceptedBy = text(2)
	}
	return redemption
}

func redemptionStatus(r types.Redemption) types.RedemptionStatus { return r.Status }

func TestNewRedemption(t *testing.T) {
	require.Equal(t, types.Redemption{
		MemberId: "icbc-sz", Id: "RED-1", AmountFen: 700, Status: types.REDEMPTION_STATUS_REQUESTED,
		RequestedBy: text(1), ExpiresAt: noon.Add(period),
	}, redemptionIn(types.REDEMPTION_STATUS_REQUESTED))
}

func TestRedemptionTransitions(t *testing.T) {
	type states = map[types.RedemptionStatus]types.RedemptionStatus
	late := noon.Add(period)
	for name, test := range map[string]struct {
		want states
		act  func(types.Redemption) (types.Redemption, error)
	}{
		"accept": {
			states{types.REDEMPTION_STATUS_REQUESTED: types.REDEMPTION_STATUS_ACCEPTED},
			func(r types.Redemption) (types.Redemption, error) { return r.Accept(text(2), noon) },
		},
		"settle": {
			states{types.REDEMPTION_STATUS_ACCEPTED: types.REDEMPTION_STATUS_SETTLED},
			func(r types.Redemption) (types.Redemption, error) { return r.Settle(text(3), reference("CR-1"), noon) },
		},
		"reject": {
			states{
				types.REDEMPTION_STATUS_REQUESTED: types.REDEMPTION_STATUS_REJECTED,
				types.REDEMPTION_STATUS_ACCEPTED:  types.REDEMPTION_STATUS_REJECTED,
			},
			func(r types.Redemption) (types.Redemption, error) {
				return r.Reject(officer(3, consortiumtypes.ROLE_CONTROLLER), "transfer came back", noon)
			},
		},
		"cancel": {
			states{types.REDEMPTION_STATUS_REQUESTED: types.REDEMPTION_STATUS_CANCELLED},
			func(r types.Redemption) (types.Redemption, error) { return r.Cancel(noon) },
		},
		"expire": {
			states{types.REDEMPTION_STATUS_REQUESTED: types.REDEMPTION_STATUS_EXPIRED},
			func(r types.Redemption) (types.Redemption, error) { return r.Expire(late) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.RedemptionStatus_name, test.want, types.ErrRedemptionStatus, redemptionIn, redemptionStatus, test.act)
		})
	}
}

func TestRedemptionNeedsTwoAtTheCentralBank(t *testing.T) {
	requested := redemptionIn(types.REDEMPTION_STATUS_REQUESTED)
	_, err := requested.Accept(text(1), noon)
	require.ErrorIs(t, err, types.ErrSameOfficer)

	accepted, err := requested.Accept(text(2), noon)
	require.NoError(t, err)
	require.Equal(t, redemptionIn(types.REDEMPTION_STATUS_ACCEPTED), accepted)
	require.True(t, accepted.IsOpen())
	require.False(t, accepted.CanExpire())

	for _, same := range []byte{1, 2} {
		_, err = accepted.Settle(text(same), reference("CR-1"), noon)
		require.ErrorIs(t, err, types.ErrSameOfficer)
		_, err = accepted.Reject(officer(same, consortiumtypes.ROLE_CONTROLLER), "transfer came back", noon)
		require.ErrorIs(t, err, types.ErrSameOfficer)
	}
	_, err = accepted.Reject(officer(3, consortiumtypes.ROLE_ISSUER), "transfer came back", noon)
	require.ErrorIs(t, err, types.ErrRoleNotDue)

	want := redemptionIn(types.REDEMPTION_STATUS_SETTLED)
	want.AcceptedBy, want.SettledBy, want.CreditReference = text(2), text(3), "CR-1"
	settled, err := accepted.Settle(text(3), reference("CR-1"), noon.Add(10*period))
	require.NoError(t, err, "an accepted redemption never expires")
	require.Equal(t, want, settled)

	rejected, err := requested.Reject(officer(3, consortiumtypes.ROLE_ISSUER), "wrong account", noon)
	require.NoError(t, err)
	want = redemptionIn(types.REDEMPTION_STATUS_REJECTED)
	want.Reason = "wrong account"
	require.Equal(t, want, rejected)
	_, err = requested.Reject(officer(3, consortiumtypes.ROLE_ISSUER), "", noon)
	require.ErrorIs(t, err, types.ErrReason)
}

func TestRedemptionExpiresAtTheMoment(t *testing.T) {
	requested := redemptionIn(types.REDEMPTION_STATUS_REQUESTED)
	_, err := requested.Expire(requested.ExpiresAt.Add(-1))
	require.ErrorIs(t, err, types.ErrNotExpired)
	_, err = requested.Accept(text(2), requested.ExpiresAt.Add(-1))
	require.NoError(t, err)
	_, err = requested.Accept(text(2), requested.ExpiresAt)
	require.ErrorIs(t, err, types.ErrExpired)
	_, err = requested.Cancel(requested.ExpiresAt)
	require.ErrorIs(t, err, types.ErrExpired)
	_, err = requested.Reject(officer(3, consortiumtypes.ROLE_ISSUER), "late", requested.ExpiresAt)
	require.ErrorIs(t, err, types.ErrExpired)
}

func TestOnlyTheReceiverSettlesForALeavingMember(t *testing.T) {
	for number, name := range consortiumtypes.MemberStatus_name {
		member := consortiumtypes.Member{Id: "abc-sz", Status: consortiumtypes.MemberStatus(number), ReceiverId: "icbc-sz"}
		err := types.CheckReceiver(member, "icbc-sz")
		if member.Status == consortiumtypes.MEMBER_STATUS_LEAVING {
			require.NoError(t, err)
			require.ErrorIs(t, types.CheckReceiver(member, "boc-sz"), types.ErrNotReceiver)
			require.ErrorIs(t, types.CheckNewBusiness(member), types.ErrMemberLeaving)
			continue
		}
		require.ErrorIs(t, err, types.ErrNotReceiver, name)
		require.NoError(t, types.CheckNewBusiness(member), name)
	}
}
