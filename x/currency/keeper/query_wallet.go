package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Wallet implements types.QueryServer.
func (s queryServer) Wallet(ctx context.Context, request *types.QueryWalletRequest) (response *types.QueryWalletResponse, err error) {
	defer toStatus(&err)
	address, err := consortiumtypes.ParseAddress(request.Address)
	if err != nil {
		return nil, err
	}
	wallet, err := s.keeper.Wallet(ctx, address)
	if err != nil {
		return nil, err
	}
	params, err := s.keeper.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryWalletResponse{Wallet: wallet, Limits: params.Limits(wallet.Class)}, nil
}

// WalletsByOperator implements types.QueryServer.
func (s queryServer) WalletsByOperator(
	ctx context.Context, request *types.QueryWalletsByOperatorRequest,
) (response *types.QueryWalletsByOperatorResponse, err error) {
	defer toStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	wallets, page, err := paginate(ctx, s.keeper.profiles.Indexes.byOperator, request.Pagination,
		func(key collections.Pair[string, sdk.AccAddress], _ collections.NoValue) (types.Wallet, error) {
			return s.keeper.Wallet(ctx, key.K2())
		},
		query.WithCollectionPaginationPairPrefix[string, sdk.AccAddress](operatorID))
	if err != nil {
		return nil, err
	}
	return &types.QueryWalletsByOperatorResponse{Wallets: wallets, Pagination: page}, nil
}

// ExchangeOut implements types.QueryServer.
func (s queryServer) ExchangeOut(ctx context.Context, request *types.QueryExchangeOutRequest) (response *types.QueryExchangeOutResponse, err error) {
	defer toStatus(&err)
	key, err := parseRequestKey(request.MemberId, request.Reference)
	if err != nil {
		return nil, err
	}
	exchange, err := s.keeper.exchangeOutOf(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryExchangeOutResponse{Exchange: exchange}, nil
}

// ExchangeIn implements types.QueryServer.
func (s queryServer) ExchangeIn(ctx context.Context, request *types.QueryExchangeInRequest) (response *types.QueryExchangeInResponse, err error) {
	defer toStatus(&err)
	wallet, reference, err := parseExchange(request.Wallet, request.Reference)
	if err != nil {
		return nil, err
	}
	exchange, err := s.keeper.exchangeInOf(ctx, collections.Join(wallet, reference.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryExchangeInResponse{Exchange: exchange}, nil
}

// ExchangesInByOperator implements types.QueryServer.
func (s queryServer) ExchangesInByOperator(
	ctx context.Context, request *types.QueryExchangesInByOperatorRequest,
) (response *types.QueryExchangesInByOperatorResponse, err error) {
	defer toStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	exchanges, page, err := paginate(ctx, s.keeper.exchangesIn.Indexes.open, request.Pagination,
		func(key collections.Pair[string, exchangeInKey], _ collections.NoValue) (types.ExchangeIn, error) {
			return s.keeper.exchangeInOf(ctx, key.K2())
		},
		query.WithCollectionPaginationPairPrefix[string, exchangeInKey](operatorID))
	if err != nil {
		return nil, err
	}
	return &types.QueryExchangesInByOperatorResponse{Exchanges: exchanges, Pagination: page}, nil
}

// Payment implements types.QueryServer.
func (s queryServer) Payment(ctx context.Context, request *types.QueryPaymentRequest) (response *types.QueryPaymentResponse, err error) {
	defer toStatus(&err)
	payer, err := consortiumtypes.ParseAddress(request.Payer)
	if err != nil {
		return nil, err
	}
	id, err := types.ParsePaymentID(request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	payment, err := s.keeper.payment(ctx, payer, id)
	if err != nil {
		return nil, err
	}
	return &types.QueryPaymentResponse{Payment: payment}, nil
}

// Payments implements types.QueryServer.
func (s queryServer) Payments(ctx context.Context, request *types.QueryPaymentsRequest) (response *types.QueryPaymentsResponse, err error) {
	defer toStatus(&err)
	payer, err := consortiumtypes.ParseAddress(request.Payer)
	if err != nil {
		return nil, err
	}
	payments, page, err := paginate(ctx, s.keeper.ledger.payments, request.Pagination,
		func(key paymentKey, record types.PaymentRecord) (types.Payment, error) {
			return paymentOf(key, record), nil
		},
		ofPayer(payer))
	if err != nil {
		return nil, err
	}
	return &types.QueryPaymentsResponse{Payments: payments, Pagination: page}, nil
}

// ofPayer limits the list of payments to one payer.
func ofPayer(payer sdk.AccAddress) func(*query.CollectionsPaginateOptions[paymentKey]) {
	prefix := collections.TriplePrefix[sdk.AccAddress, types.Day, string](payer)
	return func(options *query.CollectionsPaginateOptions[paymentKey]) { options.Prefix = &prefix }
}
