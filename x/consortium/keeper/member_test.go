package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func admission() *types.MsgAdmitMember {
	return &types.MsgAdmitMember{
		Authority: types.Authority, MemberId: "cmb-sz", LegalName: "China Merchants Bank",
		Kind: types.MEMBER_KIND_OPERATOR_BANK, Region: "440300", Uscc: testutil.USCC(50), VotingWeight: 2,
		Officers: []types.InitialOfficer{
			{Address: testutil.NewActor("cmb admin").String(), Roles: []types.Role{types.ROLE_ADMIN}},
			{Address: testutil.NewActor("cmb admin2").String(), Roles: []types.Role{types.ROLE_TELLER, types.ROLE_ADMIN}},
		},
	}
}

func TestAdmitMember(t *testing.T) {
	f := newFixture(t)
	f.emits(admission(), &types.EventMemberAdmitted{MemberId: "cmb-sz", Kind: types.MEMBER_KIND_OPERATOR_BANK})

	require.Equal(t, types.Member{
		Id: "cmb-sz", LegalName: "China Merchants Bank", Kind: types.MEMBER_KIND_OPERATOR_BANK, Region: "440300",
		Uscc: testutil.USCC(50), Status: types.MEMBER_STATUS_ACTIVE, VotingWeight: 2, JoinedAt: f.Time(),
	}, f.member("cmb-sz"))
	admin := testutil.NewActor("cmb admin2")
	require.Equal(t, types.Officer{
		Address: admin.String(), MemberId: "cmb-sz", Roles: []types.Role{types.ROLE_ADMIN, types.ROLE_TELLER},
		Status: types.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"resolution"},
	}, f.officer(admin))
	require.True(t, app.Accounts(f.App).HasAccount(f.Context(), admin.Address))
}

func TestAdmitMemberRefusals(t *testing.T) {
	f := newFixture(t)
	for name, test := range map[string]struct {
		breakIt func(*types.MsgAdmitMember)
		err     error
	}{
		"taken id":       {func(m *types.MsgAdmitMember) { m.MemberId = icbc }, types.ErrMemberExists},
		"malformed id":   {func(m *types.MsgAdmitMember) { m.MemberId = "CMB" }, types.ErrInvalidMember},
		"malformed uscc": {func(m *types.MsgAdmitMember) { m.Uscc = "1" }, types.ErrInvalidMember},
		"unknown kind":   {func(m *types.MsgAdmitMember) { m.Kind = 99 }, types.ErrInvalidMember},
		"one admin":      {func(m *types.MsgAdmitMember) { m.Officers = m.Officers[:1] }, types.ErrTooFewAdmins},
		"no such address": {
			func(m *types.MsgAdmitMember) { m.Officers[0].Address = "x" }, types.ErrInvalidAddress,
		},
		"the consortium as officer": {
			func(m *types.MsgAdmitMember) { m.Officers[0].Address = types.Authority }, types.ErrInvalidAddress,
		},
		"officer of another member": {
			func(m *types.MsgAdmitMember) { m.Officers[0].Address = address(icbc, "teller") }, types.ErrAddressTaken,
		},
		"one person twice": {
			func(m *types.MsgAdmitMember) { m.Officers[1].Address = m.Officers[0].Address }, types.ErrAddressTaken,
		},
		"no roles": {func(m *types.MsgAdmitMember) { m.Officers[0].Roles = nil }, types.ErrInvalidRoles},
		"role of the central bank": {
			func(m *types.MsgAdmitMember) { m.Officers[0].Roles = append(m.Officers[0].Roles, types.ROLE_ISSUER) },
			types.ErrRoleNotAllowed,
		},
		"too many officers": {
			func(m *types.MsgAdmitMember) { m.Officers = make([]types.InitialOfficer, types.MaxInitialOfficers+1) },
			types.ErrLimitReached,
		},
	} {
		t.Run(name, func(t *testing.T) {
			msg := admission()
			test.breakIt(msg)
			f.refuses(msg, test.err)
		})
	}
}

func TestAdmitMemberLimit(t *testing.T) {
	f := newFixture(t, func(g *testutil.Genesis) {
		template := g.Consortium.Members[len(g.Consortium.Members)-1]
		for i := len(g.Consortium.Members); i < types.MaxMembers; i++ {
			member := template
			member.Id = fmt.Sprintf("bank-%d", i)
			member.VotingWeight = 0
			g.Consortium.Members = append(g.Consortium.Members, member)
			for _, post := range []string{"admin", "admin2"} {
				g.Consortium.Officers = append(g.Consortium.Officers, types.Officer{
					Address: address(member.Id, post), MemberId: member.Id, Roles: []types.Role{types.ROLE_ADMIN},
					Status: types.OFFICER_STATUS_ACTIVE,
				})
			}
		}
	})
	_, err := f.Send(admission())
	require.ErrorIs(t, err, types.ErrLimitReached)
}

func TestUpdateMember(t *testing.T) {
	f := newFixture(t)
	want := f.member(icbc)
	want.LegalName, want.VotingWeight, want.Cnaps = "ICBC Shenzhen", 3, "102100099996"
	update := &types.MsgUpdateMember{
		Authority: types.Authority, MemberId: icbc, LegalName: want.LegalName, Region: want.Region, Uscc: want.Uscc,
		Cnaps: want.Cnaps, VotingWeight: want.VotingWeight,
	}
	f.emits(update, &types.EventMemberUpdated{MemberId: icbc})
	require.Equal(t, want, f.member(icbc))

	broken := *update
	broken.Cnaps = "1"
	f.refuses(&broken, types.ErrInvalidMember)
	broken = *update
	broken.MemberId = "nobody"
	f.refuses(&broken, types.ErrMemberNotFound)

	silenced := *update
	silenced.MemberId, silenced.VotingWeight = pboc, 0
	f.refuses(&silenced, types.ErrLastCentralBank)
}

func TestSuspensionStopsOfficersAndTakesPower(t *testing.T) {
	f := newFixture(t)
	suspend := &types.MsgSuspendMember{Authority: types.Authority, MemberId: icbc}
	f.emits(suspend, &types.EventMemberSuspended{MemberId: icbc})
	require.Equal(t, types.MEMBER_STATUS_SUSPENDED, f.member(icbc).Status)
	require.Equal(t, types.VALIDATOR_STATUS_ACTIVE, f.validator(icbc).Status)
	f.refuses(&types.MsgUnjailValidator{Operator: operator(icbc), ValidatorId: icbc}, types.ErrMemberCannotAct)
	f.refuses(suspend, types.ErrMemberStatus)
	f.NextBlock()
	require.Equal(t, []int64{0, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))

	reinstate := &types.MsgReinstateMember{Authority: types.Authority, MemberId: icbc}
	f.emits(reinstate, &types.EventMemberReinstated{MemberId: icbc})
	f.refuses(reinstate, types.ErrMemberStatus)
	f.NextBlock()
	require.Equal(t, []int64{10, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))
}

func TestTheLastCentralBankStays(t *testing.T) {
	f := newFixture(t)
	f.refuses(&types.MsgSuspendMember{Authority: types.Authority, MemberId: pboc}, types.ErrLastCentralBank)
	f.refuses(&types.MsgStartExit{Authority: types.Authority, MemberId: pboc, ReceiverId: icbc}, types.ErrLastCentralBank)
}

func TestResignation(t *testing.T) {
	f := newFixture(t)
	start := &types.MsgStartExit{Authority: types.Authority, MemberId: icbc, ReceiverId: boc}
	f.emits(start, &types.EventExitStarted{MemberId: icbc, ReceiverId: boc})
	f.NextBlock()
	require.Equal(t, []int64{10}, f.powers(icbc), "who resigns validates until the end")

	f.refuses(&types.MsgCompleteExit{Admin: address(abc, "admin"), MemberId: icbc}, types.ErrNotOwnMember)
	f.refuses(&types.MsgCompleteExit{Admin: address(boc, "admin"), MemberId: abc}, types.ErrNotOwnMember)
	f.refuses(&types.MsgCompleteExit{Admin: address(boc, "admin"), MemberId: boc}, types.ErrMemberStatus)
	f.refuses(&types.MsgCompleteExit{Admin: address(boc, "admin"), MemberId: "nobody"}, types.ErrMemberNotFound)

	f.emits(&types.MsgCompleteExit{Admin: address(icbc, "admin"), MemberId: icbc},
		&types.EventValidatorRetired{ValidatorId: icbc},
		&types.EventNodeRemoved{NodeId: testutil.NodeID(icbc), MemberId: icbc},
		&types.EventExitCompleted{MemberId: icbc, Status: types.MEMBER_STATUS_RESIGNED})
	require.Equal(t, types.MEMBER_STATUS_RESIGNED, f.member(icbc).Status)
	require.Equal(t, types.VALIDATOR_STATUS_RETIRED, f.validator(icbc).Status)
	f.NextBlock()
	require.Equal(t, []int64{0, 10, 10, 10}, f.powers(icbc, pboc, abc, boc))
	f.refuses(start, types.ErrMemberStatus)
	f.refuses(&types.MsgRegisterNode{Operator: operator(icbc), NodeId: testutil.NodeID("new"), Kind: types.NODE_KIND_FULL},
		types.ErrMemberCannotAct)
}

func TestExpulsionIsSettledByTheReceiver(t *testing.T) {
	f := newFixture(t)
	f.MustSend(&types.MsgSuspendMember{Authority: types.Authority, MemberId: icbc})
	f.emits(&types.MsgStartExit{Authority: types.Authority, MemberId: icbc, ReceiverId: boc, Expelled: true},
		&types.EventExitStarted{MemberId: icbc, ReceiverId: boc, Expelled: true})
	f.NextBlock()
	require.Equal(t, []int64{0}, f.powers(icbc))
	f.refuses(&types.MsgCompleteExit{Admin: address(icbc, "admin"), MemberId: icbc}, types.ErrMemberCannotAct)

	f.MustSend(&types.MsgCompleteExit{Admin: address(boc, "admin2"), MemberId: icbc})
	require.Equal(t, types.MEMBER_STATUS_EXPELLED, f.member(icbc).Status)
}

func TestStartExitRefusals(t *testing.T) {
	f := newFixture(t)
	exit := func(memberID, receiverID string) *types.MsgStartExit {
		return &types.MsgStartExit{Authority: types.Authority, MemberId: memberID, ReceiverId: receiverID}
	}
	f.refuses(exit("nobody", boc), types.ErrMemberNotFound)
	f.refuses(exit(icbc, "nobody"), types.ErrMemberNotFound)
	f.refuses(exit(icbc, icbc), types.ErrInvalidReceiver)
	f.MustSend(&types.MsgSuspendMember{Authority: types.Authority, MemberId: boc})
	f.refuses(exit(icbc, boc), types.ErrInvalidReceiver)
}

func TestNobodyLeavesWithObligations(t *testing.T) {
	f := newFixture(t)
	f.openWallet(testutil.NewActor("citizen"))
	f.MustSend(&types.MsgStartExit{Authority: types.Authority, MemberId: icbc, ReceiverId: boc})
	f.refuses(&types.MsgCompleteExit{Admin: address(boc, "admin"), MemberId: icbc}, types.ErrObligationsRemain)
}
