package fingerprint

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/oprf"
	"github.com/cloudflare/circl/zk/dleq"
)

// suite is ristretto255-SHA512 of RFC 9497.
var suite = oprf.SuiteRistretto255

const (
	// SeedBytes is the length of what the key is derived from.
	SeedBytes     = 32
	keyInfo       = "dcep/fingerprint/key/v1"
	requestDomain = "dcep/fingerprint/request/v1"
)

// ErrMessage is about a request or answer that cannot be read.
var ErrMessage = errors.New("malformed message")

// Request asks for one evaluation. Everything binary is base64 in JSON.
type Request struct {
	// Officer is the address of the officer who asks, PublicKey its compressed key (secp256k1).
	Officer   string `json:"officer"`
	PublicKey []byte `json:"public_key"`
	// Time is in seconds since 1970.
	Time int64 `json:"time"`
	// Blinded hides the paper from the server.
	Blinded   []byte `json:"blinded"`
	Signature []byte `json:"signature"`
}

// SignBytes is what the officer signs: for one chain, and only for a while.
func (r Request) SignBytes(chainID string) []byte {
	hash := sha256.New()
	moment := binary.BigEndian.AppendUint64(nil, uint64(r.Time)) //nolint:gosec // the bits of it, also before 1970
	for _, part := range [][]byte{[]byte(requestDomain), []byte(chainID), []byte(r.Officer), moment, r.Blinded} {
		hash.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		hash.Write(part)
	}
	return hash.Sum(nil)
}

// Answer is an evaluation, with the proof that the server used the key that everybody knows the public half of.
type Answer struct {
	Evaluated []byte `json:"evaluated"`
	Proof     []byte `json:"proof"`
}

func readElement(data []byte) (group.Element, error) {
	element := suite.Group().NewElement()
	if err := element.UnmarshalBinary(data); err != nil || element.IsIdentity() {
		return nil, fmt.Errorf("%w: %d bytes are no element of the group", ErrMessage, len(data))
	}
	return element, nil
}

func (a Answer) evaluation() (*oprf.Evaluation, error) {
	element, err := readElement(a.Evaluated)
	if err != nil {
		return nil, err
	}
	proof := new(dleq.Proof)
	if err := proof.UnmarshalBinary(suite.Group(), a.Proof); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	return &oprf.Evaluation{Elements: []oprf.Evaluated{element}, Proof: proof}, nil
}

// isFresh reports whether a request was made at about this time.
func (r Request) isFresh(now time.Time, tolerance time.Duration) bool {
	return now.Sub(time.Unix(r.Time, 0)).Abs() <= tolerance
}
