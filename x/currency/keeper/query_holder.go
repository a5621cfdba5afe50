package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// WalletsByCustomer implements types.QueryServer.
func (s queryServer) WalletsByCustomer(
	ctx context.Context, request *types.QueryWalletsByCustomerRequest,
) (response *types.QueryWalletsByCustomerResponse, err error) {
	defer failures.ToStatus(&err)
	customer, err := s.customerKey(ctx, request.OperatorId, request.CustomerRef)
	if err != nil {
		return nil, err
	}
	wallets, page, err := queries.Page(ctx, s.keeper.ledger.profiles.Indexes.byCustomer, request.Pagination,
		func(key collections.Pair[customerKey, sdk.AccAddress], _ collections.NoValue) (types.Wallet, error) {
			return s.keeper.Wallet(ctx, key.K2())
		},
		queries.Under[customerKey, sdk.AccAddress](customer))
	if err != nil {
		return nil, err
	}
	return &types.QueryWalletsByCustomerResponse{Wallets: wallets, Pagination: page}, nil
}

// SubWallets implements types.QueryServer.
func (s queryServer) SubWallets(
	ctx context.Context, request *types.QuerySubWalletsRequest,
) (response *types.QuerySubWalletsResponse, err error) {
	defer failures.ToStatus(&err)
	parent, err := s.wallet(ctx, request.Parent)
	if err != nil {
		return nil, err
	}
	wallets, page, err := queries.Page(ctx, s.keeper.ledger.profiles.Indexes.byParent, request.Pagination,
		func(key collections.Pair[sdk.AccAddress, sdk.AccAddress], _ collections.NoValue) (types.Wallet, error) {
			return s.keeper.Wallet(ctx, key.K2())
		},
		queries.Under[sdk.AccAddress, sdk.AccAddress](parent))
	if err != nil {
		return nil, err
	}
	return &types.QuerySubWalletsResponse{Wallets: wallets, Pagination: page}, nil
}

// Customer implements types.QueryServer.
func (s queryServer) Customer(ctx context.Context, request *types.QueryCustomerRequest) (response *types.QueryCustomerResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := s.customerKey(ctx, request.OperatorId, request.CustomerRef)
	if err != nil {
		return nil, err
	}
	customer, err := lookup.Find(ctx, s.keeper.ledger.customers, key, func() error {
		return types.ErrCustomerNotFound.Wrapf("%x of %s", key.K2(), key.K1())
	})
	if err != nil {
		return nil, err
	}
	return &types.QueryCustomerResponse{Customer: customer}, nil
}

// Holds implements types.QueryServer.
func (s queryServer) Holds(ctx context.Context, request *types.QueryHoldsRequest) (response *types.QueryHoldsResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := s.wallet(ctx, request.Wallet)
	if err != nil {
		return nil, err
	}
	holds, page, err := queries.Page(ctx, s.keeper.ledger.holds, request.Pagination, queries.Itself[holdKey, types.Hold],
		queries.Beginning(collections.TriplePrefix[sdk.AccAddress, string, string](wallet)))
	if err != nil {
		return nil, err
	}
	return &types.QueryHoldsResponse{Holds: holds, Pagination: page}, nil
}

// KeyReplacements implements types.QueryServer.
func (s queryServer) KeyReplacements(
	ctx context.Context, request *types.QueryKeyReplacementsRequest,
) (response *types.QueryKeyReplacementsResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := s.wallet(ctx, request.Wallet)
	if err != nil {
		return nil, err
	}
	replacements, page, err := queries.Page(ctx, s.keeper.keyReplacements, request.Pagination, queries.Itself[actKey, types.KeyReplacement],
		queries.Under[sdk.AccAddress, string](wallet))
	if err != nil {
		return nil, err
	}
	return &types.QueryKeyReplacementsResponse{KeyReplacements: replacements, Pagination: page}, nil
}

// Estates implements types.QueryServer.
func (s queryServer) Estates(ctx context.Context, request *types.QueryEstatesRequest) (response *types.QueryEstatesResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := s.wallet(ctx, request.Wallet)
	if err != nil {
		return nil, err
	}
	estates, page, err := queries.Page(ctx, s.keeper.estates, request.Pagination, queries.Itself[actKey, types.Estate],
		queries.Under[sdk.AccAddress, string](wallet))
	if err != nil {
		return nil, err
	}
	return &types.QueryEstatesResponse{Estates: estates, Pagination: page}, nil
}

// Successions implements types.QueryServer.
func (s queryServer) Successions(
	ctx context.Context, request *types.QuerySuccessionsRequest,
) (response *types.QuerySuccessionsResponse, err error) {
	defer failures.ToStatus(&err)
	successions, page, err := queries.Page(ctx, s.keeper.ledger.successors, request.Pagination,
		func(operator, successor string) (types.Succession, error) {
			return types.Succession{OperatorId: operator, SuccessorId: successor}, nil
		})
	if err != nil {
		return nil, err
	}
	return &types.QuerySuccessionsResponse{Successions: successions, Pagination: page}, nil
}

// customerKey reads the operator that opened the wallets, and the hexadecimal reference of its customer.
func (s queryServer) customerKey(ctx context.Context, operatorID, reference string) (customerKey, error) {
	operator, err := s.memberID(ctx, operatorID)
	if err != nil {
		return customerKey{}, err
	}
	parsed, err := types.ParseCustomerRef(reference)
	return collections.Join(operator, parsed), err
}

// wallet reads the address of a wallet, open or closed.
func (s queryServer) wallet(ctx context.Context, text string) (sdk.AccAddress, error) {
	address, err := consortiumtypes.ParseAddress(text)
	if err != nil {
		return nil, err
	}
	_, err = s.keeper.ledger.account(ctx, address)
	return address, err
}
