package keeper_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/keeper"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func requireCode(t *testing.T, code codes.Code, err error) {
	t.Helper()
	require.Equal(t, code, status.Code(err), "%v", err)
}

func TestQueriesOfOne(t *testing.T) {
	f := newFixture(t)
	f.submit(pboc, 1, suspendCcb())
	q := keeper.NewQueryServer(f.keeper())
	ctx := f.Context()

	member, err := q.Member(ctx, &types.QueryMemberRequest{MemberId: icbc})
	require.NoError(t, err)
	require.Equal(t, f.member(icbc), member.Member)
	_, err = q.Member(ctx, &types.QueryMemberRequest{MemberId: "nobody"})
	requireCode(t, codes.NotFound, err)

	officer, err := q.Officer(ctx, &types.QueryOfficerRequest{Address: address(icbc, "teller")})
	require.NoError(t, err)
	require.Equal(t, f.officer(testutil.Officer(icbc, "teller")), officer.Officer)
	_, err = q.Officer(ctx, &types.QueryOfficerRequest{Address: newcomer.String()})
	requireCode(t, codes.NotFound, err)
	_, err = q.Officer(ctx, &types.QueryOfficerRequest{Address: "x"})
	requireCode(t, codes.InvalidArgument, err)

	validator, err := q.Validator(ctx, &types.QueryValidatorRequest{ValidatorId: icbc})
	require.NoError(t, err)
	require.Equal(t, f.validator(icbc), validator.Validator)
	_, err = q.Validator(ctx, &types.QueryValidatorRequest{ValidatorId: "nobody"})
	requireCode(t, codes.NotFound, err)

	resolution, err := q.Resolution(ctx, &types.QueryResolutionRequest{ResolutionId: 1})
	require.NoError(t, err)
	require.Equal(t, f.resolution(1), resolution.Resolution)
	_, err = q.Resolution(ctx, &types.QueryResolutionRequest{ResolutionId: 2})
	requireCode(t, codes.NotFound, err)

	params, err := q.Params(ctx, &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, types.DefaultParams(), params.Params)
	require.Equal(t, app.Permissions(), permissions(t, f))
}

func TestListsOfAMember(t *testing.T) {
	f := newFixture(t)
	f.MustSend(propose("admin", newcomer, tellers))
	f.MustSend(&types.MsgProposeOfficer{Admin: address(boc, "admin"), Address: newcomer.String(), Roles: tellers})
	q := keeper.NewQueryServer(f.keeper())

	officers, err := q.OfficersByMember(f.Context(), &types.QueryOfficersByMemberRequest{MemberId: icbc})
	require.NoError(t, err)
	require.Len(t, officers.Officers, officersOf(t, f, icbc))
	for _, officer := range officers.Officers {
		require.Equal(t, icbc, officer.MemberId)
	}
	proposals, err := q.OfficerProposals(f.Context(), &types.QueryOfficerProposalsRequest{MemberId: icbc})
	require.NoError(t, err)
	require.Equal(t, []types.OfficerProposal{{
		MemberId: icbc, Address: newcomer.String(), Roles: tellers, ProposedBy: address(icbc, "admin"),
		ExpiresAt: f.Time().Add(types.DefaultParams().OfficerProposalPeriod),
	}}, proposals.Proposals)
	// The id of one member may begin with that of another.
	none, err := q.OfficersByMember(f.Context(), &types.QueryOfficersByMemberRequest{MemberId: "icbc"})
	require.NoError(t, err)
	require.Empty(t, none.Officers)
}

// officersOf counts them in an export, which no query has a part in.
func officersOf(t *testing.T, f fixture, memberID string) int {
	t.Helper()
	state, err := f.keeper().ExportGenesis(f.Context())
	require.NoError(t, err)
	return len(slices.DeleteFunc(state.Officers, func(o types.Officer) bool { return o.MemberId != memberID }))
}

func TestListsComeInPages(t *testing.T) {
	f := newFixture(t)
	f.submit(pboc, 1, suspendCcb())
	f.submit(pboc, 2, suspendCcb())
	f.submit(pboc, 3, suspendCcb())
	state, err := f.keeper().ExportGenesis(f.Context())
	require.NoError(t, err)
	q := keeper.NewQueryServer(f.keeper())
	for name, list := range map[string]struct {
		total int
		page  func(context.Context, *query.PageRequest) (int, *query.PageResponse, error)
	}{
		"members": {len(state.Members), func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.Members(ctx, &types.QueryMembersRequest{Pagination: p})
			return len(r.Members), r.Pagination, err
		}},
		"officers": {officersOf(t, f, icbc), func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.OfficersByMember(ctx, &types.QueryOfficersByMemberRequest{MemberId: icbc, Pagination: p})
			return len(r.Officers), r.Pagination, err
		}},
		"proposals": {0, func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.OfficerProposals(ctx, &types.QueryOfficerProposalsRequest{MemberId: icbc, Pagination: p})
			return len(r.Proposals), r.Pagination, err
		}},
		"validators": {4, func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.Validators(ctx, &types.QueryValidatorsRequest{Pagination: p})
			return len(r.Validators), r.Pagination, err
		}},
		"nodes": {len(state.Nodes), func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.Nodes(ctx, &types.QueryNodesRequest{Pagination: p})
			return len(r.Nodes), r.Pagination, err
		}},
		"resolutions": {3, func(ctx context.Context, p *query.PageRequest) (int, *query.PageResponse, error) {
			r, err := q.Resolutions(ctx, &types.QueryResolutionsRequest{Pagination: p})
			return len(r.Resolutions), r.Pagination, err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			seen := 0
			request := &query.PageRequest{Limit: 2}
			for {
				count, next, err := list.page(f.Context(), request)
				require.NoError(t, err)
				require.LessOrEqual(t, count, 2)
				seen += count
				if len(next.NextKey) == 0 {
					break
				}
				request = &query.PageRequest{Key: next.NextKey, Limit: 2}
			}
			require.Equal(t, list.total, seen)

			_, _, err := list.page(f.Context(), &query.PageRequest{Offset: 1})
			requireCode(t, codes.InvalidArgument, err)
			_, _, err = list.page(f.Context(), &query.PageRequest{CountTotal: true})
			requireCode(t, codes.InvalidArgument, err)
		})
	}
}

func TestPagesAreCapped(t *testing.T) {
	f := newFixture(t)
	for id := range uint64(101) {
		f.submit(pboc, id+1, suspendCcb())
	}
	q := keeper.NewQueryServer(f.keeper())
	for _, request := range []*query.PageRequest{nil, {}, {Limit: 1_000_000}} {
		response, err := q.Resolutions(f.Context(), &types.QueryResolutionsRequest{Pagination: request})
		require.NoError(t, err)
		require.Len(t, response.Resolutions, 100)
		require.NotEmpty(t, response.Pagination.NextKey)
	}
	newest, err := q.Resolutions(f.Context(), &types.QueryResolutionsRequest{
		Pagination: &query.PageRequest{Limit: 1, Reverse: true},
	})
	require.NoError(t, err)
	require.Equal(t, uint64(101), newest.Resolutions[0].Id)
}
