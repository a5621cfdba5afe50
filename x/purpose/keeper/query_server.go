package keeper

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/types/query"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// maxPageSize is the most entries that one page of a list has, and the default.
const maxPageSize = 100

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var (
	notFoundErrors = []error{
		types.ErrProgrammeNotFound, types.ErrBatchNotFound, types.ErrGrantNotFound, types.ErrSpendingNotFound,
	}
	argumentErrors = []error{
		consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, currencytypes.ErrDay, types.ErrPagination,
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
	ctx context.Context, from From, page *query.PageRequest, transform func(Key, Value) (Entry, error),
	options ...func(*query.CollectionsPaginateOptions[Key]),
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

// under limits a list to the keys that begin with the same record's key.
func under[K1, K2 any](key K1) func(*query.CollectionsPaginateOptions[collections.Pair[K1, K2]]) {
	return query.WithCollectionPaginationPairPrefix[K1, K2](key)
}

// itself is the transformation of a list that shows its values as they are.
func itself[Key, Value any](_ Key, value Value) (Value, error) { return value, nil }

// existing reads the key of a programme that there is.
func (s queryServer) existing(ctx context.Context, managerID, programmeID string) (programmeKey, error) {
	key, err := parseProgrammeKey(managerID, programmeID)
	if err != nil {
		return key, err
	}
	_, err = s.keeper.programme(ctx, key)
	return key, err
}
