package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Refunds implements types.QueryServer.
func (s queryServer) Refunds(ctx context.Context, request *types.QueryRefundsRequest) (response *types.QueryRefundsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := types.ParsePaymentKey(request.Payer, request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	refunds, page, err := queries.Page(ctx, s.keeper.refunds, request.Pagination, queries.Itself[refundKey, types.Refund],
		queries.Beginning(collections.TriplePrefix[paymentKey, sdk.AccAddress, string](storeKeyOf(key))))
	if err != nil {
		return nil, err
	}
	return &types.QueryRefundsResponse{Refunds: refunds, Pagination: page}, nil
}

// Dispute implements types.QueryServer.
func (s queryServer) Dispute(ctx context.Context, request *types.QueryDisputeRequest) (response *types.QueryDisputeResponse, err error) {
	defer failures.ToStatus(&err)
	key, payee, err := parseCredit(request.Payer, request.InstructionDate, request.EndToEndId, request.Payee)
	if err != nil {
		return nil, err
	}
	dispute, err := s.keeper.dispute(ctx, key, payee)
	if err != nil {
		return nil, err
	}
	return &types.QueryDisputeResponse{Dispute: dispute}, nil
}

// Disputes implements types.QueryServer.
func (s queryServer) Disputes(ctx context.Context, request *types.QueryDisputesRequest) (response *types.QueryDisputesResponse, err error) {
	defer failures.ToStatus(&err)
	payer, err := consortiumtypes.ParseAddress(request.Payer)
	if err != nil {
		return nil, err
	}
	disputes, page, err := queries.Page(ctx, s.keeper.disputes, request.Pagination, queries.Itself[disputeKey, types.Dispute],
		queries.Under[paymentKey, sdk.AccAddress](collections.TriplePrefix[sdk.AccAddress, types.Day, string](payer)))
	if err != nil {
		return nil, err
	}
	return &types.QueryDisputesResponse{Disputes: disputes, Pagination: page}, nil
}

// CashTransfer implements types.QueryServer.
func (s queryServer) CashTransfer(
	ctx context.Context, request *types.QueryCashTransferRequest,
) (response *types.QueryCashTransferResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseRequestKey(request.MemberId, request.Reference)
	if err != nil {
		return nil, err
	}
	transfer, err := s.keeper.cashTransfer(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryCashTransferResponse{CashTransfer: transfer}, nil
}

// Allocations implements types.QueryServer.
func (s queryServer) Allocations(
	ctx context.Context, request *types.QueryAllocationsRequest,
) (response *types.QueryAllocationsResponse, err error) {
	defer failures.ToStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	allocations, page, err := queries.Page(ctx, s.keeper.allocations, request.Pagination, queries.Itself[allocationKey, types.Allocation],
		queries.Under[string, string](operatorID))
	if err != nil {
		return nil, err
	}
	return &types.QueryAllocationsResponse{Allocations: allocations, Pagination: page}, nil
}

// EscrowAccounts implements types.QueryServer.
func (s queryServer) EscrowAccounts(
	ctx context.Context, request *types.QueryEscrowAccountsRequest,
) (response *types.QueryEscrowAccountsResponse, err error) {
	defer failures.ToStatus(&err)
	if request.Module == "" {
		return nil, types.ErrIdentifier.Wrap("module is needed")
	}
	accounts, page, err := queries.Page(ctx, s.keeper.ledger.escrow, request.Pagination,
		func(key escrowKey, balance types.Fen) (types.EscrowAccount, error) {
			return types.EscrowAccount{Module: key.K1(), Id: key.K2(), BalanceFen: uint64(balance)}, nil
		},
		queries.Under[string, string](request.Module))
	if err != nil {
		return nil, err
	}
	return &types.QueryEscrowAccountsResponse{EscrowAccounts: accounts, Pagination: page}, nil
}
