package lookup_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/codec"
	"cosmossdk.io/collections/colltest"

	"github.com/dcep-consortium/dcepd/lookup"
)

// book is found by each of its letters.
type book struct {
	lookup.Index[string, uint64, string]
}

func (b book) IndexesList() []collections.Index[uint64, string] {
	return []collections.Index[uint64, string]{b.Index}
}

func TestIndex(t *testing.T) {
	service, ctx := colltest.MockStore()
	sb := collections.NewSchemaBuilder(service)
	byLetter := lookup.NewIndex(sb, collections.NewPrefix(1), "by_letter", collections.StringKey, collections.Uint64Key, func(title string) ([]string, error) {
		var letters []string
		for _, letter := range title {
			letters = append(letters, string(letter))
		}
		return letters, nil
	})
	books := collections.NewIndexedMap(sb, collections.NewPrefix(0), "books", collections.Uint64Key,
		codec.ValueCodec[string](collections.StringValue), book{byLetter})
	for number, title := range []string{"ab", "b", "", "cb"} {
		require.NoError(t, books.Set(ctx, uint64(number), title))
	}
	found := func(ctx context.Context, letter string, limit int) []uint64 {
		keys, err := books.Indexes.First(ctx, letter, limit)
		require.NoError(t, err)
		return keys
	}
	require.Equal(t, []uint64{0, 1, 3}, found(ctx, "b", 10))
	require.Equal(t, []uint64{0, 1}, found(ctx, "b", 2))
	require.NoError(t, books.Set(ctx, 0, "ca"))
	require.Equal(t, []uint64{1, 3}, found(ctx, "b", 10))
	require.Equal(t, []uint64{0, 3}, found(ctx, "c", 10))
	require.NoError(t, books.Remove(ctx, 3))
	require.Equal(t, []uint64{1}, found(ctx, "b", 10))
	require.Empty(t, found(ctx, "d", 10))
}

func TestRecords(t *testing.T) {
	service, ctx := colltest.MockStore()
	numbers := collections.NewMap(collections.NewSchemaBuilder(service), collections.NewPrefix(0), "numbers", collections.StringKey, collections.Uint64Value)
	require.NoError(t, numbers.Set(ctx, "two", 2))
	require.NoError(t, numbers.Set(ctx, "one", 1))
	missing := errors.New("there is none")

	found, err := lookup.Find(ctx, numbers, "one", func() error { return missing })
	require.NoError(t, err)
	require.Equal(t, uint64(1), found)
	_, err = lookup.Find(ctx, numbers, "three", func() error { return missing })
	require.ErrorIs(t, err, missing)

	found, there, err := lookup.Maybe(ctx, numbers, "two")
	require.NoError(t, err)
	require.True(t, there)
	require.Equal(t, uint64(2), found)
	_, there, err = lookup.Maybe(ctx, numbers, "three")
	require.NoError(t, err)
	require.False(t, there)

	require.ErrorIs(t, lookup.Absent(ctx, numbers, "one", missing), missing)
	require.NoError(t, lookup.Absent(ctx, numbers, "three", missing))

	all, err := lookup.All(ctx, numbers)
	require.NoError(t, err)
	require.Equal(t, []uint64{1, 2}, all, "in the order of the keys")
}
