package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// Programme implements types.QueryServer.
func (s queryServer) Programme(ctx context.Context, request *types.QueryProgrammeRequest) (response *types.QueryProgrammeResponse, err error) {
	defer toStatus(&err)
	key, err := parseProgrammeKey(request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	programme, err := s.keeper.programme(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryProgrammeResponse{Programme: programme, FundFen: uint64(programme.FundFen())}, nil
}

// Programmes implements types.QueryServer.
func (s queryServer) Programmes(ctx context.Context, request *types.QueryProgrammesRequest) (response *types.QueryProgrammesResponse, err error) {
	defer toStatus(&err)
	var options []func(*query.CollectionsPaginateOptions[programmeKey])
	if request.ManagerId != "" {
		manager, err := currencytypes.ParseMemberID(request.ManagerId)
		if err != nil {
			return nil, err
		}
		options = append(options, under[string, string](manager.String()))
	}
	programmes, page, err := paginate(ctx, s.keeper.programmes, request.Pagination, itself[programmeKey, types.Programme], options...)
	if err != nil {
		return nil, err
	}
	return &types.QueryProgrammesResponse{Programmes: programmes, Pagination: page}, nil
}

// Contributions implements types.QueryServer.
func (s queryServer) Contributions(
	ctx context.Context, request *types.QueryContributionsRequest,
) (response *types.QueryContributionsResponse, err error) {
	defer toStatus(&err)
	key, err := s.existing(ctx, request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	contributions, page, err := paginate(ctx, s.keeper.contributions, request.Pagination, itself[contributionKey, types.Contribution],
		under[programmeKey, collections.Pair[sdk.AccAddress, string]](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryContributionsResponse{Contributions: contributions, Pagination: page}, nil
}

// GrantBatch implements types.QueryServer.
func (s queryServer) GrantBatch(ctx context.Context, request *types.QueryGrantBatchRequest) (response *types.QueryGrantBatchResponse, err error) {
	defer toStatus(&err)
	key, err := parseProgrammeKey(request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	reference, err := currencytypes.ParseReference("reference", request.Reference)
	if err != nil {
		return nil, err
	}
	batch, err := s.keeper.batch(ctx, collections.Join(key, reference.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantBatchResponse{Batch: batch}, nil
}

// GrantBatches implements types.QueryServer.
func (s queryServer) GrantBatches(
	ctx context.Context, request *types.QueryGrantBatchesRequest,
) (response *types.QueryGrantBatchesResponse, err error) {
	defer toStatus(&err)
	key, err := s.existing(ctx, request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	batches, page, err := paginate(ctx, s.keeper.batches, request.Pagination, itself[batchKey, types.GrantBatch], under[programmeKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantBatchesResponse{Batches: batches, Pagination: page}, nil
}
