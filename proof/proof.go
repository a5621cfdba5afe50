// Package proof shows a record of the chain to people who trust the validators and no node: the record, the way from it to
// the hash of the whole state, and the header of a block with that hash, signed by validators. A node is needed to make a
// proof, and none to check it.
package proof

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/cometbft/cometbft/crypto/merkle"
	cmtbytes "github.com/cometbft/cometbft/libs/bytes"
	cmtjson "github.com/cometbft/cometbft/libs/json"
	cmtmath "github.com/cometbft/cometbft/libs/math"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	cmttypes "github.com/cometbft/cometbft/types"

	"github.com/cosmos/cosmos-sdk/store/v2/rootmulti"
)

// ErrProof is about a proof that does not show what it says. Its text names the step that fails.
var ErrProof = errors.New("proof refused")

// Proof shows that a store of the chain had a value under a key.
type Proof struct {
	// Store names the module's store, and Key the record in it.
	Store string            `json:"store"`
	Key   cmtbytes.HexBytes `json:"key"`
	Value cmtbytes.HexBytes `json:"value"`
	// Operations lead from the value to the hash of the store, and from that to the hash of the state (ICS 23).
	Operations []cmtcrypto.ProofOp `json:"operations"`
	// Header is of the block after the state, whose hash it has, and Commit the signatures under it.
	Header *cmttypes.Header `json:"header"`
	Commit *cmttypes.Commit `json:"commit"`
}

// moreThan is the part of the trusted validators' power that must have signed: as much as the chain itself needs to go on.
var moreThan = cmtmath.Fraction{Numerator: 2, Denominator: 3}

// Parse reads what Encode wrote. It fails with ErrProof on anything else, so that no byte of a proof can be another one.
func Parse(encoded []byte) (Proof, error) {
	var p Proof
	if err := cmtjson.Unmarshal(encoded, &p); err != nil {
		return p, fmt.Errorf("%w: no proof in JSON: %w", ErrProof, err)
	}
	again, err := p.Encode()
	if err != nil {
		return p, err
	}
	if !bytes.Equal(again, encoded) {
		return p, fmt.Errorf("%w: the file was changed after it was written", ErrProof)
	}
	return p, nil
}

// Encode writes the proof as JSON, always the same for the same proof.
func (p Proof) Encode() ([]byte, error) {
	encoded, err := cmtjson.MarshalIndent(p, "", "  ")
	return append(encoded, '\n'), err
}

// Verify fails with ErrProof unless validators with more than two thirds of the trusted power signed, for the chain, the
// header whose state has the value. Every signature in the proof must be right.
func (p Proof) Verify(chainID string, trusted *cmttypes.ValidatorSet) error {
	if p.Header == nil || p.Commit == nil {
		return fmt.Errorf("%w: no header or no commit", ErrProof)
	}
	signed := cmttypes.SignedHeader{Header: p.Header, Commit: p.Commit}
	if err := signed.ValidateBasic(chainID); err != nil {
		return fmt.Errorf("%w: header: %w", ErrProof, err)
	}
	for i, signature := range p.Commit.Signatures {
		if signature.BlockIDFlag == cmttypes.BlockIDFlagNil {
			return fmt.Errorf("%w: signature %d is for no block", ErrProof, i)
		}
	}
	if err := cmttypes.VerifyCommitLightTrustingAllSignatures(chainID, trusted, p.Commit, moreThan); err != nil {
		return fmt.Errorf("%w: signatures: %w", ErrProof, err)
	}
	path := merkle.KeyPath{}.AppendKey([]byte(p.Store), merkle.KeyEncodingURL).AppendKey(p.Key, merkle.KeyEncodingHex)
	operations := &cmtcrypto.ProofOps{Ops: p.Operations}
	if err := rootmulti.DefaultProofRuntime().VerifyValue(operations, p.Header.AppHash, path.String(), p.Value); err != nil {
		return fmt.Errorf("%w: record: %w", ErrProof, err)
	}
	return nil
}
