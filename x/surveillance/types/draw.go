package types

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// The domains keep the hashes of different things apart.
const (
	seedDomain = "dcep/surveillance/seed/v1"
	drawDomain = "dcep/surveillance/draw/v1"
	sealDomain = "dcep/surveillance/seal/v1"
)

// Commitment binds a member to its seed for one round of one body on one chain: SHA-256 over the domain, the chain, the
// body, the round, the member and the seed, each behind its length in four bytes, big-endian.
func Commitment(chainID, bodyID, roundID, memberID string, seed []byte) []byte {
	return digest(seedDomain, chainID, bodyID, roundID, memberID, string(seed))
}

// Draw is the random function of a round: HMAC-SHA-256 keyed by both seeds, so that whoever lacks one of them can neither
// foresee nor steer it.
type Draw struct {
	chainID, bodyID, roundID string
	key                      []byte
	ratePermille             uint32
}

// NewDraw takes the seed of the central bank first, then that of the body.
func NewDraw(chainID string, r Round, centralBank, body []byte) Draw {
	return Draw{chainID, r.BodyId, r.Id, append(append([]byte{}, centralBank...), body...), r.RatePermille}
}

// Includes reports whether a certificate is drawn: the first eight bytes of the function of its number, as a part of all
// that eight bytes can be, fall under the rate.
func (d Draw) Includes(number string) bool {
	mac := hmac.New(sha256.New, d.key)
	mac.Write(framed(drawDomain, d.chainID, d.bodyID, d.roundID, number))
	part, _ := bits.Mul64(binary.BigEndian.Uint64(mac.Sum(nil)), permille)
	return part < uint64(d.ratePermille)
}

// Seal hides a report: SHA-256 over the domain, the body, number, kind, evidence and salt, each behind its length.
func (o Opening) Seal(chainID, bodyID string) []byte {
	kind := binary.BigEndian.AppendUint32(nil, uint32(o.Kind)) //nolint:gosec // kinds are small
	return digest(sealDomain, chainID, bodyID, o.Number, string(kind), string(o.EvidenceHash), string(o.Salt))
}

func digest(parts ...string) []byte {
	sum := sha256.Sum256(framed(parts...))
	return sum[:]
}

// framed puts each part behind its length, so that no two lists of parts have the same bytes.
func framed(parts ...string) []byte {
	var all []byte
	for _, part := range parts {
		all = binary.BigEndian.AppendUint32(all, uint32(len(part))) //nolint:gosec // parts are short
		all = append(all, part...)
	}
	return all
}
