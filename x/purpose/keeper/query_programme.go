package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// Programme implements types.QueryServer.
func (s queryServer) Programme(ctx context.Context, request *types.QueryProgrammeRequest) (response *types.QueryProgrammeResponse, err error) {
	defer failures.ToStatus(&err)
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
	defer failures.ToStatus(&err)
	of := queries.Whole[programmeKey]()
	if request.ManagerId != "" {
		manager, err := currencytypes.ParseMemberID(request.ManagerId)
		if err != nil {
			return nil, err
		}
		of = queries.Under[string, string](manager.String())
	}
	programmes, page, err := queries.Page(ctx, s.keeper.programmes, request.Pagination, queries.Itself[programmeKey, types.Programme], of)
	if err != nil {
		return nil, err
	}
	return &types.QueryProgrammesResponse{Programmes: programmes, Pagination: page}, nil
}

// Contributions implements types.QueryServer.
func (s queryServer) Contributions(
	ctx context.Context, request *types.QueryContributionsRequest,
) (response *types.QueryContributionsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := s.existing(ctx, request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	contributions, page, err := queries.Page(ctx, s.keeper.contributions, request.Pagination, queries.Itself[contributionKey, types.Contribution],
		queries.Under[programmeKey, collections.Pair[sdk.AccAddress, string]](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryContributionsResponse{Contributions: contributions, Pagination: page}, nil
}

// GrantBatch implements types.QueryServer.
func (s queryServer) GrantBatch(ctx context.Context, request *types.QueryGrantBatchRequest) (response *types.QueryGrantBatchResponse, err error) {
	defer failures.ToStatus(&err)
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
	defer failures.ToStatus(&err)
	key, err := s.existing(ctx, request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	batches, page, err := queries.Page(ctx, s.keeper.batches, request.Pagination, queries.Itself[batchKey, types.GrantBatch],
		queries.Under[programmeKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantBatchesResponse{Batches: batches, Pagination: page}, nil
}
