package types_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

var twoThirds = types.Share{Numerator: 2, Denominator: 3}

func resolution(status types.ResolutionStatus, votes ...types.Vote) types.Resolution {
	return types.Resolution{
		Id: 7, Proposer: person(1), MemberId: "icbc-sz", Messages: []*codectypes.Any{{}}, Reason: "because",
		SubmittedAt: now, ExpiresAt: now.Add(time.Hour), Votes: votes, Status: status,
	}
}

func yes(member string) types.Vote {
	return types.Vote{MemberId: member, Officer: person(1), Choice: types.VOTE_CHOICE_YES}
}

func no(member string) types.Vote {
	return types.Vote{MemberId: member, Officer: person(1), Choice: types.VOTE_CHOICE_NO}
}

func TestResolutionTransitions(t *testing.T) {
	type states = map[types.ResolutionStatus]types.ResolutionStatus
	const open = types.RESOLUTION_STATUS_OPEN
	voters := []types.Member{centralBank("pboc", 1)}
	decide := func(votes ...types.Vote) func(types.Resolution) (types.Resolution, error) {
		return func(r types.Resolution) (types.Resolution, error) {
			r.Votes = votes
			after, err := r.Decide(voters, twoThirds, "")
			after.Votes = nil
			return after, err
		}
	}
	actions := []struct {
		name   string
		action func(types.Resolution) (types.Resolution, error)
		table  states
	}{
		{
			"vote", func(r types.Resolution) (types.Resolution, error) {
				return r.Vote(voters[0], person(1), types.VOTE_CHOICE_YES, now)
			},
			states{open: open},
		},
		{"pass", decide(yes("pboc")), states{open: types.RESOLUTION_STATUS_PASSED}},
		{"reject", decide(no("pboc")), states{open: types.RESOLUTION_STATUS_REJECTED}},
		{
			"expire", func(r types.Resolution) (types.Resolution, error) { return r.Expire(r.ExpiresAt) },
			states{open: types.RESOLUTION_STATUS_EXPIRED},
		},
		{
			"execute", func(r types.Resolution) (types.Resolution, error) { return r.Execute(5) },
			states{types.RESOLUTION_STATUS_PASSED: types.RESOLUTION_STATUS_EXECUTED},
		},
		{
			"fail", func(r types.Resolution) (types.Resolution, error) { return r.Fail(5, "why") },
			states{types.RESOLUTION_STATUS_PASSED: types.RESOLUTION_STATUS_FAILED},
		},
	}
	for _, a := range actions {
		t.Run(a.name, func(t *testing.T) {
			requireMoves(t, types.ResolutionStatus_name, a.table, types.ErrResolutionClosed,
				func(s types.ResolutionStatus) types.Resolution { return resolution(s) },
				func(r types.Resolution) types.ResolutionStatus { return r.Status }, a.action,
				func(n int32) types.ResolutionStatus { return types.ResolutionStatus(n) })
		})
	}
}

func TestVote(t *testing.T) {
	icbc := bank("icbc-sz", 1)
	open := resolution(types.RESOLUTION_STATUS_OPEN, yes("pboc"))

	voted, err := open.Vote(icbc, person(2), types.VOTE_CHOICE_NO, now.Add(time.Hour-1))
	require.NoError(t, err)
	require.Equal(t, []types.Vote{yes("pboc"), {MemberId: "icbc-sz", Officer: person(2), Choice: types.VOTE_CHOICE_NO}}, voted.Votes)
	changed, err := voted.Vote(icbc, person(3), types.VOTE_CHOICE_YES, now)
	require.NoError(t, err)
	require.Equal(t, []types.Vote{yes("pboc"), {MemberId: "icbc-sz", Officer: person(3), Choice: types.VOTE_CHOICE_YES}}, changed.Votes)
	require.Equal(t, types.VOTE_CHOICE_NO, voted.Votes[1].Choice, "the record before is left alone")

	_, err = open.Vote(icbc, person(2), types.VOTE_CHOICE_YES, now.Add(time.Hour))
	require.ErrorIs(t, err, types.ErrResolutionExpired)
	for _, choice := range []types.VoteChoice{types.VOTE_CHOICE_UNSPECIFIED, 99} {
		_, err = open.Vote(icbc, person(2), choice, now)
		require.ErrorIs(t, err, types.ErrInvalidVote)
	}
	_, err = open.Vote(bank("icbc-sz", 0), person(2), types.VOTE_CHOICE_YES, now)
	require.ErrorIs(t, err, types.ErrMemberCannotVote)
	icbc.Status = types.MEMBER_STATUS_LEAVING
	_, err = open.Vote(icbc, person(2), types.VOTE_CHOICE_YES, now)
	require.ErrorIs(t, err, types.ErrMemberCannotVote)
}

func TestDecide(t *testing.T) {
	const (
		open     = types.RESOLUTION_STATUS_OPEN
		passed   = types.RESOLUTION_STATUS_PASSED
		rejected = types.RESOLUTION_STATUS_REJECTED
	)
	// Nine votes in all: six are two thirds.
	voters := []types.Member{centralBank("pboc", 4), bank("icbc", 2), bank("abc", 2), bank("boc", 1)}
	twoCentral := append([]types.Member{centralBank("pboc-sz", 1)}, voters...)
	banks := voters[1:]
	for name, test := range map[string]struct {
		voters   []types.Member
		replaced string
		votes    []types.Vote
		want     types.ResolutionStatus
	}{
		"nobody":                           {voters, "", nil, open},
		"threshold exactly":                {voters, "", []types.Vote{yes("pboc"), yes("icbc")}, passed},
		"one below":                        {voters, "", []types.Vote{yes("pboc"), yes("boc")}, open},
		"weight without consent":           {[]types.Member{centralBank("pboc", 1), bank("icbc", 9)}, "", []types.Vote{yes("icbc")}, open},
		"consent refused":                  {[]types.Member{centralBank("pboc", 1), bank("icbc", 9)}, "", []types.Vote{yes("icbc"), no("pboc")}, rejected},
		"a third may say no":               {voters, "", []types.Vote{no("icbc"), no("boc")}, open},
		"more than a third says no":        {voters, "", []types.Vote{no("icbc"), no("abc")}, rejected},
		"one central bank of two":          {twoCentral, "", []types.Vote{no("pboc-sz"), yes("pboc"), yes("icbc"), yes("abc")}, passed},
		"both central banks refuse":        {twoCentral, "", []types.Vote{no("pboc-sz"), no("pboc")}, rejected},
		"votes of who no longer votes":     {voters, "", []types.Vote{yes("gone"), no("left"), yes("pboc")}, open},
		"no central bank left":             {banks, "", []types.Vote{yes("icbc"), yes("abc"), yes("boc")}, rejected},
		"replacement by all others":        {voters, "pboc", []types.Vote{yes("icbc"), yes("abc"), yes("boc")}, passed},
		"replacement against its own vote": {voters, "pboc", []types.Vote{no("pboc"), yes("icbc"), yes("abc"), yes("boc")}, passed},
		"replacement lacks one":            {voters, "pboc", []types.Vote{yes("pboc"), yes("icbc"), yes("abc")}, open},
		"replacement refused by one":       {voters, "pboc", []types.Vote{yes("pboc"), yes("icbc"), no("boc")}, rejected},
		"replacement without others":       {voters[:1], "pboc", []types.Vote{yes("pboc")}, passed},
	} {
		t.Run(name, func(t *testing.T) {
			before := resolution(open, test.votes...)
			after, err := before.Decide(test.voters, twoThirds, test.replaced)
			require.NoError(t, err)
			before.Status = test.want
			require.Equal(t, before, after)
		})
	}
}

func TestShareIsExact(t *testing.T) {
	most := ^uint64(0)
	require.True(t, twoThirds.IsReachedBy(2, 3))
	require.False(t, twoThirds.IsReachedBy(666_666_666_666, 1_000_000_000_000))
	require.True(t, twoThirds.IsReachedBy(666_666_666_667, 1_000_000_000_000))
	require.True(t, types.Share{Numerator: 1, Denominator: 1}.IsReachedBy(most, most))
	require.False(t, types.Share{Numerator: 1, Denominator: 1}.IsReachedBy(most-1, most))
	require.False(t, types.Share{Numerator: 1 << 31, Denominator: 1 << 31}.IsReachedBy(most-1, most))
}

func TestExpireNotBeforeItsTime(t *testing.T) {
	open := resolution(types.RESOLUTION_STATUS_OPEN)
	_, err := open.Expire(open.ExpiresAt.Add(-1))
	require.ErrorIs(t, err, types.ErrInvalidResolution)
}

func TestOutcomeIsRecorded(t *testing.T) {
	passed := resolution(types.RESOLUTION_STATUS_PASSED)
	executed, err := passed.Execute(5)
	require.NoError(t, err)
	require.Equal(t, int64(5), executed.ExecutedHeight)
	require.Empty(t, executed.Failure)

	failed, err := passed.Fail(6, strings.Repeat("失", types.MaxFailureBytes))
	require.NoError(t, err)
	require.Equal(t, int64(6), failed.ExecutedHeight)
	require.Equal(t, strings.Repeat("失", types.MaxFailureBytes/3), failed.Failure, "cut between characters")
}

func TestCheckSubmission(t *testing.T) {
	params := types.DefaultParams()
	require.NoError(t, types.CheckSubmission(16, "Admit ICBC Shenzhen", params))
	for name, err := range map[string]error{
		"no messages":       types.CheckSubmission(0, "reason", params),
		"too many messages": types.CheckSubmission(17, "reason", params),
		"no reason":         types.CheckSubmission(1, "", params),
		"long reason":       types.CheckSubmission(1, strings.Repeat("a", 2001), params),
		"spaces around":     types.CheckSubmission(1, " reason", params),
		"not UTF-8":         types.CheckSubmission(1, "\xff", params),
	} {
		require.ErrorIs(t, err, types.ErrInvalidResolution, name)
	}
}

func TestResolutionValidate(t *testing.T) {
	require.NoError(t, resolution(types.RESOLUTION_STATUS_OPEN, yes("pboc"), no("icbc-sz")).Validate())
	for name, breakIt := range map[string]func(*types.Resolution){
		"id":       func(r *types.Resolution) { r.Id = 0 },
		"proposer": func(r *types.Resolution) { r.Proposer = "x" },
		"messages": func(r *types.Resolution) { r.Messages = nil },
		"status":   func(r *types.Resolution) { r.Status = 99 },
		"twice":    func(r *types.Resolution) { r.Votes = append(r.Votes, yes("pboc"), no("pboc")) },
		"choice":   func(r *types.Resolution) { r.Votes = []types.Vote{{MemberId: "pboc", Officer: person(1)}} },
		"vote of":  func(r *types.Resolution) { r.Votes = []types.Vote{{MemberId: "pboc", Choice: types.VOTE_CHOICE_NO}} },
		// Its nanoseconds since 1970 would wrap into the past, and the first block would fail to expire it.
		"expires_at": func(r *types.Resolution) { r.ExpiresAt = r.SubmittedAt.AddDate(600, 0, 0) },
		"submitted":  func(r *types.Resolution) { r.ExpiresAt = r.SubmittedAt },
	} {
		t.Run(name, func(t *testing.T) {
			r := resolution(types.RESOLUTION_STATUS_OPEN)
			breakIt(&r)
			err := r.Validate()
			require.ErrorIs(t, err, types.ErrInvalidResolution)
			require.ErrorContains(t, err, name)
		})
	}
}
