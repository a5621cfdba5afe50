package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/codec"
)

// sparseIndex lists those records that somebody looks for, each under one entry. Saving a record whose entry stays the
// same writes nothing here.
type sparseIndex[Entry, Key, Value any] struct {
	collections.KeySet[Entry]
	codec codec.KeyCodec[Entry]
	entry func(Key, Value) (Entry, bool)
}

func newSparseIndex[Entry, Key, Value any](
	sb *collections.SchemaBuilder, prefix collections.Prefix, name string, entryCodec codec.KeyCodec[Entry], entry func(Key, Value) (Entry, bool),
) sparseIndex[Entry, Key, Value] {
	return sparseIndex[Entry, Key, Value]{collections.NewKeySet(sb, prefix, name, entryCodec), entryCodec, entry}
}

// Reference implements collections.Index.
func (i sparseIndex[Entry, Key, Value]) Reference(ctx context.Context, key Key, value Value, old func() (Value, error)) error {
	now, listed := i.entry(key, value)
	if before, err := old(); err == nil {
		was, wasListed := i.entry(key, before)
		if listed && wasListed && i.codec.Stringify(now) == i.codec.Stringify(was) {
			return nil
		}
		if wasListed {
			if err := i.Remove(ctx, was); err != nil {
				return err
			}
		}
	} else if !errors.Is(err, collections.ErrNotFound) {
		return err
	}
	if !listed {
		return nil
	}
	return i.Set(ctx, now)
}

// Unreference implements collections.Index. No record of this module is ever deleted.
func (i sparseIndex[Entry, Key, Value]) Unreference(ctx context.Context, key Key, old func() (Value, error)) error {
	before, err := old()
	if err != nil {
		return err
	}
	if was, wasListed := i.entry(key, before); wasListed {
		return i.Remove(ctx, was)
	}
	return nil
}
