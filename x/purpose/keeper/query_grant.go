package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// Grant implements types.QueryServer.
func (s queryServer) Grant(ctx context.Context, request *types.QueryGrantRequest) (response *types.QueryGrantResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseGrantKey(request.ManagerId, request.ProgrammeId, request.Beneficiary)
	if err != nil {
		return nil, err
	}
	grant, err := s.keeper.grant(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantResponse{Grant: grant, UnspentFen: uint64(grant.UnspentFen())}, nil
}

// Grants implements types.QueryServer.
func (s queryServer) Grants(ctx context.Context, request *types.QueryGrantsRequest) (response *types.QueryGrantsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := s.existing(ctx, request.ManagerId, request.ProgrammeId)
	if err != nil {
		return nil, err
	}
	grants, page, err := queries.Page(ctx, s.keeper.grants, request.Pagination, queries.Itself[grantKey, types.Grant],
		queries.Under[programmeKey, sdk.AccAddress](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantsResponse{Grants: grants, Pagination: page}, nil
}

// GrantsByBeneficiary implements types.QueryServer.
func (s queryServer) GrantsByBeneficiary(
	ctx context.Context, request *types.QueryGrantsByBeneficiaryRequest,
) (response *types.QueryGrantsByBeneficiaryResponse, err error) {
	defer failures.ToStatus(&err)
	beneficiary, err := consortiumtypes.ParseAddress(request.Beneficiary)
	if err != nil {
		return nil, err
	}
	grants, page, err := queries.Page(ctx, s.keeper.grants.Indexes.byBeneficiary, request.Pagination,
		func(entry collections.Pair[string, grantKey], _ collections.NoValue) (types.Grant, error) {
			return s.keeper.grant(ctx, entry.K2())
		},
		queries.Under[string, grantKey](consortiumtypes.FormatAddress(beneficiary)))
	if err != nil {
		return nil, err
	}
	return &types.QueryGrantsByBeneficiaryResponse{Grants: grants, Pagination: page}, nil
}

// Spending implements types.QueryServer.
func (s queryServer) Spending(ctx context.Context, request *types.QuerySpendingRequest) (response *types.QuerySpendingResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseSpendingKey(request.ManagerId, request.ProgrammeId, request.Beneficiary, request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	spending, err := s.keeper.spending(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QuerySpendingResponse{Spending: spending}, nil
}

// Spendings implements types.QueryServer.
func (s queryServer) Spendings(ctx context.Context, request *types.QuerySpendingsRequest) (response *types.QuerySpendingsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseGrantKey(request.ManagerId, request.ProgrammeId, request.Beneficiary)
	if err != nil {
		return nil, err
	}
	if _, err := s.keeper.grant(ctx, key); err != nil {
		return nil, err
	}
	spendings, page, err := queries.Page(ctx, s.keeper.spendings, request.Pagination, queries.Itself[spendingKey, types.Spending],
		queries.Under[grantKey, collections.Pair[types.Day, string]](key))
	if err != nil {
		return nil, err
	}
	return &types.QuerySpendingsResponse{Spendings: spendings, Pagination: page}, nil
}

// SpendingRefunds implements types.QueryServer.
func (s queryServer) SpendingRefunds(
	ctx context.Context, request *types.QuerySpendingRefundsRequest,
) (response *types.QuerySpendingRefundsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseSpendingKey(request.ManagerId, request.ProgrammeId, request.Beneficiary, request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	if _, err := s.keeper.spending(ctx, key); err != nil {
		return nil, err
	}
	refunds, page, err := queries.Page(ctx, s.keeper.refunds, request.Pagination, queries.Itself[refundKey, types.SpendingRefund],
		queries.Under[spendingKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QuerySpendingRefundsResponse{Refunds: refunds, Pagination: page}, nil
}
