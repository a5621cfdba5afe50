package offline

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
)

// PublicKeySize is the length of a compressed public key.
const PublicKeySize = 33

// KeyID names a key: the first 20 bytes of the SHA-256 of the compressed public key. It is not chosen by anybody and
// needs no registry to be unique, is as short as an address, so that a voucher can carry it instead of the key, and
// needs only a hash that every secure element has. The key of a device makes its device id, that of an operator which
// signs device certificates its issuer id.
type KeyID [20]byte

// String writes the id in hexadecimal.
func (id KeyID) String() string { return hex.EncodeToString(id[:]) }

// ParseKeyID reads an id from hexadecimal (ErrFormat).
func ParseKeyID(s string) (KeyID, error) {
	var id KeyID
	return id, unhex("key id", id[:], []byte(s))
}

// PublicKey is a point of secp256r1 in its compressed form (SEC 1, 2.3.3).
type PublicKey [PublicKeySize]byte

// ParsePublicKey fails with ErrKey unless the bytes are a compressed point on the curve.
func ParsePublicKey(b []byte) (PublicKey, error) {
	if len(b) != PublicKeySize {
		return PublicKey{}, fmt.Errorf("%w: has %d bytes, must have %d", ErrKey, len(b), PublicKeySize)
	}
	key := PublicKey(b)
	_, err := key.point()
	return key, err
}

// ID returns the name of the key.
func (k PublicKey) ID() KeyID {
	sum := sha256.Sum256(k[:])
	return KeyID(sum[:len(KeyID{})])
}

// String writes the key in hexadecimal.
func (k PublicKey) String() string { return hex.EncodeToString(k[:]) }

// MarshalText writes the key in hexadecimal.
func (k PublicKey) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote (ErrFormat).
func (k *PublicKey) UnmarshalText(text []byte) error { return unhex("public key", k[:], text) }

// Verify fails with ErrSignature unless the signature is the key's over the SHA-256 of the payload.
func (k PublicKey) Verify(payload, signature []byte) error {
	point, err := k.point()
	if err != nil {
		return err
	}
	digest := sha256.Sum256(payload)
	if !ecdsa.VerifyASN1(point, digest[:], signature) {
		return fmt.Errorf("%w: not of key %s", ErrSignature, k.ID())
	}
	return nil
}

func (k PublicKey) point() (*ecdsa.PublicKey, error) {
	x, y := elliptic.UnmarshalCompressed(elliptic.P256(), k[:])
	if x == nil {
		return nil, fmt.Errorf("%w: %x is no compressed point on the curve", ErrKey, k[:])
	}
	uncompressed := make([]byte, 65)
	uncompressed[0] = 4
	x.FillBytes(uncompressed[1:33])
	y.FillBytes(uncompressed[33:])
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), uncompressed)
}

// PrivateKey signs for a device or for an operator that issues device certificates.
type PrivateKey struct {
	key    *ecdsa.PrivateKey
	public PublicKey
}

// GenerateKey makes a new key.
func GenerateKey() (PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("generate key: %w", err)
	}
	return newPrivateKey(key)
}

// ParsePrivateKey reads the 32 bytes that Bytes returned (ErrKey).
func ParsePrivateKey(b []byte) (PrivateKey, error) {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), b)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return newPrivateKey(key)
}

func newPrivateKey(key *ecdsa.PrivateKey) (PrivateKey, error) {
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	var public PublicKey
	// The last byte of y tells which of the two points with this x it is.
	public[0] = 2 + point[64]&1
	copy(public[1:], point[1:33])
	return PrivateKey{key: key, public: public}, nil
}

// Public returns the public key.
func (k PrivateKey) Public() PublicKey { return k.public }

// Bytes returns the secret number, 32 bytes.
func (k PrivateKey) Bytes() ([]byte, error) { return k.key.Bytes() }

// sign signs the SHA-256 of a payload.
func (k PrivateKey) sign(payload []byte) ([]byte, error) {
	digest := sha256.Sum256(payload)
	signature, err := ecdsa.SignASN1(rand.Reader, k.key, digest[:])
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return signature, nil
}

// pemKey is the type of the block in which keys are kept, that of openssl genpkey.
const pemKey = "PRIVATE KEY"

// PEM writes the key as PKCS #8, as openssl does.
func (k PrivateKey) PEM() ([]byte, error) {
	encoded, err := x509.MarshalPKCS8PrivateKey(k.key)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemKey, Bytes: encoded}), nil
}

// ParsePrivateKeyPEM reads a key of openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 (ErrKey).
func ParsePrivateKeyPEM(text []byte) (PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemKey {
		return PrivateKey{}, fmt.Errorf("%w: there is no block %q", ErrKey, pemKey)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	key, ok := parsed.(*ecdsa.PrivateKey)
	if !ok || key.Curve != elliptic.P256() {
		return PrivateKey{}, fmt.Errorf("%w: must be of secp256r1", ErrKey)
	}
	return newPrivateKey(key)
}
