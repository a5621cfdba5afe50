package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func officer(n byte, status types.OfficerStatus, roles ...types.Role) types.Officer {
	return types.Officer{Address: person(n), MemberId: "icbc-sz", Roles: roles, Status: status}
}

func TestOfficerTransitions(t *testing.T) {
	roles := []types.Role{types.ROLE_ADMIN}
	for number := range types.OfficerStatus_name {
		appointed := officer(1, types.OfficerStatus(number)).Appoint(roles, person(2), person(3))
		require.Equal(t, types.Officer{
			Address: person(1), MemberId: "icbc-sz", Roles: roles, Status: types.OFFICER_STATUS_ACTIVE,
			AppointedBy: []string{person(2), person(3)},
		}, appointed)
	}
	type states = map[types.OfficerStatus]types.OfficerStatus
	requireMoves(t, types.OfficerStatus_name,
		states{types.OFFICER_STATUS_ACTIVE: types.OFFICER_STATUS_DISMISSED}, types.ErrOfficerDismissed,
		func(s types.OfficerStatus) types.Officer { return officer(1, s, types.ROLE_TELLER) },
		func(o types.Officer) types.OfficerStatus { return o.Status },
		types.Officer.Dismiss,
		func(n int32) types.OfficerStatus { return types.OfficerStatus(n) })
}

func TestDismissedOfficerHasNoRole(t *testing.T) {
	active := officer(1, types.OFFICER_STATUS_ACTIVE, types.ROLE_ADMIN, types.ROLE_TELLER)
	require.True(t, active.Has(types.ROLE_TELLER))
	require.False(t, active.Has(types.ROLE_ISSUER))

	dismissed, err := active.Dismiss()
	require.NoError(t, err)
	require.Empty(t, dismissed.Roles)
	dismissed.Roles = active.Roles
	require.False(t, dismissed.Has(types.ROLE_TELLER))
}

func TestParseRoles(t *testing.T) {
	roles, err := types.ParseRoles([]types.Role{types.ROLE_TELLER, types.ROLE_ADMIN})
	require.NoError(t, err)
	require.Equal(t, []types.Role{types.ROLE_ADMIN, types.ROLE_TELLER}, roles)

	for name, roles := range map[string][]types.Role{
		"none":                     {},
		"unspecified":              {types.ROLE_UNSPECIFIED},
		"unknown":                  {99},
		"twice":                    {types.ROLE_TELLER, types.ROLE_ADMIN, types.ROLE_TELLER},
		"controller and treasurer": {types.ROLE_CONTROLLER, types.ROLE_TREASURER},
		"controller and issuer":    {types.ROLE_ISSUER, types.ROLE_CONTROLLER},
		"controller and teller":    {types.ROLE_CONTROLLER, types.ROLE_ADMIN, types.ROLE_TELLER},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := types.ParseRoles(roles)
			require.ErrorIs(t, err, types.ErrInvalidRoles)
		})
	}
	_, err = types.ParseRoles([]types.Role{types.ROLE_CONTROLLER, types.ROLE_COMPLIANCE})
	require.NoError(t, err)
}

func TestMayHoldFollowsThePermissionTable(t *testing.T) {
	table := []types.Permission{
		{Message: "/any", Roles: []types.Role{types.ROLE_ADMIN}},
		{Message: "/issue", Kinds: []types.MemberKind{types.MEMBER_KIND_CENTRAL_BANK}, Roles: []types.Role{types.ROLE_ISSUER}},
		{Message: "/pay", WalletHolder: true},
	}
	require.True(t, types.MayHold(table, types.MEMBER_KIND_COURT, types.ROLE_ADMIN))
	require.True(t, types.MayHold(table, types.MEMBER_KIND_CENTRAL_BANK, types.ROLE_ISSUER))
	require.False(t, types.MayHold(table, types.MEMBER_KIND_OPERATOR_BANK, types.ROLE_ISSUER))
	require.False(t, types.MayHold(table, types.MEMBER_KIND_CENTRAL_BANK, types.ROLE_TELLER))

	roles := []types.Role{types.ROLE_ADMIN, types.ROLE_ISSUER}
	require.NoError(t, types.CheckRolesFor(table, types.MEMBER_KIND_CENTRAL_BANK, roles))
	require.ErrorIs(t, types.CheckRolesFor(table, types.MEMBER_KIND_COURT, roles), types.ErrRoleNotAllowed)
}

func TestCheckConfirm(t *testing.T) {
	roles := []types.Role{types.ROLE_ADMIN, types.ROLE_TELLER}
	proposal := types.OfficerProposal{
		MemberId: "icbc-sz", Address: person(9), Roles: roles, ProposedBy: person(1), ExpiresAt: now.Add(time.Hour),
	}
	admin := officer(2, types.OFFICER_STATUS_ACTIVE, types.ROLE_ADMIN)
	anyOrder := []types.Role{types.ROLE_TELLER, types.ROLE_ADMIN}
	require.NoError(t, proposal.CheckConfirm(admin, anyOrder, now))
	require.NoError(t, proposal.CheckConfirm(admin, roles, now.Add(time.Hour-1)))

	require.ErrorIs(t, proposal.CheckConfirm(admin, roles, now.Add(time.Hour)), types.ErrProposalExpired)
	require.ErrorIs(t, proposal.CheckConfirm(officer(1, types.OFFICER_STATUS_ACTIVE), roles, now), types.ErrSecondOfficer)
	require.ErrorIs(t, proposal.CheckConfirm(officer(9, types.OFFICER_STATUS_ACTIVE), roles, now), types.ErrSecondOfficer)
	require.ErrorIs(t, proposal.CheckConfirm(admin, roles[:1], now), types.ErrProposalChanged)
	require.ErrorIs(t, proposal.CheckConfirm(admin, nil, now), types.ErrProposalChanged)

	proposal.Roles = nil
	require.True(t, proposal.IsDismissal())
	require.NoError(t, proposal.CheckConfirm(admin, nil, now))
	require.ErrorIs(t, proposal.CheckConfirm(admin, roles, now), types.ErrProposalChanged)
}

func TestCheckAdmins(t *testing.T) {
	require.ErrorIs(t, types.CheckAdmins("icbc-sz", 1), types.ErrTooFewAdmins)
	require.NoError(t, types.CheckAdmins("icbc-sz", 2))
	require.NoError(t, types.CheckAdmins("icbc-sz", types.MaxAdmins))
	require.ErrorIs(t, types.CheckAdmins("icbc-sz", types.MaxAdmins+1), types.ErrLimitReached)
}
