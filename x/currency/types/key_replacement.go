package types

import (
	"encoding/binary"
	"time"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// keyProofDomain keeps the proof of a wallet's new key from being taken for a signature of anything else.
const keyProofDomain = "dcep/currency/wallet-key/v1"

// KeyReplacementAction is what can happen to the replacement of a key.
type KeyReplacementAction string

const (
	KeyReplacementConfirm  KeyReplacementAction = "confirm"
	KeyReplacementObject   KeyReplacementAction = "object to"
	KeyReplacementCancel   KeyReplacementAction = "cancel"
	KeyReplacementComplete KeyReplacementAction = "complete"
)

var keyReplacementTransitions = lifecycle.Table[KeyReplacementStatus, KeyReplacementAction]{
	KEY_REPLACEMENT_STATUS_PROPOSED: {
		KeyReplacementConfirm: KEY_REPLACEMENT_STATUS_CONFIRMED,
		KeyReplacementObject:  KEY_REPLACEMENT_STATUS_OBJECTED,
		KeyReplacementCancel:  KEY_REPLACEMENT_STATUS_CANCELLED,
	},
	KEY_REPLACEMENT_STATUS_CONFIRMED: {
		KeyReplacementObject:   KEY_REPLACEMENT_STATUS_OBJECTED,
		KeyReplacementCancel:   KEY_REPLACEMENT_STATUS_CANCELLED,
		KeyReplacementComplete: KEY_REPLACEMENT_STATUS_COMPLETED,
	},
}

// KeyProofBytes is what a wallet's new key signs to prove that its owner wants it for this wallet of this chain.
func KeyProofBytes(chainID string, wallet sdk.AccAddress, reference string, key []byte) []byte {
	return proofBytes([]byte(keyProofDomain), []byte(chainID), wallet, []byte(reference), key)
}

// proofBytes joins parts. Each is preceded by its length, so that no two sets of parts make the same bytes.
func proofBytes(parts ...[]byte) []byte {
	var proof []byte
	for _, part := range parts {
		proof = binary.BigEndian.AppendUint32(proof, uint32(len(part))) //nolint:gosec // a part is a short name or a key
		proof = append(proof, part...)
	}
	return proof
}

// ParseWalletKey reads a compressed secp256k1 key. It fails with ErrKeyReplacement.
func ParseWalletKey(key []byte) (secp256k1.PubKey, error) {
	if len(key) != secp256k1.PubKeySize || key[0] != 2 && key[0] != 3 {
		return secp256k1.PubKey{}, ErrKeyReplacement.Wrapf("new_public_key has %d bytes, must be a compressed secp256k1 key of %d",
			len(key), secp256k1.PubKeySize)
	}
	return secp256k1.PubKey{Key: key}, nil
}

// NewKeyReplacement is a teller's proposal of a key for a wallet.
func NewKeyReplacement(wallet sdk.AccAddress, reference ident.Reference, memberID string, key secp256k1.PubKey, teller string) KeyReplacement {
	return KeyReplacement{
		Wallet:       name(wallet),
		Reference:    reference.String(),
		MemberId:     memberID,
		NewPublicKey: key.Key,
		ProposedBy:   teller,
		Status:       KEY_REPLACEMENT_STATUS_PROPOSED,
	}
}

// CheckKeyProof fails with ErrKeyReplacement unless the key signed its KeyProofBytes.
func CheckKeyProof(chainID string, wallet sdk.AccAddress, reference ident.Reference, key secp256k1.PubKey, proof []byte) error {
	if !key.VerifySignature(KeyProofBytes(chainID, wallet, reference.String(), key.Key), proof) {
		return ErrKeyReplacement.Wrapf("proof: the new key did not sign %s for wallet %s on chain %s", reference, name(wallet), chainID)
	}
	return nil
}

// IsOpen reports whether the key may still come into force.
func (r KeyReplacement) IsOpen() bool {
	return r.Status == KEY_REPLACEMENT_STATUS_PROPOSED || r.Status == KEY_REPLACEMENT_STATUS_CONFIRMED
}

// BindsKey reports whether the key signs for the wallet, did once, or may come to: it is nobody else's, for ever.
func (r KeyReplacement) BindsKey() bool {
	return r.IsOpen() || r.Status == KEY_REPLACEMENT_STATUS_COMPLETED
}

// KeyAddress is the address that the new key would have as a wallet of its own.
func (r KeyReplacement) KeyAddress() sdk.AccAddress {
	return sdk.AccAddress((&secp256k1.PubKey{Key: r.NewPublicKey}).Address())
}

// Confirm is the consent of a second officer; from now on the old key has the period to object
// (ErrKeyReplacementStatus, ErrSameOfficer).
func (r KeyReplacement) Confirm(officer string, now time.Time, period time.Duration) (KeyReplacement, error) {
	confirmed, err := r.decide(KeyReplacementConfirm)
	if err != nil {
		return r, err
	}
	if officer == r.ProposedBy {
		return r, ErrSameOfficer.Wrapf("key replacement %s of %s: %s proposed it", r.Reference, r.Wallet, officer)
	}
	until := now.Add(period)
	confirmed.ConfirmedBy, confirmed.ObjectionUntil = officer, &until
	return confirmed, nil
}

// Object stops the replacement with the old key, until the objection period is over (ErrKeyReplacementStatus,
// ErrObjectionPeriod).
func (r KeyReplacement) Object(now time.Time) (KeyReplacement, error) {
	objected, err := r.decide(KeyReplacementObject)
	if err != nil {
		return r, err
	}
	if r.ObjectionUntil != nil && !now.Before(*r.ObjectionUntil) {
		return r, r.periodError("it was possible until", now)
	}
	return objected, nil
}

// Cancel takes the proposal back (ErrKeyReplacementStatus).
func (r KeyReplacement) Cancel() (KeyReplacement, error) { return r.decide(KeyReplacementCancel) }

// Complete puts the new key in force, from the end of the objection period on (ErrKeyReplacementStatus,
// ErrObjectionPeriod).
func (r KeyReplacement) Complete(now time.Time) (KeyReplacement, error) {
	completed, err := r.decide(KeyReplacementComplete)
	if err != nil {
		return r, err
	}
	if now.Before(*r.ObjectionUntil) {
		return r, r.periodError("the old key may object until", now)
	}
	return completed, nil
}

func (r KeyReplacement) periodError(rule string, now time.Time) error {
	return ErrObjectionPeriod.Wrapf("key replacement %s of %s: %s %s, now %s",
		r.Reference, r.Wallet, rule, r.ObjectionUntil.UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339))
}

func (r KeyReplacement) decide(action KeyReplacementAction) (KeyReplacement, error) {
	to, allowed := keyReplacementTransitions.Next(r.Status, action)
	if !allowed {
		return r, ErrKeyReplacementStatus.Wrapf("key replacement %s of %s is %s: cannot %s it", r.Reference, r.Wallet, r.Status, action)
	}
	r.Status = to
	return r, nil
}

// check finds records that no sequence of messages leads to.
func (r KeyReplacement) check() error {
	if _, err := ParseReference("reference", r.Reference); err != nil {
		return err
	}
	if _, err := ParseMemberID(r.MemberId); err != nil {
		return err
	}
	if _, err := ParseWalletKey(r.NewPublicKey); err != nil {
		return err
	}
	if err := checkOfficer("proposed_by", r.ProposedBy); err != nil {
		return err
	}
	if err := checkOptionalOfficer("confirmed_by", r.ConfirmedBy); err != nil {
		return err
	}
	if !isKnown(KeyReplacementStatus_name, r.Status) {
		return ErrRecord.Wrapf("status %d", r.Status)
	}
	confirmed := r.ConfirmedBy != ""
	needed := r.Status == KEY_REPLACEMENT_STATUS_CONFIRMED || r.Status == KEY_REPLACEMENT_STATUS_COMPLETED
	forbidden := r.Status == KEY_REPLACEMENT_STATUS_PROPOSED
	if confirmed != (r.ObjectionUntil != nil) || needed && !confirmed || forbidden && confirmed || r.ConfirmedBy == r.ProposedBy {
		return ErrRecord.Wrapf("%s with confirmed_by %q and objection_until %s", r.Status, r.ConfirmedBy, r.ObjectionUntil)
	}
	return nil
}
