package keeper

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// maxPageSize is the most entries that one page of a list has, and the default.
const maxPageSize = 100

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct {
	keeper *Keeper
}

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper: keeper} }

// Supply implements types.QueryServer.
func (s queryServer) Supply(ctx context.Context, _ *types.QuerySupplyRequest) (response *types.QuerySupplyResponse, err error) {
	defer toStatus(&err)
	supply, err := s.keeper.Supply(ctx)
	if err != nil {
		return nil, err
	}
	boxes, err := s.keeper.inBoxes(ctx)
	if err != nil {
		return nil, err
	}
	circulating := supply.IssuedFen - supply.BurnedFen
	return &types.QuerySupplyResponse{
		IssuedFen:       supply.IssuedFen,
		BurnedFen:       supply.BurnedFen,
		CirculatingFen:  circulating,
		BoxesFen:        uint64(boxes),
		OutsideBoxesFen: circulating - uint64(boxes),
	}, nil
}

// Params implements types.QueryServer.
func (s queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer toStatus(&err)
	params, err := s.keeper.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryParamsResponse{Params: params}, nil
}

var (
	notFoundErrors = []error{
		consortiumtypes.ErrMemberNotFound, types.ErrWalletNotFound, types.ErrCustomerNotFound, types.ErrPaymentNotFound, types.ErrIssuanceNotFound,
		types.ErrReserveNotFound, types.ErrRedemptionNotFound, types.ErrExchangeNotFound, types.ErrDisputeNotFound,
		types.ErrCashTransferNotFound,
	}
	argumentErrors = []error{
		consortiumtypes.ErrInvalidAddress, types.ErrIdentifier, types.ErrDay, types.ErrEndToEndID, types.ErrPagination,
	}
)

// toStatus gives the error of a query the code that clients act on.
func toStatus(err *error) {
	if *err == nil {
		return
	}
	code := codes.Internal
	switch {
	case isAny(*err, notFoundErrors):
		code = codes.NotFound
	case isAny(*err, argumentErrors):
		code = codes.InvalidArgument
	}
	*err = status.Error(code, (*err).Error())
}

func isAny(err error, sentinels []error) bool {
	for _, sentinel := range sentinels {
		if errors.Is(err, sentinel) {
			return true
		}
	}
	return false
}

// paginate reads one page of a collection. The client goes on from the key that a page returns; whatever would read a
// list whole is refused with ErrPagination.
func paginate[Key, Value any, From query.Collection[Key, Value], Entry any](
	ctx context.Context, from From, page *query.PageRequest, transform func(Key, Value) (Entry, error), options ...func(*query.CollectionsPaginateOptions[Key]),
) ([]Entry, *query.PageResponse, error) {
	request := query.PageRequest{Limit: maxPageSize}
	if page != nil {
		if page.Offset != 0 || page.CountTotal {
			return nil, nil, types.ErrPagination.Wrap("offset and count_total are not served: go on from the page's next_key")
		}
		request.Key, request.Reverse = page.Key, page.Reverse
		if page.Limit != 0 {
			request.Limit = min(page.Limit, maxPageSize)
		}
	}
	return query.CollectionPaginate(ctx, from, &request, transform, options...)
}

// ofMember limits a list to one member, or to none when the id is empty.
func ofMember(memberID string) (func(*query.CollectionsPaginateOptions[requestKey]), error) {
	if memberID == "" {
		return func(*query.CollectionsPaginateOptions[requestKey]) {}, nil
	}
	id, err := types.ParseMemberID(memberID)
	return query.WithCollectionPaginationPairPrefix[string, string](id.String()), err
}

// itself is the transformation of a list that shows its values as they are.
func itself[Key, Value any](_ Key, value Value) (Value, error) { return value, nil }

// memberID reads the id of somebody who is in the consortium, or was.
func (s queryServer) memberID(ctx context.Context, memberID string) (string, error) {
	id, err := types.ParseMemberID(memberID)
	if err != nil {
		return "", err
	}
	member, err := s.keeper.consortium.Member(ctx, id.String())
	return member.Id, err
}
