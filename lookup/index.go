// Package lookup reads records of a store: one, all, or those that are found by what is in them.
package lookup

import (
	"context"
	"errors"
	"slices"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/codec"
)

// Index finds a value by any number of references, also none: a record that nobody looks for any more is not in it.
// Saving a value whose references stay the same writes nothing here.
type Index[Reference comparable, Key, Value any] struct {
	collections.KeySet[collections.Pair[Reference, Key]]
	references func(Value) ([]Reference, error)
}

// NewIndex adds an index to a schema. References lists, for a value, each reference under which it is found.
func NewIndex[Reference comparable, Key, Value any](
	sb *collections.SchemaBuilder, prefix collections.Prefix, name string, reference codec.KeyCodec[Reference], key codec.KeyCodec[Key],
	references func(Value) ([]Reference, error),
) Index[Reference, Key, Value] {
	return Index[Reference, Key, Value]{
		KeySet:     collections.NewKeySet(sb, prefix, name, collections.PairKeyCodec(reference, key)),
		references: references,
	}
}

// Reference implements collections.Index.
func (i Index[Reference, Key, Value]) Reference(ctx context.Context, key Key, value Value, old func() (Value, error)) error {
	now, err := i.references(value)
	if err != nil {
		return err
	}
	return i.replace(ctx, key, old, now)
}

// Unreference implements collections.Index.
func (i Index[Reference, Key, Value]) Unreference(ctx context.Context, key Key, old func() (Value, error)) error {
	return i.replace(ctx, key, old, nil)
}

func (i Index[Reference, Key, Value]) replace(ctx context.Context, key Key, old func() (Value, error), now []Reference) error {
	var before []Reference
	value, err := old()
	if err == nil {
		before, err = i.references(value)
	} else if errors.Is(err, collections.ErrNotFound) {
		err = nil
	}
	if err != nil {
		return err
	}
	for _, reference := range before {
		if slices.Contains(now, reference) {
			continue
		}
		if err := i.Remove(ctx, collections.Join(reference, key)); err != nil {
			return err
		}
	}
	for _, reference := range now {
		if slices.Contains(before, reference) {
			continue
		}
		if err := i.Set(ctx, collections.Join(reference, key)); err != nil {
			return err
		}
	}
	return nil
}

// First returns the keys under one reference in their order, at most limit.
func (i Index[Reference, Key, Value]) First(ctx context.Context, reference Reference, limit int) ([]Key, error) {
	var keys []Key
	err := i.Walk(ctx, collections.NewPrefixedPairRange[Reference, Key](reference), func(entry collections.Pair[Reference, Key]) (bool, error) {
		keys = append(keys, entry.K2())
		return len(keys) == limit, nil
	})
	return keys, err
}
