package queries_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/colltest"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
)

type pair = collections.Pair[string, uint64]

// shelf has 150 books of one owner and two of another.
func shelf(t *testing.T) (context.Context, collections.Map[pair, string]) {
	t.Helper()
	service, ctx := colltest.MockStore()
	books := collections.NewMap(collections.NewSchemaBuilder(service), collections.NewPrefix(0), "books",
		collections.PairKeyCodec(collections.StringKey, collections.Uint64Key), collections.StringValue)
	for i := range uint64(150) {
		require.NoError(t, books.Set(ctx, collections.Join("a", i), fmt.Sprint("a", i)))
	}
	for i := range uint64(2) {
		require.NoError(t, books.Set(ctx, collections.Join("b", i), fmt.Sprint("b", i)))
	}
	return ctx, books
}

func TestAPageHasAtMostOneHundredEntries(t *testing.T) {
	ctx, books := shelf(t)
	for _, asked := range []*query.PageRequest{nil, {}, {Limit: 100}, {Limit: 101}, {Limit: 1 << 63}} {
		found, page, err := queries.Page(ctx, books, asked, queries.Itself[pair, string])
		require.NoError(t, err)
		require.Len(t, found, queries.MaxPageSize)
		require.Equal(t, "a99", found[99])

		rest, last, err := queries.Page(ctx, books, &query.PageRequest{Key: page.NextKey}, queries.Itself[pair, string])
		require.NoError(t, err)
		require.Len(t, rest, 52)
		require.Equal(t, "a100", rest[0])
		require.Empty(t, last.NextKey)
	}
	found, _, err := queries.Page(ctx, books, &query.PageRequest{Limit: 1, Reverse: true}, queries.Itself[pair, string], queries.Whole[pair]())
	require.NoError(t, err)
	require.Equal(t, []string{"b1"}, found)
}

func TestAPageUnderAKey(t *testing.T) {
	ctx, books := shelf(t)
	for name, narrowing := range map[string]queries.Narrowing[pair]{
		"under": queries.Under[string, uint64]("b"), "beginning": queries.Beginning(collections.PairPrefix[string, uint64]("b")),
	} {
		found, page, err := queries.Page(ctx, books, nil, queries.Itself[pair, string], narrowing)
		require.NoError(t, err, name)
		require.Equal(t, []string{"b0", "b1"}, found, name)
		require.Empty(t, page.NextKey, name)
	}
}

func TestNoPageWalksAListWhole(t *testing.T) {
	ctx, books := shelf(t)
	for _, asked := range []*query.PageRequest{{Offset: 1}, {CountTotal: true}} {
		_, _, err := queries.Page(ctx, books, asked, queries.Itself[pair, string])
		require.ErrorIs(t, err, queries.ErrPagination)
	}
}

func TestFailuresHaveOneOfThreeCodes(t *testing.T) {
	missing, wrong := errors.New("missing"), errors.New("wrong")
	failures := queries.Failures{NotFound: []error{missing}, InvalidArgument: []error{wrong}}
	for want, err := range map[codes.Code]error{
		codes.NotFound: fmt.Errorf("book: %w", missing), codes.InvalidArgument: fmt.Errorf("book: %w", wrong), codes.Internal: errors.New("disk"),
	} {
		text := err.Error()
		failures.ToStatus(&err)
		require.Equal(t, want, status.Code(err))
		require.ErrorContains(t, err, text)
	}
	err := queries.ErrPagination.Wrap("offset")
	failures.ToStatus(&err)
	require.Equal(t, codes.InvalidArgument, status.Code(err))

	var none error
	failures.ToStatus(&none)
	require.NoError(t, none)
}
