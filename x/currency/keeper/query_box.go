package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// CashBox implements types.QueryServer. A member that never held anything has an empty box.
func (s queryServer) CashBox(ctx context.Context, request *types.QueryCashBoxRequest) (response *types.QueryCashBoxResponse, err error) {
	defer failures.ToStatus(&err)
	memberID, err := s.memberID(ctx, request.MemberId)
	if err != nil {
		return nil, err
	}
	box, err := s.keeper.ledger.box(ctx, memberID)
	if err != nil {
		return nil, err
	}
	return &types.QueryCashBoxResponse{Box: box}, nil
}

// CashBoxes implements types.QueryServer.
func (s queryServer) CashBoxes(ctx context.Context, request *types.QueryCashBoxesRequest) (response *types.QueryCashBoxesResponse, err error) {
	defer failures.ToStatus(&err)
	boxes, page, err := queries.Page(ctx, s.keeper.ledger.boxes, request.Pagination, queries.Itself[string, types.CashBox])
	if err != nil {
		return nil, err
	}
	return &types.QueryCashBoxesResponse{Boxes: boxes, Pagination: page}, nil
}

// Statement implements types.QueryServer. A day that has not begun has none.
func (s queryServer) Statement(ctx context.Context, request *types.QueryStatementRequest) (response *types.QueryStatementResponse, err error) {
	defer failures.ToStatus(&err)
	memberID, err := s.memberID(ctx, request.MemberId)
	if err != nil {
		return nil, err
	}
	day, err := types.ParseDay(request.Day)
	if err != nil {
		return nil, err
	}
	if today := momentOf(ctx).day; day > today {
		return nil, types.ErrDay.Wrapf("%s is after the business day %s", day, today)
	}
	statement, err := s.keeper.ledger.statement(ctx, memberID, day)
	if err != nil {
		return nil, err
	}
	return &types.QueryStatementResponse{Statement: statement}, nil
}

// Issuance implements types.QueryServer.
func (s queryServer) Issuance(ctx context.Context, request *types.QueryIssuanceRequest) (response *types.QueryIssuanceResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseRequestKey(request.MemberId, request.Id)
	if err != nil {
		return nil, err
	}
	issuance, err := s.keeper.issuance(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryIssuanceResponse{Issuance: issuance}, nil
}

// Issuances implements types.QueryServer.
func (s queryServer) Issuances(ctx context.Context, request *types.QueryIssuancesRequest) (response *types.QueryIssuancesResponse, err error) {
	defer failures.ToStatus(&err)
	member, err := ofMember(request.MemberId)
	if err != nil {
		return nil, err
	}
	issuances, page, err := queries.Page(ctx, s.keeper.issuances, request.Pagination, queries.Itself[requestKey, types.Issuance], member)
	if err != nil {
		return nil, err
	}
	return &types.QueryIssuancesResponse{Issuances: issuances, Pagination: page}, nil
}

// Reserve implements types.QueryServer.
func (s queryServer) Reserve(ctx context.Context, request *types.QueryReserveRequest) (response *types.QueryReserveResponse, err error) {
	defer failures.ToStatus(&err)
	reference, err := types.ParseReference("reserve reference", request.Reference)
	if err != nil {
		return nil, err
	}
	reserve, err := s.keeper.reserve(ctx, reference)
	if err != nil {
		return nil, err
	}
	return &types.QueryReserveResponse{Reserve: reserve}, nil
}

// Redemption implements types.QueryServer.
func (s queryServer) Redemption(ctx context.Context, request *types.QueryRedemptionRequest) (response *types.QueryRedemptionResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseRequestKey(request.MemberId, request.Id)
	if err != nil {
		return nil, err
	}
	redemption, err := s.keeper.redemption(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryRedemptionResponse{Redemption: redemption}, nil
}

// Redemptions implements types.QueryServer.
func (s queryServer) Redemptions(ctx context.Context, request *types.QueryRedemptionsRequest) (response *types.QueryRedemptionsResponse, err error) {
	defer failures.ToStatus(&err)
	member, err := ofMember(request.MemberId)
	if err != nil {
		return nil, err
	}
	redemptions, page, err := queries.Page(ctx, s.keeper.redemptions, request.Pagination, queries.Itself[requestKey, types.Redemption], member)
	if err != nil {
		return nil, err
	}
	return &types.QueryRedemptionsResponse{Redemptions: redemptions, Pagination: page}, nil
}
