package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// A codec that remembers answers as one that does not, whatever order bytes come in, and never keeps the caller's bytes.
func TestRememberAnswersByTheBytes(t *testing.T) {
	codec := types.Remember(types.PaymentRecordValue)
	first, err := codec.Encode(types.PaymentRecord{Credits: []types.Credit{{Payee: make([]byte, 20), Amount: 1}}, Height: 7})
	require.NoError(t, err)
	second, err := codec.Encode(types.PaymentRecord{Credits: []types.Credit{{Payee: make([]byte, 20), Amount: 2}}, Height: 8})
	require.NoError(t, err)
	for _, b := range [][]byte{first, first, second, first, nil, first[:len(first)-1], first} {
		want, wantErr := types.PaymentRecordValue.Decode(b)
		got, err := codec.Decode(b)
		require.Equal(t, want, got)
		require.Equal(t, wantErr != nil, err != nil)
	}
	kept := append([]byte(nil), first...)
	_, err = codec.Decode(kept)
	require.NoError(t, err)
	copy(kept, second)
	got, err := codec.Decode(kept)
	require.NoError(t, err)
	require.Equal(t, int64(8), got.Height)
}
