package lookup

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
)

// Find reads a record. If there is none, it fails with what missing says, which names it.
func Find[Key, Value any](
	ctx context.Context, from interface {
		Get(ctx context.Context, key Key) (Value, error)
	}, key Key, missing func() error,
) (Value, error) {
	value, err := from.Get(ctx, key)
	if errors.Is(err, collections.ErrNotFound) {
		return value, missing()
	}
	return value, err
}

// Maybe reads a record that there need not be.
func Maybe[Key, Value any](
	ctx context.Context, from interface {
		Get(ctx context.Context, key Key) (Value, error)
	}, key Key,
) (value Value, found bool, err error) {
	value, err = from.Get(ctx, key)
	if errors.Is(err, collections.ErrNotFound) {
		return value, false, nil
	}
	return value, err == nil, err
}

// Absent fails with exists if there is a record under the key.
func Absent[Key any](
	ctx context.Context, in interface {
		Has(ctx context.Context, key Key) (bool, error)
	}, key Key, exists error,
) error {
	taken, err := in.Has(ctx, key)
	if err != nil {
		return err
	}
	if taken {
		return exists
	}
	return nil
}

// All reads a collection whole, in the order of its keys: for genesis, and nothing that a block or a query does.
func All[Key, Value any](ctx context.Context, from interface {
	Walk(ctx context.Context, ranger collections.Ranger[Key], visit func(Key, Value) (bool, error)) error
},
) ([]Value, error) {
	var all []Value
	err := from.Walk(ctx, nil, func(_ Key, value Value) (bool, error) {
		all = append(all, value)
		return false, nil
	})
	return all, err
}
