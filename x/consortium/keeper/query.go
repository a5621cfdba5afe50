package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ *Keeper }

var _ types.QueryServer = queryServer{}

// NewQueryServer returns the module's query service.
func NewQueryServer(k *Keeper) types.QueryServer { return queryServer{k} }

var failures = queries.Failures{
	NotFound:        []error{types.ErrMemberNotFound, types.ErrOfficerNotFound, types.ErrValidatorNotFound, types.ErrResolutionNotFound},
	InvalidArgument: []error{types.ErrInvalidAddress},
}

func (q queryServer) Member(ctx context.Context, r *types.QueryMemberRequest) (response *types.QueryMemberResponse, err error) {
	defer failures.ToStatus(&err)
	member, err := q.Keeper.Member(ctx, r.MemberId)
	return &types.QueryMemberResponse{Member: member}, err
}

func (q queryServer) Members(ctx context.Context, r *types.QueryMembersRequest) (response *types.QueryMembersResponse, err error) {
	defer failures.ToStatus(&err)
	members, next, err := queries.Page(ctx, q.members, r.Pagination, queries.Itself[string, types.Member])
	return &types.QueryMembersResponse{Members: members, Pagination: next}, err
}

func (q queryServer) Officer(ctx context.Context, r *types.QueryOfficerRequest) (response *types.QueryOfficerResponse, err error) {
	defer failures.ToStatus(&err)
	address, err := types.ParseAddress(r.Address)
	if err != nil {
		return nil, err
	}
	officer, err := q.Keeper.Officer(ctx, address)
	return &types.QueryOfficerResponse{Officer: officer}, err
}

func (q queryServer) OfficersByMember(ctx context.Context, r *types.QueryOfficersByMemberRequest) (response *types.QueryOfficersByMemberResponse, err error) {
	defer failures.ToStatus(&err)
	type key = collections.Pair[string, sdk.AccAddress]
	officers, next, err := queries.Page(ctx, q.officers.Indexes.Member, r.Pagination,
		func(k key, _ collections.NoValue) (types.Officer, error) { return q.Keeper.Officer(ctx, k.K2()) },
		queries.Under[string, sdk.AccAddress](r.MemberId))
	return &types.QueryOfficersByMemberResponse{Officers: officers, Pagination: next}, err
}

func (q queryServer) OfficerProposals(ctx context.Context, r *types.QueryOfficerProposalsRequest) (response *types.QueryOfficerProposalsResponse, err error) {
	defer failures.ToStatus(&err)
	proposals, next, err := queries.Page(ctx, q.proposals, r.Pagination, queries.Itself[proposalKey, types.OfficerProposal],
		queries.Under[string, sdk.AccAddress](r.MemberId))
	return &types.QueryOfficerProposalsResponse{Proposals: proposals, Pagination: next}, err
}

func (q queryServer) Validator(ctx context.Context, r *types.QueryValidatorRequest) (response *types.QueryValidatorResponse, err error) {
	defer failures.ToStatus(&err)
	validator, err := q.Keeper.Validator(ctx, r.ValidatorId)
	return &types.QueryValidatorResponse{Validator: validator}, err
}

func (q queryServer) Validators(ctx context.Context, r *types.QueryValidatorsRequest) (response *types.QueryValidatorsResponse, err error) {
	defer failures.ToStatus(&err)
	validators, next, err := queries.Page(ctx, q.validators, r.Pagination, queries.Itself[string, types.Validator])
	return &types.QueryValidatorsResponse{Validators: validators, Pagination: next}, err
}

func (q queryServer) Nodes(ctx context.Context, r *types.QueryNodesRequest) (response *types.QueryNodesResponse, err error) {
	defer failures.ToStatus(&err)
	nodes, next, err := queries.Page(ctx, q.nodes, r.Pagination, queries.Itself[string, types.Node])
	return &types.QueryNodesResponse{Nodes: nodes, Pagination: next}, err
}

func (q queryServer) Resolution(ctx context.Context, r *types.QueryResolutionRequest) (response *types.QueryResolutionResponse, err error) {
	defer failures.ToStatus(&err)
	resolution, err := q.Keeper.Resolution(ctx, r.ResolutionId)
	return &types.QueryResolutionResponse{Resolution: resolution}, err
}

func (q queryServer) Resolutions(ctx context.Context, r *types.QueryResolutionsRequest) (response *types.QueryResolutionsResponse, err error) {
	defer failures.ToStatus(&err)
	resolutions, next, err := queries.Page(ctx, q.resolutions, r.Pagination, queries.Itself[uint64, types.Resolution])
	return &types.QueryResolutionsResponse{Resolutions: resolutions, Pagination: next}, err
}

func (q queryServer) Permissions(context.Context, *types.QueryPermissionsRequest) (response *types.QueryPermissionsResponse, err error) {
	defer failures.ToStatus(&err)
	return &types.QueryPermissionsResponse{Permissions: q.permissions}, nil
}

func (q queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer failures.ToStatus(&err)
	params, err := q.Keeper.Params(ctx)
	return &types.QueryParamsResponse{Params: params}, err
}
