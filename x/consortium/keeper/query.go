package keeper

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// maxPageSize caps every list.
const maxPageSize = 100

type queryServer struct{ *Keeper }

var _ types.QueryServer = queryServer{}

// NewQueryServer returns the module's query service.
func NewQueryServer(k *Keeper) types.QueryServer { return queryServer{k} }

// one turns the result of reading a record into that of a query; missing is the error of a record that need not exist.
func one[Response any](response *Response, err error, missing error) (*Response, error) {
	switch {
	case err == nil:
		return response, nil
	case errors.Is(err, missing):
		return nil, status.Error(codes.NotFound, err.Error())
	default:
		return nil, status.Error(codes.Internal, err.Error())
	}
}

// page caps the size of a page. To skip or to count entries is to walk them, without bound, so it is refused: the next
// page is asked for by the key that came with this one.
func page(request *query.PageRequest) (*query.PageRequest, error) {
	if request == nil {
		return &query.PageRequest{Limit: maxPageSize}, nil
	}
	if request.Offset > 0 || request.CountTotal {
		return nil, status.Error(codes.InvalidArgument, "pagination: use the key of the last page, not offset or count_total")
	}
	limit := request.Limit
	if limit == 0 || limit > maxPageSize {
		limit = maxPageSize
	}
	return &query.PageRequest{Key: request.Key, Limit: limit, Reverse: request.Reverse}, nil
}

// list returns one page of the values of a collection.
func list[K, V any, C query.Collection[K, V], T any](
	ctx context.Context, collection C, request *query.PageRequest, value func(K, V) (T, error),
	options ...func(*query.CollectionsPaginateOptions[K]),
) ([]T, *query.PageResponse, error) {
	request, err := page(request)
	if err != nil {
		return nil, nil, err
	}
	found, response, err := query.CollectionPaginate(ctx, collection, request, value, options...)
	if err != nil {
		return nil, nil, status.Error(codes.Internal, err.Error())
	}
	return found, response, nil
}

// itself is the value of an entry that is listed as it is stored.
func itself[K, V any](_ K, value V) (V, error) { return value, nil }

func (q queryServer) Member(ctx context.Context, r *types.QueryMemberRequest) (*types.QueryMemberResponse, error) {
	member, err := q.Keeper.Member(ctx, r.MemberId)
	return one(&types.QueryMemberResponse{Member: member}, err, types.ErrMemberNotFound)
}

func (q queryServer) Members(ctx context.Context, r *types.QueryMembersRequest) (*types.QueryMembersResponse, error) {
	members, next, err := list(ctx, q.members, r.Pagination, itself[string, types.Member])
	return &types.QueryMembersResponse{Members: members, Pagination: next}, err
}

func (q queryServer) Officer(ctx context.Context, r *types.QueryOfficerRequest) (*types.QueryOfficerResponse, error) {
	address, err := types.ParseAddress(r.Address)
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	officer, err := q.Keeper.Officer(ctx, address)
	return one(&types.QueryOfficerResponse{Officer: officer}, err, types.ErrOfficerNotFound)
}

func (q queryServer) OfficersByMember(
	ctx context.Context, r *types.QueryOfficersByMemberRequest,
) (*types.QueryOfficersByMemberResponse, error) {
	type key = collections.Pair[string, sdk.AccAddress]
	officers, next, err := list(ctx, q.officers.Indexes.Member, r.Pagination,
		func(k key, _ collections.NoValue) (types.Officer, error) { return q.Keeper.Officer(ctx, k.K2()) },
		query.WithCollectionPaginationPairPrefix[string, sdk.AccAddress](r.MemberId))
	return &types.QueryOfficersByMemberResponse{Officers: officers, Pagination: next}, err
}

func (q queryServer) OfficerProposals(
	ctx context.Context, r *types.QueryOfficerProposalsRequest,
) (*types.QueryOfficerProposalsResponse, error) {
	proposals, next, err := list(ctx, q.proposals, r.Pagination, itself[proposalKey, types.OfficerProposal],
		query.WithCollectionPaginationPairPrefix[string, sdk.AccAddress](r.MemberId))
	return &types.QueryOfficerProposalsResponse{Proposals: proposals, Pagination: next}, err
}

func (q queryServer) Validator(
	ctx context.Context, r *types.QueryValidatorRequest,
) (*types.QueryValidatorResponse, error) {
	validator, err := q.Keeper.Validator(ctx, r.ValidatorId)
	return one(&types.QueryValidatorResponse{Validator: validator}, err, types.ErrValidatorNotFound)
}

func (q queryServer) Validators(
	ctx context.Context, r *types.QueryValidatorsRequest,
) (*types.QueryValidatorsResponse, error) {
	validators, next, err := list(ctx, q.validators, r.Pagination, itself[string, types.Validator])
	return &types.QueryValidatorsResponse{Validators: validators, Pagination: next}, err
}

func (q queryServer) Nodes(ctx context.Context, r *types.QueryNodesRequest) (*types.QueryNodesResponse, error) {
	nodes, next, err := list(ctx, q.nodes, r.Pagination, itself[string, types.Node])
	return &types.QueryNodesResponse{Nodes: nodes, Pagination: next}, err
}

func (q queryServer) Resolution(
	ctx context.Context, r *types.QueryResolutionRequest,
) (*types.QueryResolutionResponse, error) {
	resolution, err := q.Keeper.Resolution(ctx, r.ResolutionId)
	return one(&types.QueryResolutionResponse{Resolution: resolution}, err, types.ErrResolutionNotFound)
}

func (q queryServer) Resolutions(
	ctx context.Context, r *types.QueryResolutionsRequest,
) (*types.QueryResolutionsResponse, error) {
	resolutions, next, err := list(ctx, q.resolutions, r.Pagination, itself[uint64, types.Resolution])
	return &types.QueryResolutionsResponse{Resolutions: resolutions, Pagination: next}, err
}

func (q queryServer) Permissions(
	context.Context, *types.QueryPermissionsRequest,
) (*types.QueryPermissionsResponse, error) {
	return &types.QueryPermissionsResponse{Permissions: q.permissions}, nil
}

func (q queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (*types.QueryParamsResponse, error) {
	params, err := q.Keeper.Params(ctx)
	return one(&types.QueryParamsResponse{Params: params}, err, nil)
}
