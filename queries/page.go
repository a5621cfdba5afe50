// Package queries is how every query server of this chain reads lists and names its failures: by key, in pages of limited size, with one of
// three gRPC codes.
package queries

import (
	"context"

	"cosmossdk.io/collections"
	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/types/query"
)

// MaxPageSize is the most entries that one page of a list has, and the default.
const MaxPageSize = 100

// ErrPagination is about a way to page through a list that would have to read it whole.
var ErrPagination = errorsmod.Register("queries", 2, "pagination refused")

// Bounded is what is served of a page that a client asks for; nil asks for the first. To skip or to count entries is to walk them, without
// bound, so both are refused with ErrPagination: the client goes on from the key that a page returns.
func Bounded(asked *query.PageRequest) (query.PageRequest, error) {
	if asked == nil {
		return query.PageRequest{Limit: MaxPageSize}, nil
	}
	if asked.Offset != 0 || asked.CountTotal {
		return query.PageRequest{}, ErrPagination.Wrap("offset and count_total are not served: go on from the page's next_key")
	}
	served := query.PageRequest{Key: asked.Key, Limit: MaxPageSize, Reverse: asked.Reverse}
	if asked.Limit != 0 {
		served.Limit = min(asked.Limit, MaxPageSize)
	}
	return served, nil
}

// Narrowing limits a list to a part of its keys.
type Narrowing[Key any] = func(*query.CollectionsPaginateOptions[Key])

// Page reads one page of a collection, each entry as transform shows it. It fails as Bounded does.
func Page[Key, Value any, From query.Collection[Key, Value], Entry any](
	ctx context.Context, from From, asked *query.PageRequest, transform func(Key, Value) (Entry, error), narrowings ...Narrowing[Key],
) ([]Entry, *query.PageResponse, error) {
	page, err := Bounded(asked)
	if err != nil {
		return nil, nil, err
	}
	return query.CollectionPaginate(ctx, from, &page, transform, narrowings...)
}

// Itself is the transformation of a list that shows its values as they are.
func Itself[Key, Value any](_ Key, value Value) (Value, error) { return value, nil }

// Whole narrows a list to nothing less than all of it.
func Whole[Key any]() Narrowing[Key] { return func(*query.CollectionsPaginateOptions[Key]) {} }

// Under narrows a list to the keys that begin with first.
func Under[K1, K2 any](first K1) Narrowing[collections.Pair[K1, K2]] {
	return query.WithCollectionPaginationPairPrefix[K1, K2](first)
}

// Beginning narrows a list to the keys that begin as a prefix does.
func Beginning[Key any](prefix Key) Narrowing[Key] {
	return func(options *query.CollectionsPaginateOptions[Key]) { options.Prefix = &prefix }
}
