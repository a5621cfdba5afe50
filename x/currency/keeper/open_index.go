package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"
)

// openIndex is an index of only those values that are still open, so that it is as small as the work that is left
// while the records stay for ever.
type openIndex[Reference, Key, Value any] struct {
	*indexes.Multi[Reference, Key, Value]
	isOpen func(Value) bool
}

// Reference implements collections.Index.
func (i openIndex[Reference, Key, Value]) Reference(ctx context.Context, key Key, value Value, old func() (Value, error)) error {
	if err := i.Unreference(ctx, key, old); err != nil {
		return err
	}
	if !i.isOpen(value) {
		return nil
	}
	return i.Multi.Reference(ctx, key, value, func() (none Value, err error) { return none, collections.ErrNotFound })
}

// Unreference implements collections.Index.
func (i openIndex[Reference, Key, Value]) Unreference(ctx context.Context, key Key, old func() (Value, error)) error {
	value, err := old()
	if errors.Is(err, collections.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if !i.isOpen(value) {
		return nil
	}
	return i.Multi.Unreference(ctx, key, func() (Value, error) { return value, nil })
}
