package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

var (
	newcomer = testutil.NewActor("newcomer")
	tellers  = []types.Role{types.ROLE_TELLER}
	admins   = []types.Role{types.ROLE_ADMIN}
)

func propose(role string, officer testutil.Actor, roles []types.Role) *types.MsgProposeOfficer {
	return &types.MsgProposeOfficer{Admin: address(icbc, role), Address: officer.String(), Roles: roles}
}

func confirm(role string, officer testutil.Actor, roles []types.Role) *types.MsgConfirmOfficer {
	return &types.MsgConfirmOfficer{Admin: address(icbc, role), Address: officer.String(), Roles: roles}
}

func TestAppointmentByTwoAdmins(t *testing.T) {
	f := newFixture(t)
	roles := []types.Role{types.ROLE_TELLER, types.ROLE_GOVERNOR}
	sorted := []types.Role{types.ROLE_GOVERNOR, types.ROLE_TELLER}
	f.emits(propose("admin", newcomer, roles), &types.EventOfficerProposed{
		MemberId: icbc, Address: newcomer.String(), Roles: sorted, ProposedBy: address(icbc, "admin"),
	})
	_, err := f.keeper().Officer(f.Context(), newcomer.Address)
	require.ErrorIs(t, err, types.ErrOfficerNotFound)
	f.refuses(propose("admin2", newcomer, tellers), types.ErrProposalPending)
	f.refuses(confirm("admin", newcomer, roles), types.ErrSecondOfficer)
	f.refuses(confirm("admin2", newcomer, tellers), types.ErrProposalChanged)

	f.emits(confirm("admin2", newcomer, roles), &types.EventOfficerAppointed{
		MemberId: icbc, Address: newcomer.String(), Roles: sorted,
	})
	require.Equal(t, types.Officer{
		Address: newcomer.String(), MemberId: icbc, Roles: sorted, Status: types.OFFICER_STATUS_ACTIVE,
		AppointedBy: []string{address(icbc, "admin"), address(icbc, "admin2")},
	}, f.officer(newcomer))
	require.True(t, app.Accounts(f.App).HasAccount(f.Context(), newcomer.Address))
	f.refuses(confirm("admin2", newcomer, roles), types.ErrProposalNotFound)
}

func TestProposeOfficerRefusals(t *testing.T) {
	f := newFixture(t)
	wallet := testutil.NewActor("citizen")
	f.openWallet(wallet)
	for name, test := range map[string]struct {
		address string
		roles   []types.Role
		err     error
	}{
		"malformed address":         {"x", tellers, types.ErrInvalidAddress},
		"the consortium":            {types.Authority, tellers, types.ErrInvalidAddress},
		"officer of another member": {address(boc, "teller"), tellers, types.ErrAddressTaken},
		"wallet holder":             {wallet.String(), tellers, types.ErrAddressTaken},
		"no roles":                  {newcomer.String(), nil, types.ErrInvalidRoles},
		"role of another kind":      {newcomer.String(), []types.Role{types.ROLE_ISSUER}, types.ErrRoleNotAllowed},
		"role without a use":        {newcomer.String(), []types.Role{types.ROLE_CERTIFIER}, types.ErrRoleNotAllowed},
		"last but one admin":        {address(icbc, "admin2"), tellers, types.ErrTooFewAdmins},
	} {
		t.Run(name, func(t *testing.T) {
			f.refuses(&types.MsgProposeOfficer{Admin: address(icbc, "admin"), Address: test.address, Roles: test.roles}, test.err)
		})
	}
	controller := &types.MsgProposeOfficer{
		Admin: address(pboc, "admin"), Address: newcomer.String(), Roles: []types.Role{types.ROLE_CONTROLLER, types.ROLE_ISSUER},
	}
	f.refuses(controller, types.ErrInvalidRoles)
}

func TestOfficerCannotConfirmItsOwnChange(t *testing.T) {
	f := newFixture(t)
	second := testutil.Officer(icbc, "admin2")
	more := []types.Role{types.ROLE_ADMIN, types.ROLE_TREASURER}
	f.MustSend(propose("admin", second, more))
	f.refuses(confirm("admin2", second, more), types.ErrSecondOfficer)
}

func TestDismissalByTwoAdmins(t *testing.T) {
	f := newFixture(t)
	teller := testutil.Officer(icbc, "teller")
	dismissal := &types.MsgProposeDismissal{Admin: address(icbc, "admin"), Address: teller.String()}
	f.emits(dismissal, &types.EventOfficerProposed{
		MemberId: icbc, Address: teller.String(), ProposedBy: address(icbc, "admin"),
	})
	f.emits(confirm("admin2", teller, nil), &types.EventOfficerDismissed{MemberId: icbc, Address: teller.String()})
	want := types.Officer{
		Address: teller.String(), MemberId: icbc, Status: types.OFFICER_STATUS_DISMISSED, AppointedBy: []string{"genesis"},
	}
	require.Equal(t, want, f.officer(teller))
	_, _, err := f.keeper().ActingOfficer(f.Context(), teller.Address)
	require.ErrorIs(t, err, types.ErrOfficerDismissed)
	f.refuses(dismissal, types.ErrOfficerDismissed)

	abroad := &types.MsgProposeOfficer{Admin: address(boc, "admin"), Address: teller.String(), Roles: tellers}
	f.refuses(abroad, types.ErrAddressTaken)
	f.MustSend(propose("admin", teller, tellers))
	f.MustSend(confirm("admin2", teller, tellers))
	require.True(t, f.officer(teller).Has(types.ROLE_TELLER))
}

func TestProposeDismissalRefusals(t *testing.T) {
	f := newFixture(t)
	dismissal := func(address string) *types.MsgProposeDismissal {
		return &types.MsgProposeDismissal{Admin: testutil.Officer(icbc, "admin").String(), Address: address}
	}
	f.refuses(dismissal(newcomer.String()), types.ErrOfficerNotFound)
	f.refuses(dismissal(address(boc, "teller")), types.ErrNotOwnMember)
	f.refuses(dismissal(address(icbc, "admin2")), types.ErrTooFewAdmins)
	f.refuses(dismissal("x"), types.ErrInvalidAddress)
}

func TestTwoAdminsRemainWhenTwoDismissalsWait(t *testing.T) {
	f := newFixture(t)
	third := testutil.NewActor("third admin")
	f.MustSend(propose("admin", third, admins))
	f.MustSend(confirm("admin2", third, admins))
	for _, role := range []string{"admin", "admin2"} {
		f.MustSend(&types.MsgProposeDismissal{Admin: third.String(), Address: address(icbc, role)})
	}
	f.MustSend(confirm("admin2", testutil.Officer(icbc, "admin"), nil))
	cancel := &types.MsgCancelOfficerProposal{Admin: third.String(), Address: address(icbc, "admin2")}
	f.MustSend(cancel)
	f.refuses(&types.MsgProposeDismissal{Admin: third.String(), Address: address(icbc, "admin2")}, types.ErrTooFewAdmins)
}

func TestConfirmationCountsTheAdminsAgain(t *testing.T) {
	f := newFixture(t)
	person := func(i int) testutil.Actor { return testutil.NewActor(fmt.Sprint("admin ", i)) }
	for i := range types.MaxAdmins - 3 {
		f.MustSend(propose("admin", person(i), admins))
		f.MustSend(confirm("admin2", person(i), admins))
	}
	last, oneTooMany := testutil.NewActor("last"), testutil.NewActor("one too many")
	f.MustSend(propose("admin", last, admins))
	f.MustSend(propose("admin", oneTooMany, admins))
	f.MustSend(confirm("admin2", last, admins))
	f.refuses(confirm("admin2", oneTooMany, admins), types.ErrLimitReached)
}

func TestProposalExpires(t *testing.T) {
	f := newFixture(t)
	f.MustSend(propose("admin", newcomer, tellers))
	period := types.DefaultParams().OfficerProposalPeriod
	f.Advance(period)
	f.refuses(confirm("admin2", newcomer, tellers), types.ErrProposalExpired)
	f.MustSend(propose("admin2", newcomer, tellers))
	f.MustSend(confirm("admin", newcomer, tellers))
}

func TestProposalOfAFormerAdminIsStale(t *testing.T) {
	f := newFixture(t)
	f.MustSend(propose("admin", newcomer, tellers))
	f.MustSend(&types.MsgReplaceAdmins{
		Authority: types.Authority, MemberId: icbc, Admins: []string{address(icbc, "admin2"), address(icbc, "teller")},
	})
	f.refuses(confirm("admin2", newcomer, tellers), types.ErrProposalStale)
}

func TestCancelOfficerProposal(t *testing.T) {
	f := newFixture(t)
	cancel := &types.MsgCancelOfficerProposal{Admin: address(icbc, "admin2"), Address: newcomer.String()}
	f.refuses(cancel, types.ErrProposalNotFound)
	f.MustSend(propose("admin", newcomer, tellers))
	f.emits(cancel, &types.EventOfficerProposalCancelled{MemberId: icbc, Address: newcomer.String()})
	f.refuses(confirm("admin2", newcomer, tellers), types.ErrProposalNotFound)
}

func TestTheFirstMemberToConfirmGetsThePerson(t *testing.T) {
	f := newFixture(t)
	f.MustSend(propose("admin", newcomer, tellers))
	f.MustSend(&types.MsgProposeOfficer{Admin: address(boc, "admin"), Address: newcomer.String(), Roles: tellers})
	f.MustSend(confirm("admin2", newcomer, tellers))
	f.refuses(&types.MsgConfirmOfficer{Admin: address(boc, "admin2"), Address: newcomer.String(), Roles: tellers},
		types.ErrAddressTaken)
}

func TestOfficerProposalsAreBounded(t *testing.T) {
	f := newFixture(t)
	for i := range types.MaxOfficerProposals {
		f.MustSend(propose("admin", testutil.NewActor(fmt.Sprint("person ", i)), tellers))
	}
	f.refuses(propose("admin", newcomer, tellers), types.ErrLimitReached)
}

func TestReplaceAdmins(t *testing.T) {
	f := newFixture(t)
	teller := testutil.Officer(icbc, "teller")
	replace := func(addresses ...string) *types.MsgReplaceAdmins {
		return &types.MsgReplaceAdmins{Authority: types.Authority, MemberId: icbc, Admins: addresses}
	}
	f.refuses(replace(newcomer.String()), types.ErrTooFewAdmins)
	f.refuses(replace(newcomer.String(), newcomer.String()), types.ErrTooFewAdmins)
	f.refuses(replace(newcomer.String(), address(boc, "teller")), types.ErrAddressTaken)
	f.refuses(replace(newcomer.String(), "x"), types.ErrInvalidAddress)

	named := []string{newcomer.String(), teller.String()}
	f.emits(replace(named...), &types.EventAdminsReplaced{MemberId: icbc, Admins: named})
	require.Equal(t, admins, f.officer(newcomer).Roles)
	require.Equal(t, []types.Role{types.ROLE_ADMIN, types.ROLE_TELLER}, f.officer(teller).Roles)
	require.Equal(t, []string{types.AppointedByResolution}, f.officer(teller).AppointedBy)
	for _, role := range []string{"admin", "admin2"} {
		require.Equal(t, types.OFFICER_STATUS_DISMISSED, f.officer(testutil.Officer(icbc, role)).Status)
	}

	f.MustSend(replace(address(icbc, "admin"), teller.String()))
	require.Equal(t, admins, f.officer(testutil.Officer(icbc, "admin")).Roles, "a dismissed admin may return")
	require.Equal(t, []types.Role{types.ROLE_ADMIN, types.ROLE_TELLER}, f.officer(teller).Roles)
	require.Equal(t, types.OFFICER_STATUS_DISMISSED, f.officer(newcomer).Status)

	abroad := replace(newcomer.String(), teller.String())
	abroad.MemberId = "nobody"
	f.refuses(abroad, types.ErrMemberNotFound)
}
