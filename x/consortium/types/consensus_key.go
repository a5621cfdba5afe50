package types

import (
	"encoding/binary"

	"github.com/cometbft/cometbft/crypto/ed25519"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// KeyTypeEd25519 is the only type of consensus key at present, as CometBFT names it.
const KeyTypeEd25519 = ed25519.KeyType

// keyProofDomain keeps a proof of possession from being taken for a vote or a proposal, which the same key signs: those
// start with their own length, which is not zero, and a proof starts with the zero byte of this text's length.
const keyProofDomain = "dcep/consortium/v1/consensus-key"

// CheckConsensusKey fails with ErrInvalidConsensusKey unless this module knows the type and the length fits.
func CheckConsensusKey(keyType string, key []byte) error {
	if keyType != KeyTypeEd25519 {
		return ErrInvalidConsensusKey.Wrapf("type %.40q, must be %q", keyType, KeyTypeEd25519)
	}
	if len(key) != ed25519.PubKeySize {
		return ErrInvalidConsensusKey.Wrapf("%s key has %d bytes, must have %d", keyType, len(key), ed25519.PubKeySize)
	}
	return nil
}

// ConsensusAddressOf returns the address under which CometBFT names a key that CheckConsensusKey accepts.
func ConsensusAddressOf(key []byte) sdk.ConsAddress {
	return sdk.ConsAddress(ed25519.PubKey(key).Address())
}

// KeyProofBytes is what a consensus key signs to prove that its owner wants it to be this validator of this chain. Each
// part is preceded by its length, so that no two sets of parts make the same bytes.
func KeyProofBytes(chainID, validatorID, keyType string, key []byte) []byte {
	var proof []byte
	for _, part := range [][]byte{[]byte(keyProofDomain), []byte(chainID), []byte(validatorID), []byte(keyType), key} {
		proof = binary.BigEndian.AppendUint32(proof, uint32(len(part))) //nolint:gosec // a part is a short name or a key
		proof = append(proof, part...)
	}
	return proof
}

// VerifyKeyProof fails with ErrInvalidKeyProof unless the key of the validator signed its KeyProofBytes.
func VerifyKeyProof(chainID string, v Validator, proof []byte) error {
	signed := KeyProofBytes(chainID, v.Id, v.KeyType, v.ConsensusKey)
	if !ed25519.PubKey(v.ConsensusKey).VerifySignature(signed, proof) {
		return ErrInvalidKeyProof.Wrapf("validator %s on chain %s", v.Id, chainID)
	}
	return nil
}
