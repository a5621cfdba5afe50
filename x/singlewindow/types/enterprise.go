package types

import (
	"crypto/ecdh"
	"crypto/sha256"
	"crypto/subtle"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// EnterpriseAction is what can happen to an enterprise.
type EnterpriseAction string

// EnterpriseVerify is the word of the wallet's operator.
const EnterpriseVerify EnterpriseAction = "verify"

var enterpriseTransitions = lifecycle.Table[EnterpriseStatus, EnterpriseAction]{
	ENTERPRISE_STATUS_REGISTERED: {EnterpriseVerify: ENTERPRISE_STATUS_VERIFIED},
}

// NewEnterprise fails with ErrNotCorporate or ErrCommitment.
func NewEnterprise(wallet currencytypes.Wallet, usccCommitment []byte) (Enterprise, error) {
	if wallet.Profile.Kind != currencytypes.WALLET_KIND_CORPORATE || wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return Enterprise{}, ErrNotCorporate.Wrapf("wallet %s is %s and %s", wallet.Address, wallet.Profile.Kind, wallet.Status)
	}
	if err := CheckCommitment("uscc_commitment", usccCommitment); err != nil {
		return Enterprise{}, err
	}
	return Enterprise{Wallet: wallet.Address, UsccCommitment: usccCommitment, Status: ENTERPRISE_STATUS_REGISTERED}, nil
}

// Verify is the word of an officer that its operator saw the licence (ErrEnterpriseStatus).
func (e Enterprise) Verify(officer consortiumtypes.Officer) (Enterprise, error) {
	to, allowed := enterpriseTransitions.Next(e.Status, EnterpriseVerify)
	if !allowed {
		return e, ErrEnterpriseStatus.Wrapf("enterprise %s is %s: cannot %s", e.Wallet, e.Status, EnterpriseVerify)
	}
	e.Status, e.VerifiedBy = to, officer.Address
	return e, nil
}

// CheckVerified fails with ErrEnterpriseStatus unless the operator of its wallet verified it.
func (e Enterprise) CheckVerified() error {
	if e.Status != ENTERPRISE_STATUS_VERIFIED {
		return ErrEnterpriseStatus.Wrapf("enterprise %s is %s: its wallet's operator must verify it first", e.Wallet, e.Status)
	}
	return nil
}

// CheckSealingKey fails with ErrSealingKey unless the bytes are an X25519 public key that keys can be sealed to.
func CheckSealingKey(key []byte) error {
	if _, err := ecdh.X25519().NewPublicKey(key); err != nil {
		return ErrSealingKey.Wrapf("has %d bytes, must be %d of X25519", len(key), SealingKeyBytes)
	}
	return nil
}

// ownerDomain keeps commitments to owners apart from every other hash.
const ownerDomain = "dcep/singlewindow/owner/v1"

// OwnerCommitment is the salted commitment to a wallet under which a declaration hides its owner.
func OwnerCommitment(salt []byte, wallet sdk.AccAddress) []byte {
	hash := sha256.New()
	hash.Write([]byte(ownerDomain))
	hash.Write(salt)
	hash.Write(wallet)
	return hash.Sum(nil)
}

// CheckOwner fails with ErrNotOwner unless the document is the wallet's, which of an attested one the salt must prove.
func (d Document) CheckOwner(wallet sdk.AccAddress, salt []byte) error {
	name := consortiumtypes.FormatAddress(wallet)
	if d.Owner != "" {
		if d.Owner != name {
			return ErrNotOwner.Wrapf("%s, wallet %s", d.name(), name)
		}
		return nil
	}
	if len(salt) != SaltBytes {
		return ErrNotOwner.Wrapf("%s, wallet %s: the salt of an owner has %d bytes, not %d", d.name(), name, SaltBytes, len(salt))
	}
	if subtle.ConstantTimeCompare(OwnerCommitment(salt, wallet), d.OwnerCommitment) != 1 {
		return ErrNotOwner.Wrapf("%s, wallet %s: wallet and salt do not open its commitment", d.name(), name)
	}
	return nil
}
