package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestMemberTransitions(t *testing.T) {
	type states = map[types.MemberStatus]types.MemberStatus
	const (
		active    = types.MEMBER_STATUS_ACTIVE
		suspended = types.MEMBER_STATUS_SUSPENDED
		leaving   = types.MEMBER_STATUS_LEAVING
	)
	startExit := func(m types.Member) (types.Member, error) { return m.StartExit(bank("boc-sz", 1), false) }
	actions := []struct {
		name   string
		action func(types.Member) (types.Member, error)
		table  states
	}{
		{"suspend", types.Member.Suspend, states{active: suspended}},
		{"reinstate", types.Member.Reinstate, states{suspended: active}},
		{"start exit", startExit, states{active: leaving, suspended: leaving, leaving: leaving}},
		{"resign", types.Member.CompleteExit, states{leaving: types.MEMBER_STATUS_RESIGNED}},
	}
	for _, a := range actions {
		t.Run(a.name, func(t *testing.T) {
			requireMoves(t, types.MemberStatus_name, a.table, types.ErrMemberStatus,
				func(s types.MemberStatus) types.Member { m := bank("icbc-sz", 1); m.Status = s; return m },
				func(m types.Member) types.MemberStatus { return m.Status }, a.action,
				func(n int32) types.MemberStatus { return types.MemberStatus(n) })
		})
	}
	t.Run("expel", func(t *testing.T) {
		requireMoves(t, types.MemberStatus_name, states{leaving: types.MEMBER_STATUS_EXPELLED}, types.ErrMemberStatus,
			func(s types.MemberStatus) types.Member {
				m := bank("icbc-sz", 1)
				m.Status, m.Expelled = s, true
				return m
			},
			func(m types.Member) types.MemberStatus { return m.Status }, types.Member.CompleteExit,
			func(n int32) types.MemberStatus { return types.MemberStatus(n) })
	})
}

func TestStartExitNeedsAnotherActiveReceiver(t *testing.T) {
	leaver := bank("icbc-sz", 1)
	_, err := leaver.StartExit(leaver, false)
	require.ErrorIs(t, err, types.ErrInvalidReceiver)

	receiver := bank("boc-sz", 1)
	receiver.Status = types.MEMBER_STATUS_SUSPENDED
	_, err = leaver.StartExit(receiver, false)
	require.ErrorIs(t, err, types.ErrInvalidReceiver)

	receiver.Status = types.MEMBER_STATUS_ACTIVE
	leaving, err := leaver.StartExit(receiver, true)
	require.NoError(t, err)
	require.Equal(t, "boc-sz", leaving.ReceiverId)
	require.True(t, leaving.Expelled)

	redirected, err := leaving.StartExit(bank("abc-sz", 1), false)
	require.NoError(t, err)
	require.Equal(t, "abc-sz", redirected.ReceiverId)
	require.False(t, redirected.Expelled)
}

func TestWhatAMemberMayDo(t *testing.T) {
	for _, test := range []struct {
		status              types.MemberStatus
		expelled            bool
		canAct, canVote     bool
		weight              uint32
		isCentral, consents bool
	}{
		{types.MEMBER_STATUS_ACTIVE, false, true, true, 1, true, true},
		{types.MEMBER_STATUS_ACTIVE, false, true, true, 1, false, false},
		{types.MEMBER_STATUS_ACTIVE, false, true, false, 0, true, false},
		{types.MEMBER_STATUS_SUSPENDED, false, false, false, 1, true, false},
		{types.MEMBER_STATUS_LEAVING, false, true, false, 1, true, false},
		{types.MEMBER_STATUS_LEAVING, true, false, false, 1, true, false},
		{types.MEMBER_STATUS_RESIGNED, false, false, false, 1, true, false},
		{types.MEMBER_STATUS_EXPELLED, true, false, false, 1, true, false},
	} {
		member := bank("icbc-sz", test.weight)
		if test.isCentral {
			member = centralBank("pboc", test.weight)
		}
		member.Status, member.Expelled = test.status, test.expelled
		require.Equal(t, test.canAct, member.CanAct(), "%+v", test)
		require.Equal(t, test.canVote, member.CanVote(), "%+v", test)
		require.Equal(t, test.consents, member.CanConsent(), "%+v", test)
	}
}

func TestMemberValidateNamesTheField(t *testing.T) {
	require.NoError(t, bank("icbc-sz", 1).Validate())
	for field, breakIt := range map[string]func(*types.Member){
		"id":         func(m *types.Member) { m.Id = "-a" },
		"legal_name": func(m *types.Member) { m.LegalName = "" },
		"unprintable": func(m *types.Member) {
			m.LegalName = "a\nb"
		},
		"200":    func(m *types.Member) { m.LegalName = strings.Repeat("a", 201) },
		"kind":   func(m *types.Member) { m.Kind = 99 },
		"status": func(m *types.Member) { m.Status = types.MEMBER_STATUS_UNSPECIFIED },
		"region": func(m *types.Member) { m.Region = "990000" },
		"uscc":   func(m *types.Member) { m.Uscc = "91110000625921626P" },
		"lei":    func(m *types.Member) { m.Lei = "5493001KJTIIGC8Y1R13" },
		"cnaps":  func(m *types.Member) { m.Cnaps = "102100099997" },
	} {
		t.Run(field, func(t *testing.T) {
			member := bank("icbc-sz", 1)
			breakIt(&member)
			err := member.Validate()
			require.ErrorIs(t, err, types.ErrInvalidMember)
			require.ErrorContains(t, err, field)
		})
	}
}

func TestDescribeKeepsWhatAResolutionDoesNotState(t *testing.T) {
	before := bank("icbc-sz", 1)
	before.Status = types.MEMBER_STATUS_SUSPENDED
	after, err := before.Describe(&types.MsgUpdateMember{
		MemberId: "icbc-sz", LegalName: "ICBC Shenzhen", Region: "440304", Uscc: "914403001922038216",
		Lei: "5493001KJTIIGC8Y1R12", Cnaps: "102100099996", VotingWeight: 3,
	})
	require.NoError(t, err)
	require.Equal(t, types.Member{
		Id: "icbc-sz", LegalName: "ICBC Shenzhen", Kind: before.Kind, Region: "440304", Uscc: "914403001922038216",
		Lei: "5493001KJTIIGC8Y1R12", Cnaps: "102100099996", Status: before.Status, VotingWeight: 3, JoinedAt: now,
	}, after)

	before.Status = types.MEMBER_STATUS_EXPELLED
	_, err = before.Describe(&types.MsgUpdateMember{})
	require.ErrorIs(t, err, types.ErrMemberStatus)
}
