package app

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is remembered is that these bytes are signed for this chain and account number, and nothing else.
func TestSignaturesAreRememberedByWhatWasSigned(t *testing.T) {
	SetBech32Prefix()
	standard := newTestApp().txConfig.TxDecoder()
	raw := newParts(t).encode(t)
	read := func(raw []byte) *paymentTx {
		payment, short := decodePayment(raw, standard)
		require.True(t, short)
		return payment
	}
	forged := append([]byte(nil), raw...)
	forged[len(forged)-1] ^= 1

	known := newSignatures()
	require.False(t, known.verify(read(raw), "another", 0))
	require.False(t, known.verify(read(raw), "pay-test", 1))
	require.False(t, known.verify(read(forged), "pay-test", 0))
	remembered := func(raw []byte) bool { return known.has(signatureKey{sha256.Sum256(raw), "pay-test", 0}) }
	require.False(t, remembered(raw) || remembered(forged), "only valid signatures are remembered")
	require.True(t, known.verify(read(raw), "pay-test", 0))
	require.True(t, remembered(raw))

	again := read(raw)
	again.signature = nil
	require.True(t, known.verify(again, "pay-test", 0), "the same bytes are not checked again")
	for _, unknown := range []struct {
		raw    []byte
		chain  string
		number uint64
	}{{raw, "another", 0}, {raw, "pay-test", 1}, {forged, "pay-test", 0}} {
		require.False(t, known.verify(read(unknown.raw), unknown.chain, unknown.number))
	}
	require.True(t, remembered(raw))
}
