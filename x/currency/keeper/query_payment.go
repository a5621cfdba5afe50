package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Refunds implements types.QueryServer.
func (s queryServer) Refunds(ctx context.Context, request *types.QueryRefundsRequest) (response *types.QueryRefundsResponse, err error) {
	defer toStatus(&err)
	key, err := types.ParsePaymentKey(request.Payer, request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	refunds, page, err := paginate(ctx, s.keeper.refunds, request.Pagination, itself[refundKey, types.Refund],
		withPrefix(collections.TriplePrefix[paymentKey, sdk.AccAddress, string](storeKeyOf(key))))
	if err != nil {
		return nil, err
	}
	return &types.QueryRefundsResponse{Refunds: refunds, Pagination: page}, nil
}

// Dispute implements types.QueryServer.
func (s queryServer) Dispute(ctx context.Context, request *types.QueryDisputeRequest) (response *types.QueryDisputeResponse, err error) {
	defer toStatus(&err)
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
	defer toStatus(&err)
	payer, err := consortiumtypes.ParseAddress(request.Payer)
	if err != nil {
		return nil, err
	}
	disputes, page, err := paginate(ctx, s.keeper.disputes, request.Pagination, itself[disputeKey, types.Dispute],
		query.WithCollectionPaginationPairPrefix[paymentKey, sdk.AccAddress](collections.TriplePrefix[sdk.AccAddress, types.Day, string](payer)))
	if err != nil {
		return nil, err
	}
	return &types.QueryDisputesResponse{Disputes: disputes, Pagination: page}, nil
}

// CashTransfer implements types.QueryServer.
func (s queryServer) CashTransfer(
	ctx context.Context, request *types.QueryCashTransferRequest,
) (response *types.QueryCashTransferResponse, err error) {
	defer toStatus(&err)
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
	defer toStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	allocations, page, err := paginate(ctx, s.keeper.allocations, request.Pagination, itself[allocationKey, types.Allocation],
		query.WithCollectionPaginationPairPrefix[string, string](operatorID))
	if err != nil {
		return nil, err
	}
	return &types.QueryAllocationsResponse{Allocations: allocations, Pagination: page}, nil
}

// EscrowAccounts implements types.QueryServer.
func (s queryServer) EscrowAccounts(
	ctx context.Context, request *types.QueryEscrowAccountsRequest,
) (response *types.QueryEscrowAccountsResponse, err error) {
	defer toStatus(&err)
	if request.Module == "" {
		return nil, types.ErrIdentifier.Wrap("module is needed")
	}
	accounts, page, err := paginate(ctx, s.keeper.ledger.escrow, request.Pagination,
		func(key escrowKey, balance types.Fen) (types.EscrowAccount, error) {
			return types.EscrowAccount{Module: key.K1(), Id: key.K2(), BalanceFen: uint64(balance)}, nil
		},
		query.WithCollectionPaginationPairPrefix[string, string](request.Module))
	if err != nil {
		return nil, err
	}
	return &types.QueryEscrowAccountsResponse{EscrowAccounts: accounts, Pagination: page}, nil
}

// withPrefix limits a list to keys that begin alike.
func withPrefix[Key any](prefix Key) func(*query.CollectionsPaginateOptions[Key]) {
	return func(options *query.CollectionsPaginateOptions[Key]) { options.Prefix = &prefix }
}
