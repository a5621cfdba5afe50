package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Wallet implements types.QueryServer.
func (s queryServer) Wallet(ctx context.Context, request *types.QueryWalletRequest) (response *types.QueryWalletResponse, err error) {
	defer failures.ToStatus(&err)
	address, err := consortiumtypes.ParseAddress(request.Address)
	if err != nil {
		return nil, err
	}
	return s.keeper.walletView(ctx, address)
}

// walletView is a wallet with what bounds it at this moment.
func (k *Keeper) walletView(ctx context.Context, address sdk.AccAddress) (*types.QueryWalletResponse, error) {
	wallet, err := k.Wallet(ctx, address)
	if err != nil {
		return nil, err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return nil, err
	}
	party, err := k.ledger.party(ctx, address, rules)
	if err != nil {
		return nil, err
	}
	own, err := k.ledger.limitsOf(ctx, address)
	if err != nil {
		return nil, err
	}
	operator, err := k.ledger.operator(ctx, wallet.Profile.OperatorId)
	if err != nil {
		return nil, err
	}
	product, err := k.productStatus(ctx, wallet.Profile.ProductCertificate)
	if err != nil {
		return nil, err
	}
	terminal, err := k.productStatus(ctx, wallet.Profile.TerminalCertificate)
	available, _ := party.Available()
	return &types.QueryWalletResponse{
		Wallet: wallet, OperatorId: operator, Limits: party.Limits, WalletLimits: own, AvailableFen: uint64(available),
		ProductStatus: product, TerminalStatus: terminal,
	}, err
}

// productStatus is what a certificate in a profile is now; nothing where none is named, or nobody certifies any.
func (k *Keeper) productStatus(ctx context.Context, certificate string) (string, error) {
	if certificate == "" || k.products == nil {
		return "", nil
	}
	return k.products.ProductStatus(ctx, certificate)
}

// WalletsByOperator implements types.QueryServer.
func (s queryServer) WalletsByOperator(
	ctx context.Context, request *types.QueryWalletsByOperatorRequest,
) (response *types.QueryWalletsByOperatorResponse, err error) {
	defer failures.ToStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	wallets, page, err := queries.Page(ctx, s.keeper.ledger.profiles.Indexes.byCustomer, request.Pagination,
		func(key collections.Pair[customerKey, sdk.AccAddress], _ collections.NoValue) (types.Wallet, error) {
			return s.keeper.Wallet(ctx, key.K2())
		},
		queries.Under[customerKey, sdk.AccAddress](collections.PairPrefix[string, []byte](operatorID)))
	if err != nil {
		return nil, err
	}
	return &types.QueryWalletsByOperatorResponse{Wallets: wallets, Pagination: page}, nil
}

// ExchangeOut implements types.QueryServer.
func (s queryServer) ExchangeOut(ctx context.Context, request *types.QueryExchangeOutRequest) (response *types.QueryExchangeOutResponse, err error) {
	defer failures.ToStatus(&err)
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
	defer failures.ToStatus(&err)
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
	defer failures.ToStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	exchanges, page, err := queries.Page(ctx, s.keeper.exchangesIn.Indexes.open, request.Pagination,
		func(key collections.Pair[string, exchangeInKey], _ collections.NoValue) (types.ExchangeIn, error) {
			return s.keeper.exchangeInOf(ctx, key.K2())
		},
		queries.Under[string, exchangeInKey](operatorID))
	if err != nil {
		return nil, err
	}
	return &types.QueryExchangesInByOperatorResponse{Exchanges: exchanges, Pagination: page}, nil
}

// Payment implements types.QueryServer.
func (s queryServer) Payment(ctx context.Context, request *types.QueryPaymentRequest) (response *types.QueryPaymentResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := types.ParsePaymentKey(request.Payer, request.InstructionDate, request.EndToEndId)
	if err != nil {
		return nil, err
	}
	record, err := s.keeper.payment(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryPaymentResponse{Payment: types.NewPayment(key.Payer, key.ID.Date, key.ID.EndToEndID.String(), record)}, nil
}

// Payments implements types.QueryServer.
func (s queryServer) Payments(ctx context.Context, request *types.QueryPaymentsRequest) (response *types.QueryPaymentsResponse, err error) {
	defer failures.ToStatus(&err)
	payer, err := consortiumtypes.ParseAddress(request.Payer)
	if err != nil {
		return nil, err
	}
	payments, page, err := queries.Page(ctx, s.keeper.ledger.payments, request.Pagination,
		func(key paymentKey, record types.PaymentRecord) (types.Payment, error) {
			return types.NewPayment(key.K1(), key.K2(), key.K3(), record), nil
		},
		queries.Beginning(collections.TriplePrefix[sdk.AccAddress, types.Day, string](payer)))
	if err != nil {
		return nil, err
	}
	return &types.QueryPaymentsResponse{Payments: payments, Pagination: page}, nil
}
