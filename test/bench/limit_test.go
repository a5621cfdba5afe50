package bench_test

import (
	"crypto/sha256"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
)

// measureLimit measures what no chain can exceed that checks every payment's signature: verifications on all cores and
// nothing else.
func measureLimit(t *testing.T, r *report, perCore int) {
	const keys, messageBytes = 64, 300
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
