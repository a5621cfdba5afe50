package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	// KeyBytes is the length of the key of a package.
	KeyBytes       = 32
	envelopeDomain = "dcep/seal/envelope/v1"
)

// ErrSealed is about something that does not open: it is for somebody else, or not what the chain committed to.
var ErrSealed = errors.New("does not open")

// Key encrypts one package.
type Key [KeyBytes]byte

// Encrypt encrypts content under a key of its own (AES-256-GCM; the nonce comes first).
func Encrypt(content Content) (sealed []byte, key Key, err error) {
	plain, err := json.Marshal(content)
	if err != nil {
		return nil, key, err
	}
	rand.Read(key[:])
	aead, err := key.aead()
	if err != nil {
		return nil, key, err
	}
	return aead.Seal(nil, nil, plain, nil), key, nil //nolint:gosec // this mode draws its nonce itself
}

// Decrypt fails with ErrSealed unless the key opens content with the commitment.
func Decrypt(sealed []byte, key Key, commitment []byte) (Content, error) {
	var content Content
	aead, err := key.aead()
	if err != nil {
		return content, err
	}
	plain, err := aead.Open(nil, nil, sealed, nil)
	if err != nil {
		return content, fmt.Errorf("%w: the key is not of this package", ErrSealed)
	}
	if err := json.Unmarshal(plain, &content); err != nil {
		return content, fmt.Errorf("%w: %w", ErrSealed, err)
	}
	actual, err := content.Commitment()
	if err != nil {
		return content, err
	}
	if string(actual[:]) != string(commitment) {
		return content, fmt.Errorf("%w: the content has commitment %x, the document %x", ErrSealed, actual, commitment)
	}
	return content, nil
}

func (k Key) aead() (cipher.AEAD, error) {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// SealKey seals the key of a document's content to the X25519 key of a recipient; an empty recipient is the owner. The envelope
// opens only as what it is: for this document and recipient.
func SealKey(key Key, to []byte, documentID, recipient string) ([]byte, error) {
	public, err := ecdh.X25519().NewPublicKey(to)
	if err != nil {
		return nil, err
	}
	recipientKey, err := hpke.NewDHKEMPublicKey(public)
	if err != nil {
		return nil, err
	}
	return hpke.Seal(recipientKey, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info(documentID, recipient), key[:])
}

// OpenKey fails with ErrSealed unless the envelope was sealed to the private key, for this document and recipient.
func OpenKey(envelope []byte, private *ecdh.PrivateKey, documentID, recipient string) (Key, error) {
	var key Key
	own, err := hpke.NewDHKEMPrivateKey(private)
	if err != nil {
		return key, err
	}
	opened, err := hpke.Open(own, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info(documentID, recipient), envelope)
	if err != nil || len(opened) != KeyBytes {
		return key, fmt.Errorf("%w: the envelope is not for this key, document and recipient", ErrSealed)
	}
	return Key(opened), nil
}

func info(documentID, recipient string) []byte {
	return []byte(envelopeDomain + "/" + documentID + "/" + recipient)
}
