package app

import (
	"crypto/sha256"
	"sync"

	"github.com/dcep-consortium/dcepd/recent"
)

// rememberedSignatures is how many verified signatures are remembered at least: more than the payments of some blocks.
const rememberedSignatures = 20_000

// signatures remembers which payments have a valid signature of the key that they bring, so that a node checks each once: in
// the mempool, or in the block if it comes from elsewhere. That depends on the payment's bytes, the chain and the account number
// alone. Whether the key may sign for the wallet is asked of the state each time.
type signatures struct {
	mu    sync.Mutex
	valid *recent.Set[signatureKey]
}

type signatureKey struct {
	tx            [sha256.Size]byte
	chainID       string
	accountNumber uint64
}

func newSignatures() *signatures {
	return &signatures{valid: recent.NewSet[signatureKey](rememberedSignatures)}
}

// verify checks the signature of a payment, unless that was done before. It may be called for different payments at once.
func (s *signatures) verify(p *paymentTx, chainID string, accountNumber uint64) bool {
	if p.checked.chainID == chainID && p.checked.accountNumber == accountNumber {
		return p.checked.valid
	}
	key := signatureKey{sha256.Sum256(p.raw), chainID, accountNumber}
	valid := s.has(key)
	if !valid {
		if valid = p.verify(chainID, accountNumber); valid {
			s.add(key)
		}
	}
	p.checked = signatureCheck{chainID, accountNumber, valid}
	return valid
}

func (s *signatures) has(key signatureKey) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.valid.Has(key)
}

func (s *signatures) add(key signatureKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.valid.Add(key)
}
