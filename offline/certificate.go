package offline

import (
	"crypto/sha256"
	"fmt"
	"time"
)

// Caps bound what a device may do. The operator guarantees it up to Purse in total.
type Caps struct {
	// Purse is the most that the device holds, in fen.
	Purse uint64
	// Single is the most of one payment, in fen.
	Single uint64
	// Payments is how many signatures the device makes between two syncs.
	Payments uint32
	// Hours is how long the device pays after a sync.
	Hours uint32
}

// Terms are what an operator certifies of a device.
type Terms struct {
	Chain Hash
	// Issuer is the id of the operator's key that signs.
	Issuer KeyID
	Key    PublicKey
	// Wallet owns the device.
	Wallet Address
	Caps   Caps
	// From and Until bound the times of the device's payments and handovers, both included.
	From, Until time.Time
}

// Bytes is the payload that the operator signs, 161 bytes.
func (t Terms) Bytes() []byte {
	return newLayout(certificateTag).bytes(t.Chain[:]).bytes(t.Issuer[:]).bytes(t.Key[:]).bytes(t.Wallet[:]).
		uint64(t.Caps.Purse).uint64(t.Caps.Single).uint32(t.Caps.Payments).uint32(t.Caps.Hours).time(t.From).time(t.Until)
}

// check finds terms under which no device could work (ErrFormat).
func (t Terms) check() error {
	switch {
	case t.Caps.Purse == 0 || t.Caps.Single == 0 || t.Caps.Payments == 0 || t.Caps.Hours == 0:
		return fmt.Errorf("%w device certificate: every cap must be more than 0", ErrFormat)
	case t.Caps.Single > t.Caps.Purse:
		return fmt.Errorf("%w device certificate: single cap %d fen is above the purse cap %d fen", ErrFormat, t.Caps.Single, t.Caps.Purse)
	case !t.From.Before(t.Until):
		return fmt.Errorf("%w device certificate: valid from %s until %s", ErrFormat, t.From, t.Until)
	}
	if _, err := t.Key.point(); err != nil {
		return err
	}
	if err := checkTime("valid from", t.From); err != nil {
		return err
	}
	return checkTime("valid until", t.Until)
}

// Certificate is what a device shows a payee that is offline too: the operator's word for its key, owner and caps.
type Certificate struct {
	Terms     Terms
	Signature []byte
}

// Issue certifies a device (ErrFormat, ErrKey). The issuer of the terms becomes the key's id.
func Issue(issuer PrivateKey, terms Terms) (Certificate, error) {
	terms.Issuer = issuer.Public().ID()
	if err := terms.check(); err != nil {
		return Certificate{}, err
	}
	signature, err := issuer.sign(terms.Bytes())
	return Certificate{Terms: terms, Signature: signature}, err
}

// ParseCertificate reads a certificate without checking its signature (ErrFormat, ErrKey).
func ParseCertificate(b []byte) (Certificate, error) {
	c := &cursor{what: "device certificate", rest: b}
	c.tag(certificateTag)
	t := Terms{
		Chain: Hash(c.take(len(Hash{}), "chain hash")), Issuer: KeyID(c.take(len(KeyID{}), "issuer id")),
		Key: PublicKey(c.take(PublicKeySize, "device key")), Wallet: Address(c.take(len(Address{}), "wallet")),
		Caps: Caps{
			Purse: c.uint64("purse cap"), Single: c.uint64("single cap"), Payments: c.uint32("payments cap"), Hours: c.uint32("hours cap"),
		},
		From: c.time("valid from"), Until: c.time("valid until"),
	}
	certificate := Certificate{Terms: t, Signature: c.signature()}
	if err := c.end(); err != nil {
		return certificate, err
	}
	return certificate, t.check()
}

// Bytes writes the certificate as it travels.
func (c Certificate) Bytes() []byte { return appendSignature(c.Terms.Bytes(), c.Signature) }

// Device returns the id of the certified device.
func (c Certificate) Device() KeyID { return c.Terms.Key.ID() }

// Verify fails with ErrSignature unless the issuer signed the terms.
func (c Certificate) Verify(issuer PublicKey) error {
	if issuer.ID() != c.Terms.Issuer {
		return fmt.Errorf("%w: the certificate names issuer %s, not %s", ErrSignature, c.Terms.Issuer, issuer.ID())
	}
	return issuer.Verify(c.Terms.Bytes(), c.Signature)
}

// CoversTime reports whether the device may sign at the time.
func (c Certificate) CoversTime(t time.Time) bool {
	return !t.Before(c.Terms.From) && !t.After(c.Terms.Until)
}

// proofBytes is what a device signs to show that it has the key of a certificate.
func proofBytes(t Terms) []byte {
	sum := sha256.Sum256(t.Bytes())
	return newLayout(proofTag).bytes(sum[:])
}

// VerifyProof fails with ErrSignature unless the certified device signed that it takes these terms.
func (c Certificate) VerifyProof(proof []byte) error {
	return c.Terms.Key.Verify(proofBytes(c.Terms), proof)
}
