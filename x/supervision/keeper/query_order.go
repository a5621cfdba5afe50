package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// Order implements types.QueryServer.
func (s queryServer) Order(ctx context.Context, request *types.QueryOrderRequest) (response *types.QueryOrderResponse, err error) {
	defer failures.ToStatus(&err)
	_, order, err := s.existingOrder(ctx, request.MemberId, request.Reference)
	if err != nil {
		return nil, err
	}
	return &types.QueryOrderResponse{Order: order, InForce: order.IsInForce(now(ctx))}, nil
}

// Orders implements types.QueryServer.
func (s queryServer) Orders(ctx context.Context, request *types.QueryOrdersRequest) (response *types.QueryOrdersResponse, err error) {
	defer failures.ToStatus(&err)
	of, err := ofMember(request.MemberId)
	if err != nil {
		return nil, err
	}
	orders, page, err := queries.Page(ctx, s.keeper.orders, request.Pagination, queries.Itself[ownKey, types.Order], of)
	if err != nil {
		return nil, err
	}
	return &types.QueryOrdersResponse{Orders: orders, Pagination: page}, nil
}

// OrdersByCase implements types.QueryServer.
func (s queryServer) OrdersByCase(ctx context.Context, request *types.QueryOrdersByCaseRequest) (response *types.QueryOrdersByCaseResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existing(ctx, request.LeadId, request.CaseId)
	if err != nil {
		return nil, err
	}
	orders, page, err := indexed(ctx, s.keeper.orders.Indexes.byCase, request.Pagination, s.keeper.order, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryOrdersByCaseResponse{Orders: orders, Pagination: page}, nil
}

// OrderWallets implements types.QueryServer.
func (s queryServer) OrderWallets(ctx context.Context, request *types.QueryOrderWalletsRequest) (response *types.QueryOrderWalletsResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existingOrder(ctx, request.MemberId, request.Reference)
	if err != nil {
		return nil, err
	}
	wallets, page, err := queries.Page(ctx, s.keeper.orderWallets, request.Pagination,
		func(key orderWalletKey, _ collections.NoValue) (types.OrderWallet, error) {
			return orderWalletOf(key), nil
		},
		queries.Under[ownKey, sdk.AccAddress](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryOrderWalletsResponse{Wallets: wallets, Pagination: page}, nil
}

// OrderChanges implements types.QueryServer.
func (s queryServer) OrderChanges(ctx context.Context, request *types.QueryOrderChangesRequest) (response *types.QueryOrderChangesResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existingOrder(ctx, request.MemberId, request.Reference)
	if err != nil {
		return nil, err
	}
	changes, page, err := queries.Page(ctx, s.keeper.changes, request.Pagination, queries.Itself[changeKey, types.OrderChange], queries.Under[ownKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryOrderChangesResponse{Changes: changes, Pagination: page}, nil
}

// existingOrder reads the key of an order that there is.
func (s queryServer) existingOrder(ctx context.Context, memberID, reference string) (ownKey, types.Order, error) {
	key, err := parseOwnKey("reference", memberID, reference)
	if err != nil {
		return key, types.Order{}, err
	}
	order, err := s.keeper.order(ctx, key)
	return key, order, err
}
