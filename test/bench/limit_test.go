package bench_test

import (
	"crypto/sha256"
	"runtime"
	"sync"
	"testing"

	"github.com/cometbft/cometbft/crypto/ed25519"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
)

// messageBytes is how much a payment signs.
const messageBytes = 300

// measureLimit measures what no chain can exceed that checks every payment's signature: verifications on all cores and
// nothing else.
func measureLimit(t *testing.T, r *report, perCore int) {
	const keys = 64
	type signature struct{ message, bytes []byte }
	var public [keys]secp256k1.PubKey
	var signatures [keys]signature
	for i := range keys {
		key := secp256k1.GenPrivKey()
		message := make([]byte, messageBytes)
		hash := sha256.Sum256([]byte{byte(i)})
		copy(message, hash[:])
		made, err := key.Sign(message)
		require.NoError(t, err)
		public[i], signatures[i] = *key.PubKey().(*secp256k1.PubKey), signature{message, made}
	}
	cores := runtime.GOMAXPROCS(0)
	wrong := make([]int, cores)
	spent := measure(func() {
		var all sync.WaitGroup
		for core := range cores {
			all.Go(func() {
				for i := range perCore {
					if known := signatures[i%keys]; !public[i%keys].VerifySignature(known.message, known.bytes) {
						wrong[core]++
					}
				}
			})
		}
		all.Wait()
	})
	require.Equal(t, make([]int, cores), wrong)
	r.add("verify_limit_per_s", spent.perSecond(cores*perCore), "signature checks on all cores and nothing else")
	r.add("verify_us", spent.micros(cores*perCore), "processor time of one, µs")
}

// measureEd25519 measures what the checks would cost if wallets had ed25519 keys, each wallet's key coming once: one by one, and in
// batches as large as a busy block, both by the one rule of ZIP-215.
func measureEd25519(t *testing.T, r *report, count int) {
	const batch = 1000
	keys, messages, signatures := make([]ed25519.PubKey, count), make([][]byte, count), make([][]byte, count)
	for i := range count {
		key := ed25519.GenPrivKey()
		message := make([]byte, messageBytes)
		signature, err := key.Sign(message)
		require.NoError(t, err)
		keys[i], messages[i], signatures[i] = key.PubKey().(ed25519.PubKey), message, signature
	}
	one := measure(func() {
		for i, key := range keys {
			require.True(t, key.VerifySignature(messages[i], signatures[i]))
		}
	})
	r.add("ed25519_verify_us", one.micros(count), "the same with ed25519, one by one")
	together := measure(func() {
		for first := 0; first < count; first += batch {
			verifier := ed25519.NewBatchVerifier()
			for i := first; i < min(first+batch, count); i++ {
				require.NoError(t, verifier.Add(keys[i], messages[i], signatures[i]))
			}
			valid, _ := verifier.Verify()
			require.True(t, valid)
		}
	})
	r.add("ed25519_batch_verify_us", together.micros(count), "and in batches of 1,000")
}
