package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct {
	keeper *Keeper
}

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper: keeper} }

// Supply implements types.QueryServer.
func (s queryServer) Supply(ctx context.Context, _ *types.QuerySupplyRequest) (response *types.QuerySupplyResponse, err error) {
	defer failures.ToStatus(&err)
	supply, err := s.keeper.Supply(ctx)
	if err != nil {
		return nil, err
	}
	held, err := s.keeper.heldBesidesWallets(ctx)
	if err != nil {
		return nil, err
	}
	total, err := held.total()
	if err != nil {
		return nil, err
	}
	circulating, err := inCirculation(supply)
	if err != nil {
		return nil, err
	}
	wallets, err := circulating.Sub(total)
	if err != nil {
		return nil, types.ErrSupply.Wrapf("%s circulate, %s are held besides wallets", circulating, total)
	}
	return &types.QuerySupplyResponse{
		IssuedFen:      supply.IssuedFen,
		BurnedFen:      supply.BurnedFen,
		CirculatingFen: uint64(circulating),
		BoxesFen:       uint64(held.boxes),
		RedemptionsFen: uint64(held.redemptions),
		ExchangesInFen: uint64(held.exchangesIn),
		WalletsFen:     uint64(wallets),
		Escrow:         held.modules,
	}, nil
}

// Params implements types.QueryServer.
func (s queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer failures.ToStatus(&err)
	params, err := s.keeper.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryParamsResponse{Params: params}, nil
}

var failures = queries.Failures{
	NotFound: []error{
		consortiumtypes.ErrMemberNotFound, types.ErrWalletNotFound, types.ErrCustomerNotFound, types.ErrPaymentNotFound, types.ErrIssuanceNotFound,
		types.ErrReserveNotFound, types.ErrRedemptionNotFound, types.ErrExchangeNotFound, types.ErrDisputeNotFound,
		types.ErrCashTransferNotFound,
	},
	InvalidArgument: []error{
		consortiumtypes.ErrInvalidAddress, types.ErrIdentifier, types.ErrDay, types.ErrEndToEndID,
	},
}

// ofMember limits a list to one member, or to none when the id is empty.
func ofMember(memberID string) (queries.Narrowing[requestKey], error) {
	if memberID == "" {
		return queries.Whole[requestKey](), nil
	}
	id, err := types.ParseMemberID(memberID)
	return queries.Under[string, string](id.String()), err
}

// memberID reads the id of somebody who is in the consortium, or was.
func (s queryServer) memberID(ctx context.Context, memberID string) (string, error) {
	id, err := types.ParseMemberID(memberID)
	if err != nil {
		return "", err
	}
	member, err := s.keeper.consortium.Member(ctx, id.String())
	return member.Id, err
}
