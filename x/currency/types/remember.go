package types

import (
	"bytes"
	"sync/atomic"

	collcodec "cosmossdk.io/collections/codec"
)

// Remember wraps the encoding of a value that nearly every transaction reads and hardly any writes: bytes that were decoded
// last are not decoded again. What it returns is shared, so nobody may change it. Only the bytes decide, so there is nothing
// that could grow stale.
func Remember[T any](codec collcodec.ValueCodec[T]) collcodec.ValueCodec[T] {
	return &rememberingCodec[T]{ValueCodec: codec}
}

type rememberingCodec[T any] struct {
	collcodec.ValueCodec[T]
	last atomic.Pointer[decoded[T]]
}

type decoded[T any] struct {
	bytes []byte
	value T
}

// Decode decodes bytes, unless they are those that it decoded before.
func (c *rememberingCodec[T]) Decode(b []byte) (T, error) {
	if last := c.last.Load(); last != nil && bytes.Equal(last.bytes, b) {
		return last.value, nil
	}
	value, err := c.ValueCodec.Decode(b)
	if err == nil {
		c.last.Store(&decoded[T]{bytes: bytes.Clone(b), value: value})
	}
	return value, err
}
